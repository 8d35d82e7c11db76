import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0002_routing"),
        ("tickets", "0008_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("assign", "Assign"),
                            ("move", "Move to another team"),
                            ("priority", "Change the priority"),
                            ("tag", "Change the tags"),
                            ("reply", "Reply"),
                            ("resolve", "Resolve"),
                        ],
                        max_length=10,
                        verbose_name="what was done",
                    ),
                ),
                ("data", models.JSONField(default=dict)),
                ("text", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        default="running",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("total", models.PositiveIntegerField(verbose_name="tickets")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="started"),
                ),
                ("worked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("failed_attempts", models.PositiveSmallIntegerField(default=0)),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="finished")),
            ],
            options={
                "verbose_name": "bulk action",
                "verbose_name_plural": "bulk actions",
            },
        ),
        migrations.CreateModel(
            name="BulkItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits"),
                            ("done", "Done"),
                            ("unchanged", "Was so already"),
                            ("refused", "Left as it was"),
                            ("undone", "Undone"),
                            ("kept", "Could not be undone"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "ticket of a bulk action",
                "verbose_name_plural": "tickets of bulk actions",
            },
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("assignee", None), ("status__in", ("new", "open"))),
                fields=["team", "due_at", "id"],
                name="ticket_next",
            ),
        ),
        migrations.AddField(
            model_name="bulkaction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="started by",
            ),
        ),
        migrations.AddField(
            model_name="bulkitem",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="tickets.bulkaction"
            ),
        ),
        migrations.AddField(
            model_name="bulkitem",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tickets.ticket",
                verbose_name="ticket",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkaction",
            index=models.Index(fields=["by", "-id"], name="bulk_by_person"),
        ),
        migrations.AddIndex(
            model_name="bulkaction",
            index=models.Index(
                condition=models.Q(("status__in", ("running", "undoing"))),
                fields=["worked_at"],
                name="bulk_under_way",
            ),
        ),
        migrations.AddIndex(
            model_name="bulkaction",
            index=models.Index(fields=["created_at"], name="bulk_by_age"),
        ),
        migrations.AddIndex(
            model_name="bulkitem",
            index=models.Index(fields=["action", "state", "id"], name="bulk_item_by_state"),
        ),
        migrations.AddConstraint(
            model_name="bulkitem",
            constraint=models.UniqueConstraint(
                fields=("action", "ticket"), name="ticket_once_per_bulk_action"
            ),
        ),
    ]
