from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("live", "0003_news_by_url")]

    operations = []  # noqa: RUF012
