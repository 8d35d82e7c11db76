from django.db import migrations

FORBID = """
CREATE FUNCTION record_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The record is append-only: entry % stays as it is.', OLD.id
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER record_entry_is_final BEFORE UPDATE OR DELETE ON record_entry
    FOR EACH ROW EXECUTE FUNCTION record_entry_is_final();
"""

ALLOW = """
DROP TRIGGER record_entry_is_final ON record_entry;
DROP FUNCTION record_entry_is_final();
"""


class Migration(migrations.Migration):
    """The database itself refuses to change or delete what the record says."""

    dependencies = [("record", "0002_initial")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
