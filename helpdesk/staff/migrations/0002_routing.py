import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="given_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="most_open",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Where it differs from the team’s.",
                null=True,
                verbose_name="most open tickets",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="most_open",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Whoever has as many gets no more by themselves. Empty: no limit.",
                null=True,
                verbose_name="most open tickets for one person",
            ),
        ),
        migrations.AddField(
            model_name="team",
            name="routing",
            field=models.CharField(
                choices=[
                    ("nobody", "nobody: people take them"),
                    ("round_robin", "everybody in turn"),
                    ("least_loaded", "whoever has the fewest open tickets"),
                ],
                default="nobody",
                max_length=20,
                verbose_name="tickets go to",
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="away from"),
                ),
                (
                    "ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: until they say that they are back.",
                        null=True,
                        verbose_name="away until",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noted by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["starts_at", "id"],
                "indexes": [models.Index(fields=["ends_at"], name="absence_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None), ("ends_at__gte", models.F("starts_at")), _connector="OR"
                        ),
                        name="absence_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at", None)),
                        fields=("person",),
                        name="one_absence_without_end",
                    ),
                ],
            },
        ),
    ]
