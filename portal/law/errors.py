"""What cannot be answered from the law. Said in the law's own three languages: who shows it picks one."""

from __future__ import annotations

from typing import ClassVar

from portal.kernel.errors import DomainError
from portal.kernel.wording import Lines


class LawGap(DomainError):
    """The law as entered does not say one thing: a fault to mend in the acts or decisions, never to guess around.

    `message` is `Lines`.
    """

    status = 500
    sentence: ClassVar[Lines] = Lines(
        kk="Құқықтық негіз бірмәнді емес: {duty} міндеті, {period} кезеңі.",
        ru="Правовая основа неоднозначна: обязанность {duty}, период {period}.",
        en="The law does not say one thing about {duty} for {period}.",
    )

    def __init__(self, duty: str, period_key: str) -> None:
        said = {"duty": duty, "period": period_key}
        super().__init__(Lines.written(lambda language: self.sentence.get(language).format(**said)), params=said)

    def __str__(self) -> str:
        return f"{self.code}: {self.message.en}"


class NoRule(LawGap):
    code = "no_rule"
    sentence = Lines(
        kk="Қолданыстағы қағида жоқ: {duty} міндеті, {period} кезеңі.",
        ru="Нет действующего правила: обязанность {duty}, период {period}.",
        en="No rule is in force for duty {duty} in the period {period}.",
    )


class TwoRules(LawGap):
    code = "two_rules"
    sentence = Lines(
        kk="Бірнеше қағида қатар қолданылып тұр: {duty} міндеті, {period} кезеңі.",
        ru="Действует больше одного правила: обязанность {duty}, период {period}.",
        en="More than one rule is in force for duty {duty} in the period {period}.",
    )


class NoDay(LawGap):
    code = "no_day"
    sentence = Lines(
        kk="Күнді акт те, шешім де белгілемеген: {duty} міндеті, {period} кезеңі.",
        ru="День не установлен ни актом, ни решением: обязанность {duty}, период {period}.",
        en="Neither act nor decision sets a day for duty {duty} in the period {period}.",
    )


class UnknownDuty(DomainError):
    """No act has a duty of this key. `message` is `Lines`."""

    code = "unknown_duty"
    status = 500

    def __init__(self, duty: str) -> None:
        said = Lines(kk=f"{duty} міндеті жоқ.", ru=f"Обязанности {duty} нет.", en=f"There is no duty {duty}.")
        super().__init__(said, params={"duty": duty})

    def __str__(self) -> str:
        return f"{self.code}: {self.message.en}"
