import datetime

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import surveys.models.survey_rules

# What was published stays as it was asked, and its questions with it.
FORBID = """
CREATE FUNCTION questionnaire_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'Questionnaire % is published and cannot change.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER questionnaire_is_final BEFORE UPDATE OR DELETE ON surveys_questionnaire
    FOR EACH ROW EXECUTE FUNCTION questionnaire_is_final();

CREATE FUNCTION question_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM surveys_questionnaire WHERE published_at IS NOT NULL
            AND (id = NEW.questionnaire_id OR id = OLD.questionnaire_id)) THEN
        RAISE EXCEPTION 'The questions of a published questionnaire cannot change.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER question_is_final BEFORE INSERT OR UPDATE OR DELETE ON surveys_question
    FOR EACH ROW EXECUTE FUNCTION question_is_final();
"""
ALLOW = """
DROP TRIGGER question_is_final ON surveys_question;
DROP FUNCTION question_is_final();
DROP TRIGGER questionnaire_is_final ON surveys_questionnaire;
DROP FUNCTION questionnaire_is_final();
"""


class Migration(migrations.Migration):
    """What is asked is put together by site and kind, in versions. Answers say how they came, and whether they are
    anonymous. Reviews have a due time, and say what was done.
    """

    dependencies = [
        ("staff", "0003_answers_to"),
        ("surveys", "0006_invitations"),
        ("tickets", "0017_clocks_by_business_hours"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("key", models.CharField(max_length=20)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("satisfaction", "Satisfaction, 1 to 5"),
                            ("resolved", "Is it resolved"),
                            ("done_well", "Was the job done well"),
                            ("effort", "How easy it was, 1 to 5"),
                            ("recommend", "Would they recommend us, 0 to 10"),
                            ("comment", "Anything to add"),
                            ("yes_no", "Yes or no"),
                            ("choice", "One of several"),
                            ("text", "A few words"),
                        ],
                        max_length=20,
                        verbose_name="type",
                    ),
                ),
                ("wording", models.JSONField(blank=True, default=dict, verbose_name="wording")),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="choices")),
                (
                    "reasons",
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
                        default=list,
                        size=None,
                        verbose_name="reasons offered for a low score",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(blank=True, max_length=30, verbose_name="kind")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun")),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "ordering": ["site", "kind", "-number"],
            },
        ),
        migrations.AddField(
            model_name="keptapart",
            name="because",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="keptapart",
            name="chosen",
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name="chosen"),
        ),
        migrations.AddField(
            model_name="keptapart",
            name="effort",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "Very hard"), (2, "Hard"), (3, "So-so"), (4, "Easy"), (5, "Very easy")],
                null=True,
                verbose_name="how easy it was",
            ),
        ),
        migrations.AddField(
            model_name="keptapart",
            name="is_anonymous",
            field=models.BooleanField(db_default=False, default=False, verbose_name="anonymous"),
        ),
        migrations.AddField(
            model_name="keptapart",
            name="recommend",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(10)],
                verbose_name="would recommend us",
            ),
        ),
        migrations.AddField(
            model_name="keptapart",
            name="words",
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name="written"),
        ),
        migrations.AddField(
            model_name="response",
            name="because",
            field=django.contrib.postgres.fields.ArrayField(
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
        migrations.AddField(
            model_name="response",
            name="channel",
            field=models.CharField(
                choices=[("letter", "From the letter"), ("phone", "By phone"), ("paper", "On paper")],
                db_default="letter",
                default="letter",
                max_length=10,
                verbose_name="how it came",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="chosen",
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name="chosen"),
        ),
        migrations.AddField(
            model_name="response",
            name="effort",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[(1, "Very hard"), (2, "Hard"), (3, "So-so"), (4, "Easy"), (5, "Very easy")],
                null=True,
                verbose_name="how easy it was",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="is_anonymous",
            field=models.BooleanField(db_default=False, default=False, verbose_name="anonymous"),
        ),
        migrations.AddField(
            model_name="response",
            name="late_told_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="response",
            name="recommend",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MaxValueValidator(10)],
                verbose_name="would recommend us",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="review_due_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="to be looked after by"),
        ),
        migrations.AddField(
            model_name="response",
            name="taken_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken down by",
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="words",
            field=models.JSONField(blank=True, db_default={}, default=dict, verbose_name="written"),
        ),
        migrations.AddField(
            model_name="review",
            name="closing",
            field=models.CharField(
                choices=[
                    ("noted", "Noted what was done"),
                    ("reopened", "Reopened the case"),
                    ("call_back", "Promised to call back"),
                    ("letter", "Answered by letter"),
                ],
                db_default="noted",
                default="noted",
                max_length=10,
                verbose_name="how",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="follow_up",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tickets.followup",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="message",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tickets.message"
            ),
        ),
        migrations.AddField(
            model_name="surveyrules",
            name="are_answers_shown",
            field=models.BooleanField(
                default=False,
                help_text="Otherwise they see their own answers together, from five on.",
                verbose_name="show associates each answer",
            ),
        ),
        migrations.AddField(
            model_name="surveyrules",
            name="is_phoned",
            field=models.BooleanField(
                default=False,
                help_text="Customers who have no e-mail address and left a phone number.",
                verbose_name="ask by phone",
            ),
        ),
        migrations.AddField(
            model_name="surveyrules",
            name="is_praise_told",
            field=models.BooleanField(
                default=True,
                help_text="When the customer is satisfied and wrote something, whoever resolved the case reads it.",
                verbose_name="tell associates of praise",
            ),
        ),
        migrations.AddField(
            model_name="surveyrules",
            name="review_within",
            field=models.DurationField(
                default=datetime.timedelta(seconds=28800),
                help_text="Of the site’s opening hours. Then the supervisors are reminded.",
                validators=[surveys.models.survey_rules.not_negative],
                verbose_name="look after it within",
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="not_sent",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_customer", "The customer left no details"),
                    ("no_email", "No e-mail address"),
                    ("reopened", "Reopened before the letter was due"),
                    ("merged", "Merged into another ticket"),
                    ("duplicate", "A duplicate of another ticket"),
                    ("erased", "The customer was erased"),
                    ("opted_out", "The customer wants no surveys"),
                    ("legal_hold", "A legal hold is in force"),
                    ("conduct", "A conduct notice is in force"),
                    ("too_old", "Resolved too long ago"),
                    ("not_in_sample", "Not chosen: only some are asked"),
                    ("too_recent", "Asked about another ticket shortly before"),
                    ("answered", "Answered in another way before"),
                ],
                max_length=20,
                verbose_name="not sent because",
            ),
        ),
        migrations.AlterField(
            model_name="keptapart",
            name="done_well",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("partly", "Partly"), ("no", "No")],
                db_default="",
                max_length=10,
                verbose_name="done well",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="is_low",
            field=models.BooleanField(verbose_name="low score, or not resolved"),
        ),
        migrations.AlterField(
            model_name="surveyrules",
            name="low_score",
            field=models.PositiveSmallIntegerField(
                default=2,
                help_text="Answers up to this score come to the supervisor, and those that say it is not resolved.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(4),
                ],
                verbose_name="low score",
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=models.Q(
                    ("is_low", True),
                    ("is_reviewed", False),
                    ("late_told_at", None),
                    ("review_due_at__isnull", False),
                ),
                fields=["review_due_at", "id"],
                name="response_review_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effort", None), models.Q(("effort__gte", 1), ("effort__lte", 5)), _connector="OR"
                ),
                name="effort_from_1_to_5",
            ),
        ),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.CheckConstraint(
                condition=models.Q(("recommend", None), ("recommend__lte", 10), _connector="OR"),
                name="recommend_to_10",
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="begun by",
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="published by",
            ),
        ),
        migrations.AddField(
            model_name="questionnaire",
            name="site",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="questionnaires",
                to="staff.site",
                verbose_name="site",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="questionnaire",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="questions",
                to="surveys.questionnaire",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="questionnaire",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invitations",
                to="surveys.questionnaire",
                verbose_name="questions",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionnaire",
            constraint=models.UniqueConstraint(
                fields=("site", "kind", "number"), name="questionnaire_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="questionnaire",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None)),
                fields=("site", "kind"),
                name="one_questionnaire_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(fields=("questionnaire", "key"), name="question_key_once"),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("type__in", ["yes_no", "choice", "text"]), _negated=True),
                fields=("questionnaire", "type"),
                name="question_of_the_house_once",
            ),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
