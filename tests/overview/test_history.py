"""The page of the history: who reads what of it, how it is said, and what is taken away."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib import import_module

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from issues.models import IssueTopic
from portal.audit.choices import Source
from portal.audit.middleware import done_by
from portal.audit.models import Change
from portal.overview.queries import history
from portal.overview.queries.history import Wanted, change_rows, changes
from schedules.choices import ProposalState
from schedules.models import Proposal, ProposalRow
from schedules.services.proposals import return_proposal, submit_proposal
from tests.conftest import TODAY
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.issues import topic
from tests.factories.schedules import ProposalFactory, ProposalRowFactory, ScheduleEntryFactory, ScheduleFactory
from tests.meetings.counting import counted
from tests.schedules.conftest import World, world, world_ground  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db

NAMES = ("history", "history_csv", "history_json")


def path(name: str = "history") -> str:
    return reverse(f"overview:{name}")


def signed_in(land: World, name: str) -> Client:
    client = Client()
    client.force_login(land.people[name])
    return client


def rows_of(client: Client, **query: object) -> list[dict]:
    answer = client.get(path("history_json"), query)
    found: list[dict] = json.loads(b"".join(answer.streaming_content))["changes"]
    return found


def test_history_is_for_administrators_and_overseers(world: World):  # noqa: F811
    for name in world.people:
        client = signed_in(world, name)
        expected = 200 if name in ("administrator", "overseer") else 403
        assert {client.get(path(each)).status_code for each in NAMES} == {expected}, name
        assert {client.post(path(each)).status_code for each in NAMES} == {405}, name
    assert {Client().get(path(each)).status_code for each in NAMES} == {302}


def test_history_of_people_is_for_administrators_alone(world: World):  # noqa: F811
    RoleGrantFactory(body=world.ministry)
    of_people = {"bodies_rolegrant", "accounts_user"}
    assert {row["table"] for row in rows_of(signed_in(world, "administrator"))} > of_people
    overseer = signed_in(world, "overseer")
    assert {row["table"] for row in rows_of(overseer)} & of_people == set()
    assert "bodies_body" in {row["table"] for row in rows_of(overseer)}
    refused = overseer.get(path(), {"table": "bodies.RoleGrant"})
    assert refused.status_code == 422
    assert "There is no such choice" in refused.content.decode()
    text = overseer.get(path(), {"table": "bodies.Body"}).content.decode()
    assert "Roles of people" not in text


def changed_proposal(land: World, proposal: Proposal | None = None) -> Proposal:
    """A proposal that was sent late, through a page of the head."""
    proposal = proposal or ProposalFactory(body=land.ministry)
    with done_by(source=Source.PAGE, place="schedules:submit", user=land.people["head"].pk):
        Proposal.objects.filter(pk=proposal.pk).update(
            state=ProposalState.SUBMITTED,
            submitted_by=land.people["head"],
            submitted_on=date(2026, 12, 3),
            days_late=2,
            late_reason="<b>Ill</b>",
        )
    return proposal


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", ("2026 жылғы 3\xa0желтоқсан",)),
        ("ru", ("3\xa0декабря 2026\xa0г.",)),
        ("en", ("3\xa0December 2026", "On a page: schedules:submit", "1 change found", "before:", "No.")),
    ],
)
def test_page_says_what_became_of_what(world: World, language: str, expected: tuple[str, ...]):  # noqa: F811
    proposal = changed_proposal(world)
    with override(language):
        answer = signed_in(world, "overseer").get(
            path(), {"table": "schedules.Proposal", "row": proposal.pk, "operation": "update"}
        )
    text = answer.content.decode()
    for words in (*expected, "head", "&lt;b&gt;Ill&lt;/b&gt;"):
        assert words in text


def test_each_text_is_marked_with_its_language_and_machine_words_are_no_text(world: World):  # noqa: F811
    """So that whoever listens hears Russian read as Russian on a Kazakh page."""
    above = topic("water")
    names = {"name_kk": "Ауызсу", "name_ru": "Питьевая вода", "name_en": "Drinking water"}
    branch = IssueTopic.objects.create(slug="water-drinking", topic=above.topic, parent=above, **names)
    query = {"table": "issues.IssueTopic", "row": branch.pk}
    text = signed_in(world, "administrator").get(path(), query).content.decode()
    for name, said in names.items():
        assert f'<span lang="{name[-2:]}">{said}</span>' in text
    assert "<code>water-drinking</code>" in text


def test_values_are_put_into_words(world: World):  # noqa: F811
    proposal = ProposalFactory(body=world.ministry)
    place = TerritoryFactory(short_en="Aral")
    row = ProposalRowFactory(proposal=proposal, territory=place, more_days=["2027-03-17", "2027-03-18"])
    row.delete()
    changed_proposal(world, proposal)
    administrator = world.actor("administrator")
    added = change_rows(changes(Wanted(table="schedules.ProposalRow", operation="insert"), actor=administrator))[0]
    removed = change_rows(changes(Wanted(table="schedules.ProposalRow", operation="delete"), actor=administrator))[0]
    said = {line.name: line.after for line in added.lines}
    assert (said["Place"], said["Day"], said["Proposal"]) == ("Aral", "16\xa0March 2027", f"No. {proposal.pk}")
    assert said["Format"] == "on site"
    assert said["Subject (en)"].startswith("Drinking water")
    assert not {"Venue (kk)", "Remark"} & set(said)
    assert {line.name: line.before for line in removed.lines} == said
    sent = change_rows(changes(Wanted(table="schedules.Proposal", operation="update"), actor=administrator))[0]
    assert [(line.name, line.before, line.after) for line in sent.lines if line.name in ("State", "Submitted by")] == [
        ("State", "draft, not filed", "filed"),
        ("Submitted by", "—", "head"),
    ]


def test_filters_narrow_what_is_found(world: World):  # noqa: F811
    proposal = changed_proposal(world)
    client = signed_in(world, "administrator")
    head = world.people["head"].pk
    today = Change.objects.latest("id").at.strftime("%d.%m.%Y")
    sent = [row["number"] for row in rows_of(client, table="schedules.Proposal", operation="update")]
    assert len(sent) == 1
    for query in ({"user": head}, {"person": "HEA"}, {"table": "schedules.Proposal", "row": proposal.pk}):
        assert sent[0] in [row["number"] for row in rows_of(client, **query)], query
    assert [row["number"] for row in rows_of(client, user=head)] == sent
    assert rows_of(client, last="01.01.2020") == []
    assert rows_of(client, first=today) or rows_of(client, last=today)
    assert "No matching changes" in client.get(path(), {"last": "01.01.2020"}).content.decode()
    for query, words in (
        ({"row": "7"}, "Choose what the number belongs to."),
        ({"table": "schedules.Proposal", "row": "x"}, "Write the number in digits."),
        ({"first": "02.01.2027", "last": "01.01.2027"}, "The end must not be before the beginning."),
        ({"last": "31.12.9999"}, "There is no such day"),
        ({"first": "01.01.0001"}, "There is no such day"),
    ):
        bad = client.get(path(), query)
        assert (bad.status_code, words in bad.content.decode()) == (422, True)


def test_page_costs_the_same_with_few_changes_and_with_many(world: World):  # noqa: F811
    client = signed_in(world, "administrator")
    changed_proposal(world)
    for _visit in range(2):  # the first visits of a session are noted
        client.get(path())
    with counted() as few:
        client.get(path())
    BodyFactory.create_batch(60, akimat=True)
    with counted() as many:
        client.get(path())
    assert len(many) <= len(few)
    administrator = world.actor("administrator")
    with counted() as own:
        change_rows(changes(Wanted(), actor=administrator)[:50])
    assert len(own) <= 7


def test_list_is_counted_up_to_a_limit(world: World, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setattr(import_module("portal.overview.views.history"), "MOST", 3)
    assert history.MOST == 10_000
    text = signed_in(world, "administrator").get(path()).content.decode()
    assert "The latest 3 changes are shown." in text


def test_exports_hold_every_change_and_never_a_formula(world: World):  # noqa: F811
    proposal = changed_proposal(world)
    with done_by(source=Source.COMMAND, place="=HYPERLINK(1)"):
        Proposal.objects.filter(pk=proposal.pk).update(late_reason="=1+1")
    client = signed_in(world, "administrator")
    whole = rows_of(client)
    assert [row["number"] for row in whole] == sorted(row["number"] for row in whole)
    assert len(whole) == Change.objects.count()
    last = whole[-1]
    assert (last["before"], last["after"]) == ({"late_reason": "<b>Ill</b>"}, {"late_reason": "=1+1"})
    assert (last["source"], last["place"], last["user"]) == ("command", "=HYPERLINK(1)", None)
    answer = client.get(path("history_csv"), {"table": "schedules.Proposal"})
    table = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert table[-1]["place"] == "'=HYPERLINK(1)"
    assert json.loads(table[-1]["after"]) == {"late_reason": "=1+1"}
    assert {row["table"] for row in table} == {"schedules_proposal"}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="history.csv"'


def whole_text(client: Client) -> dict[str, str]:
    return {name: client.get(path(name)).getvalue().decode() for name in NAMES}


@pytest.mark.parametrize("name", ["overseer", "administrator"])
def test_no_history_tells_what_pages_hide(world: World, name: str):  # noqa: F811
    drafted, plan = ProposalFactory(body=world.ministry), ProposalFactory(body=world.ministry, kind="plan")
    for proposal in (drafted, plan):
        ProposalRowFactory(proposal=proposal, subject_ru="Черновая тема")
        ProposalRowFactory(proposal=proposal, subject_ru="Черновая тема").delete()
    Proposal.objects.filter(pk=plan.pk).update(return_comment="Черновая тема")
    # What the ministry approves by itself is hidden until it is approved.
    draft_plan = ScheduleFactory(kind="plan", body=world.ministry)
    ScheduleEntryFactory(schedule=draft_plan, body=world.ministry, subject_ru="Черновая тема")
    ScheduleEntryFactory(schedule=draft_plan, body=world.ministry, subject_ru="Черновая тема").delete()
    texts = whole_text(signed_in(world, name))
    assert {each for each, text in texts.items() if "Черновая тема" in text} == set()
    assert {row["row"] for row in rows_of(signed_in(world, name)) if row["table"] == "schedules_proposal"} == set()


def test_history_tells_what_was_sent_and_nothing_typed_since(world: World):  # noqa: F811
    proposal = ProposalFactory(body=world.neighbour)
    row = ProposalRowFactory(proposal=proposal, subject_ru="Отправленная тема")
    head = world.actor("neighbour")
    submit_proposal(proposal=proposal, actor=head, today=TODAY)
    return_proposal(proposal=proposal, comment="Revise", actor=world.actor("intake"), today=TODAY)
    ProposalRow.objects.filter(pk=row.pk).update(subject_ru="Неотправленная тема")
    gone = ProposalRowFactory(proposal=proposal, subject_ru="Неотправленная тема")
    gone.delete()
    overseer = signed_in(world, "overseer")
    for text in whole_text(overseer).values():
        assert "Отправленная тема" in text
        assert "Неотправленная тема" not in text
    submit_proposal(proposal=proposal, actor=head, today=TODAY)
    assert all("Неотправленная тема" in text for text in whole_text(overseer).values())


def test_who_works_on_a_proposal_has_its_history(world: World):  # noqa: F811
    RoleGrantFactory(user=world.people["overseer"], role="preparer", body=world.ministry)
    ProposalRowFactory(proposal__body=world.ministry, subject_ru="Черновая тема")
    assert all("Черновая тема" in text for text in whole_text(signed_in(world, "overseer")).values())
