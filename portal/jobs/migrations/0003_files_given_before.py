from django.db import migrations

#: Workbooks of a month were named in the arguments alone.
_NOTE = """
UPDATE jobs_job SET given_id = (args ->> 'file')::bigint
WHERE kind = 'holding.record_month' AND given_id IS NULL AND args ->> 'file' ~ '^[0-9]{1,18}$'
    AND EXISTS (SELECT 1 FROM files_storedfile WHERE files_storedfile.id = (args ->> 'file')::bigint)
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0002_given_files")]

    operations = [migrations.RunSQL(_NOTE, migrations.RunSQL.noop)]
