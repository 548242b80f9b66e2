"""What a researcher says of raters; of those so far nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("annotation", "0021_blind_ratings")]

    operations = [
        migrations.AddField(
            model_name="rater",
            name="attributes",
            field=models.JSONField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict
            ),
        ),
    ]
