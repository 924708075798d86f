"""A page that asks for the twenty regions does not look at thousands of villages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0011_units_of_coverage"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="territory",
            index=models.Index(fields=["kind"], name="bodies_territory_kind"),
        ),
    ]
