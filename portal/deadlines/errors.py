"""Refusals of this app."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.kernel.errors import DomainError


class LawGap(DomainError):
    """The law as entered does not say one thing: a fault to mend in the acts or decisions, never to guess around."""

    status = 500

    def __init__(self, duty: str, period_key: str) -> None:
        super().__init__(self.sentence % {"duty": duty, "period": period_key})
        self.params = {"duty": duty, "period": period_key}

    sentence = _("The law does not say one thing about %(duty)s for %(period)s.")


class NoRule(LawGap):
    code = "no_rule"
    sentence = _("No rule is in force for duty %(duty)s in the period %(period)s.")


class TwoRules(LawGap):
    code = "two_rules"
    sentence = _("More than one rule is in force for duty %(duty)s in the period %(period)s.")


class NoDay(LawGap):
    code = "no_day"
    sentence = _("Neither act nor decision sets a day for duty %(duty)s in the period %(period)s.")


class UnknownDuty(DomainError):
    code = "unknown_duty"
    status = 500

    def __init__(self, duty: str) -> None:
        super().__init__(_("There is no duty %(duty)s.") % {"duty": duty})
        self.params = {"duty": duty}


class LawNotSeeded(DomainError):
    """The owner's decisions are not in the database yet: sweeping now would silently drop duties."""

    code = "law_not_seeded"
    status = 500

    def __init__(self) -> None:
        super().__init__(_("The decisions of the portal's owner are not loaded into the database."))
