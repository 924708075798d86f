"""How a duty is stated when its proof follows from its kinds of evidence and its action is its title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from portal.kernel.wording import Lines
from portal.law.counting.due import DueRule
from portal.law.counting.planning import Addressee, Group, Span
from portal.law.duty import Act, Closing, Confidence, Coverage, Duty, Opening
from portal.law.evidence import Evidence, proof_of
from portal.law.windows import Window

GOVERNMENT = Addressee(function="schedule_approval")
APPARATUS = Addressee(function="control_government")
ADMINISTRATION = Addressee(function="control_president")
INFORMATION_BODY = Addressee(function="authorised_information")
MEDIA_BODY = Addressee(function="mass_media")

MINISTRIES = Addressee(group=Group.MINISTRIES)
REGIONAL_AKIMATS = Addressee(group=Group.REGIONAL_AKIMATS)

#: Akims below the regions, from districts down.
LOWER_AKIMS = (
    Group.DISTRICTS,
    Group.REGIONAL_CITIES,
    Group.CITY_DISTRICTS,
    Group.DISTRICT_CITIES,
    Group.RURAL_DISTRICTS,
    Group.VILLAGES,
)
AKIMS = Addressee(group=Group.REGIONAL_AKIMATS, beside=LOWER_AKIMS)

#: Of what no text was read, only told of in the news or on the page of an office.
RETOLD = Lines(
    kk="Мәтіннің өзі оқылған жоқ: жаңалықтар мен органдардың беттеріндегі мазмұндауға сүйенеді.",
    ru="Сам текст не прочитан: опирается на пересказ в новостях и на страницах органов.",
    en="The text itself was not read: this rests on how news and pages of offices retell it.",
)


def clause(number: str) -> Lines:
    """A clause by its number; an empty one where no number is known."""
    if not number:
        return Lines(kk="тармағы көрсетілмеген", ru="пункт не указан", en="clause not stated")
    return Lines(kk=f"{number}-тармақ", ru=f"пункт {number}", en=f"clause {number}")


def article(number: str) -> Lines:
    """An article of a law with its part."""
    return Lines(kk=f"{number}-бап", ru=f"статья {number}", en=f"article {number}")


def state_duty(
    key: str,
    act: Act,
    where: Lines,
    title: Lines,
    wording: Lines,
    *,
    to: Addressee,
    opens: Opening,
    evidence: tuple[Evidence, ...],
    effective: Span | None,
    due: DueRule | None = None,
    sent_to: str = "",
    also_sent_to: tuple[str, ...] = (),
    sent_to_group: Group | None = None,
    control: str = "",
    also_in: tuple[str, ...] = (),
    doubt: Lines | None = None,
    coverage: Coverage | None = None,
    exempt_under: str | None = None,
    sent_elsewhere: tuple[tuple[Group, str], ...] = (),
    window: Window | None = None,
    on_portal_too: bool = False,
    closing: Closing = Closing.RECORD,
    counted_in: tuple[str, ...] = (),
) -> Duty:
    """A duty closed by evidence, or as `closing` says. What is doubted is unverified.

    The bodies its act leaves out do not owe it, unless `exempt_under` names another regime, or "" for none.
    """
    return Duty(
        key=key,
        act=act,
        clause=where,
        title=title,
        action=title,
        wording=wording,
        proof=proof_of(evidence),
        addressee=to,
        exempt_under=act.regime if exempt_under is None else exempt_under,
        opens=opens,
        due=due,
        for_periods=effective,
        recipient_function=sent_to,
        control_function=control,
        closing=closing,
        evidence=evidence,
        confidence=Confidence.UNVERIFIED if doubt else Confidence.VERIFIED,
        other_recipients=also_sent_to,
        recipient_group=sent_to_group,
        sent_elsewhere=sent_elsewhere,
        also_in=also_in,
        doubt=doubt,
        coverage=coverage,
        own_window=window,
        on_portal_too=on_portal_too,
        counted_in=counted_in,
    )


def carried_over(duties: Iterable[Duty], act: Act, effective: Span, doubt: Lines) -> tuple[Duty, ...]:
    """The same duties in the next edition of their act, which no primary text confirms to have left them unchanged."""
    return tuple(
        replace(duty, act=act, for_periods=effective, confidence=Confidence.UNVERIFIED, doubt=doubt) for duty in duties
    )
