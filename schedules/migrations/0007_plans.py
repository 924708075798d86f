from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schedules", "0006_amendments")]

    operations: list[migrations.operations.base.Operation] = []
