import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "digest of the day"),
                            ("single", "single notice"),
                            ("invitation", "invitation"),
                            ("password_reset", "password reset"),
                            ("password_changed", "password changed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("on", models.DateField(verbose_name="civil day")),
                ("number", models.PositiveSmallIntegerField(default=1, verbose_name="number in the day")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="late after")),
                ("subject", models.CharField(blank=True, max_length=300, verbose_name="subject")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "to be sent"),
                            ("sent", "sent"),
                            ("failed", "refused by the receiver"),
                            ("dropped", "not needed any more"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="tries")),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("last_error", models.CharField(blank=True, max_length=80, verbose_name="last failure")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="key")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("line_kk", models.TextField()),
                ("line_ru", models.TextField()),
                ("line_en", models.TextField()),
                ("path", models.CharField(max_length=300, verbose_name="page")),
                ("thread", models.CharField(blank=True, max_length=200, verbose_name="thread")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("digest", models.BooleanField(default=False, verbose_name="in the digest of the day")),
                ("created_for", models.DateField(verbose_name="civil day")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="notices.letter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("state", "pending")), fields=["next_try_at"], name="notices_letter_pending"
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["user", "on"], name="notices_letter_user_on"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                    _connector="OR",
                ),
                name="notices_letter_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "digest")),
                fields=("user", "on", "number"),
                name="notices_letter_digest_number",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("letter__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["user", "digest"],
                name="notices_notice_untold",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("thread", ""), _negated=True), fields=["thread"], name="notices_notice_thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("path__startswith", "/")), name="notices_notice_path"
            ),
        ),
    ]
