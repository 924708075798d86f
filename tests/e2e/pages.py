"""Every kind of page of the portal with an address at which it can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

from django.contrib.auth.tokens import default_token_generator
from django.urls import URLResolver, get_resolver, reverse
from django.utils.http import int_to_base36
from django.utils.translation import override

from issues.choices import HighKind
from meetings.models import Meeting
from portal.accounts.models import User
from portal.bodies.choices import BodyKind, Function
from portal.bodies.models import Body, ClassifierEntry, Edition, RoleGrant, Territory
from portal.bodies.permissions import actor_for
from portal.bodies.rules.comparison import Row
from portal.bodies.rules.offices import akimat
from portal.bodies.services import keep_edition
from portal.calendars.models import RiskSignal
from portal.calendars.services.risk import register_risk
from portal.deadlines.models import Decision, DutyStart, Evidence, Obligation, Transmittal
from portal.deadlines.services import happen
from portal.deadlines.services.happening_by_hand import Occasion, record_event
from portal.holding.choices import SummaryKind
from portal.holding.services.summaries import make_summary, send_summary
from portal.jobs.models import Job
from portal.kernel import clock
from portal.kernel.periods import Period
from portal.kernel.wording import Lines
from portal.law.counting.events import Event
from schedules.models import Import, Proposal, ProposalRow
from schedules.services.imports import take_reading
from schedules.workbooks import place_index, read_workbook
from tests.e2e import amended, answered, asked, demanded, happened, judged, quartered, raised, subscribed, upward
from tests.e2e.books import written
from tests.factories.files import StoredFileFactory

#: The year planned in the demonstration of the tests, and the running one, whose schedule is published.
NEXT, RUNNING = "2027", "2026"


@dataclass(frozen=True)
class Sample:
    """A page as `who` (a login of the demonstration; a reader when empty) sees it.

    `stage` says how far the schedule of the next year must have come. `args` are asked for when the world stands.
    """

    name: str
    args: Callable[[], tuple[Any, ...]] = tuple
    who: str = ""
    query: str = ""
    stage: str = ""
    status: int = 200
    tail: str = ""
    debug: bool = False

    @property
    def title(self) -> str:
        return "-".join(filter(None, [self.name.replace(":", "-"), self.who, self.tail, self.stage]))

    def path(self, language: str) -> str:
        with override(language):
            return reverse(self.name, args=self.args()) + self.query


def _given(*values: Any) -> Callable[[], tuple[Any, ...]]:
    return lambda: values


# -- rows of the demonstration ------------------------------------------------------------------------------------
def _draft() -> tuple[int]:
    return (Proposal.objects.for_graph().get(body__slug="water", period_key=NEXT).pk,)


def _shipped() -> tuple[int]:
    """The decision that 10 January is in time."""
    return (Decision.objects.get(number=3, duty="B-4.3", is_shipped=True).pk,)


def _draft_row() -> tuple[int, int]:
    row = ProposalRow.objects.filter(proposal_id=_draft()[0]).order_by("pk").first()
    assert row is not None
    return row.proposal_id, row.pk


def _import() -> tuple[int, int]:
    """A workbook that was read and waits: one row is understood, one puzzles."""
    proposal = Proposal.objects.get(pk=_draft()[0])
    found = proposal.imports.first()
    if found is None:
        found = Import.objects.create(proposal=proposal, name="Ұсыныстар.xlsx", started_on=clock.today())
        rows = [
            ["Өңір", "Күні", "Кім өткізеді", "Форматы", "Тақырыбы"],
            ["Ақтөбе облысы", f"12.04.{NEXT}", "Министр", "онлайн", "Ауыз су сапасы"],
            ["Қостанай/Павлодар", f"31.04.{NEXT}", "Министр", "онлайн", "Жол сапасы"],
        ]
        reading = read_workbook(written(rows), period=proposal.period, places=place_index(clock.today()))
        take_reading(imported=found, reading=reading, today=clock.today())
    return proposal.pk, found.pk


def _filed() -> tuple[int]:
    """The ministry's departmental plan, which waits for its head."""
    return (Proposal.objects.get(kind="plan", body__slug="water", period_key=NEXT).pk,)


def _summary(*, is_sent: bool = False) -> tuple[Any, ...]:
    """Of the quarter that is over, of the ministry of water."""
    grant = RoleGrant.objects.select_related("user", "body").get(user__email="preparer@kezdesu.example")
    actor = actor_for(grant.user, clock.today())
    period = Period.containing("quarter", clock.today()).previous()
    made = make_summary(
        kind=SummaryKind.QUARTER,
        body=grant.body,
        period_key=period.key,
        actor=actor,
        today=actor.on,
        now=clock.now(),
    )
    if is_sent and made.sent_on is None:
        send_summary(summary=made, actor=actor, today=actor.on, late_reason="Кешікті")
    return (made.pk,)


def _plan(slug: str, year: str, *more: int) -> tuple[Any, ...]:
    """The address of a departmental plan that somebody has begun."""
    assert Proposal.objects.filter(kind="plan", body__slug=slug, period_key=year).exists()
    return (slug, year, *more)


def _awaiting_review() -> tuple[str, str]:
    waiting = Proposal.objects.for_year(NEXT).for_graph().awaiting_review().select_related("body")
    proposal = waiting.order_by("body__slug").first()
    assert proposal is not None
    return NEXT, proposal.body.slug


