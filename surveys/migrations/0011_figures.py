from django.db import migrations, models


class Migration(migrations.Migration):
    """Figures of a time count whoever was asked in it, also without a letter."""

    dependencies = [
        ("surveys", "0010_reviews"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(
                fields=["created_at"], include=("resolution", "letter"), name="invitation_created"
            ),
        ),
    ]
