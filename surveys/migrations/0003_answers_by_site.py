import django.db.models.deletion
from django.db import migrations, models

# An answer stands in the list of the site its ticket is at, and among those to look after until it is reviewed.
# The database keeps it so, whoever moves the ticket, corrects the answer or reviews it.
TRIGGERS = """
CREATE FUNCTION response_place() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION response_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE surveys_response SET is_reviewed = true WHERE id IN (NEW.response_id, OLD.response_id);
    RETURN NULL;
END $$;

CREATE TRIGGER response_reviewed AFTER INSERT OR DELETE OR UPDATE OF response_id
    ON surveys_review FOR EACH ROW EXECUTE FUNCTION response_reviewed();

CREATE FUNCTION responses_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE surveys_response SET site_id = NEW.site_id WHERE invitation_id IN (
        SELECT asked.id FROM surveys_invitation AS asked
            JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
            WHERE resolution.ticket_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER responses_move AFTER UPDATE OF site_id ON tickets_ticket
    FOR EACH ROW WHEN (OLD.site_id <> NEW.site_id) EXECUTE FUNCTION responses_move();
"""
NO_TRIGGERS = """
DROP TRIGGER responses_move ON tickets_ticket;
DROP TRIGGER response_reviewed ON surveys_review;
DROP TRIGGER response_place ON surveys_response;
DROP FUNCTION responses_move();
DROP FUNCTION response_reviewed();
DROP FUNCTION response_place();
"""
# Nobody is told that the answers there are were given a place. Queued checks would be in the way of what follows.
FILL = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE surveys_response DISABLE TRIGGER USER;
UPDATE surveys_response AS response
    SET site_id = ticket.site_id,
        is_reviewed = EXISTS (SELECT FROM surveys_review WHERE response_id = response.id)
    FROM surveys_invitation AS asked
    JOIN tickets_resolution AS resolution ON resolution.id = asked.resolution_id
    JOIN tickets_ticket AS ticket ON ticket.id = resolution.ticket_id
    WHERE asked.id = response.invitation_id;
ALTER TABLE surveys_response ENABLE TRIGGER USER;
"""
TO_REVIEW = models.Q(("is_low", True), ("is_reviewed", False))


def site(*, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        editable=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="staff.site",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0002_routing"),
        ("surveys", "0002_live"),
        ("tickets", "0013_search_tags"),
    ]

    operations = [
        migrations.AddField(model_name="response", name="site", field=site(null=True)),
        migrations.AddField(
            model_name="response",
            name="is_reviewed",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        # Before the indexes, which would have to follow every row.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(model_name="response", name="site", field=site()),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.RemoveIndex(model_name="response", name="response_low"),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(condition=TO_REVIEW, fields=["answered_at", "id"], name="response_to_review"),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                condition=TO_REVIEW, fields=["site", "answered_at", "id"], name="response_site_to_review"
            ),
        ),
        migrations.AddIndex(
            model_name="response",
            index=models.Index(
                fields=["site", "-answered_at", "-id"], include=["score"], name="response_site_newest"
            ),
        ),
    ]
