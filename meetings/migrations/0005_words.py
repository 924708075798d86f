"""Words of the models after proofreading: nothing in the database changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0009_words"),
        ("meetings", "0004_changes_of_meetings"),
        ("schedules", "0007_plans"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="meeting",
            name="meetings_more_days",
            constraint=models.CheckConstraint(
                condition=models.Q(("more_days", []), ("on__isnull", False), _connector="OR"),
                name="meetings_more_days",
                violation_error_message="Add the first day before further days.",
            ),
        ),
    ]
