"""Whoever has the open data alone counts every figure again: by ten lines, or by the tool."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from issues.choices import CLOSED, OPEN, HandOverState, State, Verb
from issues.models import HandOver, Issue, QuarterVersion
from issues.queries.figures import Asked, figures_by
from issues.services.quarters.notes import Said, save_notes
from issues.services.quarters.publishing import publish_quarter
from issues.services.quarters.silence import publish_silence
from portal.bodies.choices import Role
from portal.bodies.models import Body
from portal.bodies.permissions import actor_for
from portal.kernel import clock
from portal.kernel.periods import Period
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, RoleGrantFactory, TerritoryFactory
from tests.factories.deadlines import ObligationFactory
from tests.factories.issues import ClaimFactory, EventFactory, IssueFactory, topic
from tests.issues.quarter import AFTER, LAST, NOW, QUARTER, TODAY, WORDS, Office
from tests.texts import plain
from tools.recount_issues import recount

pytestmark = pytest.mark.django_db

ROOT = Path(settings.BASE_DIR)
YEAR = Period.year(2027)


@pytest.fixture(autouse=True)
def _after_the_last_day() -> Iterator[None]:
    with time_machine.travel("2027-04-12 06:00Z", tick=False):
        yield


@pytest.fixture
def country(office: Office) -> Office:
    """Bodies of three levels: in time, late, silent, one that owes nothing, and issues in every state."""
    told = {"body": office.body, "period_key": QUARTER, "actor": office.actor(), "today": TODAY, "now": NOW}
    save_notes(**told, said=[Said(office.old.pk, **WORDS)])
    publish_quarter(**told, number=1)
    district = BodyFactory(akimat=True, territory=TerritoryFactory(district=True, parent=office.body.territory))
    company, ministry = BodyFactory(company=True), BodyFactory()
    for body, duty in ((district, "C-3.5d"), (company, "C-5.3"), (ministry, "B-1.7"), (ministry, "C-5.3")):
        act = "B" if duty == "B-1.7" else "C2"
        ObligationFactory(duty=duty, act=act, body=body, period_key=QUARTER, computed_due_on=LAST)
        Body.objects.filter(pk=body.pk).update(joined_on=date(2026, 1, 1))
    for holder in (district, company, ministry):
        _issues(holder, office.body)
    publish_silence(now=clock.at(AFTER, 1))
    _supply_late(district)
    return office


def _issues(holder: Body, home: Body) -> None:
    """One in every state, one of them without a public text; one handed on to the akimat, where it was confirmed."""
    where = {"holder": holder, "registered_by": home, "territory": home.territory}
    closed = {"closed_on": date(2027, 3, 20)}
    for state in State:
        more: dict[str, object] = {} if state in OPEN else dict(closed)
        more |= {"topic": topic("roads"), "silent": state == State.PLANNED, **_needed(state)}
        issue = IssueFactory(**where, state=state, **more)
        EventFactory(issue=issue, verb=Verb.REGISTER, to_state=State.REGISTERED, on=date(2027, 3, 2))
        if state != State.REGISTERED:
            EventFactory(issue=issue, verb=Verb.ASSIGN, to_state=state, on=date(2027, 3, 20))
    marks = {"due_on": date(2027, 3, 20), "disputed_on": date(2027, 3, 25), "registered_on": date(2027, 4, 2)}
    late = IssueFactory(**where, **marks)
    EventFactory(issue=late, verb=Verb.REGISTER, to_state=State.WORK, on=date(2027, 4, 2))
    ClaimFactory(issue=IssueFactory(**where, state=State.CLAIMED, **closed))
    handed = IssueFactory(registered_by=home, state=State.CONFIRMED, **closed)
    person = UserFactory()
    HandOver.objects.create(
        issue=handed, from_body=holder, to_body=home, state=HandOverState.ACCEPTED, asked_by=person, answered_by=person,
        asked_on=date(2027, 3, 3), answer_by=date(2027, 3, 6), answered_on=date(2027, 3, 4), why_kk="Иә", why_ru="Да",
    )  # fmt: skip


def _needed(state: State) -> dict[str, object]:
    """What the database asks of an issue in such a state."""
    if state == State.PLANNED:
        return {"plan_year": 2028}
    if state == State.CONTROL:
        return {"level": "region"}
    if state == State.DUPLICATE:
        return {"joined_to": Issue.objects.order_by("pk")[0], "reason_kk": "Қайталау", "reason_ru": "Повтор"}
    return {"reason_kk": "Себебі", "reason_ru": "Причина"} if state in CLOSED else {}


def _supply_late(body: Body) -> None:
    actor = actor_for(RoleGrantFactory(role=Role.OFFICER, body=body).user, AFTER)
    told = {"body": body, "period_key": QUARTER, "actor": actor, "today": AFTER, "now": clock.at(AFTER, 9)}
    open_one = Issue.objects.filter(holder=body, state=State.WORK, due_on__gte=AFTER).order_by("pk")[0]
    save_notes(**told, said=[Said(open_one.pk, **WORDS)])
    publish_quarter(**told, number=2, late_reason="Нет связи")


def take(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def page(client: Client, address: str) -> str:
    return plain(client.get(address).content.decode())


def front_page(client: Client) -> dict[str, int]:
    """What the front page says of issues, by its own words."""
    found = page(client, "/ru/")
    part = found[found.index('id="issues"') : found.index('id="quarter"')]
    told = re.findall(r"<b>([\d ]+)</b>\s*([^<]+?)\s*</span>", part)
    return {words: int(number.replace(" ", "")) for number, words in told}


def levels(client: Client) -> dict[str, list[int]]:
    """Who published by the tenth: in time, late, silent and owed, by the words of each level."""
    found = page(client, "/ru/")
    part = found[found.index('id="quarter"') :]
    part = part[: part.index("</table>")]
    rows = re.findall(r'scope="row">([^<]+)</th>(.*?)</tr>', part, re.DOTALL)
    return {html.unescape(name): [int(number) for number in re.findall(r">(\d+)</td>", cells)] for name, cells in rows}


def test_ten_lines_and_the_files_give_a_body_its_quarter_and_the_front_page_its_figures(
    country: Office, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "issues.csv": "/kk/issues.csv",
        "quarters.csv": f"/kk/issues/quarters.csv?quarter={QUARTER}",
        "quarter.csv": f"/kk/issues/quarters/{country.body.slug}/{QUARTER}.csv",
    }
    for name, address in files.items():
        (tmp_path / name).write_text(take(client, address), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    [code] = re.findall(r"```python\n(.*?)```", (ROOT / "docs/recount.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    got: dict[str, object] = {}
    exec(code, got)

    version = QuarterVersion.objects.latest_of(country.body, QUARTER)
    assert version is not None
    came, left, states = got["came"], got["left"], got["states"]
    assert isinstance(came, Counter)
    assert isinstance(left, Counter)
    assert isinstance(states, Counter)
    for name in ("opening", "registered", "received", "reopened"):
        assert came[name] == getattr(version, name), name
    for name in ("handed", "claimed", "confirmed", "closed"):
        assert left[name] == getattr(version, name), name
    assert (left[""], got["untold"], got["overdue"]) == (version.closing, version.silent, version.late)
    balance = page(client, f"/ru/issues/quarters/{country.body.slug}/{QUARTER}/")
    assert f"= {left['']}" in balance

    open_now, late = got["open_now"], got["late"]
    assert isinstance(open_now, int)
    assert isinstance(late, int)
    closed = sum(states.values()) - open_now - states["claimed"] - states["confirmed"]
    assert front_page(client) == {
        "подтверждено жителями": states["confirmed"],
        "заявлено решёнными": states["claimed"],
        "на исполнении в срок": open_now - late,
        "на исполнении, срок прошёл": late,
        "закрыто без решения": closed,
    }
    assert min(open_now - late, late, closed, states["claimed"], states["confirmed"]) > 0
    published = got["published"]
    assert isinstance(published, Counter)
    standings = ("in_time", "late", "silent")
    told = {key: [published[key, what] for what in standings] for key, _what in published}
    assert levels(client) == {
        "Центральные органы": [*told["central"], 1],
        "Национальные холдинги и компании": [*told["company"], 1],
        "Области, города республиканского значения, столица": [*told["region"], 1],
        "Районы": [*told["district"], 1],
    }
    assert [told[key] for key in ("central", "company", "region", "district")] == [
        [0, 0, 1], [0, 0, 1], [1, 0, 0], [0, 1, 0],
    ]  # fmt: skip


def test_the_tool_counts_the_page_of_figures_again_by_region_topic_quarter_and_body(
    country: Office, client: Client
) -> None:
    told = recount(take(client, "/kk/issues/counted.csv?period=2027"))
    today = clock.today()
    slugs = dict(Body.objects.values_list("pk", "slug"))
    keys = {
        "region": lambda key: key.kato if key else "00",
        "topic": str,
        "quarter": lambda key: f"2027-Q{key}",
        "body": slugs.__getitem__,
    }
    for by in ("topic", "quarter", "body"):
        figures = figures_by(by, Asked(YEAR), on=today)  # type: ignore[arg-type]
        assert set(told[f"by_{by}"]) == {keys[by](key) for key in figures}
        for key, one in figures.items():
            again = told[f"by_{by}"][keys[by](key)]
            assert {name: again.get(name, 0) for name in asdict(one)} == asdict(one), (by, key)
            share = one.confirmed_share
            assert (again["share_part"], again["share_base"], again.get("share")) == (
                share.part, share.base, share.percent,
            )  # fmt: skip
    region = country.body.territory.kato
    assert list(told["by_region"]) == [region]
    assert told["by_region"][region] == told["all"]
    assert told["all"]["registered"] == Issue.objects.filter(registered_on__year=2027).count()


def test_narrowed_to_a_body_the_file_has_what_it_handed_on(country: Office, client: Client) -> None:
    body = Body.objects.get(kind="company")
    told = recount(take(client, f"/kk/issues/counted.csv?period=2027&body={body.slug}"))["by_body"][body.slug]
    assert (told["handed"], told["handed_confirmed"]) == (1, 1)
    [one] = figures_by("body", Asked(YEAR, body=body), on=clock.today()).values()
    assert told["registered"] == one.registered
    assert client.get("/kk/issues/counted.csv?period=1999").status_code == 404


def test_what_has_no_public_text_is_counted_without_its_number(country: Office, client: Client) -> None:
    text = take(client, "/kk/issues/counted.csv?period=2027")
    hidden = list(Issue.objects.filter(published_on__isnull=True).values_list("number", flat=True))
    assert len(hidden) == 4
    assert [number for number in hidden if number in text] == []
    assert text.count("2027-Q1,") == Issue.objects.filter(registered_on__lt=date(2027, 4, 1)).count()


def test_the_tool_adds_up_a_quarter_by_level_and_region_as_its_page_does(country: Office, client: Client) -> None:
    told = recount(take(client, f"/kk/issues/quarters.csv?quarter={QUARTER}"))
    versions = QuarterVersion.objects.standing()
    for name in ("registered", "confirmed", "claimed", "closed", "closing", "late", "silent"):
        assert told["all"][f"sum_{name}"] == sum(versions.values_list(name, flat=True)), name
    assert told["all"]["owed"] == 4
    # Each issue that is open stands once, at its owner.
    assert (
        told["all"]["sum_closing"] == Issue.objects.filter(state__in=OPEN, registered_on__lt=date(2027, 4, 1)).count()
    )
    assert set(told["by_region"]) == {"00", country.body.territory.kato}
    for query, groups in (("", "by_level"), ("&by=region", "by_region")):
        shown = page(client, f"/ru/issues/quarters/?quarter={QUARTER}{query}")
        part = shown[shown.index('id="figures"') : shown.index("</tbody>", shown.index('id="figures"'))]
        rows = [re.findall(r">([^<]*)</td>", cells) for cells in re.findall(r"<tr.*?</tr>", part, re.DOTALL)[1:]]
        assert sorted(row[4] for row in rows) == sorted(str(one["sum_closing"]) for one in told[groups].values())
        shares = [f"{one['sum_silent']} из {one['sum_closing']}" for one in told[groups].values()]
        assert sorted(row[6].partition(",")[0] for row in rows) == sorted(shares)


def test_several_files_of_the_list_are_added_and_no_other_file_is_taken(country: Office, client: Client) -> None:
    whole = recount(take(client, "/kk/issues.csv"))
    parts = "".join(take(client, f"/kk/issues.csv?state={state}") for state in State)
    assert recount(parts) == whole
    with pytest.raises(ValueError, match="no file"):
        recount("a,b\n1,2\n")


def test_late_ones_that_are_too_many_to_count_leave_the_open_ones_whole(
    country: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = recount(take(client, "/kk/issues.csv"))
    monkeypatch.setattr("issues.queries.here.MOST", 1)
    found = page(client, "/ru/")
    assert re.search(rf"<b>{told['open']}</b>\s*не решено, вместе с просроченными", found)
    assert re.search(r"<b>2\+</b>\s*на исполнении, срок прошёл", found)
    assert "на исполнении в срок" not in found


@pytest.mark.parametrize("query", ["place={region}", "body={body}"])
def test_pages_of_places_and_bodies_are_counted_from_the_same_list(country: Office, client: Client, query: str) -> None:
    region = country.body.territory.kato
    told = recount(take(client, "/kk/issues.csv?" + query.format(region=region, body=country.body.slug)))
    where = f"/ru/territories/{region}/" if "region" in query else f"/ru/bodies/{country.body.slug}/"
    found = page(client, where)
    numbers = [int(number) for number in re.findall(r"<b>(\d+)</b>", found[found.index('id="issues"') :])[:5]]
    assert numbers == [
        told["confirmed"], told["claimed"], told["open"] - told["late"], told["late"], told["closed"],
    ]  # fmt: skip


def test_before_anything_is_published_there_is_no_file(client: Client) -> None:
    assert client.get("/kk/issues/quarters.csv").status_code == 404
    assert client.get("/kk/issues/quarters.csv?quarter=2027-H1").status_code == 404


def test_more_bodies_cost_the_file_no_more_statements(
    country: Office, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(5):
        take(client, f"/kk/issues/quarters.csv?quarter={QUARTER}")
    for _number in range(3):
        body = BodyFactory(akimat=True)
        ObligationFactory(duty="C-3.5d", act="C2", body=body, period_key=QUARTER, computed_due_on=LAST)
    with django_assert_num_queries(5):
        take(client, f"/kk/issues/quarters.csv?quarter={QUARTER}")
