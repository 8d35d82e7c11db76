from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tickets", "0005_attachments_and_policies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="before",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="mentioned",
            field=models.ManyToManyField(
                blank=True, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="mentioned"
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="phone",
            field=models.CharField(blank=True, max_length=40, verbose_name="phone number"),
        ),
        migrations.AddField(
            model_name="message",
            name="undo_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="subject",
            field=models.CharField(max_length=1000, verbose_name="subject"),
        ),
    ]
