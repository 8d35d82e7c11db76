from django.db import migrations

FORBID = """
CREATE FUNCTION policies_published_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL
            AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - 'valid_until' <> to_jsonb(OLD) - 'valid_until') THEN
        RAISE EXCEPTION 'Version % is published: only its last day can change.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER policies_published_is_final BEFORE UPDATE OR DELETE ON policies_policyversion
    FOR EACH ROW EXECUTE FUNCTION policies_published_is_final();

CREATE FUNCTION policies_published_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM record_entry WHERE subject_type = 'policies.policy') THEN
        RAISE EXCEPTION 'The versions of policies stay as long as the record tells of them.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER policies_published_stay AFTER TRUNCATE ON policies_policyversion
    FOR EACH STATEMENT EXECUTE FUNCTION policies_published_stay();
"""

ALLOW = """
DROP TRIGGER policies_published_stay ON policies_policyversion;
DROP FUNCTION policies_published_stay();
DROP TRIGGER policies_published_is_final ON policies_policyversion;
DROP FUNCTION policies_published_is_final();
"""


class Migration(migrations.Migration):
    """The database itself refuses to change what was published, but for its last day.

    Emptying the table is allowed only together with the record, as when a demo is built anew.
    """

    dependencies = [("policies", "0001_initial"), ("record", "0003_entries_are_final")]

    operations = [migrations.RunSQL(FORBID, ALLOW)]
