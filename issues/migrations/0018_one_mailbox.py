"""Spellings of an address that lead to one mailbox have one hash, where the address is still kept; doubles are one.

An answer to a claim that was settled stays counted, as what it came to stays.
"""

import unicodedata
from collections import defaultdict

from django.db import migrations
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

_FAMILIES = (
    (("gmail.com", "googlemail.com"), ".", ""),
    (
        (
            *("yandex.ru", "ya.ru", "yandex.kz", "yandex.com", "yandex.by", "yandex.ua", "yandex.uz", "yandex.kg"),
            *("yandex.tj", "yandex.tm", "yandex.az", "yandex.com.am", "yandex.com.ge", "yandex.md", "yandex.lt"),
            *("yandex.lv", "yandex.ee", "yandex.fr", "yandex.co.il", "yandex.com.tr", "narod.ru"),
        ),
        "",
        "-.",
    ),
    (("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), ".-_", ""),
    (("icloud.com", "me.com", "mac.com"), "", ""),
)
_OF_HOST = {host: (hosts[0], unseen, alike) for hosts, unseen, alike in _FAMILIES for host in hosts}
_SAYS_NOTHING = "not_mine"


def _mailbox(email):
    """The hash of an address of one of the families."""
    name, _at, host = unicodedata.normalize("NFKC", email).strip().casefold().rpartition("@")
    first, unseen, alike = _OF_HOST[host]
    name = name.partition("+")[0]
    for sign in unseen:
        name = name.replace(sign, "")
    for sign in alike[1:]:
        name = name.replace(sign, alike[0])
    return salted_hmac("portal.questions.mailbox", f"{name}@{first}", algorithm="sha256").hexdigest()


def _merge(apps, schema_editor):
    person = apps.get_model("questions", "Person")
    of_families = Q()
    for host in _OF_HOST:
        of_families |= Q(email__iendswith=f"@{host}")
    changed = {}
    people = person.objects.filter(of_families).order_by("pk").values_list("pk", "email", "mailbox")
    for pk, email, was in list(people):
        mailbox = _mailbox(email)
        if mailbox != was:
            changed[was] = mailbox
            person.objects.filter(pk=pk).update(mailbox=mailbox)
    if changed:
        answer = apps.get_model("issues", "Answer")
        _subscriptions(apps, "questions", "Subscription", ("territory_id",), changed)
        _subscriptions(apps, "issues", "Follow", ("issue_id", "body_id", "topic_id"), changed)
        _voices(apps.get_model("questions", "Voice"), changed)
        _askers(apps.get_model("issues", "Asker"), answer, changed)
        _answers(answer, changed)


def _doubles(rows, group, changed, best):
    """Of each mailbox in a group the row that stays, the others, and the hash it has from now on."""
    found = defaultdict(list)
    for row in rows.filter(mailbox__in={*changed, *changed.values()}).order_by("pk"):
        mailbox = changed.get(row.mailbox, row.mailbox)
        found[(*(getattr(row, name) for name in group), mailbox)].append(row)
    for (*_group, mailbox), several in found.items():
        first, *others = sorted(several, key=best)
        yield first, others, mailbox


def _confirmed_first(row):
    at = row.person.confirmed_at if row.person is not None else None
    return (at is None, at.timestamp() if at is not None else 0, row.pk)


def _subscriptions(apps, app, name, group, changed):
    model, issues = apps.get_model(app, name), apps.get_model("issues", "Issue").objects
    answer = apps.get_model("issues", "Answer")
    rows = model.objects.select_related("person")
    for first, others, mailbox in _doubles(rows, group, changed, _confirmed_first):
        for other in others:
            answer.objects.filter(person=other.person_id).update(person=first.person_id)
            if other.person.confirmed_at is not None:
                counted = issues.filter(pk=getattr(other, "issue_id", None), followers__gt=0)
                counted.update(followers=F("followers") - 1)
            other.person.delete()
        model.objects.filter(pk=first.pk).update(mailbox=mailbox)


def _voices(model, changed):
    def counted_first(row):
        return (row.confirmed_at is None or row.withdrawn_at is not None, row.pk)

    rows = model.objects.select_related("person")
    for first, others, mailbox in _doubles(rows, ("question_id", "demand_id"), changed, counted_first):
        for other in others:
            # It counted from no moment on.
            ended = {"withdrawn_at": other.withdrawn_at or other.confirmed_at}
            model.objects.filter(pk=other.pk).update(mailbox="", person=None, **ended)
            if other.person is not None:
                other.person.delete()
        model.objects.filter(pk=first.pk).update(mailbox=mailbox)


def _askers(model, answer, changed):
    rows = model.objects.select_related("person")
    for first, others, mailbox in _doubles(rows, ("issue_id",), changed, _confirmed_first):
        question = first.asked_question_id
        for other in others:
            question = question or other.asked_question_id
            answer.objects.filter(person=other.person_id, person__isnull=False).update(person=first.person_id)
            model.objects.filter(pk=other.pk).delete()
            if other.person is not None:
                other.person.delete()
        model.objects.filter(pk=first.pk).update(mailbox=mailbox, asked_question=question)


def _answers(model, changed):
    """On a claim that is open the latest stays, as of somebody who changed it; the others say nothing any more."""

    def latest(row):
        return (-row.at.timestamp(), -row.pk)

    for first, others, mailbox in _doubles(model.objects.select_related("claim"), ("claim_id",), changed, latest):
        for other in others:
            said = {"says": _SAYS_NOTHING} if other.claim.outcome == "open" else {}
            model.objects.filter(pk=other.pk).update(mailbox="", person=None, network="", **said)
        asked = {"standing": "asker"} if any(row.standing == "asker" for row in (first, *others)) else {}
        is_open = first.claim.outcome == "open"
        model.objects.filter(pk=first.pk).update(mailbox=mailbox, **(asked if is_open else {}))


class Migration(migrations.Migration):
    dependencies = [("issues", "0017_judged_anew"), ("questions", "0009_words_searched")]

    operations = [migrations.RunPython(_merge, migrations.RunPython.noop)]