def _meeting(*, dated: bool = True) -> tuple[str]:
    found = Meeting.objects.public().filter(on__isnull=not dated).order_by("-number").first()
    if found is None:
        found = Meeting.objects.public().earliest("number")
    return (found.number,)


def _obligation(duty: str, slug: str, **facts: Any) -> int:
    found = Obligation.objects.filter(duty=duty, body__slug=slug, **facts).order_by("-due_on").first()
    assert found is not None
    return int(found.pk)


def _late() -> tuple[int]:
    return (Obligation.objects.public().filter(late_since__isnull=False).earliest("pk").pk,)


def _evidence() -> tuple[int, int]:
    pk = _obligation("B-1.7", "water", met_on__isnull=False)
    return pk, Evidence.objects.filter(obligation=pk).earliest("pk").pk


def _claimed() -> tuple[int]:
    """One that another body may confirm: dated in time, entered late."""
    return (Obligation.objects.unconfirmed().exclude(body__slug="administration").earliest("pk").pk,)


def _recorded_event() -> tuple[int]:
    """A demand of the population that the officer of an akimat recorded."""
    actor = actor_for(User.objects.get(email="officer@kezdesu.example"), clock.today())
    body = Body.objects.get(pk__in=actor.bodies())
    occasion = Occasion(
        event=Event.PUBLIC_DEMAND, body=body, on=clock.today(), about=Lines("Ауыз су", "Питьевая вода", "")
    )
    return (record_event(occasion=occasion, actor=actor, today=clock.today())[0].pk,)


def _awaits_reception() -> tuple[int]:
    """The report of a meeting of the officer's akimat, whose day waits for the reception."""
    body = Body.objects.get(pk__in=actor_for(User.objects.get(email="officer@kezdesu.example"), clock.today()).bodies())
    # The demonstration keeps what is owed about each meeting from the next year on.
    DutyStart.objects.filter(duty="C-3.5c").update(since=clock.today())
    happen(
        event=Event.MEETING_ENDED,
        subject="event:sample",
        about=Lines("Кездесу", "Встреча", "Meeting"),
        on=clock.today(),
        bodies=[body],
        today=clock.today(),
    )
    return (Obligation.objects.get(duty="C-3.5c", body=body, subject="event:sample").pk,)


def _received() -> tuple[int]:
    """A document that another ministry sent to the authorised body, still to be answered."""
    body = Body.objects.get(functions__function=Function.AUTHORISED_INFORMATION)
    found = Transmittal.objects.filter(receiver=body).unanswered().first()
    if found is None:
        evidence = Evidence.objects.get(pk=_evidence()[1])
        found = Transmittal.objects.create(
            evidence=evidence, obligation=evidence.obligation, receiver=body, sent_on=clock.today()
        )
    return (found.pk,)


def _risk() -> tuple[int]:
    """A signal that the preparer's ministry entered, about the place of the officer's akimat."""
    preparer = User.objects.get(email="preparer@kezdesu.example")
    ministry, place = Body.objects.get(slug="water"), Territory.objects.get(kato="430000000")
    found = RiskSignal.objects.filter(body=ministry, published_at__isnull=True, withdrawn_on__isnull=True).first()
    if found is None:
        found = register_risk(
            body=ministry,
            ministry=ministry,
            territory=place,
            level="high",
            sign="forecast",
            on=clock.today(),
            ground_kk="Ауыз су туралы шағымдар көбейді",
            ground_ru="Жалоб на питьевую воду стало больше",
            sent_key=uuid4(),
            actor=actor_for(preparer, clock.today()),
            today=clock.today(),
            now=clock.now(),
        )
    return (found.pk,)


def _reset_key() -> tuple[str, str]:
    user = User.objects.get(email="preparer@kezdesu.example")
    return int_to_base36(user.pk), default_token_generator.make_token(user)


def _grant() -> tuple[int]:
    return (RoleGrant.objects.get(user__email="officer@kezdesu.example").pk,)


def _job() -> tuple[int]:
    """Work that waits: no worker listens here."""
    user = User.objects.get(email="preparer@kezdesu.example")
    found = Job.objects.filter(user=user).open().first()
    title = {"title_kk": "Кітапты оқу", "title_ru": "Чтение книги", "title_en": "Reading a workbook"}
    return (
        (found or Job.objects.create(user=user, kind="schedules.import_proposals", args_hash="a" * 64, **title)).pk,
    )


def _failed_job() -> tuple[int]:
    """Work that failed, with the file that was given for it."""
    user = User.objects.get(email="preparer@kezdesu.example")
    found = Job.objects.filter(user=user, state="failed", given__isnull=False).first()
    title = {"title_kk": "Кітапты жазу", "title_ru": "Запись по таблице", "title_en": "Recording from a workbook"}
    return (
        (
            found
            or Job.objects.create(
                user=user,
                kind="holding.record_month",
                args_hash="b" * 64,
                state="failed",
                ended_at=clock.now(),
                given=StoredFileFactory(purpose="workbook", name="mart.xlsx", uploaded_by=user),
                **title,
            )
        ).pk,
    )


def _holder() -> tuple[int]:
    return (User.objects.get(email="officer@kezdesu.example").pk,)


