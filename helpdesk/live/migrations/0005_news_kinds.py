from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("live", "0004_announcing")]

    operations = []  # noqa: RUF012
