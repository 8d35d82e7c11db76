import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import surveys.models.counter

# A survey by phone stands in the call list of the site its ticket is at, whoever moves the ticket.
TRIGGERS = """
CREATE FUNCTION phone_survey_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT ticket.site_id INTO NEW.site_id
        FROM surveys_invitation AS asked
        JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
        JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id
        WHERE asked.id = NEW.invitation_id;
    RETURN NEW;
END $$;

CREATE TRIGGER phone_survey_place BEFORE INSERT OR UPDATE OF invitation_id, site_id
    ON surveys_phonesurvey FOR EACH ROW EXECUTE FUNCTION phone_survey_place();

CREATE FUNCTION phone_surveys_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE surveys_phonesurvey SET site_id = NEW.site_id WHERE invitation_id IN (
        SELECT asked.id FROM surveys_invitation AS asked
            JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
            WHERE resolution.ticket_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER phone_surveys_move AFTER UPDATE OF site_id ON tickets_ticket
    FOR EACH ROW WHEN (OLD.site_id <> NEW.site_id) EXECUTE FUNCTION phone_surveys_move();

CREATE FUNCTION surveys_announce_phone_survey() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(resolution_id) FROM surveys_invitation WHERE id = NEW.invitation_id;
    RETURN NULL;
END $$;

CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_phonesurvey
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_phone_survey();
"""
NO_TRIGGERS = """
DROP TRIGGER live_announce ON surveys_phonesurvey;
DROP FUNCTION surveys_announce_phone_survey();
DROP TRIGGER phone_surveys_move ON tickets_ticket;
DROP FUNCTION phone_surveys_move();
DROP TRIGGER phone_survey_place ON surveys_phonesurvey;
DROP FUNCTION phone_survey_place();
"""


class Migration(migrations.Migration):
    """Customers are asked by phone, and at the counter; the database keeps at which site they are called."""

    dependencies = [
        ("staff", "0003_answers_to"),
        ("surveys", "0008_mystery_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "code",
                    models.CharField(
                        default=surveys.models.counter.new_code, editable=False, max_length=20, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="made")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="staff.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counters",
                        to="staff.team",
                        verbose_name="team",
                    ),
                ),
            ],
            options={
                "verbose_name": "counter",
                "verbose_name_plural": "counters",
            },
        ),
        migrations.CreateModel(
            name="CounterAnswer",
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
                    "because",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("waiting", "I waited too long"),
                                ("not_resolved", "It is not resolved"),
                                ("not_first_time", "I had to come back or ask again"),
                                ("unfriendly", "People were unfriendly"),
                                ("a_number", "I felt like a number"),
                                ("not_professional", "People did not know their job"),
                                ("charged_more", "I paid more than agreed"),
                                ("product", "The goods or the room were not as they should be"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                        verbose_name="because",
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
                        db_default="",
                        max_length=10,
                        verbose_name="done well",
                    ),
                ),
                (
                    "effort",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "Very hard"), (2, "Hard"), (3, "So-so"), (4, "Easy"), (5, "Very easy")],
                        null=True,
                        verbose_name="how easy it was",
                    ),
                ),
                (
                    "recommend",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(10)],
                        verbose_name="would recommend us",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("chosen", models.JSONField(blank=True, db_default={}, default=dict, verbose_name="chosen")),
                ("words", models.JSONField(blank=True, db_default={}, default=dict, verbose_name="written")),
                (
                    "is_anonymous",
                    models.BooleanField(db_default=False, default=False, verbose_name="anonymous"),
                ),
                (
                    "answered_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="answered"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("cs", "Czech"), ("pl", "Polish")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("press", models.CharField(editable=False, max_length=22, unique=True)),
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
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="kept apart because",
                    ),
                ),
                ("counts", models.BooleanField(default=True, verbose_name="counts")),
                (
                    "counter",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="surveys.counter",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer at a counter",
                "verbose_name_plural": "answers at counters",
            },
        ),
        migrations.CreateModel(
            name="PhoneSurvey",
            fields=[
                (
                    "invitation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="phone_survey",
                        serialize=False,
                        to="surveys.invitation",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "To be called"),
                            ("answered", "Answered"),
                            ("declined", "Did not want to answer"),
                            ("not_reached", "Not reached"),
                            ("given_up", "Given up"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "given_up",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("wrong_number", "Wrong number"),
                            ("no_phone", "No phone number"),
                            ("answered", "Answered in another way before"),
                            ("too_old", "Resolved too long ago"),
                            ("no_customer", "The customer left no details"),
                            ("reopened", "Reopened"),
                            ("merged", "Merged into another ticket"),
                            ("duplicate", "A duplicate of another ticket"),
                            ("erased", "The customer was erased"),
                            ("opted_out", "The customer wants no surveys"),
                            ("legal_hold", "A legal hold is in force"),
                            ("conduct", "A conduct notice is in force"),
                        ],
                        max_length=20,
                        verbose_name="given up because",
                    ),
                ),
                ("next_call_at", models.DateTimeField(verbose_name="to be called")),
                ("held_until", models.DateTimeField(null=True, verbose_name="taken until")),
                (
                    "held_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "survey by phone",
                "verbose_name_plural": "surveys by phone",
            },
        ),
        migrations.CreateModel(
            name="CallAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="called")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("answered", "Answered the questions"),
                            ("nobody", "Nobody answered"),
                            ("later", "Asked to be called later"),
                            ("wrong_number", "Wrong number"),
                            ("declined", "Did not want to answer"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="called by",
                    ),
                ),
                (
                    "phone_survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="surveys.phonesurvey",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="counter",
            index=models.Index(fields=["site", "-id"], name="counter_of_site"),
        ),
        migrations.AddIndex(
            model_name="counteranswer",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["counter", "-answered_at", "-id"],
                include=("score",),
                name="counter_counted",
            ),
        ),
        migrations.AddIndex(
            model_name="counteranswer",
            index=models.Index(
                condition=models.Q(("counts", False)),
                fields=["counter", "-answered_at", "-id"],
                name="counter_apart",
            ),
        ),
        migrations.AddIndex(
            model_name="counteranswer",
            index=models.Index(
                condition=models.Q(("counts", True), models.Q(("comment", ""), _negated=True)),
                fields=["counter", "-answered_at", "-id"],
                name="counter_said",
            ),
        ),
        migrations.AddIndex(
            model_name="counteranswer",
            index=models.Index(
                condition=models.Q(("counts", True)),
                fields=["site", "answered_at"],
                include=("score",),
                name="counter_of_site_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="counteranswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="counter_score_from_1_to_5"
            ),
        ),
        migrations.AddIndex(
            model_name="phonesurvey",
            index=models.Index(
                condition=models.Q(("status", "waiting")),
                fields=["next_call_at", "invitation"],
                name="phone_next",
            ),
        ),
        migrations.AddIndex(
            model_name="phonesurvey",
            index=models.Index(
                condition=models.Q(("status", "waiting")),
                fields=["site", "next_call_at", "invitation"],
                name="phone_site_next",
            ),
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
