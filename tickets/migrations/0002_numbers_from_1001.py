from django.db import migrations


class Migration(migrations.Migration):
    """A ticket's number is its id, and four digits read better aloud than one."""

    dependencies = [("tickets", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE tickets_ticket ALTER COLUMN id SET START WITH 1001 RESTART", migrations.RunSQL.noop
        )
    ]
