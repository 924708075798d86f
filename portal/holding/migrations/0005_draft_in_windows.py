from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("holding", "0004_put_back_is_followed")]

    operations = [
        migrations.AddField(
            model_name="logdraft",
            name="saved_in",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
    ]
