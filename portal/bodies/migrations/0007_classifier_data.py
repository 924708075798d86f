"""Offices raised from the classifier: not on the portal until they join, with a history of their own."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0006_classifier"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="body",
            name="joined_on",
            field=models.DateField(
                blank=True,
                help_text="Duties due before this day are not counted against the body.",
                null=True,
                verbose_name="on the portal since",
            ),
        ),
        migrations.CreateModel(
            name="BodyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "name"),
                            ("type", "type of the unit"),
                            ("succession", "succession"),
                            ("end", "end"),
                        ],
                        max_length=12,
                    ),
                ),
                ("on", models.DateField()),
                ("before", models.CharField(blank=True, max_length=250)),
                ("after", models.CharField(blank=True, max_length=250)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="bodies.body"
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.body",
                    ),
                ),
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
                "verbose_name": "change of an office",
                "verbose_name_plural": "changes of offices",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="bodies_change_reason",
                        violation_error_message="Say why.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "succession"), ("predecessor__isnull", False)),
                            models.Q(models.Q(("kind", "succession"), _negated=True), ("predecessor__isnull", True)),
                            _connector="OR",
                        ),
                        name="bodies_change_predecessor",
                    ),
                ],
            },
        ),
    ]
