from django.apps import AppConfig


class HealthConfig(AppConfig):
    name = "helpdesk.health"
    label = "health"

    def ready(self) -> None:
        """Make the Celery application: whoever runs Django may ask a worker for something."""
        from helpdesk import celery  # noqa: F401  # making it is all that is wanted
