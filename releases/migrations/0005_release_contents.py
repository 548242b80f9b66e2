"""What releases may hold of people; from here on free text is out unless a project wants it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("releases", "0004_withdrawals")]

    operations = [
        migrations.AddField(
            model_name="releasesettings",
            name="contents",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
