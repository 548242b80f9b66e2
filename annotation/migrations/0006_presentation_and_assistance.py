import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0005_counts_of_raters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Exposure',
            fields=[
                ('assignment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='exposure', serialize=False, to='annotation.assignment')),
                ('arm', models.CharField(max_length=16)),
                ('card', models.CharField(max_length=200)),
                ('values', models.JSONField(help_text='the value shown for each question')),
                ('shown_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='assignment',
            name='presentation',
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name='rating',
            name='assisted',
            field=models.CharField(blank=True, choices=[('', 'The project shows no drafts'), ('blind', 'Blind'), ('after', 'After the first answer'), ('upfront', 'Upfront')], db_default='', default='', max_length=16),
        ),
        migrations.AddField(
            model_name='rating',
            name='role',
            field=models.CharField(choices=[('normal', 'Normal'), ('gold', 'Gold'), ('attention', 'Attention'), ('training', 'Training'), ('quiz', 'Quiz')], db_default='normal', default='normal', max_length=16),
        ),
    ]
