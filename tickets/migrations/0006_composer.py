from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tickets", "0005_attachments_and_policies")]

    operations = []  # noqa: RUF012
