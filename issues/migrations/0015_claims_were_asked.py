"""Of a claim that stood before, letters were written with it: nobody is asked anew."""

from django.db import migrations
from django.db.models import F


def _asked(apps, schema_editor):
    apps.get_model("issues", "Claim").objects.filter(asked_at=None).update(asked_at=F("claimed_at"))


class Migration(migrations.Migration):
    dependencies = [("issues", "0014_claims_asked")]

    operations = [migrations.RunPython(_asked, migrations.RunPython.noop)]
