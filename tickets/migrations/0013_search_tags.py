from django.db import migrations

# The tags of a ticket are facts it is found by.
TAGS = r"""
CREATE OR REPLACE FUNCTION search_facts(t tickets_ticket) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
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
    ], NULL) || ARRAY(SELECT '=tag:' || replace(search_plain(tag), ' ', '') FROM unnest(t.tags) AS tag)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0012_live")]

    operations = [migrations.RunSQL(TAGS, migrations.RunSQL.noop)]
