"""An office without a site says in which newspaper its quarter was printed; everybody reads it on its page."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from issues.models import QuarterPrint, QuarterVersion
from issues.services.quarters.newspapers import record_print, take_print_back
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from portal.audit.models import Change
from portal.bodies.choices import Role
from portal.bodies.permissions import actor_for
from portal.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories.bodies import BodyFactory, RoleGrantFactory
from tests.issues.quarter import NOW, QUARTER, TODAY, WORDS, Office
from tests.texts import plain

pytestmark = pytest.mark.django_db

DAY = date(2027, 4, 8)
SAID = {"outlet": "«Сыр бойы»", "number": "28 (1204)", "printed_on": DAY}
TYPED = {"outlet": "«Сыр бойы»", "number": "28 (1204)", "printed_on": "08.04.2027"}


@pytest.fixture(autouse=True)
def _in_april():
    with time_machine.travel("2027-04-09 06:00Z", tick=False):
        yield


@pytest.fixture
def version(office: Office) -> QuarterVersion:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.new.pk, **WORDS)])
    return publish_quarter(**told, number=1)


def record(office: Office, version: QuarterVersion, **more: object) -> QuarterPrint:
    actor = office.actor(date(2027, 4, 9))
    return record_print(**{"version": version, "actor": actor, "today": actor.on, **SAID, **more})


def work(office: Office, page: str = "") -> str:
    return f"/ru/work/quarter/{office.body.slug}/{QUARTER}/newspapers/{page}"


def public(client: Client, office: Office) -> str:
    return plain(client.get(f"/ru/issues/quarters/{office.body.slug}/{QUARTER}/").content.decode())


# -- the record ------------------------------------------------------------------------------------------------------
def test_recorded_twice_it_is_one_record_and_another_issue_another(office: Office, version: QuarterVersion) -> None:
    first = record(office, version)
    assert record(office, version, outlet=" «Сыр бойы» ") == first
    record(office, version, number="29 (1205)")
    assert list(QuarterPrint.objects.values_list("number", "recorded_on")) == [
        ("28 (1204)", date(2027, 4, 9)),
        ("29 (1205)", date(2027, 4, 9)),
    ]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outlet": " "}, "outlet"),
        ({"outlet": "я" * 201}, "outlet"),
        ({"outlet": "Газета, 8 701 555 44 33"}, "outlet"),
        ({"number": ""}, "number"),
        ({"number": "1" * 41}, "number"),
        ({"printed_on": date(2027, 4, 10)}, "printed_on"),
        ({"printed_on": date(2027, 3, 31)}, "printed_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    office: Office, version: QuarterVersion, more: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        record(office, version, **more)
    assert list(refused.value.errors) == [field]
    assert not QuarterPrint.objects.exists()


@pytest.mark.parametrize("on", [date(2027, 4, 1), date(2027, 4, 9)])
def test_the_newspaper_may_have_been_quicker_than_the_portal(office: Office, version: QuarterVersion, on: date) -> None:
    assert record(office, version, printed_on=on).printed_on == on


@pytest.mark.parametrize("role", Role.values)
def test_nobody_of_a_neighbour_body_records_or_takes_back(
    office: Office, version: QuarterVersion, client: Client, role: str
) -> None:
    found = record(office, version)
    user = RoleGrantFactory(role=role, body=BodyFactory(akimat=True)).user
    stranger = actor_for(user, DAY)
    with pytest.raises(NotAllowed):
        record_print(version=version, actor=stranger, today=DAY, **SAID)
    with pytest.raises(NotAllowed):
        take_print_back(record=found, why="Ошибка", actor=stranger, today=DAY)
    client.force_login(user)
    assert {client.get(work(office)).status_code, client.get(work(office, f"{found.pk}/")).status_code} == {403}
    assert client.post(work(office), TYPED).status_code == 403


def test_what_is_taken_back_stays_on_record_with_its_reason_and_may_be_recorded_anew(
    office: Office, version: QuarterVersion
) -> None:
    found, actor = record(office, version), office.actor(date(2027, 4, 9))
    told = {"record": found, "actor": actor, "today": actor.on}
    for why in ("", "Звоните 8 701 555 44 33", "я" * 301):
        with pytest.raises(Invalid) as refused:
            take_print_back(**told, why=why)
        assert list(refused.value.errors) == ["why"]
    take_print_back(**told, why="Не тот номер")
    with pytest.raises(Conflict):
        take_print_back(**told, why="Не тот номер")
    assert record(office, version) != found
    found.refresh_from_db()
    assert (found.taken_on, found.taken_by, found.taken_why) == (actor.on, actor.user, "Не тот номер")
    changes = Change.objects.filter(table="issues_quarterprint").order_by("id").values_list("row", "operation")
    assert list(changes)[:2] == [(found.pk, "insert"), (found.pk, "update")]


def test_nothing_is_taken_back_without_a_reason(office: Office, version: QuarterVersion) -> None:
    found = record(office, version)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuarterPrint.objects.filter(pk=found.pk).update(taken_on=DAY, taken_by=found.by)


# -- pages -----------------------------------------------------------------------------------------------------------
def test_an_office_records_it_and_everybody_reads_it_until_it_is_taken_back(
    office: Office, version: QuarterVersion, client: Client
) -> None:
    assert "В газете" not in public(client, office)
    client.force_login(office.actor().user)
    assert work(office) in client.get("/ru/work/quarter/").content.decode()
    html = plain(client.get(work(office)).content.decode())
    for language in ("kk", "ru"):
        address = f"/{language}/issues/quarters/{office.body.slug}/{QUARTER}.pdf?version=1"
        assert f'href="{address}"' in html
        assert client.get(address).content[:4] == b"%PDF"
    assert client.post(work(office), TYPED).status_code == 302
    assert '«Сыр бойы», выпуск 28 (1204), <time datetime="2027-04-08">8 апреля 2027' in public(client, office)
    found = QuarterPrint.objects.get()
    answer = client.post(work(office, f"{found.pk}/"), {"why": ""})
    assert (answer.status_code, "Укажите причину" in plain(answer.content.decode())) == (422, True)
    assert client.post(work(office, f"{found.pk}/"), {"why": "Не тот номер"}).status_code == 302
    assert "«Сыр бойы»" not in public(client, office)
    html = plain(client.get(work(office)).content.decode())
    assert ("Не тот номер" in html, work(office, f"{found.pk}/") in html) == (True, False)
    assert client.get(work(office, f"{found.pk}/")).status_code == 404


def test_what_is_refused_stays_typed_at_its_field(office: Office, version: QuarterVersion, client: Client) -> None:
    client.force_login(office.actor().user)
    answer = client.post(work(office), {**TYPED, "printed_on": "31.03.2027", "number": ""})
    html = plain(answer.content.decode())
    assert answer.status_code == 422
    assert 'href="#id_number"' in html
    assert 'value="«Сыр бойы»"' in html
    assert 'value="31.03.2027"' in html
    answer = client.post(work(office), {**TYPED, "printed_on": "31.03.2027"})
    assert 'href="#id_printed_on"' in plain(answer.content.decode())
    assert not QuarterPrint.objects.exists()


def test_before_the_quarter_is_published_there_is_nothing_to_print(office: Office, client: Client) -> None:
    client.force_login(office.actor().user)
    assert client.get(work(office)).status_code == 404
    assert client.post(work(office), TYPED).status_code == 404


def test_of_several_versions_the_one_that_was_printed_is_chosen(
    office: Office, version: QuarterVersion, client: Client
) -> None:
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.old.pk, kk="Сорғы", ru="Насос")])
    publish_quarter(**told, number=2)
    client.force_login(office.actor().user)
    assert client.post(work(office), TYPED).status_code == 422
    assert client.post(work(office), {**TYPED, "version": "1"}).status_code == 302
    assert QuarterPrint.objects.get().version == version
    assert "версия 1</span>" in public(client, office)


def test_more_records_cost_no_more_statements(office: Office, version: QuarterVersion, client: Client) -> None:
    client.force_login(office.actor().user)

    @override_settings(KEZDESU_KEEP_PAGES=False)
    def cost() -> tuple[int, int]:
        costs = []
        for address in (work(office), f"/ru/issues/quarters/{office.body.slug}/{QUARTER}/"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            costs.append(len(asked))
        return costs[0], costs[1]

    record(office, version)
    cost()
    before = cost()
    for number in range(4):
        record(office, version, number=f"30 ({number})")
    assert cost() == before
