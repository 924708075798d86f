"""An announcement names its issue, shows a photo of the board, and tells help from the word of the body itself."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_LINE = (
    "announced_on channel id is_help issue link meeting_id picture_approved_by_id picture_id recorded_by_id "
    "recorded_for_id recorded_on where_en where_kk where_ru withdrawn_by_id withdrawn_on withdrawn_reason_en "
    "withdrawn_reason_kk withdrawn_reason_ru"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE OR REPLACE TRIGGER history_{event} AFTER {event.upper()} ON meetings_meetingannouncement {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_LINE.split()))}')"
    for event, rows in _SEEN.items()
]


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0005_gathered"),
        ("meetings", "0032_gathered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meetingannouncement",
            name="is_help",
            field=models.BooleanField(default=False, verbose_name="recorded by an akimat that helps"),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="issue",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="number of the issue"),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="photo of the board",
            ),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="picture_approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="photo approved by",
            ),
        ),
        migrations.AlterField(
            model_name="channeltotell",
            name="channel",
            field=models.CharField(
                choices=[
                    ("newspaper", "newspaper"),
                    ("television", "television"),
                    ("radio", "radio"),
                    ("site", "site of the body"),
                    ("egov", "e-government portal"),
                    ("open_data", "open data portal"),
                    ("social", "social network"),
                    ("place", "notice in a public place"),
                    ("central", "central press"),
                    ("regional", "regional or local press"),
                    ("personal", "personal account of the official"),
                ],
                max_length=12,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="meetingannouncement",
            name="channel",
            field=models.CharField(
                choices=[
                    ("newspaper", "newspaper"),
                    ("television", "television"),
                    ("radio", "radio"),
                    ("site", "site of the body"),
                    ("egov", "e-government portal"),
                    ("open_data", "open data portal"),
                    ("social", "social network"),
                    ("place", "notice in a public place"),
                    ("central", "central press"),
                    ("regional", "regional or local press"),
                    ("personal", "personal account of the official"),
                ],
                max_length=12,
                verbose_name="channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("picture_approved_by__isnull", True),
                    models.Q(
                        ("picture__isnull", False),
                        models.Q(("picture_approved_by", models.F("recorded_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_announcement_picture",
                violation_error_message="A photo is approved by a second person.",
            ),
        ),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
    ]
