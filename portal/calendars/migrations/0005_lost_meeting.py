"""A signal loses its meeting when that is cancelled, and waits for another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calendars", "0004_parts_of_a_correction"),
    ]

    operations = [
        migrations.AlterField(
            model_name="riskevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("register", "Registered"),
                    ("publish", "Published"),
                    ("withdraw", "Withdrawn"),
                    ("set_meeting", "A meeting is set"),
                    ("lose_meeting", "The meeting is cancelled"),
                    ("take_up", "A deputy Prime Minister takes part"),
                    ("meet", "The meeting was held"),
                ],
                max_length=16,
            ),
        ),
    ]
