from django.db import migrations

# Announced with the commit, and once however often it happens in a transaction; nothing is said of nothing.
ANNOUNCE = """
CREATE FUNCTION live_announce(topic text) RETURNS void LANGUAGE sql STRICT AS $$
    SELECT pg_notify('live', topic)
$$;
CREATE FUNCTION live_announce_news() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM live_announce('person:' || NEW.recipient_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM live_announce('person:' || OLD.recipient_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER live_announce AFTER INSERT OR UPDATE OR DELETE ON live_news
    FOR EACH ROW EXECUTE FUNCTION live_announce_news();
"""
BE_SILENT = """
DROP TRIGGER live_announce ON live_news;
DROP FUNCTION live_announce_news();
DROP FUNCTION live_announce(text);
"""


class Migration(migrations.Migration):
    """The database says what has changed, whoever changed it: ``person:7`` has other news."""

    dependencies = [("live", "0003_news_by_url")]

    operations = [migrations.RunSQL(ANNOUNCE, BE_SILENT)]
