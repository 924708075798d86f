"""How a kind of plan is called: in its chain and letters, on public pages, in documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

#: A sentence that is put into the reader's language when it is shown.
Text = str | Promise


@dataclass(frozen=True)
class OwnWords:
    """What the pages say of a plan of which each body has its own."""

    # -- the lists and the board -------------------------------------------------------------------------------------
    all_years: Text
    about_all: Text
    of_all_bodies: Text
    body: Text
    for_others: Text
    board: Text
    board_over: Text
    board_left: Any
    nobody_owes: Text
    shown_later: Text
    in_index: Text
    none_published: Text
    # -- one plan ----------------------------------------------------------------------------------------------------
    lead: Text
    about: Text
    order: Text
    meetings: Text
    begin: Text
    history: Text
    approved_here: Text
    approved_on_paper: Text
    # -- the decision ------------------------------------------------------------------------------------------------
    decision: Text
    number: Text
    day: Text
    scan: Text
    scan_is_public: Text
    is_early: Text
    no_number: Text
    no_day: Text
    too_early: Text
    cannot_approve: Text
    meets_duty: Text
    not_public_yet: Text
    approved: Text
    returned: Text
    # -- amending ----------------------------------------------------------------------------------------------------
    amend: Text
    amendment: Text
    amending: Text
    amended_as: Text
    stands: Text
    why_kk: Text
    why_ru: Text
    opened: Text
    withdrawing: Text
    when_withdrawn: Text
    nothing_differs: Text


@dataclass(frozen=True)
class Words:
    """How things are called. `%(year)s`, `%(number)s`, `%(day)s` and the like are filled in where it is shown."""

    #: The plan itself, and what a body files.
    name: Text
    proposal: Text
    # -- filing ------------------------------------------------------------------------------------------------------
    back: Text
    nothing_yet: Text
    to_revise: Text
    check: Text
    filing: Text
    file: Text
    after_filing: tuple[Text, ...]
    #: Said when filing in time meets a duty.
    filing_meets: Text
    filed: Text
    taken_back: Text
    # -- publication -------------------------------------------------------------------------------------------------
    open: Text
    not_approved: Text
    not_approved_why: Text
    publication: Text
    published: Any
    told_published: Any
    told_amended: Any
    told_amendment_opened: Text
    version_published: Text
    changes: Text
    # -- on the public pages -----------------------------------------------------------------------------------------
    in_force: Text
    why_amended: Text
    approved_by: Text
    version: Text
    differences: Text
    announcements: Text
    # -- documents, the chain of records -----------------------------------------------------------------------------
    document: Text
    corner: Text
    link: Text
