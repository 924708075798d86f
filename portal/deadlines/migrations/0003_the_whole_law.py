"""The whole law: events, standing duties, rulings about one body, ladders, sent documents, totals, calendars."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0008_onboarding"),
        ("deadlines", "0002_history_stays"),
        ("files", "0002_purposes_of_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key_sha256",
                    models.CharField(
                        max_length=64,
                        unique=True,
                        validators=[django.core.validators.RegexValidator("\\A[0-9a-f]{64}\\Z")],
                    ),
                ),
                ("made_on", models.DateField(verbose_name="made")),
                ("read_on", models.DateField(blank=True, null=True, verbose_name="last read")),
                ("revoked_on", models.DateField(blank=True, null=True, verbose_name="revoked")),
            ],
            options={
                "verbose_name": "address of a calendar",
                "verbose_name_plural": "addresses of calendars",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="CopyChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(blank=True, max_length=16, verbose_name="duty")),
                ("since", models.DateField(verbose_name="since")),
            ],
            options={
                "verbose_name": "copies not wanted",
                "verbose_name_plural": "copies not wanted",
            },
        ),
        migrations.CreateModel(
            name="DutyStart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=16, unique=True, verbose_name="duty")),
                ("since", models.DateField(verbose_name="for due days from")),
            ],
            options={
                "verbose_name": "start of a duty",
                "verbose_name_plural": "starts of duties",
            },
        ),
        migrations.CreateModel(
            name="Ladder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=16, unique=True, verbose_name="duty")),
                ("rungs", models.JSONField(default=list, verbose_name="reminders")),
                ("changed_on", models.DateField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "reminders of a duty",
                "verbose_name_plural": "reminders of duties",
            },
        ),
        migrations.CreateModel(
            name="StaleTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=16)),
                ("period_key", models.CharField(max_length=8)),
            ],
            options={
                "verbose_name": "total to be counted",
                "verbose_name_plural": "totals to be counted",
            },
        ),
        migrations.CreateModel(
            name="Total",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.CharField(max_length=20, verbose_name="level")),
                ("duty", models.CharField(max_length=16, verbose_name="duty")),
                ("period_key", models.CharField(max_length=8, verbose_name="period")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("is_public", models.BooleanField(verbose_name="public")),
                ("in_time", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                ("days_late", models.PositiveIntegerField(default=0)),
                ("missing", models.PositiveIntegerField(default=0)),
                ("soon", models.PositiveIntegerField(default=0)),
                ("not_due", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0)),
                ("standing", models.PositiveIntegerField(default=0)),
                ("exempt", models.PositiveIntegerField(default=0)),
                ("waived", models.PositiveIntegerField(default=0)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("first_due_on", models.DateField(blank=True, null=True)),
                ("last_due_on", models.DateField(blank=True, null=True)),
                ("on", models.DateField(verbose_name="day")),
                ("counted_at", models.DateTimeField(verbose_name="counted")),
            ],
            options={
                "verbose_name": "total of the record",
                "verbose_name_plural": "totals of the record",
            },
        ),
        migrations.CreateModel(
            name="Transmittal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField(verbose_name="sent")),
                ("acknowledged_on", models.DateField(blank=True, null=True, verbose_name="received")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="returned")),
                ("return_reason", models.TextField(blank=True, verbose_name="reason for returning")),
            ],
            options={
                "verbose_name": "sent document",
                "verbose_name_plural": "sent documents",
                "ordering": ["-sent_on", "-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="rung",
            name="deadlines_rung_once",
        ),
        migrations.AddField(
            model_name="calendarday",
            name="changed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="calendarday",
            name="changed_on",
            field=models.DateField(blank=True, null=True, verbose_name="changed"),
        ),
        migrations.AddField(
            model_name="calendarday",
            name="source_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="calendarday",
            name="source_kk",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="calendarday",
            name="source_ru",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="decision",
            name="act",
            field=models.CharField(blank=True, max_length=8, verbose_name="act"),
        ),
        migrations.AddField(
            model_name="decision",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="body",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="document_address",
            field=models.CharField(blank=True, max_length=500, verbose_name="address of the document"),
        ),
        migrations.AddField(
            model_name="decision",
            name="document_number",
            field=models.CharField(blank=True, max_length=60, verbose_name="number of the document"),
        ),
        migrations.AddField(
            model_name="decision",
            name="extended_to",
            field=models.DateField(blank=True, null=True, verbose_name="last day for this body"),
        ),
        migrations.AddField(
            model_name="decision",
            name="period_key",
            field=models.CharField(blank=True, max_length=8, verbose_name="period"),
        ),
        migrations.AddField(
            model_name="decision",
            name="released_as",
            field=models.CharField(
                blank=True,
                choices=[("waived", "Waived"), ("exempt", "Exempt"), ("gone", "Not needed any more")],
                max_length=8,
                verbose_name="released",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="subject",
            field=models.CharField(blank=True, max_length=120, verbose_name="subject"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="genre",
            field=models.CharField(blank=True, max_length=16, verbose_name="kind of document"),
        ),
        migrations.AddField(
            model_name="evidence",
            name="outlet",
            field=models.CharField(blank=True, max_length=200, verbose_name="newspaper"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="about_en",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="obligation",
            name="about_kk",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="obligation",
            name="about_ru",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="obligation",
            name="happened",
            field=models.JSONField(blank=True, default=dict, verbose_name="days of its events"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="look_on",
            field=models.DateField(blank=True, null=True, verbose_name="next reminder"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="nominal_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="last day as counted"),
        ),
        migrations.AddField(
            model_name="obligation",
            name="opens_by",
            field=models.CharField(
                choices=[("period", "a period"), ("event", "an event"), ("standing", "at all times")],
                default="period",
                max_length=8,
                verbose_name="opened by",
            ),
        ),
        migrations.AddField(
            model_name="obligationevent",
            name="recorded_on",
            field=models.DateField(null=True, verbose_name="recorded"),
        ),
        migrations.AddField(
            model_name="rung",
            name="due_on",
            field=models.DateField(null=True, verbose_name="last day"),
        ),
        migrations.AddField(
            model_name="rung",
            name="told",
            field=models.BooleanField(default=True, verbose_name="told"),
        ),
        migrations.AlterField(
            model_name="calendarday",
            name="source",
            field=models.CharField(blank=True, max_length=200, verbose_name="source"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="duty",
            field=models.CharField(blank=True, max_length=16, verbose_name="duty"),
        ),
        migrations.AlterField(
            model_name="duechange",
            name="reason",
            field=models.CharField(
                choices=[
                    ("decision", "decision"),
                    ("extension", "extension"),
                    ("calendar", "change of the working calendar"),
                    ("event", "change of the event it is counted from"),
                ],
                max_length=10,
                verbose_name="reason",
            ),
        ),
        migrations.AlterField(
            model_name="obligation",
            name="released_as",
            field=models.CharField(
                blank=True,
                choices=[("waived", "Waived"), ("exempt", "Exempt"), ("gone", "Not needed any more")],
                max_length=8,
                verbose_name="released",
            ),
        ),
        migrations.AlterField(
            model_name="obligationevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "opened"),
                    ("fulfilled", "fulfilled"),
                    ("reopened", "fulfilment withdrawn"),
                    ("late", "first day late"),
                    ("corrected", "evidence corrected"),
                    ("added", "evidence added"),
                    ("reminded", "reminded"),
                    ("released", "released"),
                    ("resumed", "owed again"),
                    ("received", "receipt acknowledged"),
                    ("returned", "returned by the receiver"),
                ],
                max_length=10,
                verbose_name="event",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("late_since__isnull", True), ("met_on__isnull", True), ("released_as", "")),
                fields=["due_on"],
                name="deadlines_unmarked",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("met_on__isnull", True), ("released_as", "")),
                fields=["look_on"],
                name="deadlines_to_look_at",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(condition=models.Q(("opens_by", "event")), fields=["subject"], name="deadlines_subject"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duty", ""), models.Q(("act", ""), _negated=True)),
                    models.Q(models.Q(("duty", ""), _negated=True), ("act", "")),
                    _connector="OR",
                ),
                name="deadlines_decision_about",
                violation_error_message="A decision is about one duty or about one act.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("body__isnull", True),
                        ("extended_to__isnull", True),
                        ("period_key", ""),
                        ("released_as", ""),
                        ("subject", ""),
                    ),
                    models.Q(
                        ("body__isnull", False),
                        ("day_off", ""),
                        ("due_day__isnull", True),
                        ("stands__isnull", True),
                        ("visibility", ""),
                        models.Q(("duty", ""), _negated=True),
                        models.Q(("period_key", ""), _negated=True),
                        models.Q(
                            models.Q(("extended_to__isnull", False), ("released_as", "")),
                            models.Q(("extended_to__isnull", True), models.Q(("released_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="deadlines_decision_for_one",
                violation_error_message="A ruling about one body extends its term or releases it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("opens_by", "event")),
                fields=("duty", "body", "subject"),
                name="deadlines_obligation_once_an_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opens_by", "event"), _negated=True),
                    models.Q(("subject", ""), _negated=True),
                    _connector="OR",
                ),
                name="deadlines_obligation_of_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(fields=("obligation", "rung", "due_on"), name="deadlines_rung_once"),
        ),
        migrations.AddField(
            model_name="calendaraddress",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="body",
            ),
        ),
        migrations.AddField(
            model_name="calendaraddress",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="calendar_addresses",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="copychoice",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ladder",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="staletotal",
            name="body",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="bodies.body",
            ),
        ),
        migrations.AddField(
            model_name="total",
            name="body",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="bodies.body"
            ),
        ),
        migrations.AddField(
            model_name="total",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="bodies.territory",
            ),
        ),
        migrations.AddField(
            model_name="transmittal",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="transmittal",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transmittals", to="deadlines.evidence"
            ),
        ),
        migrations.AddField(
            model_name="transmittal",
            name="obligation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transmittals", to="deadlines.obligation"
            ),
        ),
        migrations.AddField(
            model_name="transmittal",
            name="receiver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="received",
                to="bodies.body",
                verbose_name="receiver",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendaraddress",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_on__isnull", True)),
                fields=("user", "body"),
                name="deadlines_calendar_one_live",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="copychoice",
            constraint=models.UniqueConstraint(fields=("user", "duty"), name="deadlines_copies_once"),
        ),
        migrations.AddIndex(
            model_name="total",
            index=models.Index(
                condition=models.Q(("body__isnull", True)), fields=["year", "duty"], name="deadlines_total_sums"
            ),
        ),
        migrations.AddIndex(
            model_name="total",
            index=models.Index(
                condition=models.Q(("body__isnull", False)), fields=["body", "year"], name="deadlines_total_body"
            ),
        ),
        migrations.AddIndex(
            model_name="total",
            index=models.Index(
                condition=models.Q(("body__isnull", False)),
                fields=["year", "region", "level"],
                name="deadlines_total_region",
            ),
        ),
        migrations.AddConstraint(
            model_name="total",
            constraint=models.UniqueConstraint(
                fields=("body", "region", "level", "duty", "period_key", "is_public"),
                name="deadlines_total_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="transmittal",
            index=models.Index(
                condition=models.Q(("acknowledged_on__isnull", True), ("returned_on__isnull", True)),
                fields=["receiver", "-sent_on"],
                name="deadlines_sent_unanswered",
            ),
        ),
        migrations.AddIndex(
            model_name="transmittal",
            index=models.Index(fields=["receiver", "-sent_on", "-id"], name="deadlines_sent_to"),
        ),
        migrations.AddConstraint(
            model_name="transmittal",
            constraint=models.UniqueConstraint(fields=("evidence", "receiver"), name="deadlines_sent_once"),
        ),
        migrations.AddConstraint(
            model_name="transmittal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("return_reason", ""), ("returned_on__isnull", True)),
                    models.Q(
                        ("acknowledged_on__isnull", True),
                        ("returned_on__isnull", False),
                        models.Q(("return_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadlines_sent_returned",
                violation_error_message="Returning needs a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="transmittal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("acknowledged_on__isnull", True), ("answered_by__isnull", True), ("returned_on__isnull", True)
                    ),
                    models.Q(
                        models.Q(("acknowledged_on__isnull", False), ("returned_on__isnull", False), _connector="OR"),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="deadlines_sent_answered",
            ),
        ),
    ]
