"""Amendments that can be given up, the scan of the act, and the log of announcements."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0007_classifier_data"),
        ("files", "0002_purposes_of_jobs"),
        ("schedules", "0005_region_facts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ScheduleAnnouncement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("graph", "schedule of meetings of first heads"), ("plan", "departmental plan")],
                        default="graph",
                        max_length=12,
                    ),
                ),
                (
                    "period_key",
                    models.CharField(
                        max_length=4,
                        validators=[django.core.validators.RegexValidator("^[0-9]{4}$")],
                        verbose_name="year",
                    ),
                ),
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
                ("note_kk", models.CharField(blank=True, max_length=300)),
                ("note_ru", models.CharField(blank=True, max_length=300)),
                ("note_en", models.CharField(blank=True, max_length=300)),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="taken back on")),
                ("withdrawn_reason_kk", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_ru", models.CharField(blank=True, max_length=300)),
                ("withdrawn_reason_en", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "announcement of a schedule",
                "verbose_name_plural": "announcements of schedules",
                "ordering": ["announced_on", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="schedule",
            name="schedules_schedule_one_copy",
        ),
        migrations.RemoveField(
            model_name="schedule",
            name="amendment_reason",
        ),
        migrations.AddField(
            model_name="schedule",
            name="act_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="scan of the act",
            ),
        ),
        migrations.AddField(
            model_name="schedule",
            name="amendment_reason_en",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="schedule",
            name="amendment_reason_kk",
            field=models.TextField(blank=True, default="", verbose_name="why it is amended"),
        ),
        migrations.AddField(
            model_name="schedule",
            name="amendment_reason_ru",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AlterField(
            model_name="proposalevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("open", "opened"),
                    ("submit", "filed"),
                    ("return", "returned for revision"),
                    ("accept", "accepted"),
                    ("amend", "opened again for an amendment"),
                    ("drop_change", "left as it was approved"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="schedule",
            name="amends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="amendments",
                to="schedules.schedule",
            ),
        ),
        migrations.AlterField(
            model_name="schedule",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft schedule"),
                    ("agreement", "under agreement"),
                    ("government", "before the Government"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("superseded", "replaced by an amendment"),
                    ("abandoned", "amendment given up"),
                ],
                default="draft",
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="scheduleevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("assemble", "draft assembled"),
                    ("start_agreement", "sent for agreement"),
                    ("agree", "agreed"),
                    ("object", "remarks given"),
                    ("fall_silent", "agreed by silence"),
                    ("answer", "remarks answered"),
                    ("reopen", "taken back to draft"),
                    ("send", "sent to the Government"),
                    ("return", "returned by the Government"),
                    ("approve", "approved"),
                    ("plan_publication", "publication planned"),
                    ("cancel_publication", "planned publication cancelled"),
                    ("publish", "published"),
                    ("open_amendment", "amendment opened"),
                    ("abandon", "amendment given up"),
                    ("supersede", "replaced by an amendment"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("published", "superseded", "abandoned")), _negated=True),
                fields=("kind", "body", "period_key"),
                name="schedules_schedule_one_copy",
                nulls_distinct=False,
                violation_error_message="There is a working copy for this year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "abandoned"), _negated=True),
                fields=("amends",),
                name="schedules_schedule_amended_once",
                violation_error_message="This schedule has an amendment already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "abandoned"), _negated=True), ("amends__isnull", False), _connector="OR"
                ),
                name="schedules_schedule_abandoned",
                violation_error_message="Only an amendment can be given up.",
            ),
        ),
        migrations.AddField(
            model_name="scheduleannouncement",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plan_announcements",
                to="bodies.body",
            ),
        ),
        migrations.AddField(
            model_name="scheduleannouncement",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="schedules.scheduleannouncement",
            ),
        ),
        migrations.AddField(
            model_name="scheduleannouncement",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
                verbose_name="photo",
            ),
        ),
        migrations.AddField(
            model_name="scheduleannouncement",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scheduleannouncement",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="scheduleannouncement",
            index=models.Index(fields=["kind", "period_key", "announced_on"], name="schedules_announcement_log"),
        ),
        migrations.AddConstraint(
            model_name="scheduleannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body__isnull", True), ("kind", "graph")),
                    models.Q(("body__isnull", False), ("kind", "plan")),
                    _connector="OR",
                ),
                name="schedules_announcement_whose",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("link", ""), _negated=True), ("photo__isnull", False), _connector="OR"),
                name="schedules_announcement_proof",
                violation_error_message="An announcement is proved by a link or a photo.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleannouncement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True), ("withdrawn_reason_ru", "")
                    ),
                    models.Q(
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                        models.Q(("withdrawn_reason_kk", ""), _negated=True),
                        models.Q(("withdrawn_reason_ru", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="schedules_announcement_withdrawn",
                violation_error_message="A line that is taken back says when, by whom and why.",
            ),
        ),
    ]
