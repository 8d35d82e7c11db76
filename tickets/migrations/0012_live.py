from django.db import migrations

# Everything a ticket's page shows, beside the ticket itself. What a kind adds comes with a change of the ticket.
PARTS = [
    *("tickets_attachment", "tickets_clock", "tickets_escalation", "tickets_followup", "tickets_message"),
    *(
        "tickets_option",
        "tickets_reference",
        "tickets_resolution",
        "tickets_ruleexception",
        "tickets_watching",
    ),
]
FUNCTIONS = """
CREATE FUNCTION tickets_announce(ticket bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    its record;
BEGIN
    PERFORM live_announce('ticket:' || ticket);
    SELECT site_id, customer_id INTO its FROM tickets_ticket WHERE id = ticket;
    PERFORM live_announce('site:' || its.site_id);
    PERFORM live_announce('customer:' || its.customer_id);
END
$$;
CREATE FUNCTION tickets_announce_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM live_announce('ticket:' || NEW.id);
        PERFORM live_announce('site:' || NEW.site_id);
        PERFORM live_announce('customer:' || NEW.customer_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM live_announce('ticket:' || OLD.id);
        PERFORM live_announce('site:' || OLD.site_id);
        PERFORM live_announce('customer:' || OLD.customer_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION tickets_announce_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM tickets_announce(NEW.ticket_id);
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.ticket_id IS DISTINCT FROM NEW.ticket_id) THEN
        PERFORM tickets_announce(OLD.ticket_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION tickets_announce_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM tickets_announce(NEW.ticket_id), tickets_announce(NEW.other_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM tickets_announce(OLD.ticket_id), tickets_announce(OLD.other_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION tickets_announce_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM live_announce('site:' || NEW.site_id);
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM live_announce('site:' || OLD.site_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION tickets_announce_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tickets_announce(ticket_id) FROM tickets_message WHERE letter_id = NEW.id;
    RETURN NULL;
END
$$;
"""
EACH_CHANGE = "CREATE TRIGGER live_announce AFTER INSERT OR UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION {}();\n"
ANNOUNCE = (
    FUNCTIONS
    + EACH_CHANGE.format("tickets_ticket", "tickets_announce_ticket")
    + EACH_CHANGE.format("tickets_link", "tickets_announce_link")
    + EACH_CHANGE.format("tickets_handovernote", "tickets_announce_site")
    + "".join(EACH_CHANGE.format(part, "tickets_announce_part") for part in PARTS)
    + "CREATE TRIGGER live_announce AFTER UPDATE OF status ON mail_letter FOR EACH ROW\n"
    "    EXECUTE FUNCTION tickets_announce_letter();\n"
)
OTHERS = ["mail_letter", "tickets_handovernote", "tickets_link", "tickets_ticket"]
BE_SILENT = (
    "".join(f"DROP TRIGGER live_announce ON {table};\n" for table in [*OTHERS, *PARTS])
    + "".join(
        f"DROP FUNCTION tickets_announce_{what}();\n" for what in ("letter", "site", "link", "part", "ticket")
    )
    + "DROP FUNCTION tickets_announce(bigint);\n"
)


class Migration(migrations.Migration):
    """The database says what has changed, whoever changed it: ``ticket:42``, and its site and customer."""

    dependencies = [
        ("customers", "0006_live"),
        ("live", "0004_announcing"),
        ("mail", "0003_enclosed"),
        ("tickets", "0011_links"),
    ]

    operations = [migrations.RunSQL(ANNOUNCE, BE_SILENT)]