def _head_grant() -> tuple[int]:
    return (RoleGrant.objects.get(user__email="head@kezdesu.example").pk,)


def _leaver() -> tuple[str, int]:
    return "water", User.objects.get(email="preparer@kezdesu.example").pk


_DISTRICT = "431000000"


def _edition() -> tuple[int]:
    """An upload of a piece of the classifier that waits for a decision: one region with one of its districts."""
    found = Edition.objects.filter(applied_at__isnull=True).first()
    if found is None:
        administrator = actor_for(User.objects.get(email="administrator@kezdesu.example"), clock.today())
        rows = {
            "430000000": Row("430000000", 0, "Қызылорда облысы", "Кызылординская область"),
            "433200000": Row("433200000", 4, "Арал ауданы", "Аральский район"),
        }
        found = keep_edition(
            actor=administrator, rows=rows, source="КАТО.csv", edition_on=clock.today(), today=clock.today()
        )
    return (found.pk,)


def _unit() -> tuple[str, str]:
    """A rural district of the region whose places the demonstration holds."""
    return ("akimat-430000000", ClassifierEntry.objects.current().get(code="431033000").code)


def _office() -> tuple[str]:
    """The office of a district: raised here alone, so that every other page stays as it is."""
    slug = "akimat-433200000"
    if not Body.objects.filter(slug=slug).exists():
        place = Territory.objects.get(kato="433200000")
        names = akimat(place).columns()
        Body.objects.create(slug=slug, kind=BodyKind.AKIMAT, territory=place, starts_on=place.starts_on, **names)
    return (slug,)


