import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

FORBID = """
CREATE FUNCTION surveys_published_checklist_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'Version % of a checklist is published: visits are scored by it.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER surveys_published_checklist_is_final BEFORE UPDATE OR DELETE ON surveys_checklistversion
    FOR EACH ROW EXECUTE FUNCTION surveys_published_checklist_is_final();

CREATE FUNCTION surveys_published_checklists_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_entry WHERE subject_type = 'surveys.checklist') THEN
        RAISE EXCEPTION 'The versions of checklists stay as long as the record tells of them.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER surveys_published_checklists_stay AFTER TRUNCATE ON surveys_checklistversion
    FOR EACH STATEMENT EXECUTE FUNCTION surveys_published_checklists_stay();
"""
ALLOW = """
DROP TRIGGER surveys_published_checklists_stay ON surveys_checklistversion;
DROP FUNCTION surveys_published_checklists_stay();
DROP TRIGGER surveys_published_checklist_is_final ON surveys_checklistversion;
DROP FUNCTION surveys_published_checklist_is_final();
"""


class Migration(migrations.Migration):
    """Checklists in versions, of which those published are final, and the visits scored by them.

    Emptying the table of versions is allowed only together with the record, as when a demo is built anew.
    """

    dependencies = [
        ("files", "0001_initial"),
        ("mail", "0004_bulk"),
        ("record", "0003_entries_are_final"),
        ("staff", "0003_answers_to"),
        ("surveys", "0007_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checklists",
                        to="staff.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "checklist",
                "verbose_name_plural": "checklists",
            },
        ),
        migrations.CreateModel(
            name="ChecklistVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("content", models.JSONField(default=list, verbose_name="content")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun")),
                ("published_at", models.DateTimeField(null=True, verbose_name="published")),
                (
                    "checklist",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="surveys.checklist",
                        verbose_name="checklist",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a checklist",
                "verbose_name_plural": "versions of checklists",
            },
        ),
        migrations.CreateModel(
            name="MysteryVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor_name", models.CharField(blank=True, max_length=120, verbose_name="visitor")),
                ("visitor_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("cs", "Czech"), ("pl", "Polish")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("begins_at", models.DateTimeField(verbose_name="link works from")),
                ("ends_at", models.DateTimeField(verbose_name="link works until")),
                (
                    "planned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="planned"),
                ),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
                ("token_digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("letters", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("answers", models.JSONField(default=dict, verbose_name="answers")),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                ("edition", models.PositiveIntegerField(default=1, editable=False)),
                ("kept_at", models.DateTimeField(null=True, verbose_name="last saved")),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="submitted")),
                ("locks_at", models.DateTimeField(null=True, verbose_name="may be changed until")),
                ("points", models.PositiveIntegerField(null=True, verbose_name="points")),
                ("most_points", models.PositiveIntegerField(null=True, verbose_name="most points")),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mystery_visit",
                        to="mail.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mystery_visits",
                        to="staff.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="staff.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="surveys.checklistversion",
                        verbose_name="checklist",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "mystery visit",
                "verbose_name_plural": "mystery visits",
            },
        ),
        migrations.CreateModel(
            name="VisitPhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="added")),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visit_photo",
                        to="files.file",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="surveys.mysteryvisit",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of a mystery visit",
                "verbose_name_plural": "photos of mystery visits",
                "ordering": ["at", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="checklist",
            constraint=models.UniqueConstraint(fields=("site", "name"), name="checklist_name_once"),
        ),
        migrations.AddConstraint(
            model_name="checklistversion",
            constraint=models.UniqueConstraint(
                fields=("checklist", "number"), name="checklist_version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="checklistversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("published_at", None)), fields=("checklist",), name="checklist_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="checklistversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at", None), ("published_by", None)),
                    models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                    _connector="OR",
                ),
                name="checklist_published_by_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="mysteryvisit",
            index=models.Index(fields=["-planned_at", "-id"], name="visit_newest"),
        ),
        migrations.AddIndex(
            model_name="mysteryvisit",
            index=models.Index(fields=["site", "-planned_at", "-id"], name="visit_site_newest"),
        ),
        migrations.AddIndex(
            model_name="mysteryvisit",
            index=models.Index(
                condition=models.Q(("submitted_at__isnull", False)),
                fields=["site", "submitted_at"],
                include=("points", "most_points"),
                name="visit_site_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="mysteryvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="visit_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="mysteryvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("locks_at", None), ("most_points", None), ("points", None), ("submitted_at", None)
                    ),
                    models.Q(
                        ("locks_at__isnull", False),
                        ("points__lte", models.F("most_points")),
                        ("submitted_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="visit_submitted_with_points",
            ),
        ),
        migrations.AddConstraint(
            model_name="mysteryvisit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                    models.Q(
                        ("submitted_at", None),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="visit_withdrawn_by_somebody",
            ),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
