"""That a meeting was held, and where people were told of it before."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0010_one_fold"),
        ("meetings", "0020_cells"),
        ("schedules", "0015_totals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingAnnouncement",
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
                ("where_kk", models.CharField(max_length=300)),
                ("where_ru", models.CharField(max_length=300)),
                ("where_en", models.CharField(max_length=300)),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        max_length=500,
                        validators=[django.core.validators.URLValidator(["http", "https"])],
                        verbose_name="link",
                    ),
                ),
                ("announced_on", models.DateField(verbose_name="day of the announcement")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="taken back on")),
                ("withdrawn_reason_kk", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_ru", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_en", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "announcement of a meeting",
                "verbose_name_plural": "announcements of meetings",
                "ordering": ["announced_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingHeld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="day it was held")),
                ("start_time", models.TimeField(verbose_name="beginning")),
                ("end_time", models.TimeField(verbose_name="end")),
                (
                    "attendance",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                        verbose_name="people who came",
                    ),
                ),
                ("note_kk", models.TextField(blank=True)),
                ("note_ru", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
                ("announced", models.CharField(max_length=10, verbose_name="announced for")),
                (
                    "announced_days",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="announced days",
                    ),
                ),
                ("moved_from", models.CharField(blank=True, default="", max_length=10, verbose_name="moved from")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="taken back on")),
                ("withdrawn_reason_kk", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_ru", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_en", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "held meeting",
                "verbose_name_plural": "held meetings",
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="meeting",
            name="attendance",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="people who came"),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="state",
            field=models.CharField(
                choices=[("planned", "planned"), ("cancelled", "cancelled"), ("held", "held")],
                default="planned",
                max_length=16,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="meetingevent",
            name="to_state",
            field=models.CharField(
                choices=[("planned", "planned"), ("cancelled", "cancelled"), ("held", "held")], max_length=16
            ),
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
                    ("move", "Moved by an amendment of the schedule"),
                    ("change", "Changed by an amendment of the schedule"),
                    ("hold", "Recorded as held"),
                    ("not_held", "Record of the meeting taken back"),
                    ("cancel", "Cancelled by an amendment of the schedule"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("attendance__isnull", False), ("on__isnull", False), ("state", "held")),
                    models.Q(models.Q(("state", "held"), _negated=True), ("attendance__isnull", True)),
                    _connector="OR",
                ),
                name="meetings_held_facts",
                violation_error_message="A meeting that was held has its day and how many people came.",
            ),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="announcements",
                to="meetings.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="recorded_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="recorded by the body",
            ),
        ),
        migrations.AddField(
            model_name="meetingannouncement",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken back by",
            ),
        ),
        migrations.AddField(
            model_name="meetingheld",
            name="held_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.official",
                verbose_name="who held it",
            ),
        ),
        migrations.AddField(
            model_name="meetingheld",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="holdings",
                to="meetings.meeting",
                verbose_name="meeting",
            ),
        ),
        migrations.AddField(
            model_name="meetingheld",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="meetingheld",
            name="recorded_for",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="recorded by the body",
            ),
        ),
        migrations.AddField(
            model_name="meetingheld",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken back by",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_on__gte", models.F("announced_on"))),
                name="meetings_announced_before_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_on__isnull", True),
                        ("withdrawn_reason_kk", ""),
                        ("withdrawn_reason_ru", ""),
                    ),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason_kk", ""), _negated=True),
                        models.Q(("withdrawn_reason_ru", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_announcement_taken_back",
                violation_error_message="What is taken back says when, by whom and why.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingheld",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_on__isnull", True)),
                fields=("meeting",),
                name="meetings_held_once",
                violation_error_message="This meeting is recorded as held already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_time__gt", models.F("start_time"))),
                name="meetings_held_hours",
                violation_error_message="A meeting ends after its beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("attendance__gte", 1), ("attendance__lte", 100000)),
                name="meetings_held_people",
                violation_error_message="Say how many people came.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingheld",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_on__gte", models.F("held_on"))), name="meetings_held_before_recorded"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingheld",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_by__isnull", True),
                        ("withdrawn_on__isnull", True),
                        ("withdrawn_reason_kk", ""),
                        ("withdrawn_reason_ru", ""),
                    ),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason_kk", ""), _negated=True),
                        models.Q(("withdrawn_reason_ru", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_held_taken_back",
                violation_error_message="What is taken back says when, by whom and why.",
            ),
        ),
    ]
