import datetime

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# How lists sort by names, and the outcome of the last resolution: columns of the ticket which the database keeps, so
# that neither an import nor a merge, an erasure or a change of a name can forget to. Whoever has no name sorts last
# (U+FFFF). Names of teams and people follow only on unfinished tickets, which are the only ones sorted by them: a team
# that is renamed would otherwise rewrite all it ever did. A ticket that is reopened is brought up to date by its status.
TRIGGERS = r"""
CREATE FUNCTION sorting_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT left(lower(regexp_replace(
        normalize(translate(name, 'ŁłĐđØø', 'LlDdOo'), NFKD), '[\u0300-\u036f]', '', 'g')), 60)
$$;

CREATE FUNCTION ticket_sorting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.sort_customer := coalesce(
        (SELECT left(nullif(folded_name, ''), 60) FROM customers_customer WHERE id = NEW.customer_id), chr(65535));
    NEW.sort_team := coalesce((SELECT sorting_name(name) FROM staff_team WHERE id = NEW.team_id), chr(65535));
    NEW.sort_assignee := coalesce(
        (SELECT sorting_name(name) FROM staff_user WHERE id = NEW.assignee_id), chr(65535));
    NEW.outcome := coalesce(
        (SELECT outcome FROM tickets_resolution WHERE ticket_id = NEW.id ORDER BY at DESC, id DESC LIMIT 1), '');
    RETURN NEW;
END $$;

CREATE TRIGGER ticket_sorting BEFORE INSERT OR UPDATE OF
    customer_id, team_id, assignee_id, status, outcome, sort_customer, sort_team, sort_assignee
    ON tickets_ticket FOR EACH ROW EXECUTE FUNCTION ticket_sorting();

CREATE FUNCTION customer_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_ticket SET sort_customer = '' WHERE customer_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER customer_renamed AFTER UPDATE OF folded_name ON customers_customer FOR EACH ROW
    WHEN (NEW.folded_name IS DISTINCT FROM OLD.folded_name) EXECUTE FUNCTION customer_renamed();

CREATE FUNCTION team_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_ticket SET sort_team = ''
        WHERE team_id = NEW.id AND status IN ('new', 'open', 'pending', 'on_hold');
    RETURN NULL;
END $$;
CREATE TRIGGER team_renamed AFTER UPDATE OF name ON staff_team FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION team_renamed();

CREATE FUNCTION assignee_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_ticket SET sort_assignee = ''
        WHERE assignee_id = NEW.id AND status IN ('new', 'open', 'pending', 'on_hold');
    RETURN NULL;
END $$;
CREATE TRIGGER assignee_renamed AFTER UPDATE OF name ON staff_user FOR EACH ROW
    WHEN (NEW.name IS DISTINCT FROM OLD.name) EXECUTE FUNCTION assignee_renamed();

CREATE FUNCTION ticket_outcome() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_ticket SET outcome = '' WHERE id IN (NEW.ticket_id, OLD.ticket_id);
    RETURN NULL;
END $$;
CREATE TRIGGER ticket_outcome AFTER INSERT OR DELETE OR UPDATE OF outcome, ticket_id ON tickets_resolution
    FOR EACH ROW EXECUTE FUNCTION ticket_outcome();

UPDATE tickets_ticket SET outcome = '';
"""
NO_TRIGGERS = """
DROP TRIGGER ticket_outcome ON tickets_resolution;
DROP TRIGGER assignee_renamed ON staff_user;
DROP TRIGGER team_renamed ON staff_team;
DROP TRIGGER customer_renamed ON customers_customer;
DROP TRIGGER ticket_sorting ON tickets_ticket;
DROP FUNCTION ticket_outcome();
DROP FUNCTION assignee_renamed();
DROP FUNCTION team_renamed();
DROP FUNCTION customer_renamed();
DROP FUNCTION ticket_sorting();
DROP FUNCTION sorting_name(text);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_imports"),
        ("staff", "0002_routing"),
        ("tickets", "0006_composer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="QueueLayout",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="queue_layout",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="columns",
                    ),
                ),
                ("opens_with", models.CharField(blank=True, max_length=20, verbose_name="opens with")),
            ],
            options={
                "verbose_name": "layout of the queue",
                "verbose_name_plural": "layouts of the queue",
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("query", models.CharField(blank=True, max_length=2000, verbose_name="filters")),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="columns",
                    ),
                ),
                ("is_pinned", models.BooleanField(default=True, verbose_name="shown beside the queue")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="made")),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["position", "id"],
            },
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_customer_waits",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_site_due",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_team_due",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_assignee_due",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_site_status",
        ),
        migrations.RemoveIndex(
            model_name="ticket",
            name="ticket_site_logged",
        ),
        migrations.AddField(
            model_name="ticket",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("as_asked", "As the customer asked"),
                    ("alternative", "Another way the customer agreed to"),
                    ("goodwill_only", "Goodwill only"),
                    ("explained", "Explained"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn by the customer"),
                ],
                default="",
                editable=False,
                max_length=20,
                verbose_name="outcome",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_assignee",
            field=models.CharField(db_collation="C", default="", editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_customer",
            field=models.CharField(db_collation="C", default="", editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_due_at",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "due_at", datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_status",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(status="new", then=0),
                    models.When(status="open", then=1),
                    models.When(status="pending", then=2),
                    models.When(status="on_hold", then=3),
                    models.When(status="resolved", then=4),
                    models.When(status="closed", then=5),
                    default=6,
                ),
                output_field=models.PositiveSmallIntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_subject",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Left("folded_subject", 60),
                output_field=models.CharField(db_collation="C", max_length=60),
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_team",
            field=models.CharField(db_collation="C", default="", editable=False, max_length=60),
        ),
        migrations.AddField(
            model_name="ticket",
            name="sort_waits",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "customer_waits_since",
                    datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC),
                ),
                output_field=models.DateTimeField(),
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="assignee",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to=settings.AUTH_USER_MODEL,
                verbose_name="assignee",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="customer",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="customers.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="site",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="staff.site",
                verbose_name="site",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="team",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="staff.team",
                verbose_name="team",
            ),
        ),
        # Rows are rewritten before there are indexes to keep. Queued checks of foreign keys would be in the way.
        migrations.RunSQL(f"SET CONSTRAINTS ALL IMMEDIATE; {TRIGGERS}", NO_TRIGGERS),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_due_at", "id"],
                name="ticket_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_waits", "id"],
                name="ticket_open_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_subject", "id"],
                name="ticket_open_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_customer", "id"],
                name="ticket_open_customer",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["kind", "id"],
                name="ticket_open_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_status", "id"],
                name="ticket_open_status",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["priority", "id"],
                name="ticket_open_priority",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_team", "id"],
                name="ticket_open_team",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["sort_assignee", "id"],
                name="ticket_open_assignee",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["updated_at", "id"],
                name="ticket_open_updated",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["created_at", "id"],
                name="ticket_open_logged",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["id"],
                include=("site", "assignee", "team", "status"),
                name="ticket_open_number",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["site", "sort_due_at", "id"],
                include=("assignee", "team", "kind", "channel", "priority", "status"),
                name="ticket_site_due",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ("new", "open", "pending", "on_hold")),
                    ("customer_waits_since__isnull", False),
                ),
                fields=["site", "sort_waits", "id"],
                name="ticket_customer_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["team", "sort_due_at", "id"],
                name="ticket_team_due",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ("new", "open", "pending", "on_hold"))),
                fields=["assignee", "sort_due_at", "id"],
                include=("site",),
                name="ticket_assignee_due",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["updated_at", "id"], name="ticket_updated"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["site", "updated_at", "id"], name="ticket_site_updated"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["team", "updated_at", "id"], name="ticket_team_updated"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["assignee", "updated_at", "id"],
                include=("site", "team", "kind", "outcome", "channel", "priority", "status", "created_at"),
                name="ticket_assignee_updated",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["site", "team", "kind", "outcome", "channel", "priority", "status"],
                include=("assignee", "updated_at", "created_at", "id"),
                name="ticket_facts",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["created_at", "id"], name="ticket_logged"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["site", "created_at", "id"], name="ticket_site_logged"),
        ),
        migrations.AddField(
            model_name="savedview",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_views",
                to=settings.AUTH_USER_MODEL,
                verbose_name="made by",
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_views",
                to="staff.team",
                verbose_name="shared with",
            ),
        ),
        migrations.AddField(
            model_name="queuelayout",
            name="opens_with_saved",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="tickets.savedview",
                verbose_name="opens with",
            ),
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(
                condition=models.Q(("team", None)), fields=["owner"], name="saved_view_personal"
            ),
        ),
    ]
