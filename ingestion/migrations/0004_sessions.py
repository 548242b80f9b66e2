"""The recording session that a recording belongs to; nobody told of those so far."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ingestion", "0003_words")]

    operations = [
        migrations.AddField(
            model_name="recording",
            name="session",
            field=models.CharField(
                blank=True,
                default="",
                help_text="when it was made with others, as 'Ses01'",
                max_length=200,
            ),
        ),
    ]
