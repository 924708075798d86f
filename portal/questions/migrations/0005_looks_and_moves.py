"""Why somebody looked at who asked; that somebody agreed to be written down; a question may be moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("questions", "0004_gathered"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="consented_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="consented"),
        ),
        migrations.AddField(
            model_name="personread",
            name="reason",
            field=models.CharField(
                choices=[
                    ("answer", "to answer the person"),
                    ("unclear", "to ask what is meant"),
                    ("wish", "the person asks for it"),
                    ("abuse", "the text breaks the law"),
                ],
                default="",
                max_length=8,
                verbose_name="why",
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="demandevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("send", "Sent"),
                    ("enter", "Entered by the office"),
                    ("release", "Let through by a person"),
                    ("confirm", "Confirmed by its author"),
                    ("publish", "Published"),
                    ("edit", "Public text changed"),
                    ("refuse", "Not published"),
                    ("join", "Joined"),
                    ("answer", "Answered"),
                    ("take", "Taken to be solved"),
                    ("outside", "Outside the powers of the body"),
                    ("pass", "The meeting passed without an answer"),
                    ("unsettle", "On the agenda again"),
                    ("reach", "Voices reached what the akimat asks for"),
                    ("appoint", "Meeting appointed"),
                    ("decline", "Declined with a reason"),
                    ("lapse", "Closed: too few voices"),
                    ("withdraw", "Withdrawn by its author"),
                    ("ask_removal", "Removal asked for"),
                    ("keep", "Removal refused"),
                    ("remove", "Removed"),
                    ("move", "Moved to another meeting"),
                    ("forget", "Private data deleted on its day"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="questionevent",
            name="verb",
            field=models.CharField(
                choices=[
                    ("send", "Sent"),
                    ("enter", "Entered by the office"),
                    ("release", "Let through by a person"),
                    ("confirm", "Confirmed by its author"),
                    ("publish", "Published"),
                    ("edit", "Public text changed"),
                    ("refuse", "Not published"),
                    ("join", "Joined"),
                    ("answer", "Answered"),
                    ("take", "Taken to be solved"),
                    ("outside", "Outside the powers of the body"),
                    ("pass", "The meeting passed without an answer"),
                    ("unsettle", "On the agenda again"),
                    ("reach", "Voices reached what the akimat asks for"),
                    ("appoint", "Meeting appointed"),
                    ("decline", "Declined with a reason"),
                    ("lapse", "Closed: too few voices"),
                    ("withdraw", "Withdrawn by its author"),
                    ("ask_removal", "Removal asked for"),
                    ("keep", "Removal refused"),
                    ("remove", "Removed"),
                    ("move", "Moved to another meeting"),
                    ("forget", "Private data deleted on its day"),
                ],
                max_length=12,
            ),
        ),
    ]
