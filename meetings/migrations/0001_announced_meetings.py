"""Announced meetings, their numbers and their history."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0004_role_wording"),
        ("schedules", "0002_history_and_versions_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberCounter",
            fields=[
                ("year", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "number",
                    models.CharField(
                        max_length=11,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("\\A[0-9]{4}-[0-9]{6}\\Z")],
                        verbose_name="number",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned")], default="planned", max_length=16, verbose_name="state"
                    ),
                ),
                ("on", models.DateField(blank=True, null=True, verbose_name="day")),
                ("month_key", models.CharField(blank=True, max_length=7, verbose_name="month")),
                ("quarter_key", models.CharField(blank=True, max_length=7, verbose_name="quarter")),
                ("span_start", models.DateField()),
                ("span_end", models.DateField()),
                ("start_time", models.TimeField(blank=True, null=True, verbose_name="time")),
                (
                    "format",
                    models.CharField(
                        choices=[("on_site", "on site"), ("online", "online"), ("mixed", "on site and online")],
                        max_length=8,
                        verbose_name="format",
                    ),
                ),
                ("venue_kk", models.CharField(blank=True, max_length=250)),
                ("venue_ru", models.CharField(blank=True, max_length=250)),
                ("venue_en", models.CharField(blank=True, max_length=250)),
                ("subject_kk", models.CharField(max_length=300)),
                ("subject_ru", models.CharField(max_length=300)),
                ("subject_en", models.CharField(blank=True, max_length=300)),
                ("ground_kk", models.TextField(blank=True)),
                ("ground_ru", models.TextField(blank=True)),
                ("ground_en", models.TextField(blank=True)),
                ("search_text", models.TextField()),
                ("published_at", models.DateTimeField(verbose_name="announced")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                (
                    "body",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="bodies.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meeting",
                        to="schedules.scheduleentry",
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="bodies.official",
                        verbose_name="official",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.territory",
                        verbose_name="region",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="schedules.schedule"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="bodies.territory",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="MeetingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(choices=[("publish", "Announced with the published schedule")], max_length=16),
                ),
                ("from_state", models.CharField(blank=True, max_length=16)),
                ("to_state", models.CharField(choices=[("planned", "planned")], max_length=16)),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("comment", models.TextField(blank=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a meeting",
                "verbose_name_plural": "history of meetings",
                "ordering": ["meeting_id", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["on", "start_time"], name="meetings_day"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["span_start", "span_end"], name="meetings_span"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["span_end"], name="meetings_upcoming"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["body", "span_end"], name="meetings_body"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["region", "span_end"], name="meetings_region"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["territory", "span_end"], name="meetings_territory"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["format", "span_end"], name="meetings_format"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("search_text"), name="gin_trgm_ops"),
                name="meetings_search",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", "^[0-9]{4}-[0-9]{6}$")),
                name="meetings_number_form",
                violation_error_message="A meeting is numbered by the year and six digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("month_key", ""), ("on__isnull", False), ("quarter_key", "")),
                    models.Q(("on__isnull", True), models.Q(("month_key", ""), _negated=True), ("quarter_key", "")),
                    models.Q(("month_key", ""), ("on__isnull", True), models.Q(("quarter_key", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meetings_one_when",
                violation_error_message="A meeting has a day, a month or a quarter, and only one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_time__isnull", True), ("on__isnull", False), _connector="OR"),
                name="meetings_time_needs_day",
                violation_error_message="A time needs a day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("span_end__gt", models.F("span_start")),
                    models.Q(
                        ("on__isnull", True),
                        models.Q(("on__gte", models.F("span_start")), ("on__lt", models.F("span_end"))),
                        _connector="OR",
                    ),
                ),
                name="meetings_span_holds_day",
                violation_error_message="The day lies outside the time kept for the meeting.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("subject_kk", ""), _negated=True), models.Q(("subject_ru", ""), _negated=True)
                ),
                name="meetings_subject_in_both",
                violation_error_message="A published subject needs Kazakh and Russian.",
            ),
        ),
    ]
