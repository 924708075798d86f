import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0008_onboarding"),
        ("files", "0002_purposes_of_jobs"),
        ("schedules", "0003_halves_plans_and_amendments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                ("sha256", models.CharField(blank=True, help_text="Of the file as it was given.", max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("ready", "read, not taken over yet"),
                            ("applied", "taken into the proposal"),
                            ("discarded", "set aside"),
                        ],
                        default="reading",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "skipped",
                    models.JSONField(
                        default=list, help_text="Rows and sheets that are no meetings, each with the reason."
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, help_text="Grows with every correction.")),
                ("started_on", models.DateField(verbose_name="given on")),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="taken into the proposal on")),
                (
                    "applied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="imports", to="schedules.proposal"
                    ),
                ),
                (
                    "started_by",
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
                "verbose_name": "import of a workbook",
                "verbose_name_plural": "imports of workbooks",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=31)),
                ("number", models.PositiveIntegerField(verbose_name="row of the sheet")),
                ("days", models.JSONField(default=list, help_text="ISO dates, in order.")),
                ("period_when", models.CharField(blank=True, max_length=7)),
                ("start_time", models.TimeField(blank=True, null=True)),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[("on_site", "on site"), ("online", "online"), ("mixed", "on site and online")],
                        max_length=8,
                    ),
                ),
                ("texts", models.JSONField(default=dict)),
                ("note", models.TextField(blank=True)),
                ("cells", models.JSONField(default=dict)),
                ("written", models.JSONField(default=dict)),
                ("problems", models.JSONField(default=list)),
                ("is_left_out", models.BooleanField(default=False)),
                (
                    "made",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="schedules.proposalrow",
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="schedules.import"
                    ),
                ),
                (
                    "official",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.official",
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.territory",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an imported workbook",
                "verbose_name_plural": "rows of imported workbooks",
                "ordering": ["of_id", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="import",
            index=models.Index(fields=["proposal", "-id"], name="schedules_import_of"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_on__isnull", False), ("state", "applied")),
                    models.Q(models.Q(("state", "applied"), _negated=True), ("applied_on__isnull", True)),
                    _connector="OR",
                ),
                name="schedules_import_applied",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrow",
            constraint=models.UniqueConstraint(fields=("of", "sheet", "number"), name="schedules_importrow_once"),
        ),
    ]
