import annotation.models.recruiting
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0008_decisions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=200)),
                ('parameters', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('active', 'Active'), ('abandoned', 'Abandoned'), ('returned', 'Returned'), ('completed', 'Completed'), ('approved', 'Approved'), ('rejected', 'Rejected')], default='active', max_length=16)),
                ('consent_text', models.TextField(blank=True)),
                ('consented_at', models.DateTimeField()),
                ('joined_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('completed_at', models.DateTimeField(blank=True, null=True)),
                ('done_before', models.PositiveIntegerField(default=0, help_text='items this person had rated before joining by this link')),
                ('reviewed_at', models.DateTimeField(blank=True, null=True)),
                ('review_note', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='RecruitLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(default=annotation.models.recruiting.new_token, editable=False, max_length=40, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('id_parameter', models.CharField(default='PROLIFIC_PID', max_length=80)),
                ('kept_parameters', models.JSONField(default=list)),
                ('consent_text', models.TextField(blank=True)),
                ('quota', models.PositiveIntegerField(blank=True, null=True)),
                ('items_per_participant', models.PositiveIntegerField(blank=True, null=True)),
                ('completion_code', models.CharField(default=annotation.models.recruiting.new_code, max_length=80)),
                ('return_url', models.CharField(blank=True, max_length=1000)),
                ('inactivity_minutes', models.PositiveIntegerField(default=60)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name='participant',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='participant',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recruitlink',
            name='created_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recruitlink',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='annotation.project'),
        ),
        migrations.AddField(
            model_name='participant',
            name='link',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participants', to='annotation.recruitlink'),
        ),
        migrations.AddIndex(
            model_name='participant',
            index=models.Index(condition=models.Q(('state', 'active')), fields=['seen_at'], name='participant_idle'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('link', 'external_id'), name='participant_once'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['active', 'abandoned', 'returned', 'completed', 'approved', 'rejected'])), name='participant_state_known'),
        ),
    ]
