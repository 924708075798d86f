"""What a kind of plan consists of: who does what, who sees it, which duties it meets, its pages, letters and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from django.urls import reverse

from portal.bodies.choices import BodyKind, Post, Role, TerritoryKind
from portal.kernel.verdicts import Verdict
from schedules.kinds.words import OwnWords, Text, Words
from schedules.rules import PAIRED_TEXTS, REQUIRED_TEXTS, text_gaps


class Who(StrEnum):
    """In what capacity somebody acts. `schedules.permissions` knows how each is asked."""

    BODY = "body"  # whoever of the body whose it is works on plans of this kind, its head among them
    HEAD = "head"  # head of that body
    AUTHORISED = "authorised"  # preparer or head of the body authorised for access to information
    GOVERNMENT = "government"  # approver of the body that approves schedules
    NOBODY = "nobody"  # this kind has no such step


@dataclass(frozen=True)
class Right:
    """Who does it, and what everybody else is told."""

    who: Who
    refusal: Verdict


@dataclass(frozen=True)
class Rights:
    """Who works on a plan, step by step."""

    #: Opens a proposal, writes its rows, files it.
    files: Right
    #: Accepts what was filed; of a plan that is no part of a common one this is its approval, by an order.
    reviews: Right
    #: Gives back what was filed.
    returns: Right
    #: What is said to a reviewer who has filed it.
    own_filing: Verdict
    #: Assembles, opens agreement, answers remarks, takes back, sends.
    prepares: Right
    #: Decides for the Government.
    decides: Right
    publishes: Right
    amends: Right
    #: Writes down where people were told of it.
    announces: Right
    #: Whether giving back is refused to whoever filed it, too.
    filer_may_return: bool = False
    #: Whether a filing before the last acceptance stands between a person and reviewing for ever.
    forgets_filings: bool = False


@dataclass(frozen=True)
class Shown:
    """Who sees it before everybody does, by state. The body whose it is sees its own always."""

    #: States of a proposal in which those who watch over all see it.
    proposals: tuple[str, ...]
    #: States of a schedule in which those who watch over all see it.
    watchers: tuple[str, ...]
    #: The same for people of any ministry, and for approvers of the Government.
    ministries: tuple[str, ...]
    approvers: tuple[str, ...]
    refusal: Verdict


@dataclass(frozen=True)
class Page:
    """The name of an address and what it is made of, in order: `slug`, `year`, `pk`."""

    name: str
    asks: tuple[str, ...]

    def url(self, **known: object) -> str:
        return reverse(self.name, args=[known[each] for each in self.asks])


@dataclass(frozen=True)
class Pages:
    """Where a plan of this kind stands."""

    public: Page
    differences: Page
    changes: Page
    #: The state of its year in the workspace, and what is done with it there.
    work: Page
    publish: Page
    amend: Page
    abandon: Page
    announcements: Page
    #: What bodies file: their own list, where one is begun, how far all have come, one to be reviewed.
    proposals: Page
    open: Page
    board: Page
    review: Page
    #: Where a body goes back to from its proposal, and where it comes out once it has filed it.
    back: Page
    filed: Page

    def urls(self, **known: object) -> dict[str, str]:
        """Addresses of all pages that can be named by what is known."""
        pages = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: page.url(**known) for name, page in pages.items() if known.keys() >= set(page.asks)}


def pages_of_own(key: str) -> Pages:
    """Of a kind of which each body has its own: their names begin with its key."""
    own = ("slug", "year")
    work = Page(f"schedules:work_{key}", own)
    return Pages(
        public=Page(f"schedules:{key}", own),
        differences=Page(f"schedules:{key}_differences", (*own, "first", "second")),
        changes=Page(f"meetings:{key}_changes_atom", own),
        work=work,
        publish=Page(f"meetings:publish_{key}", own),
        amend=Page(f"schedules:{key}_amend", own),
        abandon=Page(f"schedules:{key}_abandon", own),
        announcements=Page(f"schedules:{key}_announcements", own),
        proposals=Page(f"schedules:{key}s", ()),
        open=Page(f"schedules:open_{key}", ()),
        board=Page(f"schedules:{key}_board", ("year",)),
        review=Page(f"schedules:{key}_review", own),
        back=work,
        filed=work,
    )


@dataclass(frozen=True)
class Letter:
    """What is told when a plan moves on: to whom, in which words, and where it leads."""

    key: str
    to: Who
    text: Text
    page: Page
    #: The words when it was told once already.
    again: Text = ""
    #: May wait for the next letter of the day.
    digest: bool = False


@dataclass(frozen=True)
class Letters:
    filed: Letter
    returned: Letter
    #: The body took its own filing back: to whoever reviews it, and to the others of the body.
    taken_back: Letter
    taken_back_own: Letter
    approved: Letter
    change_proposed: Letter
    #: A common schedule takes proposals over first; elsewhere reviewing is approving.
    accepted: Letter | None = None


@dataclass(frozen=True)
class Tasks:
    """What the desk of the body calls the steps of its own plan."""

    submit: Text
    revise: Text
    decide: Text
    publish: Text
    approved: Text
    open: Text


@dataclass(frozen=True)
class Rows:
    """What a row of it may say."""

    #: Who may not be named in a row, and what is said then.
    not_for: frozenset[Post] = frozenset()
    refusal: Text = ""
    #: Whom a workbook means that names nobody.
    by_default: Post | None = None
    #: The act asks for a meeting in every quarter.
    in_every_quarter: bool = False
    #: Texts that must be there in both languages, and those that are in both once they are in one.
    required_texts: tuple[str, ...] = REQUIRED_TEXTS
    paired_texts: tuple[str, ...] = PAIRED_TEXTS
    #: Officials of the bodies below stand in it too; a meeting is of the body whose official holds it.
    of_bodies_below: bool = False

    def may_name(self, post: str) -> bool:
        return post not in self.not_for

    def gaps(self, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """(text, language) pairs that a row still lacks."""
        return text_gaps(texts, required=self.required_texts, paired=self.paired_texts)

    def body_of(self, *, plan: int, official: int) -> int:
        """Whose a meeting is: of the body whose plan it is, or of the one whose official holds it."""
        return official if self.of_bodies_below else plan


@dataclass(frozen=True)
class Duties:
    """What the law asks. An empty key: nothing is measured there."""

    #: The act that says which bodies are asked at all.
    act: str
    filing: str
    approval: str
    #: The acts that ask something of each meeting speak of meetings of this kind.
    of_meetings: bool
    #: An act asks something of the body from the day it begins to choose regions for it.
    of_planning: bool = False
    #: Asks that what was approved is sent to the Government.
    sending: str = ""
    #: Asks to correct what is in force when that is needed: from the day a change is opened to its approval.
    correction: str = ""
    #: Asks for the very meetings that it announces: what stood announced by it is held on its own day.
    holding: str = ""

    @property
    def of_the_body(self) -> str:
        """By this duty the day is found on which the body itself has to be ready."""
        return self.filing or self.approval


@dataclass(frozen=True)
class Kind:
    """One kind of plan. Everything that asks "is it a plan" is looked up here."""

    key: str
    label: Text
    #: Bodies of this kind plan.
    bodies: BodyKind
    #: One plan for all of them, assembled of what each has filed; otherwise each body has its own.
    is_common: bool
    #: The folder of its pages in the workspace, and the word in front of its files.
    folder: str
    file_word: str
    rights: Rights
    shown: Shown
    duties: Duties
    rows: Rows
    pages: Pages
    letters: Letters
    words: Words
    #: Of a kind of which each body has its own.
    tasks: Tasks | None = None
    own: OwnWords | None = None
    #: Who of a body works on its plan.
    roles: tuple[Role, ...] = (Role.PREPARER, Role.HEAD)
    #: Where the portal proposes the rows, where norms say what is to be planned.
    proposer: Page | None = None
    #: Where people of bodies below find the parts of it that were given to them.
    parts: Page | None = None
    #: The maslikhat of its territory is heard before it is approved; the law of the year says how.
    hears_maslikhat: bool = False
    #: Which rank the unit of such a body has; empty: bodies are not asked for one.
    ranks: tuple[TerritoryKind, ...] = ()

    def is_of(self, body_kind: str, rank: str) -> bool:
        """Whether bodies of that kind and rank of unit plan."""
        return body_kind == self.bodies and (not self.ranks or rank in self.ranks)

    def body_of(self, body: int) -> int | None:
        """The body of the plan into which a proposal of `body` goes."""
        return None if self.is_common else body

    @property
    def address(self) -> str:
        """The folder of its public pages: addresses are written with hyphens."""
        return self.key.replace("_", "-")

    def key_of(self, year: str, slug: str = "") -> str:
        """Names the plan of a year for good, in feeds and files: `plan/health/2027`, `graph/2027`."""
        return "/".join(filter(None, [self.key, slug, year]))


def filled(text: Text, values: Mapping[str, object]) -> str:
    """The sentence in the active language with its values. What stands in no sentence is passed over."""
    return str(text) % values
