from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0004_item_roles_and_arms'),
    ]

    operations = [
        migrations.AddField(
            model_name='rater',
            name='accepted_at',
            field=models.DateTimeField(blank=True, help_text='when the rater went past the content warning', null=True),
        ),
        migrations.AddField(
            model_name='rater',
            name='checks',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='gold and attention'),
        ),
        migrations.AddField(
            model_name='rater',
            name='day',
            field=models.DateField(blank=True, help_text='of the last submission, UTC', null=True),
        ),
        migrations.AddField(
            model_name='rater',
            name='day_count',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='submitted that day'),
        ),
        migrations.AddField(
            model_name='rater',
            name='misses',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='of those, missed'),
        ),
        migrations.AddField(
            model_name='rater',
            name='practised',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='training items'),
        ),
        migrations.AddField(
            model_name='rater',
            name='stop_reason',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='rater',
            name='stopped_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
