"""Of packages that were sent before: issues that the package names; of those it only counts, the ones still under the
problem whose life says that they went up with it.
"""

from django.db import migrations


def keep_sent_issues(apps, schema_editor):
    items = apps.get_model("issues", "PackageItem").objects
    for package in apps.get_model("issues", "Package").objects.exclude(state="draft").iterator(chunk_size=20):
        own = {item.pk: item for item in items.filter(package=package).order_by("id")}
        # The first packages did not name their items: they stand in their order.
        in_order = iter(own.values())
        for said in package.content.get("problems", []):
            item = own.get(said["item"]) if "item" in said else next(in_order, None)
            if item is not None:
                items.filter(pk=item.pk).update(sent_issues=_sent(apps, package, item.problem_id, said["issues"]))


def _sent(apps, package, problem, numbers):
    gathered = apps.get_model("issues", "Gathered").objects.filter(problem=problem).values("issue")
    lines = apps.get_model("issues", "IssueEvent").objects.filter(issue__in=gathered, verb="up", on=package.sent_on)
    went_up = lines.filter(body=package.body_id, other=package.to_body_id).values_list("issue", flat=True)
    named = apps.get_model("issues", "Issue").objects.filter(number__in=numbers).values_list("pk", flat=True)
    return sorted({*named, *went_up})


class Migration(migrations.Migration):
    dependencies = [("issues", "0029_sent_issues")]

    operations = [migrations.RunPython(keep_sent_issues, migrations.RunPython.noop)]
