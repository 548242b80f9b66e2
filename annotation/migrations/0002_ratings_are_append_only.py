from django.db import migrations

# A session that purges withdrawn data on purpose says so with `SET LOCAL emotate.purge = 'on'`.
FORWARD = """
CREATE FUNCTION annotation_rating_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('emotate.purge', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'ratings are append-only: % of rating % refused', TG_OP, OLD.id
        USING HINT = 'A change of answer is a new row with the next revision.';
END $$;
CREATE TRIGGER annotation_rating_append_only BEFORE UPDATE OR DELETE ON annotation_rating
    FOR EACH ROW EXECUTE FUNCTION annotation_rating_refuse_change();
"""
REVERSE = """
DROP TRIGGER annotation_rating_append_only ON annotation_rating;
DROP FUNCTION annotation_rating_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("annotation", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
