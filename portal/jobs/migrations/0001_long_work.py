import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0002_purposes_of_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("args", models.JSONField(default=dict)),
                ("args_hash", models.CharField(max_length=64)),
                ("title_kk", models.CharField(max_length=300)),
                ("title_ru", models.CharField(max_length=300)),
                ("title_en", models.CharField(max_length=300)),
                ("then", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waits its turn"),
                            ("running", "is being done"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("run_key", models.UUIDField(blank=True, null=True)),
                ("heartbeat_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_asked_at", models.DateTimeField(blank=True, null=True)),
                ("summary_kk", models.TextField(blank=True)),
                ("summary_ru", models.TextField(blank=True)),
                ("summary_en", models.TextField(blank=True)),
                ("path", models.CharField(blank=True, max_length=300)),
                ("error_code", models.CharField(blank=True, max_length=60)),
                ("error_kk", models.TextField(blank=True)),
                ("error_ru", models.TextField(blank=True)),
                ("error_en", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="jobs", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "background work",
                "verbose_name_plural": "background work",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["user", "-id"], name="jobs_job_of_user"),
                    models.Index(
                        condition=models.Q(("state__in", ("waiting", "running"))),
                        fields=["created_at"],
                        name="jobs_job_open",
                    ),
                    models.Index(fields=["ended_at"], name="jobs_job_ended"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancel_asked_at__isnull", True), ("state__in", ("waiting", "running"))),
                        fields=("user", "kind", "args_hash"),
                        name="jobs_job_once_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state__in", ("waiting", "running"))),
                            models.Q(
                                models.Q(("state__in", ("waiting", "running")), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="jobs_job_ended_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("heartbeat_at__isnull", False), ("run_key__isnull", False)),
                            _connector="OR",
                        ),
                        name="jobs_job_running_is_owned",
                    ),
                ],
            },
        ),
    ]
