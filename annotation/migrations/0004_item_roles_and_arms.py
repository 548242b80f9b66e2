from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0003_fewer_indexes_of_ratings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='item',
            name='segment_once_in_project',
        ),
        migrations.AddField(
            model_name='item',
            name='arm',
            field=models.CharField(blank=True, db_default='', default='', max_length=16),
        ),
        migrations.AddField(
            model_name='item',
            name='extra',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='item',
            name='group',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='item',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text="primary subtag, as 'pt'", max_length=16),
        ),
        migrations.AddField(
            model_name='item',
            name='priority',
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='item',
            name='reserved_for',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='item',
            name='role',
            field=models.CharField(choices=[('normal', 'Normal'), ('gold', 'Gold'), ('attention', 'Attention'), ('training', 'Training'), ('quiz', 'Quiz')], db_default='normal', default='normal', max_length=16),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('role', 'normal'), _negated=True), fields=['project', 'role', 'place'], name='item_checks'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('group', ''), _negated=True), fields=['project', 'group'], name='item_siblings'),
        ),
        migrations.AddIndex(
            model_name='item',
            index=models.Index(condition=models.Q(('extra__gt', 0)), fields=['project'], name='item_extra'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.UniqueConstraint(fields=('project', 'segment', 'arm'), name='segment_once_in_project'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'normal'), ('wanted', 0), _connector='OR'), name='item_of_a_role_is_not_counted'),
        ),
    ]
