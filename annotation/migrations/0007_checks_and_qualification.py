import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotation', '0006_presentation_and_assistance'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('granted_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='CheckResult',
            fields=[
                ('rating', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='annotation.rating')),
                ('role', models.CharField(choices=[('normal', 'Normal'), ('gold', 'Gold'), ('attention', 'Attention'), ('training', 'Training'), ('quiz', 'Quiz')], max_length=16)),
                ('attempt', models.PositiveSmallIntegerField(default=1)),
                ('correct', models.BooleanField()),
                ('wrong', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Expected',
            fields=[
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='expected', serialize=False, to='annotation.item')),
                ('answers', models.JSONField()),
                ('explanation', models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('rater', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='qualification', serialize=False, to='annotation.rater')),
                ('attempts', models.PositiveSmallIntegerField(default=0, help_text='quizzes finished')),
                ('score', models.FloatField(blank=True, null=True)),
                ('passed_at', models.DateTimeField(blank=True, null=True)),
                ('languages', models.JSONField(default=list, help_text="primary subtags, as 'pt'")),
            ],
        ),
        migrations.AddField(
            model_name='certificate',
            name='granted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='certificate',
            name='rater',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='annotation.rater'),
        ),
        migrations.AddField(
            model_name='checkresult',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='annotation.item'),
        ),
        migrations.AddField(
            model_name='checkresult',
            name='rater',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks_taken', to='annotation.rater'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.UniqueConstraint(fields=('rater', 'name'), name='certificate_once'),
        ),
        migrations.AddIndex(
            model_name='checkresult',
            index=models.Index(fields=['rater', 'role', 'attempt'], name='check_of_rater'),
        ),
        migrations.AddConstraint(
            model_name='checkresult',
            constraint=models.CheckConstraint(condition=models.Q(('role', 'normal'), _negated=True), name='check_is_of_a_role'),
        ),
    ]