SAMPLES = (
    Sample("web:home"),
    Sample("web:about"),
    Sample("web:accessibility"),
    Sample("web:privacy"),
    Sample("web:open_data"),
    Sample("web:components", debug=True),
    Sample("overview:search"),
    Sample("overview:search", lambda: raised.in_work() and (), query=f"?q={quote('су')}", tail="found"),
    Sample("overview:search", query=f"?q={quote('Тасөткел')}", tail="nothing"),
    Sample("overview:bodies"),
    Sample("overview:body", _given("water")),
    Sample("overview:body", _given("akimat-430000000"), tail="akimat"),
    Sample("overview:territories"),
    Sample("overview:territory", _given("430000000")),
    Sample("overview:territory", lambda: (Territory.objects.get(kato="434855000", ends_on=None).kato,), tail="rural"),
    Sample("meetings:calendar"),
    Sample("meetings:calendar", query="?view=list", tail="list"),
    Sample("meetings:calendar", query="?view=year", tail="year"),
    Sample("meetings:calendar", query="?view=list&place=430000000&body=water&format=online", tail="nothing"),
    Sample("meetings:meeting", _meeting),
    Sample("meetings:meeting", lambda: _meeting(dated=False), tail="undated"),
    Sample("questions:ask", asked.meeting),
    Sample("questions:ask", happened.over, tail="closed"),
    Sample("questions:questions"),
    Sample("questions:questions", query="?topic=prices", tail="nothing"),
    Sample("questions:question", asked.public),
    Sample("questions:question", asked.answered, tail="answered"),
    Sample("questions:question", asked.refused, tail="refused"),
    Sample("questions:support", asked.public),
    Sample("questions:key", asked.own),
    Sample("questions:key", _given("1-" + "0" * 26), status=404, tail="dead"),
    Sample("questions:find"),
    Sample("questions:demands", lambda: demanded.gathering() and ()),
    Sample("questions:demands", query="?state=lapsed", tail="nothing"),
    Sample("questions:demand", demanded.gathering),
    Sample("questions:demand", demanded.reached, tail="late"),
    Sample("questions:demand", demanded.declined, tail="declined"),
    Sample("questions:demand_support", demanded.gathering),
    Sample("questions:demand_new", lambda: demanded.gathering() and (), query=f"?place={demanded.PLACE}"),
    Sample("questions:demand_new", tail="nowhere"),
    Sample("questions:demand_rules", demanded.policy),
    Sample("questions:key", demanded.own, tail="demand"),
    Sample("questions:rules", demanded.policy, who="akimat.head"),
    Sample("questions:demand_answer", demanded.reached, who="officer"),
    Sample("questions:again"),
    Sample("questions:subscribe", _given(subscribed.PLACE)),
    Sample("questions:key", subscribed.asked, tail="subscription"),
    Sample("questions:key", subscribed.confirmed, tail="subscribed"),
    Sample("questions:leave", subscribed.confirmed),
    Sample("questions:leave", _given("1-" + "0" * 26), tail="left"),
    Sample("meetings:meeting", asked.meeting, tail="asked"),
    Sample("issues:issue", raised.in_work),
    Sample("issues:issue", raised.disputed, tail="disputed"),
    Sample("issues:issue", _given("KZ-43-2026-999999"), status=404, tail="unknown"),
    Sample("issues:answer", answered.asked),
    Sample("issues:answer", answered.settled, tail="settled"),
    Sample("issues:answer", _given("KZ-43-2026-999999", "1-" + "0" * 26), status=404, tail="dead"),
    Sample("issues:people", lambda: answered.asked()[:1], who="officer"),
    Sample("issues:work_answers", lambda: answered.held() and (), who="overseer"),
    Sample("issues:work_answers", who="officer", tail="nothing"),
    Sample("issues:work_answer", answered.held, who="overseer"),
    Sample("issues:follow", lambda: answered.asked()[:1]),
    Sample("issues:follow_body", _given("akimat-430000000")),
    Sample("issues:follow_topic", _given("water")),
    Sample("issues:leave", answered.follower),
    Sample("issues:leave", _given("1-" + "0" * 26), tail="left"),
    Sample("questions:key", answered.asker, tail="asker"),
    Sample("questions:key", answered.unconfirmed, tail="asker-new"),
    Sample("questions:key", answered.follower, tail="follower"),
    Sample("questions:key", answered.to_follow, tail="follower-new"),
    Sample("issues:issues", lambda: raised.in_work() and ()),
    Sample("issues:issues", query="?place=430000000&state=open", tail="narrowed"),
    Sample("issues:issues", query="?q=12345&year=2026", tail="nothing"),
    Sample("issues:issues", query="?state=lost", tail="refused"),
    Sample("issues:figures", lambda: raised.in_work() and ()),
    Sample("issues:figures", query="?period=2026-Q9", tail="refused"),
    Sample("issues:ranking", who="preparer"),
    Sample("issues:packages", lambda: upward.sent() and ()),
    Sample("issues:package", upward.sent),
    Sample("issues:high_acts", lambda: upward.act() and ()),
    Sample("issues:high_act", upward.act),
    Sample("issues:quarters", lambda: quartered.published() and ()),
    Sample("issues:quarter", quartered.published),
    Sample("issues:work_quarters", who="officer"),
    Sample("issues:work_quarter", quartered.published, who="officer"),
    Sample("issues:work_quarter_table", quartered.published, who="officer"),
    Sample("issues:work_quarter_publish", quartered.published, who="officer"),
    Sample("issues:newspapers", lambda: quartered.printed()[:2], who="officer"),
    Sample("issues:newspaper", quartered.printed, who="officer"),
    Sample("schedules:index"),
    Sample("schedules:graph", _given(RUNNING)),
    Sample("schedules:plan", lambda: _plan("culture", RUNNING)),
    Sample("schedules:plan_version", lambda: _plan("culture", RUNNING, 1)),
    Sample("schedules:differences", amended.two_versions),
    Sample("schedules:version", _given(RUNNING, 1)),
    Sample("deadlines:board"),
    Sample("deadlines:board", query="?view=list", tail="list"),
    Sample("deadlines:board", query="?region=430000000", tail="region"),
    Sample("deadlines:board", query="?body=water&as_of=2026-06-01", tail="past"),
    Sample("deadlines:why", _late),
    Sample("deadlines:calculator"),
    Sample("deadlines:calculator", query="?duty=B-4.3&on=01.01.2027&body=water", tail="answer"),
    Sample("deadlines:calculator", query="?duty=C-3.5c&on=05.03.2027&meeting_ended=03.03.2027", tail="waiting"),
    Sample("deadlines:calculator", query="?duty=A-7&on=01.01.2027", tail="gap"),
    Sample("deadlines:duties"),
    Sample("account_login"),
    Sample("account_reset_password"),
    Sample("account_reset_password_done"),
    Sample("account_reset_password_from_key", _given("1", "no-such-key"), status=404, tail="used"),
    Sample("account_reset_password_from_key_done"),
    Sample("account_inactive"),
    Sample("account_logout", who="preparer"),
    Sample("account_change_password", who="preparer"),
    Sample("accounts:profile", who="preparer"),
    Sample("accounts:sessions", who="preparer"),
    *(
        Sample("overview:desk", who=who)
        for who in (
            "preparer", "head", "authorised", "authorised.head", "approver", "officer", "akimat.head", "maslikhat",
            "overseer", "administrator",
        )
    ),
    Sample("deadlines:evidence_file", _given("water")),
    Sample("deadlines:work_evidence_file", _given("water"), who="preparer"),
    Sample("deadlines:received", who="authorised"),
    Sample("deadlines:received_document", _received, who="authorised"),
    Sample("deadlines:give_back", _received, who="authorised"),
    Sample("deadlines:own", who="preparer"),
    Sample("deadlines:own", who="overseer"),
    Sample("deadlines:obligation", lambda: (_obligation("B-1.4-plan", "water"),), who="preparer"),
    Sample("deadlines:obligation", lambda: _evidence()[:1], who="preparer", tail="met"),
    Sample("deadlines:obligation", lambda: (_obligation("B-1.4-plan", "water"),), who="head"),
    Sample("deadlines:correct", _evidence, who="head"),
    Sample("deadlines:confirm", _claimed, who="overseer"),
    Sample("deadlines:withdraw", lambda: _evidence()[:1], who="head"),
    Sample("deadlines:ladders", who="administrator"),
    Sample("deadlines:ladder", _given("B-1.4-plan"), who="administrator"),
    Sample("deadlines:copies", who="preparer"),
    Sample("deadlines:copies", who="overseer"),
    Sample("deadlines:events", who="officer"),
    Sample("deadlines:new_event", who="officer"),
    Sample("deadlines:new_event", who="authorised"),
    Sample("deadlines:call_off", _recorded_event, who="officer"),
    Sample("deadlines:not_held", _awaits_reception, who="officer"),
    Sample("calendars:published_risks"),
    Sample("calendars:country", _given(RUNNING)),
    Sample("calendars:coverage", _given(NEXT, "430000000")),
    Sample("meetings:ministers", _given(NEXT)),
    Sample("calendars:risks", who="preparer"),
    Sample("calendars:risks", who="overseer", query="?state=met", tail="nothing"),
    Sample("calendars:new_risk", who="officer", query="?key=7b0d1a52-6f2e-4a55-9d0c-0d5b1f6a2c11"),
    Sample("calendars:risk", _risk, who="preparer"),
    Sample("calendars:risk", _risk, who="officer"),
    Sample("calendars:withdraw_risk", _risk, who="preparer"),
    Sample("calendars:publish_risk", _risk, who="preparer"),
    Sample("meetings:risk_meeting", _risk, who="preparer"),
    Sample("deadlines:calendars", who="preparer"),
    Sample("deadlines:working_days", who="administrator"),
    Sample("deadlines:change_day", who="administrator"),
    Sample("deadlines:change_day", who="administrator", query="?day=2027-03-15", tail="listed"),
    Sample("deadlines:move_day", who="administrator"),
    Sample("deadlines:remove_day", _given("2027-03-15"), who="administrator"),
    Sample("deadlines:public_decisions"),
    Sample("deadlines:decisions", who="administrator"),
    Sample("deadlines:decisions", who="administrator", query="?duty=P-3", tail="nothing"),
    Sample("deadlines:decide", who="administrator"),
    Sample("deadlines:decide", who="administrator", query="?kind=due", tail="due"),
    Sample("deadlines:decide", who="administrator", query="?kind=term", tail="term"),
    Sample("deadlines:decide", who="administrator", query="?kind=extension", tail="extension"),
    Sample("deadlines:decision", _shipped, who="administrator"),
    Sample("deadlines:revoke", _shipped, who="administrator"),
    Sample("overview:control", who="administrator"),
    Sample("overview:control", who="authorised"),
    Sample("overview:control", who="officer"),
    Sample("overview:control", who="preparer", status=403, tail="forbidden"),
    Sample("overview:control_remind", who="authorised", query=f"?duty=B-1.4-plan&period={NEXT}&due=2026-12-15"),
    Sample("overview:control_files", who="overseer"),
    Sample("overview:control_files", who="overseer", query="?q=nothing", tail="nothing"),
    Sample("overview:control_rehearsal", who="overseer"),
    Sample("overview:control_summary", who="overseer"),
    Sample("overview:audit", who="administrator"),
    Sample("overview:audit", who="overseer", query="?kind=correction", tail="nothing"),
    Sample("overview:history", who="administrator"),
    Sample("overview:history", who="overseer", query="?operation=update"),
    Sample("overview:history", who="administrator", query="?first=01.01.2001&last=01.01.2001", tail="nothing"),
    Sample("jobs:index", who="preparer"),
    Sample("jobs:index", who="administrator", query="?whose=all", tail="everybody"),
    Sample("jobs:job", _job, who="preparer"),
    Sample("jobs:cancel", _job, who="preparer"),
    Sample("jobs:throw_away", _failed_job, who="preparer"),
    Sample("bodies:people", who="administrator"),
    Sample("bodies:grant", who="administrator"),
    Sample("bodies:end_role", _grant, who="administrator"),
    Sample("bodies:take_second_factor", _holder, who="administrator"),
    Sample("bodies:team", who="head"),
    Sample("bodies:team", who="officer"),
    Sample("bodies:substitute", _head_grant, who="head"),
    Sample("bodies:leave", _leaver, who="head"),
    Sample("bodies:invitations", who="head"),
    Sample("bodies:invite", who="officer"),
    Sample("bodies:invite_list", who="officer"),
    Sample("bodies:accept", _given("0" * 64), status=404, tail="dead"),
    Sample("bodies:accepted"),
    Sample("accounts:confirm", who="preparer"),
    Sample("mfa_index", who="preparer"),
    Sample("mfa_activate_totp", who="preparer"),
    Sample("bodies:functions", who="administrator"),
    Sample("bodies:classifier", who="administrator"),
    Sample("bodies:edition", _edition, who="administrator"),
    Sample("bodies:akimats", who="administrator"),
    Sample("bodies:units", _given("akimat-430000000"), who="officer"),
    Sample("bodies:unit", _unit, who="officer"),
    Sample("bodies:akimats", who="administrator", query="?q=nothing", tail="nothing"),
    Sample("bodies:akimat", _office, who="administrator"),
    Sample("bodies:move_function", _given(Function.MASS_MEDIA.value), who="administrator"),
    Sample("deadlines:working_days", who="preparer", status=403, tail="forbidden"),
    Sample("schedules:proposals", who="preparer"),
    Sample("schedules:proposal", _draft, who="preparer"),
    Sample("schedules:row_new", _draft, who="preparer", query=f"?key={UUID(int=1)}"),
    Sample("schedules:row", _draft_row, who="preparer"),
    Sample("schedules:row_delete", _draft_row, who="preparer"),
    Sample("schedules:import_new", _draft, who="preparer"),
    Sample("schedules:import", _import, who="preparer"),
    Sample("schedules:import", _import, who="preparer", query="?tab=understood", tail="understood"),
    Sample("schedules:import", _import, who="preparer", query="?tab=skipped", tail="skipped"),
    Sample("schedules:submit", _draft, who="preparer"),
    Sample("schedules:take_back", _filed, who="preparer"),
    Sample("schedules:plans", who="preparer"),
    Sample("schedules:plan_board", _given(NEXT), who="authorised"),
    Sample("schedules:plan_board", _given(NEXT), who="overseer"),
    Sample("schedules:work_plan", lambda: _plan("water", NEXT), who="preparer"),
    Sample("schedules:work_plan", lambda: _plan("culture", RUNNING), who="authorised.head"),
    Sample("schedules:plan_review", lambda: _plan("water", NEXT), who="head"),
    Sample("schedules:plan_amend", lambda: _plan("culture", RUNNING), who="authorised.head"),
    Sample("schedules:plan_announcements", lambda: _plan("culture", RUNNING), who="authorised"),
    Sample("meetings:publish_plan", lambda: _plan("culture", NEXT), who="authorised"),
    Sample("schedules:akim_calendars", who="officer"),
    Sample("schedules:akim_calendar_board", _given(NEXT), who="authorised"),
    Sample("schedules:akim_calendars_of_year", _given(NEXT)),
    Sample("schedules:work_akim_calendar", _given("akimat-430000000", NEXT), who="officer"),
    Sample("schedules:forwarding", _given(NEXT), who="approver"),
    Sample("schedules:hearing_by_link", _given("0" * 43), status=404, tail="dead"),
    Sample("calendars:parts", who="officer"),
    Sample("schedules:hearings", who="maslikhat"),
    Sample("schedules:intake", _given(NEXT), who="authorised"),
    Sample("schedules:review", _awaiting_review, who="authorised.head"),
    Sample("schedules:work_graph", _given(RUNNING), who="authorised"),
    Sample("schedules:work_graph", _given(NEXT), who="authorised", tail="empty"),
    Sample("schedules:assemble", _given(NEXT), who="authorised"),
    Sample("schedules:agreement", _given(NEXT), who="authorised", stage="draft"),
    Sample("schedules:work_graph", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:slot", _given(NEXT, "finance"), who="authorised", stage="agreement"),
    Sample("schedules:slot", _given(NEXT, "water"), who="head", stage="agreement"),
    Sample("schedules:reopen", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:send", _given(NEXT), who="authorised", stage="agreement"),
    Sample("schedules:decide", _given(NEXT), who="approver", stage="government"),
    Sample("meetings:publish", _given(NEXT), who="authorised", stage="approved"),
    Sample("meetings:work_meetings", who="preparer"),
    Sample("meetings:helped", who="officer"),
    Sample("meetings:work_meeting", amended.own_meeting, who="preparer"),
    Sample("questions:kit", amended.own_meeting, who="preparer"),
    Sample("meetings:move", amended.own_meeting, who="preparer"),
    Sample("meetings:cancel", amended.own_meeting, who="preparer"),
    Sample("meetings:restore", amended.own_meeting, who="preparer"),
    Sample("meetings:describe", amended.own_meeting, who="preparer"),
    Sample("meetings:channels", amended.own_meeting, who="preparer"),
    Sample("meetings:to_record", who="preparer"),
    Sample("meetings:off_plan", who="preparer"),
    Sample("meetings:unrecorded", who="authorised"),
    Sample("questions:work_questions", lambda: judged.waiting() and (), who="preparer"),
    Sample("questions:work_question", judged.waiting, who="preparer"),
    Sample("questions:work_question", judged.published, who="preparer", tail="public"),
    Sample("questions:enter", who="preparer"),
    Sample("questions:enter_for", judged.meeting, who="preparer"),
    Sample("questions:slip", judged.waiting, who="preparer"),
    Sample("questions:work_looks", lambda: judged.waiting() and (), who="head"),
    Sample("issues:work_issues", lambda: raised.in_work() and (), who="officer"),
    Sample("issues:work_issues", lambda: raised.in_work() and (), who="overseer", tail="overseen"),
    Sample("issues:work_issue", raised.in_work, who="officer"),
    Sample("issues:work_issue", raised.handed, who="officer", tail="handed"),
    Sample("issues:problems", lambda: upward.sent() and (), who="officer"),
    Sample("issues:problems", lambda: upward.sent() and (), who="preparer"),
    Sample("issues:new_problem", who="officer"),
    Sample("issues:work_problem", upward.problem, who="officer"),
    Sample("issues:work_package", upward.draft, who="officer", tail="draft"),
    Sample("issues:work_package", upward.sent, who="preparer", tail="sent"),
    Sample("issues:work_package", upward.registered, who="preparer", tail="registered"),
    Sample("issues:work_high", lambda: (HighKind.COLLECTED.value,), who="approver"),
    Sample("holding:work_summaries", who="preparer"),
    Sample("holding:work_summary", _summary, who="preparer"),
    Sample("holding:summary", lambda: _summary(is_sent=True)),
    Sample("holding:choose", who="preparer"),
    Sample("holding:log", happened.over, who="preparer"),
    Sample("holding:drop_draft", happened.begun, who="preparer"),
    Sample("holding:month", who="preparer"),
    Sample("holding:attachments", happened.with_photos, who="preparer"),
    Sample("holding:attachment_remove", happened.attached, who="preparer"),
    Sample("holding:photos", happened.with_photos, who="preparer"),
    Sample("holding:photos", happened.with_photos, who="head", tail="judged"),
    Sample("holding:photo_removal", happened.photo),
    Sample("holding:programme", amended.own_meeting, who="preparer"),
    Sample("holding:account", happened.accounted, who="preparer"),
    *(
        Sample("holding:section", lambda name=name: (*happened.accounted(), name), who="preparer", tail=name)
        for name in ("times", "audience", "visit", "words", "protocol", "note")
    ),
    Sample("holding:public_questions", happened.published),
    Sample("holding:questions", happened.accounted, who="preparer"),
    Sample("issues:triage_meetings", lambda: raised.to_triage() and (), who="preparer"),
    Sample("issues:triage", raised.to_triage, who="preparer"),
    Sample("issues:triage_question", raised.question_to_triage, who="preparer"),
    Sample("issues:triage_rest", raised.to_triage, who="preparer"),
    Sample("issues:similar", raised.like, who="preparer"),
    Sample("issues:similar", raised.joined, who="preparer", tail="joined"),
    Sample("issues:enter", who="officer"),
    Sample("issues:topics", lambda: raised.branch() and (), who="administrator"),
    Sample("issues:topic", raised.branch, who="administrator"),
    Sample("issues:replies", lambda: raised.reply() and (), who="preparer"),
    Sample("issues:reply", raised.reply, who="preparer"),
    Sample("holding:question", lambda: (*happened.accounted(), "1"), who="preparer"),
    Sample("holding:new_question", happened.accounted, who="preparer"),
    Sample("holding:publish", happened.accounted, who="preparer"),
    Sample("holding:step_back", lambda: (*happened.accounted(), "withdraw"), who="preparer"),
    Sample("meetings:not_taken_place", happened.over, who="preparer"),
    Sample("meetings:held_back", happened.held, who="preparer"),
    Sample("meetings:work_meeting", happened.held, who="preparer", tail="held"),
    Sample("meetings:meeting", happened.held, tail="held"),
    Sample("meetings:announced", happened.over, who="preparer"),
    Sample("meetings:announcement_back", happened.announced, who="preparer"),
    Sample("schedules:propose_change", amended.to_propose, who="head"),
    Sample("schedules:drop_change", amended.to_drop, who="head"),
    Sample("schedules:amend", amended.no_copy, who="authorised"),
    Sample("schedules:announcements", _given(RUNNING), who="authorised"),
    Sample("schedules:announcement_back", amended.announced, who="authorised"),
    Sample("schedules:changes", amended.open_copy, who="authorised"),
    Sample("schedules:abandon", amended.open_copy, who="authorised"),
)  # fmt: skip

#: Addresses that print no page of their own, and why.
NOT_PAGES = {
    "choose_language": "leads on to a language",
    "robots": "text for machines",
    "short_meeting": "leads on to a meeting",
    "questions:poster": "a file",
    "questions:picture": "a picture",
    "meetings:board_photo": "a picture",
    "questions:notice": "a file",
    "questions:archive": "a file",
    "healthz": "for machines",
    "readyz": "for machines",
    "holding:month_xlsx": "a file",
    "holding:photo": "a picture",
    "holding:photo_small": "a picture",
    "holding:photo_state": "a part of a page",
    "holding:document": "a file",
    "holding:questions_csv": "a file",
    "holding:close": "takes a form, leads on",
    "holding:drop_question": "takes a form, leads on",
    "holding:work_document": "a file",
    "holding:summary_file": "a file",
    "holding:make_summary": "takes a form, leads on",
    "holding:draft": "saves what is typed",
    "meetings:record_held": "leads on to the log",
    "meetings:calendar_ics": "a calendar file",
    "meetings:meeting_ics": "a calendar file",
    "issues:issue_atom": "a feed",
    "issues:issues_atom": "a feed",
    "issues:quarters_atom": "a feed",
    "issues:figures_csv": "a file",
    "issues:issues_csv": "a file",
    "issues:issues_xlsx": "a file",
    "meetings:changes_atom": "a feed",
    "schedules:version_json": "a file",
    "files:download": "a file",
    "overview:audit_csv": "a file",
    "deadlines:board_csv": "a file",
    "issues:quarter_file": "a file",
    "issues:quarters_csv": "a file",
    "issues:counted_csv": "a file",
    "issues:work_quarter_call_off": "takes a form, leads on",
    "overview:control_try_again": "takes a form, leads on",
    "overview:control_files_make": "takes a form, leads on",
    "overview:control_rehearsal_csv": "a file",
    "overview:control_rehearsal_job": "takes a form, leads on",
    "overview:audit_json": "a file",
    "overview:audit_verify": "takes a form, leads on",
    "overview:history_csv": "a file",
    "overview:history_json": "a file",
    "bodies:apply_edition": "takes a form, leads on",
    "bodies:discard_edition": "takes a form, leads on",
    "bodies:raise_offices": "takes a form, leads on",
    "bodies:join": "takes a form, leads on",
    "schedules:open_proposal": "takes a form, leads on",
    "schedules:open_plan": "takes a form, leads on",
    "schedules:plan_version_json": "a file",
    "schedules:plan_version_file": "a file",
    "schedules:plan_differences": "needs an amendment, of which the demonstration has none",
    "schedules:plan_abandon": "needs an amendment under way, of which the demonstration has none",
    "schedules:plan_announcement_back": "needs a line of the log, of which the demonstration has none",
    "meetings:plan_changes_atom": "a feed",
    **dict.fromkeys(
        (
            "calendars:give_out",
            "calendars:go_on",
            "calendars:part_delete",
            "calendars:part_ready",
            "schedules:akim_calendar_to_maslikhat",
            "schedules:akim_calendar_revoke",
            "schedules:open_akim_calendar",
        ),
        "takes a form, leads on",
    ),
    "schedules:akim_calendar_link": "takes a form, shows the address once",
    "schedules:akim_calendar_version_json": "a file",
    "schedules:akim_calendar_version_file": "a file",
    "schedules:forwarding_now": "leads on to the year",
    "schedules:moved": "leads on to where it stands now",
    "meetings:akim_calendar_changes_atom": "a feed",
    **dict.fromkeys(
        (
            "calendars:part",
            "calendars:part_new",
            "calendars:part_row",
            "calendars:progress",
            "calendars:propose",
            "meetings:publish_akim_calendar",
            "schedules:akim_calendar",
            "schedules:akim_calendar_abandon",
            "schedules:akim_calendar_amend",
            "schedules:akim_calendar_announcement_back",
            "schedules:akim_calendar_announcements",
            "schedules:akim_calendar_differences",
            "schedules:akim_calendar_letter",
            "schedules:akim_calendar_review",
            "schedules:akim_calendar_send",
            "schedules:akim_calendar_version",
            "schedules:hearing",
        ),
        "needs a calendar of akims, of which the demonstration has none",
    ),
    "schedules:row_restore": "takes a form, leads on",
    "schedules:beside": "for the page of a calendar of akims",
    "schedules:grid": "for the table of the proposal's page",
    "schedules:grid_row": "for the table of the proposal's page",
    "schedules:grid_rows": "for the table of the proposal's page",
    "schedules:grid_said": "for the table of the proposal's page",
    "schedules:grid_names": "for the table of the proposal's page",
    "schedules:bulk_shift": "of a calendar of akims, which the demonstration of the tests has not",
    "schedules:bulk_copy": "of a calendar of akims, which the demonstration of the tests has not",
    "schedules:bulk_undo": "of a calendar of akims, which the demonstration of the tests has not",
    "schedules:import_apply": "takes a form, leads on",
    "schedules:import_confirm": "takes a form, leads on",
    "schedules:import_discard": "takes a form, leads on",
    "schedules:intake_now": "leads on to the year",
    "schedules:work_graph_now": "leads on to the year",
    "schedules:remind": "takes a form, leads on",
    "schedules:remind_all": "takes a form, leads on",
    "schedules:remind_silent": "takes a form, leads on",
    "schedules:version_file": "a file",
    "schedules:draft_file": "a file",
    "schedules:draft_job": "takes a form, leads on",
    "schedules:proposal_file": "a file",
    "deadline_calendar": "a calendar file",
    "deadlines:make_calendar": "takes a form, shows the address once",
    "deadlines:renew_calendar": "takes a form, shows the address once",
    "deadlines:revoke_calendar": "takes a form, leads on",
    "deadlines:remind": "takes a form, leads on",
    "calendars:take_up_risk": "takes a form, leads on",
    "calendars:coverage_now": "leads on to the year",
    "calendars:coverage_csv": "a file",
    "calendars:coverage_xlsx": "a file",
    "meetings:ministers_csv": "a file",
    "meetings:ministers_xlsx": "a file",
    "calendars:planning": "needs a calendar of akims in the making, of which the demonstration has none",
    "deadlines:remind_receivers": "takes a form, leads on",
    "deadlines:record_pages": "takes a form, leads on",
    "deadlines:close": "takes a form, leads on",
    "deadlines:acknowledge": "takes a form, leads on",
    "deadlines:acknowledge_many": "takes a form, leads on",
    "deadlines:make_evidence_file": "takes a form, leads on",
    "deadlines:reset_ladder": "takes a form, leads on",
    "bodies:send_again": "takes a form, leads on",
    "bodies:withdraw_invitation": "takes a form, leads on",
    "bodies:end_acting": "a form for somebody who acts, of whom the demonstration has none",
    "mfa_authenticate": "the second step of signing in, between two requests; the demonstration signs in with one",
    "mfa_deactivate_totp": "only for a login with the second step, which the demonstration has not",
    "mfa_view_recovery_codes": "shown once, after the second step was set up",
    "mfa_generate_recovery_codes": "only for a login with the second step, which the demonstration has not",
    "mfa_download_recovery_codes": "a file",
    "accounts:end_session": "takes a form, leads on",
    "accounts:end_other_sessions": "takes a form, leads on",
}


def url_names() -> Iterator[str]:
    """Names of all addresses, with their namespaces; those of the API are for machines."""
    with override("kk"):
        yield from _names(get_resolver(), "")


def _names(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            if inner != "api:":
                yield from _names(pattern, inner)
        else:
            yield f"{namespace}{pattern.name}"
