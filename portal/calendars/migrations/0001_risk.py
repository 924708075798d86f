"""Signals of risk: the register, and what became of each; the database keeps their history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

#: Free words stay out of the history: nobody can take them out of it again.
_KEPT = (
    "id territory_id ministry_id body_id level sign on registered_by_id registered_at published_at withdrawn_on "
    "meeting_number met_on offers_deputy taken_up_on"
)
_SEEN = {
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}
_HISTORY = [
    f"CREATE TRIGGER history_{event} AFTER {event.upper()} ON calendars_risksignal {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_note_changes('{','.join(sorted(_KEPT.split()))}')"
    for event, rows in _SEEN.items()
]
_STAYS = """
CREATE FUNCTION calendars_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER calendars_riskevent_stays BEFORE UPDATE OR DELETE ON calendars_riskevent
    FOR EACH ROW EXECUTE FUNCTION calendars_refuse_rewriting();
"""
_MAY_GO = """
DROP TRIGGER calendars_riskevent_stays ON calendars_riskevent;
DROP FUNCTION calendars_refuse_rewriting();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audit", "0006_words"),
        ("bodies", "0010_one_fold"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskSignal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("raised", "raised"), ("high", "high")], max_length=8, verbose_name="level"
                    ),
                ),
                (
                    "sign",
                    models.CharField(
                        choices=[("forecast", "tension is forecast to rise"), ("actual", "tension has risen")],
                        max_length=8,
                        verbose_name="forecast or risen",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("ground_kk", models.TextField(blank=True)),
                ("ground_ru", models.TextField(blank=True)),
                ("ground_en", models.TextField(blank=True)),
                ("statement_kk", models.TextField(blank=True)),
                ("statement_ru", models.TextField(blank=True)),
                ("statement_en", models.TextField(blank=True)),
                ("sent_key", models.UUIDField(editable=False, unique=True)),
                ("registered_at", models.DateTimeField(verbose_name="registered")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn")),
                ("withdrawn_reason", models.TextField(blank=True)),
                ("meeting_number", models.CharField(blank=True, max_length=11, verbose_name="number of the meeting")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="meeting held")),
                (
                    "offers_deputy",
                    models.BooleanField(default=False, verbose_name="a deputy Prime Minister may take part"),
                ),
                (
                    "taken_up_on",
                    models.DateField(blank=True, null=True, verbose_name="deputy Prime Minister takes part"),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="entered by",
                    ),
                ),
                (
                    "ministry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                        verbose_name="ministry of the branch",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registered by",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.territory",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "risk signal",
                "verbose_name_plural": "risk signals",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RiskEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("register", "Registered"),
                            ("publish", "Published"),
                            ("withdraw", "Withdrawn"),
                            ("set_meeting", "A meeting is set"),
                            ("take_up", "A deputy Prime Minister takes part"),
                            ("meet", "The meeting was held"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("on", models.DateField()),
                ("meeting_number", models.CharField(blank=True, max_length=11)),
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
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="calendars.risksignal"
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a risk signal",
                "verbose_name_plural": "history of risk signals",
                "ordering": ["signal_id", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="risksignal",
            index=models.Index(
                condition=models.Q(("met_on__isnull", True), ("withdrawn_on__isnull", True)),
                fields=["ministry"],
                name="calendars_risk_open",
            ),
        ),
        migrations.AddIndex(
            model_name="risksignal",
            index=models.Index(
                condition=models.Q(("published_at__isnull", False)),
                fields=["-published_at"],
                name="calendars_risk_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="risksignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ground_kk", ""), _negated=True),
                    models.Q(("ground_ru", ""), _negated=True),
                    _connector="OR",
                ),
                name="calendars_risk_ground",
                violation_error_message="Say the ground in Kazakh or in Russian.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risksignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("statement_kk", ""), ("statement_ru", "")),
                    models.Q(
                        ("published_at__isnull", False),
                        models.Q(("statement_kk", ""), _negated=True),
                        models.Q(("statement_ru", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="calendars_risk_statement",
                violation_error_message="What is published is said in Kazakh and in Russian.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risksignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_on__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_on__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="calendars_risk_withdrawn",
                violation_error_message="Say why the signal is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="risksignal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("met_on__isnull", True),
                    models.Q(("withdrawn_on__isnull", True), models.Q(("meeting_number", ""), _negated=True)),
                    _connector="OR",
                ),
                name="calendars_risk_met",
                violation_error_message="A signal is met by its meeting, or withdrawn.",
            ),
        ),
        migrations.RunSQL(_HISTORY, migrations.RunSQL.noop),
        migrations.RunSQL(_STAYS, _MAY_GO),
    ]
