"""Demands for meetings with akims of the region of the demonstration, in the states a reader meets."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.models import User
from portal.bodies.models import Body, Territory
from portal.kernel import clock
from portal.questions.choices import DemandState, Purpose
from portal.questions.models import Demand, DemandPolicy, PersonLetter
from portal.questions.services.keys import key_of
from tests.factories.questions import DemandFactory, DemandPolicyFactory, PersonFactory, voice_of

REGION, PLACE = "akimat-430000000", "434800000"
_NUMBERS = {"open": "T-2026-900001", "reached": "T-2026-900002", "declined": "T-2026-900003", "sent": "T-2026-900004"}


def policy() -> tuple[()]:
    body = Body.objects.get(slug=REGION)
    if not DemandPolicy.objects.filter(body=body).exists():
        by = User.objects.get(email="akimat.head@kezdesu.example")
        DemandPolicyFactory(body=body, published_on=clock.today(), published_by=by)
    return ()


def gathering() -> tuple[str]:
    return (_demand("open", public=True).number,)


def reached() -> tuple[str]:
    """Late with its answer."""
    today = clock.today()
    facts = {"state": DemandState.REACHED, "reached_on": today, "answer_due_on": today - timedelta(days=3)}
    return (_demand("reached", public=True, **facts).number,)


def declined() -> tuple[str]:
    by = User.objects.get(email="officer@kezdesu.example")
    told = {"answer_kk": "Іс сотта қаралуда.", "answer_ru": "Дело рассматривает суд."}
    facts = {"state": DemandState.DECLINED, "answered_on": clock.today(), "answered_by": by, **told}
    return (_demand("declined", public=True, **facts).number,)


def own() -> tuple[str]:
    """The page behind a letter of confirmation that was just written."""
    now = clock.now()
    demand = _demand("sent", state=DemandState.SENT)
    person = demand.person
    assert person is not None
    told = {"kind": "confirm", "next_try_at": now, "created_at": now, "message_id": f"<{person.pk}@demanded.example>"}
    PersonLetter.objects.get_or_create(person=person, key="confirm", defaults=told)
    return (key_of(person),)


def _demand(name: str, **facts: object) -> Demand:
    policy()
    found = Demand.objects.select_related("person").filter(number=_NUMBERS[name]).first()
    if found is not None:
        return found
    person = PersonFactory(email=f"{name}@demanded.example", sent_at=clock.now(), purpose=Purpose.DEMAND)
    today = clock.today()
    if facts.get("public"):
        facts = {"opened_on": today - timedelta(days=20), "until": today + timedelta(days=40), **facts}
    made = DemandFactory(
        number=_NUMBERS[name],
        body=Body.objects.get(slug=REGION),
        territory=Territory.objects.in_force(today).get(kato=PLACE),
        person=person,
        sent_at=clock.now(),
        **facts,
    )
    if made.is_public:
        for _each in range(3):
            voice_of(made)
    made.save()
    return made
