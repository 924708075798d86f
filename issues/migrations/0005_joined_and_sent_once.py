"""An entered issue that is sent twice is one; lines of issues that stand apart again, or are public no more."""

from django.db import migrations, models

_VERBS = [
    ("register", "Registered"),
    ("publish", "Made public"),
    ("unpublish", "Public no more: the results were taken back"),
    ("assign", "Responsible body and term set"),
    ("term", "Term changed"),
    ("edit", "Corrected"),
    ("work", "Taken into work"),
    ("plan", "Put into the plan of a year"),
    ("control", "Put under control"),
    ("hand", "Handed over"),
    ("accept", "Hand-over accepted"),
    ("return", "Hand-over returned"),
    ("recall", "Hand-over taken back"),
    ("news", "Progress"),
    ("nothing", "Nothing new, with a reason"),
    ("step", "Step done"),
    ("laid", "Laid before a session of the maslikhat"),
    ("claim", "Claimed as solved"),
    ("unclaim", "Claim taken back"),
    ("confirm", "Confirmed by residents"),
    ("dispute", "Disputed by residents"),
    ("silence", "Nobody answered the claim"),
    ("explain", "Explained"),
    ("outside", "Outside the powers of the body"),
    ("need", "Needs a budget or a law"),
    ("refuse", "Refused with a reason"),
    ("join", "Joined with another issue"),
    ("gather", "Another issue was joined with this one"),
    ("part", "An issue that was joined with this one stands apart again"),
    ("reopen", "Opened again"),
    ("rank", "Place in the ranking changed"),
    ("hide", "A text was taken away for the sake of a person"),
]


class Migration(migrations.Migration):
    dependencies = [("issues", "0004_totals")]

    operations = [
        migrations.AddField(
            model_name="issue",
            name="sent_key",
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="issueevent",
            name="verb",
            field=models.CharField(choices=_VERBS, max_length=10),
        ),
    ]
