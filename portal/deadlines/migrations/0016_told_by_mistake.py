from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0015_reading_of_a_norm"),
    ]

    operations = [
        migrations.AlterField(
            model_name="obligationevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "opened"),
                    ("fulfilled", "fulfilled"),
                    ("held", "held as announced"),
                    ("confirmed", "day confirmed"),
                    ("reopened", "fulfilment withdrawn"),
                    ("late", "first day late"),
                    ("corrected", "evidence corrected"),
                    ("reworded", "description corrected"),
                    ("added", "evidence added"),
                    ("attached", "evidence attached"),
                    ("reminded", "reminded"),
                    ("released", "released"),
                    ("resumed", "owed again"),
                    ("received", "receipt acknowledged"),
                    ("returned", "returned by the receiver"),
                    ("not_held", "an event it waited for will not be"),
                    ("forgotten", "an event was told by mistake"),
                    ("sent_back", "returned by the receiver, to be replaced"),
                ],
                max_length=10,
                verbose_name="event",
            ),
        ),
    ]
