"""Facts of regions, the ground for choosing one; and the mark by which a row that was sent twice is known."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedules", "0004_imports")]

    operations = [
        migrations.CreateModel(
            name="RegionFacts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("open", models.PositiveIntegerField(verbose_name="open questions")),
                ("late", models.PositiveIntegerField(verbose_name="open questions past their term")),
                ("repeated", models.PositiveIntegerField(verbose_name="questions asked repeatedly")),
                ("last_visit_on", models.DateField(blank=True, null=True, verbose_name="last visit")),
                (
                    "rank",
                    models.PositiveIntegerField(
                        help_text="1 is the region that waits most for a visit.", verbose_name="rank"
                    ),
                ),
                (
                    "territory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bodies.territory",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "facts of a region",
                "verbose_name_plural": "facts of regions",
                "ordering": ["as_of", "rank", "territory_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("territory", "as_of"),
                        name="schedules_facts_once",
                        violation_error_message="The facts of this region are noted for this day already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("late__lte", models.F("open"))),
                        name="schedules_facts_late",
                        violation_error_message="Late questions are some of the open ones.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="proposalrow",
            name="sent_key",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text=(
                    "Given by the browser that added the row: sent twice over a broken line, it is still one row."
                ),
                max_length=36,
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent_key", ""), _negated=True),
                fields=("proposal", "sent_key"),
                name="schedules_row_sent_once",
                violation_error_message="This row was added already.",
            ),
        ),
    ]
