"""What kind of meeting it is stands beside it: by whom it is held, or that it is a report meeting."""

from django.db import migrations, models

_KINDS = [
    ("first_head", "meeting of a first head"),
    ("deputy", "meeting of a deputy head"),
    ("committee_chair", "meeting of a committee chair"),
    ("akim", "meeting of an akim"),
    ("report", "report meeting"),
]
# As `kind_of` says: nobody has told of a report meeting yet.
_SAID = """
UPDATE meetings_meeting SET kind = CASE
    WHEN official.post <> 'first_head' THEN official.post
    WHEN body.kind = 'akimat' THEN 'akim'
    ELSE 'first_head' END
FROM bodies_official AS official, bodies_body AS body
WHERE official.id = meetings_meeting.official_id AND body.id = meetings_meeting.body_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0012_places_by_kind"),
        ("meetings", "0028_found_by_change"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="kind",
            field=models.CharField(choices=_KINDS, default="first_head", max_length=16, verbose_name="kind"),
            preserve_default=False,
        ),
        migrations.RunSQL(_SAID, migrations.RunSQL.noop),
    ]
