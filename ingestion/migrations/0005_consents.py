"""What the people in a recording agreed to; of all so far nobody knows."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ingestion', '0004_sessions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('recording', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='consent', serialize=False, to='ingestion.recording')),
                ('state', models.CharField(choices=[('unknown', 'Unknown'), ('given', 'Given'), ('refused', 'Refused'), ('withdrawn', 'Withdrawn')], max_length=16)),
                ('permits', models.JSONField(default=list, help_text='of Permission, in its order')),
                ('document', models.CharField(blank=True, max_length=500)),
                ('date', models.DateField(blank=True, help_text='when it was given or taken back', null=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['unknown', 'given', 'refused', 'withdrawn'])), name='consent_state_known'), models.CheckConstraint(condition=models.Q(('state', 'given'), ('permits', []), _connector='OR'), name='only_consent_given_permits')],
            },
        ),
    ]
