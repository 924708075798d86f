"""Why a proposed row has its day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_risk"), ("schedules", "0017_bulk_acts")]

    operations = [
        migrations.CreateModel(
            name="ProposedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row_version", models.PositiveIntegerField()),
                ("norm", models.CharField(max_length=16)),
                ("edition", models.CharField(max_length=8)),
                ("period_key", models.CharField(max_length=8)),
                ("why", models.CharField(max_length=8)),
                ("place", models.PositiveIntegerField()),
                ("out_of", models.PositiveIntegerField()),
                ("aimed", models.DateField()),
                (
                    "row",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_day",
                        to="schedules.proposalrow",
                    ),
                ),
            ],
            options={"verbose_name": "proposed day", "verbose_name_plural": "proposed days", "ordering": ["pk"]},
        ),
    ]
