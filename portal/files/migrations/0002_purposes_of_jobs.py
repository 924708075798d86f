from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_stored_files"),
    ]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("evidence", "evidence"),
                    ("act", "scan of an act"),
                    ("result", "made by the portal"),
                    ("workbook", "workbook to import"),
                ],
                max_length=16,
                verbose_name="purpose",
            ),
        ),
    ]
