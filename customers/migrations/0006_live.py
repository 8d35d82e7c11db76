from django.db import migrations

TABLES = ["customers_contactpoint", "customers_conductnotice"]
ANNOUNCE = """
CREATE FUNCTION customers_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM live_announce('customer:' || NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER live_announce AFTER UPDATE ON customers_customer
    FOR EACH ROW EXECUTE FUNCTION customers_announce();
CREATE FUNCTION customers_announce_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM live_announce('customer:' || NEW.customer_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM live_announce('customer:' || OLD.customer_id);
    END IF;
    RETURN NULL;
END
$$;
""" + "".join(
    f"CREATE TRIGGER live_announce AFTER INSERT OR UPDATE OR DELETE ON {table}\n"
    "    FOR EACH ROW EXECUTE FUNCTION customers_announce_part();\n"
    for table in TABLES
)
BE_SILENT = (
    "".join(f"DROP TRIGGER live_announce ON {table};\n" for table in ["customers_customer", *TABLES])
    + "DROP FUNCTION customers_announce();\nDROP FUNCTION customers_announce_part();\n"
)


class Migration(migrations.Migration):
    """The database says that something about ``customer:12`` has changed."""

    dependencies = [("customers", "0005_imports"), ("live", "0004_announcing")]

    operations = [migrations.RunSQL(ANNOUNCE, BE_SILENT)]
