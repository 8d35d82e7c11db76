from django.db import migrations, models

# Until when a guest who changes rooms stays: so many nights after the case was logged. The database keeps it,
# whoever corrects the nights or the case.
TRIGGERS = """
CREATE FUNCTION room_change_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT created_at + make_interval(hours => 24 * NEW.nights) INTO NEW.leaves_at
        FROM tickets_ticket WHERE id = NEW.ticket_id;
    RETURN NEW;
END $$;

CREATE TRIGGER room_change_leaves BEFORE INSERT OR UPDATE ON tickets_roomchange
    FOR EACH ROW EXECUTE FUNCTION room_change_leaves();

CREATE FUNCTION room_change_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tickets_roomchange SET leaves_at = NULL WHERE ticket_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER room_change_logged AFTER UPDATE OF created_at ON tickets_ticket
    FOR EACH ROW WHEN (OLD.created_at <> NEW.created_at) EXECUTE FUNCTION room_change_logged();

SET CONSTRAINTS ALL IMMEDIATE;
UPDATE tickets_roomchange SET leaves_at = NULL;
"""
NO_TRIGGERS = """
DROP TRIGGER room_change_logged ON tickets_ticket;
DROP TRIGGER room_change_leaves ON tickets_roomchange;
DROP FUNCTION room_change_logged();
DROP FUNCTION room_change_leaves();
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0013_search_tags")]

    operations = [
        migrations.AddField(
            model_name="roomchange",
            name="leaves_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        # Rows are rewritten before there is an index to keep.
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
        migrations.AddIndex(
            model_name="roomchange",
            index=models.Index(fields=["leaves_at"], name="room_change_leaves"),
        ),
        migrations.AddIndex(
            model_name="reservation",
            index=models.Index(fields=["reserved_for"], name="reservation_for"),
        ),
    ]
