from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters by the hundred leave after those somebody waits for."""

    dependencies = [("mail", "0003_enclosed")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="is_bulk",
            field=models.BooleanField(db_default=False, default=False, verbose_name="one of many"),
        ),
        migrations.RemoveIndex(model_name="letter", name="letter_next_attempt"),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("status", "queued")),
                fields=["is_bulk", "next_attempt_at"],
                name="letter_next_attempt",
            ),
        ),
    ]
