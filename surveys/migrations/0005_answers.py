import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# Tables of answers all say of which invitation they are.
ANNOUNCE = """
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_keptapart
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_response();
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_leaving
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_response();
"""
BE_SILENT = """
DROP TRIGGER live_announce ON surveys_leaving;
DROP TRIGGER live_announce ON surveys_keptapart;
"""


class Migration(migrations.Migration):
    """Answers that may be a machine's are kept apart; whether the person did the job well is asked."""

    dependencies = [
        ("surveys", "0003_answers_by_site"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="done_well",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                db_default="",
                max_length=10,
                verbose_name="done well",
            ),
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="pressed")),
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaving",
                        to="surveys.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "leaving without an answer",
                "verbose_name_plural": "leavings without an answer",
            },
        ),
        migrations.CreateModel(
            name="KeptApart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Very bad"), (2, "Bad"), (3, "So-so"), (4, "Good"), (5, "Very good")],
                        verbose_name="score",
                    ),
                ),
                (
                    "solved",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=10,
                        verbose_name="is it resolved",
                    ),
                ),
                (
                    "done_well",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                        max_length=10,
                        verbose_name="done well",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "answered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="answered"),
                ),
                (
                    "signs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("bare", "Nothing but the score from the letter"),
                                ("fast", "Sent faster than the page can be read"),
                                ("unseen", "Sent without opening the page first"),
                                ("ticked", "The box for programs was ticked"),
                                ("left", "The other button, for whoever does not answer, was pressed too"),
                                ("several", "Several different scores within minutes"),
                                ("at_once", "Nothing but the score, at once, as soon as the letter arrived"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                        verbose_name="kept apart because",
                    ),
                ),
                (
                    "waits_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="counts by itself at"),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("counts", "Counts"),
                            ("does_not", "Does not count"),
                            ("replaced", "The customer has answered anew"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_apart",
                        to="surveys.invitation",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer kept apart",
                "verbose_name_plural": "answers kept apart",
                "indexes": [
                    models.Index(
                        condition=models.Q(("verdict", ""), ("waits_until", None)),
                        fields=["answered_at", "id"],
                        name="kept_apart_undecided",
                    ),
                    models.Index(
                        condition=models.Q(("verdict", ""), ("waits_until__isnull", False)),
                        fields=["waits_until", "id"],
                        name="kept_apart_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                        name="kept_apart_score_from_1_to_5",
                    )
                ],
            },
        ),
        migrations.RunSQL(ANNOUNCE, BE_SILENT),
    ]
