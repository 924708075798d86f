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
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("links", models.PositiveBigIntegerField()),
                ("head", models.CharField(blank=True, max_length=64)),
                ("broken_at", models.PositiveBigIntegerField(blank=True, null=True)),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("subject", models.CharField(blank=True, max_length=100)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "verification of the chain",
                "verbose_name_plural": "verifications of the chain",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("count", 0), ("fault", "")),
                            models.Q(models.Q(("fault", ""), _negated=True), ("count__gt", 0)),
                            _connector="OR",
                        ),
                        name="audit_verification_fault",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(unique=True)),
                ("previous", models.CharField(max_length=64, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("approval", "approval"),
                            ("publication", "publication"),
                            ("decision", "decision on a duty"),
                            ("correction", "correction of evidence"),
                        ],
                        max_length=16,
                    ),
                ),
                ("subject", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "user",
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
                "verbose_name": "link of the chain",
                "verbose_name_plural": "chain of records",
                "ordering": ["number"],
                "indexes": [models.Index(fields=["kind", "on"], name="audit_link_kind_on")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject"), name="audit_link_subject_once"),
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="audit_link_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digest__regex", "^[0-9a-f]{64}$"),
                            ("hash__regex", "^[0-9a-f]{64}$"),
                            ("previous__regex", "^[0-9a-f]{64}$"),
                        ),
                        name="audit_link_hashes",
                    ),
                ],
            },
        ),
    ]
