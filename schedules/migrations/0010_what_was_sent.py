"""What was sent is kept while a proposal is with its body again: others go on seeing that."""

import django.core.serializers.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schedules", "0009_kinds")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="filed_rows",
            field=models.JSONField(
                blank=True, editable=False, encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
            ),
        ),
    ]
