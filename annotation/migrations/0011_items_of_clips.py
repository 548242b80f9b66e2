
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0010_append_only_records'),
        ('ingestion', '0002_every_medium'),
    ]

    operations = [
        migrations.CreateModel(
            name='ItemClip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ['item_id', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='item',
            name='segment_once_in_project',
        ),
        migrations.AddField(
            model_name='itemclip',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clips', to='annotation.item'),
        ),
        migrations.AddField(
            model_name='itemclip',
            name='segment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clips', to='ingestion.segment'),
        ),
        migrations.AddConstraint(
            model_name='itemclip',
            constraint=models.UniqueConstraint(fields=('item', 'position'), name='item_clip_once'),
        ),
    ]
