import django.db.models.deletion
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import UnaccentExtension
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

# What a ticket is found by. The database keeps it, so that no import, merge or erasure can forget to. The functions
# are texts, not bodies that PostgreSQL binds: the columns they read can still be changed.
FUNCTIONS = r"""
-- Lower case, no accents, nothing but letters and digits, and nothing invisible inside a word.
CREATE FUNCTION search_plain(said text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(regexp_replace(unaccent(CASE WHEN said ~ '[\u00ad\u200b-\u200f\u2060\ufeff]'
        THEN regexp_replace(said, '[\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g') ELSE said END),
        '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE FUNCTION search_words(said text, weight "char") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT setweight(to_tsvector('simple', search_plain(said)), weight)
$$;

-- What stands beside the words so that a search can be narrowed; no word begins like this.
CREATE FUNCTION search_facts(t tickets_ticket) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_remove(ARRAY[
        '=number:' || t.id, '=site:' || t.site_id, '=kind:' || t.kind, '=status:' || t.status,
        '=channel:' || t.channel, '=priority:' || t.priority, '=team:' || t.team_id,
        '=assignee:' || coalesce(t.assignee_id::text, 'nobody'),
        '=customer:' || coalesce(t.customer_id::text, 'nobody'),
        CASE WHEN t.status IN ('new', 'open', 'pending', 'on_hold') THEN '=unfinished' END,
        CASE WHEN t.status IN ('new', 'open', 'pending', 'on_hold') AND t.customer_waits_since IS NOT NULL
            THEN '=waiting' END,
        to_char(t.created_at AT TIME ZONE 'UTC', '"=year:"YYYY'),
        to_char(t.created_at AT TIME ZONE 'UTC', '"=month:"YYYY-MM')
    ], NULL)
$$;

-- Everything that was said, in parts of about so many characters; the first also when nothing was. Pieces of
-- what is longer overlap, so that no word is cut in two.
CREATE FUNCTION search_said(t tickets_ticket)
    RETURNS TABLE (part integer, size bigint, first_message_id bigint, said text)
    LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (before / 12000)::integer, sum(length(one.said)), min(one.id),
        string_agg(one.said, ' ' ORDER BY one.id NULLS FIRST, one.piece)
    FROM (
        SELECT id, piece, pieces.said,
            sum(length(pieces.said)) OVER (ORDER BY id NULLS FIRST, piece) - length(pieces.said) AS before
        FROM (
            SELECT NULL::bigint AS id, 0 AS piece, '' AS said
            UNION ALL
            SELECT NULL, n, substr(t.what_happened || ' ' || t.wanted, 12000 * n - 99, 12100)
                FROM generate_series(1, (length(t.what_happened) + length(t.wanted)) / 12000) AS n
            UNION ALL
            SELECT m.id, n, substr(m.body || ' ' || m.phone, greatest(12000 * n - 99, 1), 12100)
                FROM tickets_message AS m, generate_series(0, (length(m.body) + length(m.phone)) / 12000) AS n
                WHERE m.ticket_id = t.id
        ) AS pieces
    ) AS one GROUP BY 1
$$;

CREATE FUNCTION search_head(t tickets_ticket) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT array_to_tsvector(search_facts(t)) || search_words(t.subject, 'A')
        || search_words(concat_ws(' ',
            (SELECT name FROM customers_customer WHERE id = t.customer_id),
            (SELECT string_agg(value || ' ' || folded, ' ') FROM tickets_reference WHERE ticket_id = t.id)), 'B')
        || search_words(left(t.what_happened || ' ' || t.wanted, 12000), 'C')
$$;

-- Writes the texts of these tickets anew. It locks them first: what another transaction has written meanwhile is
-- seen by the statements that follow.
CREATE FUNCTION search_write(numbers bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM tickets_searchtext WHERE ticket_id = ANY(numbers) AND part = 0 ORDER BY ticket_id FOR UPDATE;
    DELETE FROM tickets_searchtext WHERE ticket_id = ANY(numbers) AND part > 0;
    INSERT INTO tickets_searchtext (ticket_id, part, site_id, logged_at, size, first_message_id, document)
        SELECT t.id, s.part, t.site_id, t.created_at, s.size, s.first_message_id,
            CASE WHEN s.part = 0 THEN search_head(t) ELSE '' END || search_words(s.said, 'D')
        FROM tickets_ticket AS t, search_said(t) AS s WHERE t.id = ANY(numbers)
        ON CONFLICT (ticket_id, part) DO UPDATE SET site_id = excluded.site_id, logged_at = excluded.logged_at,
            size = excluded.size, first_message_id = excluded.first_message_id, document = excluded.document;
END $$;

-- Writes all of them, for whoever has filled the tables without triggers. The indexes are built once, at the end.
CREATE FUNCTION search_rebuild() RETURNS void LANGUAGE plpgsql SET maintenance_work_mem = '256MB' AS $$
DECLARE
    one record;
    indexes text[] := '{}';
    low bigint := 0;
    high bigint;
BEGIN
    TRUNCATE tickets_searchtext;
    FOR one IN SELECT indexname, indexdef FROM pg_indexes
        WHERE schemaname = current_schema() AND tablename = 'tickets_searchtext' AND indexdef NOT LIKE '%UNIQUE%'
    LOOP
        indexes := indexes || one.indexdef;
        EXECUTE format('DROP INDEX %I', one.indexname);
    END LOOP;
    LOOP
        SELECT max(id) INTO high FROM
            (SELECT id FROM tickets_ticket WHERE id > low ORDER BY id LIMIT 20000) AS batch;
        EXIT WHEN high IS NULL;
        INSERT INTO tickets_searchtext (ticket_id, part, site_id, logged_at, size, first_message_id, document)
            SELECT t.id, s.part, t.site_id, t.created_at, s.size, s.first_message_id,
                CASE WHEN s.part = 0 THEN search_head(t) ELSE '' END || search_words(s.said, 'D')
            FROM tickets_ticket AS t, search_said(t) AS s WHERE t.id > low AND t.id <= high;
        low := high;
    END LOOP;
    FOR n IN 1 .. cardinality(indexes) LOOP
        EXECUTE indexes[n];
    END LOOP;
END $$;
"""
NO_FUNCTIONS = """
DROP FUNCTION search_rebuild, search_write, search_head, search_said, search_facts, search_words, search_plain;
"""
TRIGGERS = """
CREATE FUNCTION search_tickets_logged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_write(array_agg(id)) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER search_tickets_logged AFTER INSERT ON tickets_ticket
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_tickets_logged();

-- Words are read anew; facts are exchanged, and the words stay as they are.
CREATE FUNCTION search_ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text[] := search_facts(OLD);
    after text[] := search_facts(NEW);
BEGIN
    IF (OLD.subject, OLD.what_happened, OLD.wanted, OLD.created_at, OLD.site_id, OLD.customer_id)
        IS DISTINCT FROM
        (NEW.subject, NEW.what_happened, NEW.wanted, NEW.created_at, NEW.site_id, NEW.customer_id) THEN
        PERFORM search_write(ARRAY[NEW.id]);
    ELSIF before <> after THEN
        UPDATE tickets_searchtext SET document = ts_delete(document, before) || array_to_tsvector(after)
            WHERE ticket_id = NEW.id AND part = 0;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_ticket_changed AFTER UPDATE ON tickets_ticket
    FOR EACH ROW EXECUTE FUNCTION search_ticket_changed();

CREATE FUNCTION search_tickets_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM tickets_searchtext WHERE ticket_id IN (SELECT id FROM changed);
    RETURN NULL;
END $$;
CREATE TRIGGER search_tickets_removed AFTER DELETE ON tickets_ticket
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_tickets_removed();

-- What is said next goes to the end of the last part, or begins another: cut as search_said cuts.
CREATE FUNCTION search_message_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said text := NEW.body || ' ' || NEW.phone;
    place integer;
BEGIN
    IF length(said) > 12000 THEN
        PERFORM search_write(ARRAY[NEW.ticket_id]);
        RETURN NULL;
    END IF;
    PERFORM FROM tickets_searchtext WHERE ticket_id = NEW.ticket_id AND part = 0 FOR UPDATE;
    SELECT sum(size) / 12000 INTO place FROM tickets_searchtext WHERE ticket_id = NEW.ticket_id;
    INSERT INTO tickets_searchtext AS kept
        (ticket_id, part, site_id, logged_at, size, first_message_id, document)
        SELECT id, place, site_id, created_at, length(said), NEW.id, search_words(said, 'D')
            FROM tickets_ticket WHERE id = NEW.ticket_id
        ON CONFLICT (ticket_id, part) DO UPDATE SET size = kept.size + excluded.size,
            first_message_id = coalesce(kept.first_message_id, excluded.first_message_id),
            document = kept.document || excluded.document;
    RETURN NULL;
END $$;
CREATE TRIGGER search_message_added AFTER INSERT ON tickets_message
    FOR EACH ROW EXECUTE FUNCTION search_message_added();

CREATE FUNCTION search_messages_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_write(array_agg(DISTINCT number)) FROM (
        SELECT unnest(ARRAY[was.ticket_id, changed.ticket_id]) AS number FROM was JOIN changed USING (id)
        WHERE (was.body, was.phone, was.ticket_id)
            IS DISTINCT FROM (changed.body, changed.phone, changed.ticket_id)
    ) AS numbers HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER search_messages_changed AFTER UPDATE ON tickets_message
    REFERENCING OLD TABLE AS was NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_messages_changed();

CREATE FUNCTION search_of_tickets_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_write(array_agg(DISTINCT ticket_id)) FROM changed HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER search_messages_removed AFTER DELETE ON tickets_message
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_tickets_changed();
CREATE TRIGGER search_references_added AFTER INSERT ON tickets_reference
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_tickets_changed();
CREATE TRIGGER search_references_changed AFTER UPDATE ON tickets_reference
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_tickets_changed();
CREATE TRIGGER search_references_removed AFTER DELETE ON tickets_reference
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION search_of_tickets_changed();

CREATE FUNCTION search_customer_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_write(array_agg(id)) FROM tickets_ticket WHERE customer_id = NEW.id HAVING count(*) > 0;
    RETURN NULL;
END $$;
CREATE TRIGGER search_customer_renamed AFTER UPDATE OF name ON customers_customer
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION search_customer_renamed();

ALTER TABLE tickets_searchtext ALTER COLUMN document SET STATISTICS 300;
SELECT search_rebuild();
"""
NO_TRIGGERS = """
DROP FUNCTION search_customer_renamed, search_of_tickets_changed, search_messages_changed, search_message_added,
    search_tickets_removed, search_ticket_changed, search_tickets_logged CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0005_imports"), ("staff", "0001_initial"), ("tickets", "0007_queue")]

    operations = [
        UnaccentExtension(),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.PositiveSmallIntegerField()),
                ("logged_at", models.DateTimeField()),
                ("size", models.PositiveIntegerField()),
                ("first_message_id", models.BigIntegerField(null=True)),
                ("document", SearchVectorField()),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="staff.site",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "verbose_name": "search text",
                "verbose_name_plural": "search texts",
                "indexes": [
                    models.Index(
                        condition=models.Q(("part", 0)),
                        fields=["site", "logged_at", "ticket"],
                        name="search_text_of_site",
                    ),
                    models.Index(
                        condition=models.Q(("part", 0)),
                        fields=["logged_at", "ticket"],
                        name="search_text_newest",
                    ),
                    GinIndex(
                        condition=models.Q(("part", 0)),
                        fastupdate=False,
                        fields=["document"],
                        name="search_text_heads",
                    ),
                    GinIndex(
                        condition=models.Q(("part__gt", 0)),
                        fastupdate=False,
                        fields=["document"],
                        name="search_text_parts",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "part"), name="search_text_part_once")
                ],
            },
        ),
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
