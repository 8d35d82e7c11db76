from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0010_follow_ups")]

    operations = []  # noqa: RUF012
