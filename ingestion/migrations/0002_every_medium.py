
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ingestion', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='recording',
            name='recording_has_samples',
        ),
        migrations.RemoveConstraint(
            model_name='recording',
            name='recording_has_rate',
        ),
        migrations.RemoveConstraint(
            model_name='segment',
            name='segment_ends_after_it_starts',
        ),
        migrations.RemoveConstraint(
            model_name='segment',
            name='segment_has_sound_or_text',
        ),
        migrations.AddField(
            model_name='recording',
            name='details',
            field=models.JSONField(default=dict, help_text='of a sensor table: its channels'),
        ),
        migrations.AddField(
            model_name='recording',
            name='frame_rate',
            field=models.FloatField(blank=True, help_text='frames of video a second', null=True),
        ),
        migrations.AddField(
            model_name='recording',
            name='height',
            field=models.PositiveIntegerField(blank=True, help_text='pixels, as shown', null=True),
        ),
        migrations.AddField(
            model_name='recording',
            name='media',
            field=models.CharField(choices=[('audio', 'Audio'), ('video', 'Video'), ('image', 'Image'), ('sensor', 'Sensor table')], default='audio', max_length=10),
        ),
        migrations.AddField(
            model_name='recording',
            name='width',
            field=models.PositiveIntegerField(blank=True, help_text='pixels, as shown', null=True),
        ),
        migrations.AddField(
            model_name='segment',
            name='sensors',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='beside_segments', to='ingestion.recording'),
        ),
        migrations.AlterField(
            model_name='recording',
            name='channels',
            field=models.PositiveSmallIntegerField(default=0, help_text='of sound; 0: there is none'),
        ),
        migrations.AlterField(
            model_name='recording',
            name='duration_seconds',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='recording',
            name='rate_hz',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='recording',
            name='samples',
            field=models.PositiveBigIntegerField(blank=True, help_text='ticks at rate_hz, as decoded', null=True),
        ),
        migrations.AddConstraint(
            model_name='recording',
            constraint=models.CheckConstraint(condition=models.Q(('media__in', ['audio', 'video', 'image', 'sensor'])), name='recording_media_known'),
        ),
        migrations.AddConstraint(
            model_name='recording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('duration_seconds', None), ('media', 'image'), ('rate_hz', None), ('samples', None)), models.Q(models.Q(('media', 'image'), _negated=True), ('duration_seconds__gt', 0), ('duration_seconds__isnull', False), ('rate_hz__gt', 0), ('rate_hz__isnull', False), ('samples__gt', 0), ('samples__isnull', False)), _connector='OR'), name='recording_has_clock_or_is_image'),
        ),
        migrations.AddConstraint(
            model_name='recording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('media__in', ['video', 'image']), _negated=True), models.Q(('height__gt', 0), ('height__isnull', False), ('width__gt', 0), ('width__isnull', False)), _connector='OR'), name='recording_has_picture_size'),
        ),
        migrations.AddConstraint(
            model_name='recording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('media', 'audio'), _negated=True), ('channels__gt', 0), _connector='OR'), name='recording_has_sound'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_sample__isnull', True), ('start_sample__isnull', True)), models.Q(('end_sample__gt', models.F('start_sample')), ('end_sample__isnull', False), ('recording__isnull', False), ('start_sample__isnull', False)), _connector='OR'), name='segment_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='segment',
            constraint=models.CheckConstraint(condition=models.Q(('recording__isnull', False), models.Q(('transcript', ''), _negated=True), _connector='OR'), name='segment_has_media_or_text'),
        ),
    ]
