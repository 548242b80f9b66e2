from django.db import migrations

# What a rater was shown and what was decided are records, as ratings are (migration 0002).
FORWARD = """
CREATE FUNCTION annotation_record_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('emotate.purge', true) = 'on' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING HINT = 'Add a new row instead.';
END $$;
CREATE TRIGGER annotation_exposure_append_only BEFORE UPDATE OR DELETE ON annotation_exposure
    FOR EACH ROW EXECUTE FUNCTION annotation_record_refuse_change();
CREATE TRIGGER annotation_decision_append_only BEFORE UPDATE OR DELETE ON annotation_decision
    FOR EACH ROW EXECUTE FUNCTION annotation_record_refuse_change();
"""
REVERSE = """
DROP TRIGGER annotation_exposure_append_only ON annotation_exposure;
DROP TRIGGER annotation_decision_append_only ON annotation_decision;
DROP FUNCTION annotation_record_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("annotation", "0009_recruiting")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
