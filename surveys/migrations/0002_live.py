from django.db import migrations

ANNOUNCE = """
CREATE FUNCTION surveys_announce(resolution bigint) RETURNS void LANGUAGE sql AS $$
    SELECT tickets_announce(ticket_id) FROM tickets_resolution WHERE id = resolution
$$;
CREATE FUNCTION surveys_announce_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(NEW.resolution_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_invitation
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_invitation();
CREATE FUNCTION surveys_announce_response() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(resolution_id) FROM surveys_invitation WHERE id = NEW.invitation_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_response
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_response();
CREATE FUNCTION surveys_announce_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM surveys_announce(asked.resolution_id)
        FROM surveys_response AS given JOIN surveys_invitation AS asked ON asked.id = given.invitation_id
        WHERE given.id = NEW.response_id;
    RETURN NULL;
END
$$;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE ON surveys_review
    FOR EACH ROW EXECUTE FUNCTION surveys_announce_review();
"""
BE_SILENT = """
DROP TRIGGER live_announce ON surveys_review;
DROP TRIGGER live_announce ON surveys_response;
DROP TRIGGER live_announce ON surveys_invitation;
DROP FUNCTION surveys_announce_review();
DROP FUNCTION surveys_announce_response();
DROP FUNCTION surveys_announce_invitation();
DROP FUNCTION surveys_announce(bigint);
"""


class Migration(migrations.Migration):
    """The database says when a customer was asked or has answered about ``ticket:42``."""

    dependencies = [("surveys", "0001_initial"), ("tickets", "0012_live")]

    operations = [migrations.RunSQL(ANNOUNCE, BE_SILENT)]
