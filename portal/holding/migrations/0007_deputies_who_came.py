"""A deputy Prime Minister who came to the meeting of a high risk was to come.

Who is required is said since now, and the duty of the Government asks it. Only what everybody reads already is carried
over: of a meeting that is to come its body says so.
"""

from django.db import migrations

_REQUIRED = """
UPDATE meetings_meeting SET required = ARRAY['deputy_pm']
FROM holding_account AS account, calendars_risksignal AS signal
WHERE account.meeting_id = meetings_meeting.id AND 'deputy_pm' = ANY (account.attendees)
AND signal.meeting_number = meetings_meeting.number AND signal.level = 'high'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("holding", "0006_draft_in_windows"),
        ("meetings", "0031_required"),
        ("calendars", "0005_lost_meeting"),
    ]

    operations = [
        migrations.RunSQL(_REQUIRED, migrations.RunSQL.noop),
    ]
