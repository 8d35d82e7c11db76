import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# An answer also stands in the list of whoever resolved the case; what the database keeps of it is kept together.
PLACE = """
DROP TRIGGER response_place ON surveys_response;

CREATE OR REPLACE FUNCTION response_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT ticket.site_id, resolution.by_id INTO NEW.site_id, NEW.resolved_by_id
        FROM surveys_invitation AS asked
        JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
        JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id
        WHERE asked.id = NEW.invitation_id;
    NEW.is_reviewed := EXISTS (SELECT FROM surveys_review WHERE response_id = NEW.id);
    RETURN NEW;
END $$;

CREATE TRIGGER response_place BEFORE INSERT OR UPDATE OF invitation_id, site_id, resolved_by_id, is_reviewed
    ON surveys_response FOR EACH ROW EXECUTE FUNCTION response_place();
"""
FORMER_PLACE = """
DROP TRIGGER response_place ON surveys_response;

CREATE OR REPLACE FUNCTION response_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT ticket.site_id INTO NEW.site_id
        FROM surveys_invitation AS asked
        JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
        JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id
        WHERE asked.id = NEW.invitation_id;
    NEW.is_reviewed := EXISTS (SELECT FROM surveys_review WHERE response_id = NEW.id);
    RETURN NEW;
END $$;

CREATE TRIGGER response_place BEFORE INSERT OR UPDATE OF invitation_id, site_id, is_reviewed
    ON surveys_response FOR EACH ROW EXECUTE FUNCTION response_place();
"""
# An open page of the ticket must not stir when its customer answers anonymously; the desks of the site may.
# Of answers kept apart the same function tells; of somebody leaving, which is no answer, one of its own.
ANNOUNCE = """
CREATE FUNCTION surveys_announce_leaving() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(resolution_id) FROM surveys_invitation WHERE id = NEW.invitation_id;
    RETURN NULL;
END
$$;
DROP TRIGGER live_announce ON surveys_leaving;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_leaving
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_leaving();
CREATE OR REPLACE FUNCTION surveys_announce_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.is_anonymous AND (TG_OP = 'INSERT' OR OLD.is_anonymous) THEN
        PERFORM live_announce('site:' || ticket.site_id)
            FROM surveys_invitation AS asked
            JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
            JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id
            WHERE asked.id = NEW.invitation_id;
    ELSE
        PERFORM surveys_announce(resolution_id) FROM surveys_invitation WHERE id = NEW.invitation_id;
    END IF;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION surveys_announce_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM CASE WHEN given.is_anonymous THEN live_announce('site:' || given.site_id)
            ELSE surveys_announce(asked.resolution_id) END
        FROM surveys_response AS given JOIN surveys_invitation AS asked ON asked.id = given.invitation_id
        WHERE given.id = NEW.response_id;
    RETURN NULL;
END
$$;
"""
FORMER_ANNOUNCE = """
DROP TRIGGER live_announce ON surveys_leaving;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_leaving
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_response();
DROP FUNCTION surveys_announce_leaving();
CREATE OR REPLACE FUNCTION surveys_announce_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(resolution_id) FROM surveys_invitation WHERE id = NEW.invitation_id;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION surveys_announce_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(asked.resolution_id)
        FROM surveys_response AS given JOIN surveys_invitation AS asked ON asked.id = given.invitation_id
        WHERE given.id = NEW.response_id;
    RETURN NULL;
END
$$;
"""
# Low scores of before the clock have been told of long ago: they stand in the list, and nobody is told again.
# Nobody's open page is told of the filling. Queued checks would be in the way of what follows.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE surveys_response DISABLE TRIGGER USER;
UPDATE surveys_response AS response SET resolved_by_id = resolution.by_id
    FROM surveys_invitation AS asked
    JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
    WHERE asked.id = response.invitation_id;
UPDATE surveys_response SET review_due_at = answered_at + interval '8 hours', late_told_at = now()
    WHERE is_low AND review_due_at IS NULL;
ALTER TABLE surveys_response ENABLE TRIGGER USER;
"""
TO_REVIEW = models.Q(("is_low", True), ("is_reviewed", False))


def resolved_by(*, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


class Migration(migrations.Migration):
    """Low scores stand in the order in which they are due. Answers are found by who resolved the case. What is
    anonymous stirs no page of its ticket.
    """

    dependencies = [
        ("surveys", "0009_channels"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="response", name="resolved_by", field=resolved_by(null=True)),
        # Before the indexes, which would have to follow every row.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="response", name="resolved_by", field=resolved_by()),
        migrations.RunSQL(PLACE, FORMER_PLACE),
        migrations.RunSQL(ANNOUNCE, FORMER_ANNOUNCE),
        migrations.RemoveIndex(model_name="response", name="response_to_review"),
        migrations.RemoveIndex(model_name="response", name="response_site_to_review"),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=TO_REVIEW, fields=["review_due_at", "id"], name="response_to_review"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=TO_REVIEW, fields=["site", "review_due_at", "id"], name="response_site_to_review"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(fields=["resolved_by", "-answered_at", "-id"], name="response_of_resolver"),
        ),
    ]
