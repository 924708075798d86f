"""Sentences over what is planned. `published()` is the public door; `visible_to()` the workspace's."""

from schedules.querysets.hearings import (
    HearingLinkQuerySet,
    HearingQuerySet,
)
from schedules.querysets.people import (
    MINISTRY_ROLES,
    PLANNING_ROLES,
    of_helped_bodies,
    of_own_bodies,
    sees_all_filed,
    shown_states,
)
from schedules.querysets.proposals import (
    ImportQuerySet,
    ImportRowQuerySet,
    PlannedManager,
    PlannedQuerySet,
    ProposalQuerySet,
)
from schedules.querysets.schedules import (
    AnnouncementManager,
    AnnouncementQuerySet,
    EntryManager,
    EntryQuerySet,
    EntryTotalQuerySet,
    RegionFactsQuerySet,
    ScheduleManager,
    ScheduleQuerySet,
    SlotQuerySet,
    Tally,
    Time,
)

__all__ = [
    "MINISTRY_ROLES",
    "PLANNING_ROLES",
    "AnnouncementManager",
    "AnnouncementQuerySet",
    "EntryManager",
    "EntryQuerySet",
    "EntryTotalQuerySet",
    "HearingLinkQuerySet",
    "HearingQuerySet",
    "ImportQuerySet",
    "ImportRowQuerySet",
    "PlannedManager",
    "PlannedQuerySet",
    "ProposalQuerySet",
    "RegionFactsQuerySet",
    "ScheduleManager",
    "ScheduleQuerySet",
    "SlotQuerySet",
    "Tally",
    "Time",
    "of_helped_bodies",
    "of_own_bodies",
    "sees_all_filed",
    "shown_states",
]
