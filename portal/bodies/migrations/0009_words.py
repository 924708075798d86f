"""Words of the models after proofreading: nothing in the database changes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0008_onboarding"),
    ]

    operations = [
        migrations.AlterField(
            model_name="body",
            name="joined_on",
            field=models.DateField(
                blank=True,
                help_text="Duties due before this day do not count for the body.",
                null=True,
                verbose_name="on the portal since",
            ),
        ),
        migrations.AlterConstraint(
            model_name="territory",
            name="bodies_territory_one_place_a_code",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("kato", "="),
                    (
                        models.Func(
                            "starts_on",
                            "ends_on",
                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                            function="DATERANGE",
                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                        ),
                        "&&",
                    ),
                ],
                name="bodies_territory_one_place_a_code",
                violation_error_message="Another place has this code in these days.",
            ),
        ),
    ]
