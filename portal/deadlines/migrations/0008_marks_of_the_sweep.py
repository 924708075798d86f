"""What the sweep found whole is kept, rule by rule; whoever deletes obligations takes their marks away."""

from django.db import migrations, models

_FORGET = """
CREATE FUNCTION deadlines_forget_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM deadlines_rulemark AS mark USING (SELECT DISTINCT duty, period_key FROM old_rows) AS gone
        WHERE mark.duty = gone.duty AND mark.period_key = gone.period_key;
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_obligation_unmark AFTER DELETE ON deadlines_obligation
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_forget_marks();
CREATE FUNCTION deadlines_forget_all_marks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM deadlines_rulemark;
    RETURN NULL;
END $$;
CREATE TRIGGER deadlines_obligation_unmark_all AFTER TRUNCATE ON deadlines_obligation
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines_forget_all_marks();
"""
_NOT_FORGET = """
DROP TRIGGER deadlines_obligation_unmark ON deadlines_obligation;
DROP TRIGGER deadlines_obligation_unmark_all ON deadlines_obligation;
DROP FUNCTION deadlines_forget_marks();
DROP FUNCTION deadlines_forget_all_marks();
"""


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0007_told_when_open")]

    operations = [
        migrations.CreateModel(
            name="RuleMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=16, verbose_name="duty")),
                ("period_key", models.CharField(max_length=8, verbose_name="period")),
                ("facts", models.CharField(max_length=32)),
                ("good_from", models.DateField()),
                ("good_before", models.DateField(null=True)),
            ],
            options={"verbose_name": "mark of the sweep", "verbose_name_plural": "marks of the sweep"},
        ),
        migrations.AddConstraint(
            "rulemark", models.UniqueConstraint(fields=("duty", "period_key"), name="deadlines_mark_once")
        ),
        migrations.RunSQL(_FORGET, _NOT_FORGET),
    ]
