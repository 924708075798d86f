from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("holding", "0005_protocol_numbers_stay_out")]

    operations = [
        migrations.AddField(
            model_name="logdraft",
            name="saved_in",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
    ]
