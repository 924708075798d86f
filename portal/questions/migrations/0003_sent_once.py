"""A form that was sent twice is known; a voice may be held, and so may what goes to one mailbox too often."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0002_followed"),
    ]

    operations = [
        migrations.AddField(
            model_name="askedquestion",
            name="sent_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="demand",
            name="sent_key",
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="voice",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not held"),
                    ("quick", "sent faster than a person writes"),
                    ("network", "much was sent from one network"),
                    ("meeting", "much was sent to one meeting"),
                    ("mailbox", "many letters went to one mailbox"),
                ],
                default="",
                max_length=8,
                verbose_name="why it is held",
            ),
        ),
        migrations.AlterField(
            model_name="askedquestion",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not held"),
                    ("quick", "sent faster than a person writes"),
                    ("network", "much was sent from one network"),
                    ("meeting", "much was sent to one meeting"),
                    ("mailbox", "many letters went to one mailbox"),
                ],
                default="",
                max_length=8,
                verbose_name="why it is held",
            ),
        ),
        migrations.AlterField(
            model_name="demand",
            name="held",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not held"),
                    ("quick", "sent faster than a person writes"),
                    ("network", "much was sent from one network"),
                    ("meeting", "much was sent to one meeting"),
                    ("mailbox", "many letters went to one mailbox"),
                ],
                default="",
                max_length=8,
                verbose_name="why it is held",
            ),
        ),
    ]
