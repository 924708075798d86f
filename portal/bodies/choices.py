"""Kinds of places, bodies, functions, posts and roles."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TerritoryKind(models.TextChoices):
    REGION = "region", _("region")
    REPUBLICAN_CITY = "republican_city", _("city of republican significance, capital")
    DISTRICT = "district", _("district")
    CITY = "city", _("city of regional significance")
    CITY_DISTRICT = "city_district", _("city district")
    TOWN = "town", _("city of district significance")
    RURAL_DISTRICT = "rural_district", _("rural district")
    SETTLEMENT = "settlement", pgettext_lazy("territory", "settlement")
    VILLAGE = "village", _("village with its own akim")
    LOCALITY = "locality", _("place without an akim")


#: Units that rank with a region: 17 regions and 3 cities.
FIRST_RANK = (TerritoryKind.REGION, TerritoryKind.REPUBLICAN_CITY)
#: What pages and lists show below a region; everything smaller is met on the page of the unit it lies in.
SECOND_RANK = (TerritoryKind.DISTRICT, TerritoryKind.CITY, TerritoryKind.CITY_DISTRICT)
#: Units of the lowest rank that have an akim. Which of the four a unit is, its akimat may correct.
LOWEST_RANK = (TerritoryKind.TOWN, TerritoryKind.RURAL_DISTRICT, TerritoryKind.SETTLEMENT, TerritoryKind.VILLAGE)
#: Units whose people elect a maslikhat.
WITH_MASLIKHAT = (*FIRST_RANK, TerritoryKind.DISTRICT, TerritoryKind.CITY)


class ChangeKind(models.TextChoices):
    """What was written into the history of an office."""

    NAME = "name", pgettext_lazy("change of an office", "name")
    TYPE = "type", pgettext_lazy("change of an office", "type of the unit")
    SUCCESSION = "succession", pgettext_lazy("change of an office", "succession")
    END = "end", pgettext_lazy("change of an office", "end")


class BodyKind(models.TextChoices):
    MINISTRY = "ministry", _("ministry")
    COMPANY = "company", _("national holding or company")
    AKIMAT = "akimat", _("akimat")
    MASLIKHAT = "maslikhat", _("maslikhat")
    GOVERNMENT = "government", _("Government")
    GOVERNMENT_APPARATUS = "government_apparatus", _("Government Apparatus")
    ADMINISTRATION = "administration", _("Presidential Administration")


class Function(models.TextChoices):
    """Capacities that acts name without naming the body; a body holds one between dates."""

    AUTHORISED_INFORMATION = "authorised_information", _("authorised body for access to information")
    MASS_MEDIA = "mass_media", _("authorised body for mass media")
    SCHEDULE_APPROVAL = "schedule_approval", _("approves the schedule of meetings")
    CONTROL_GOVERNMENT = "control_government", _("control on behalf of the Government")
    CONTROL_PRESIDENT = "control_president", _("control on behalf of the President")


class Post(models.TextChoices):
    FIRST_HEAD = "first_head", _("first head")
    DEPUTY = "deputy", _("deputy head")
    COMMITTEE_CHAIR = "committee_chair", _("committee chair")


class Role(models.TextChoices):
    PREPARER = "preparer", pgettext_lazy("role", "preparer")
    HEAD = "head", pgettext_lazy("role", "head of the body")
    APPROVER = "approver", pgettext_lazy("role", "Government approver")
    MASLIKHAT = "maslikhat", pgettext_lazy("role", "maslikhat representative")
    OFFICER = "officer", pgettext_lazy("role", "akimat officer")
    OVERSEER = "overseer", pgettext_lazy("role", "overseer")
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")


#: Which kinds of body a role can be held at.
ROLE_BODIES: dict[str, tuple[str, ...]] = {
    Role.PREPARER: (BodyKind.MINISTRY, BodyKind.COMPANY),
    Role.HEAD: (BodyKind.MINISTRY, BodyKind.AKIMAT, BodyKind.COMPANY),
    Role.APPROVER: (BodyKind.GOVERNMENT,),
    Role.MASLIKHAT: (BodyKind.MASLIKHAT,),
    Role.OFFICER: (BodyKind.AKIMAT,),
    Role.OVERSEER: (BodyKind.ADMINISTRATION, BodyKind.GOVERNMENT_APPARATUS),
    Role.ADMINISTRATOR: (BodyKind.MINISTRY, BodyKind.GOVERNMENT_APPARATUS, BodyKind.ADMINISTRATION),
}

#: Roles whose holders the head of the body may replace for a time or for good.
LED_ROLES = (Role.PREPARER, Role.HEAD, Role.OFFICER)

#: Roles that sign in with two steps.
SECOND_FACTOR_ROLES = (Role.APPROVER, Role.ADMINISTRATOR)

#: Whom people of a body invite to the body itself, by the role they hold there.
INVITES_BESIDE: dict[str, dict[str, tuple[str, ...]]] = {
    Role.HEAD: {
        BodyKind.MINISTRY: (Role.PREPARER,),
        BodyKind.COMPANY: (Role.PREPARER,),
        BodyKind.AKIMAT: (Role.OFFICER,),
    },
    Role.OFFICER: {BodyKind.AKIMAT: (Role.OFFICER,)},
}
#: Whom people of an akimat invite to the akimats right below it.
INVITES_BELOW: dict[str, tuple[str, ...]] = {
    Role.HEAD: (Role.HEAD, Role.OFFICER),
    Role.OFFICER: (Role.OFFICER,),
}


class InvitationState(models.TextChoices):
    """Never stored: told by the dates of the invitation and the instant asked about."""

    WAITING = "waiting", pgettext_lazy("invitation", "sent, not accepted yet")
    EXPIRED = "expired", pgettext_lazy("invitation", "expired")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")


#: Which kind of body may hold a function.
FUNCTION_BODIES: dict[str, str] = {
    Function.AUTHORISED_INFORMATION: BodyKind.MINISTRY,
    Function.MASS_MEDIA: BodyKind.MINISTRY,
    Function.SCHEDULE_APPROVAL: BodyKind.GOVERNMENT,
    Function.CONTROL_GOVERNMENT: BodyKind.GOVERNMENT_APPARATUS,
    Function.CONTROL_PRESIDENT: BodyKind.ADMINISTRATION,
}
