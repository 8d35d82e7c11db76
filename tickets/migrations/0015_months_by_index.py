from django.db import migrations, models

# Which tickets are in a month is told by the index a list is sorted by, without looking at the tickets.
CHANGED = {
    "ticket_updated": (["updated_at", "id"], ["site", "created_at", "status"]),
    "ticket_site_updated": (["site", "updated_at", "id"], ["created_at", "status"]),
    "ticket_logged": (["created_at", "id"], ["site", "updated_at", "status"]),
    "ticket_site_logged": (["site", "created_at", "id"], ["updated_at", "status"]),
}


def index(name: str, fields: list[str], include: list[str]) -> migrations.AddIndex:
    return migrations.AddIndex("ticket", models.Index(fields=fields, include=include, name=name))


class Migration(migrations.Migration):
    dependencies = [("tickets", "0014_who_is_in_the_house")]

    operations = [
        *(migrations.RemoveIndex("ticket", name) for name in CHANGED),
        *(index(name, fields, include) for name, (fields, include) in CHANGED.items()),
        index("ticket_number", ["id"], ["site", "created_at", "updated_at", "status"]),
    ]
