"""Raters who were here before go on counting where they are."""

from django.db import migrations

HANDED = "UPDATE annotation_rater SET handed = submitted + checks WHERE user_id IS NOT NULL"
SPENT = """
UPDATE annotation_rater AS rater SET checks_ms = spent.ms
FROM (SELECT rater_id, sum(elapsed_ms) AS ms FROM annotation_rating
      WHERE revision = 1 AND role IN ('gold', 'attention') AND elapsed_ms IS NOT NULL
      GROUP BY rater_id) AS spent
WHERE rater.id = spent.rater_id AND rater.user_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("annotation", "0018_raters_by_items_handed_out")]

    operations = [migrations.RunSQL([HANDED, SPENT], migrations.RunSQL.noop)]
