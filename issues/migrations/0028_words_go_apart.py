"""Words of a line for everybody and words of it for offices may go one without the other; nothing else ever changes."""

from django.db import migrations

_KEEP = """
CREATE OR REPLACE FUNCTION issues_keep_life() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE emptied issues_issueevent;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        emptied := OLD;
        {emptied}
        IF NEW IS NOT DISTINCT FROM emptied THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""
_APART = """
        IF NEW.note_kk = '' AND NEW.note_ru = '' AND NEW.note_en = '' THEN
            emptied.note_kk := ''; emptied.note_ru := ''; emptied.note_en := '';
        END IF;
        IF NEW.internal = '' THEN
            emptied.internal := '';
        END IF;
"""
_TOGETHER = "emptied.note_kk := ''; emptied.note_ru := ''; emptied.note_en := ''; emptied.internal := '';"


class Migration(migrations.Migration):
    dependencies = [("issues", "0027_words_were_judged")]

    operations = [migrations.RunSQL(_KEEP.format(emptied=_APART), _KEEP.format(emptied=_TOGETHER))]
