"""Duties, decisions, obligations, evidence, reminders, the working calendar and the record of sweeps."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("bodies", "0005_sessions_of_ended_roles"),
        ("files", "0001_stored_files"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(unique=True, verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("holiday", "holiday"),
                            ("observed", "day off for a holiday"),
                            ("day_off", "moved day off"),
                            ("workday", "working day by decision"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("name_kk", models.CharField(max_length=150)),
                ("name_ru", models.CharField(max_length=150)),
                ("name_en", models.CharField(max_length=150)),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "day of the working calendar",
                "verbose_name_plural": "working calendar",
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("duty", models.CharField(max_length=16, verbose_name="duty")),
                ("wording_kk", models.TextField()),
                ("wording_ru", models.TextField()),
                ("wording_en", models.TextField()),
                ("ground_kk", models.TextField()),
                ("ground_ru", models.TextField()),
                ("ground_en", models.TextField()),
                ("applies_from", models.DateField(verbose_name="for periods from")),
                ("applies_to", models.DateField(blank=True, null=True, verbose_name="for periods before")),
                ("stands", models.BooleanField(blank=True, null=True, verbose_name="duty stands")),
                ("due_year_offset", models.SmallIntegerField(blank=True, null=True)),
                ("due_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("due_day", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "due_bound",
                    models.CharField(
                        blank=True, choices=[("NLT", "NLT"), ("BY", "BY"), ("BEFORE", "BEFORE")], max_length=6
                    ),
                ),
                (
                    "day_off",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "does not move"),
                            ("next", "moves to the next working day"),
                            ("previous", "moves to the working day before"),
                        ],
                        max_length=8,
                        verbose_name="on a day off",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        blank=True,
                        choices=[("public", "public"), ("internal", "internal")],
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                ("is_shipped", models.BooleanField(default=False, verbose_name="shipped with the portal")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revokes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revoked_by",
                        to="deadlines.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["number", "duty", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Obligation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=16, verbose_name="duty")),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="subject")),
                ("period_key", models.CharField(max_length=8, verbose_name="period")),
                ("act", models.CharField(max_length=8, verbose_name="act")),
                (
                    "stands_by",
                    models.CharField(
                        choices=[("act", "Required by the act"), ("decision", "Ordered on this portal")],
                        max_length=8,
                        verbose_name="rests on",
                    ),
                ),
                ("is_public", models.BooleanField(verbose_name="public")),
                ("act_due_on", models.DateField(blank=True, null=True, verbose_name="last day by the act")),
                ("computed_due_on", models.DateField(blank=True, null=True, verbose_name="last day when opened")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("opened_on", models.DateField(verbose_name="opened")),
                ("reopened_on", models.DateField(blank=True, null=True, verbose_name="open again since")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="done")),
                ("late_since", models.DateField(blank=True, null=True, verbose_name="late since")),
                ("late_reason", models.TextField(blank=True, verbose_name="reason for being late")),
                (
                    "released_as",
                    models.CharField(
                        blank=True,
                        choices=[("waived", "Waived"), ("exempt", "Exempt")],
                        max_length=8,
                        verbose_name="released",
                    ),
                ),
                ("released_on", models.DateField(blank=True, null=True)),
                ("release_ground", models.TextField(blank=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="obligations",
                        to="bodies.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "obligation",
                "verbose_name_plural": "obligations",
                "ordering": ["due_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("act", "done on the portal"), ("file", "file"), ("link", "link")],
                        max_length=4,
                        verbose_name="kind",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=500, verbose_name="address")),
                (
                    "sha256",
                    models.CharField(
                        blank=True,
                        max_length=64,
                        validators=[django.core.validators.RegexValidator("\\A[0-9a-f]{64}\\Z")],
                        verbose_name="SHA-256",
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("signed_on", models.DateField(verbose_name="signed or published")),
                ("signer", models.CharField(blank=True, max_length=200, verbose_name="signed by")),
                ("recorded_on", models.DateField(verbose_name="recorded")),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="deadlines.evidence",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="deadlines.obligation"
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="DueChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("old_due_on", models.DateField(blank=True, null=True, verbose_name="before")),
                ("new_due_on", models.DateField(verbose_name="after")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("decision", "decision"),
                            ("extension", "extension"),
                            ("calendar", "change of the working calendar"),
                        ],
                        max_length=10,
                        verbose_name="reason",
                    ),
                ),
                ("ground", models.TextField(verbose_name="ground")),
                ("on", models.DateField(verbose_name="day")),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="deadlines.decision",
                    ),
                ),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_changes",
                        to="deadlines.obligation",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a due day",
                "verbose_name_plural": "changes of due days",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ObligationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "opened"),
                            ("fulfilled", "fulfilled"),
                            ("reopened", "fulfilment withdrawn"),
                            ("late", "first day late"),
                            ("corrected", "evidence corrected"),
                            ("added", "evidence added"),
                            ("reminded", "reminded"),
                        ],
                        max_length=10,
                        verbose_name="event",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("comment", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="deadlines.obligation"
                    ),
                ),
            ],
            options={
                "verbose_name": "event of an obligation",
                "verbose_name_plural": "events of obligations",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rung", models.SmallIntegerField(verbose_name="days before")),
                ("on", models.DateField(verbose_name="day")),
                (
                    "obligation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rungs", to="deadlines.obligation"
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "verbose_name_plural": "reminders",
                "ordering": ["on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SweepRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="civil day")),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
            ],
            options={
                "verbose_name": "sweep",
                "verbose_name_plural": "sweeps",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["-finished_at"], name="deadlines_sweep_finished")],
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_shipped", True)),
                fields=("number", "duty"),
                name="deadlines_decision_shipped_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("applies_to__isnull", True), ("applies_to__gt", models.F("applies_from")), _connector="OR"
                ),
                name="deadlines_decision_dates",
                violation_error_message="The end must be later than the beginning.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_bound", ""),
                        ("due_day__isnull", True),
                        ("due_month__isnull", True),
                        ("due_year_offset__isnull", True),
                    ),
                    models.Q(
                        ("due_day__isnull", False),
                        models.Q(("due_bound", ""), _negated=True),
                        models.Q(
                            models.Q(("due_month__isnull", True), ("due_year_offset__isnull", True)),
                            models.Q(("due_month__isnull", False), ("due_year_offset__isnull", False)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="deadlines_decision_due_whole",
                violation_error_message="A due day needs its bound; a month needs its year.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_shipped", True),
                    models.Q(("decided_on__isnull", False), ("recorded_by__isnull", False)),
                    _connector="OR",
                ),
                name="deadlines_decision_by_whom",
                violation_error_message="A decision needs its day and the person who recorded it.",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("met_on__isnull", True), ("released_as", "")),
                fields=["due_on"],
                name="deadlines_unmet",
            ),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(fields=["body", "due_on"], name="deadlines_body_due"),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(fields=["period_key", "duty"], name="deadlines_period_duty"),
        ),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                condition=models.Q(("is_public", True)), fields=["-due_on", "duty"], name="deadlines_public_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.UniqueConstraint(
                fields=("duty", "period_key", "body", "subject"),
                name="deadlines_obligation_once",
                violation_error_message="The body already has this duty for this period.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("computed_due_on__isnull", True), ("due_on__isnull", True)),
                    models.Q(("computed_due_on__isnull", False), ("due_on__isnull", False)),
                    _connector="OR",
                ),
                name="deadlines_obligation_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("met_on__isnull", True),
                    ("due_on__isnull", True),
                    ("met_on__lte", models.F("due_on")),
                    ("late_since__isnull", False),
                    _connector="OR",
                ),
                name="deadlines_obligation_late_noted",
                violation_error_message="Done after the due day: the first day late must be noted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("release_ground", ""), ("released_as", ""), ("released_on__isnull", True)),
                    models.Q(
                        models.Q(("released_as", ""), _negated=True),
                        ("released_on__isnull", False),
                        models.Q(("release_ground", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadlines_obligation_release",
                violation_error_message="A release needs its day and its ground.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file__isnull", False), ("kind", "file")),
                    models.Q(
                        models.Q(("kind", "file"), _negated=True),
                        ("file__isnull", True),
                        models.Q(("address", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadlines_evidence_thing",
                violation_error_message="Evidence is a file, or an address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadlines_evidence_withdrawn",
                violation_error_message="Withdrawing needs a day, a person and a reason.",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligationevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["opened", "late"])),
                fields=("obligation", "kind"),
                name="deadlines_event_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="obligationevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "reminded")),
                fields=("obligation", "on"),
                name="deadlines_event_reminded_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(fields=("obligation", "rung"), name="deadlines_rung_once"),
        ),
    ]
