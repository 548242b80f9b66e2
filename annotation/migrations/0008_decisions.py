import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0007_checks_and_qualification'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AlterField(
            model_name='member',
            name='role',
            field=models.CharField(choices=[('rater', 'Rater'), ('researcher', 'Researcher'), ('adjudicator', 'Adjudicator')], max_length=16),
        ),
        migrations.AddField(
            model_name='decision',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='annotation.item'),
        ),
        migrations.AddField(
            model_name='decision',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='annotation.project'),
        ),
        migrations.AddField(
            model_name='decision',
            name='scheme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='annotation.scheme'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['project', 'item', '-id'], name='decision_latest'),
        ),
    ]
