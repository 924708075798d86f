"""A meeting is moved or cancelled at once, and stands again; channels beside the portal are told of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0026_states_hold"),
        ("schedules", "0018_hearings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChannelToTell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("newspaper", "newspaper"),
                            ("television", "television"),
                            ("radio", "radio"),
                            ("site", "site of the body"),
                            ("egov", "e-government portal"),
                            ("open_data", "open data portal"),
                            ("social", "social network"),
                            ("place", "notice in a public place"),
                        ],
                        max_length=12,
                        verbose_name="channel",
                    ),
                ),
                ("line_kk", models.TextField()),
                ("line_ru", models.TextField()),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="why people are not told there")),
                ("said_on", models.DateField(blank=True, null=True, verbose_name="said on")),
            ],
            options={
                "verbose_name": "channel to tell of a change",
                "verbose_name_plural": "channels to tell of a change",
                "ordering": ["event_id", "channel"],
            },
        ),
        migrations.RemoveIndex(
            model_name="meetingevent",
            name="meetings_event_news",
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("publish", "Announced with the published schedule"),
                    ("announce", "Announced"),
                    ("fix_day", "Day set"),
                    ("change_day", "Day changed inside the approved time"),
                    ("move", "Moved"),
                    ("change", "Changed"),
                    ("hold", "Recorded as held"),
                    ("not_held", "Record of the meeting taken back"),
                    ("report", "Results published"),
                    ("unreport", "Publication of the results taken back"),
                    ("close", "Closed: nothing is left to do"),
                    ("reopen", "Opened again"),
                    ("fall_through", "Declared not to have taken place"),
                    ("not_fall_through", "Declaration that it did not take place taken back"),
                    ("cancel", "Cancelled"),
                    ("restore", "Takes place after all"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="meetingevent",
            index=models.Index(
                condition=models.Q(("verb__in", ("move", "change_day", "change", "cancel", "restore"))),
                fields=["-at"],
                name="meetings_event_news",
            ),
        ),
        migrations.AddField(
            model_name="channeltotell",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="channels",
                to="meetings.meetingevent",
                verbose_name="change",
            ),
        ),
        migrations.AddField(
            model_name="channeltotell",
            name="last_line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.meetingannouncement",
                verbose_name="line before",
            ),
        ),
        migrations.AddField(
            model_name="channeltotell",
            name="said_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="said by",
            ),
        ),
        migrations.AddConstraint(
            model_name="channeltotell",
            constraint=models.UniqueConstraint(fields=("event", "channel"), name="meetings_channel_once"),
        ),
        migrations.AddConstraint(
            model_name="channeltotell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("said_by__isnull", True), ("said_on__isnull", True)),
                    models.Q(
                        models.Q(("reason", ""), _negated=True), ("said_by__isnull", False), ("said_on__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="meetings_channel_left",
                violation_error_message="Say why people are not told there.",
            ),
        ),
    ]
