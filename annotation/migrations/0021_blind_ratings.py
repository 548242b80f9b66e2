"""Whether a rater could not have seen others' answers; nobody noted it of ratings so far."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotation", "0020_import_recipes")]

    operations = [
        migrations.AddField(
            model_name="rating", name="blind", field=models.BooleanField(blank=True, null=True)
        ),
    ]
