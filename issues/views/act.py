"""An act upon one issue, and the page on which it is offered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from issues.choices import ReplyKind, Verb
from issues.forms.triage import place_names
from issues.forms.working import ActForm
from issues.models import HandOver, Issue, Milestone, Proof, ReplyTemplate
from issues.queries import work
from issues.queries.placing import places_to_offer
from issues.services.handing import can_receive_kind
from portal.bodies.choices import BodyKind
from portal.bodies.permissions import Actor
from portal.kit.named import Names

#: Whoever has an office may work beside the holder.
_BESIDE_KINDS = [str(kind) for kind in BodyKind.values]
#: In which form prepared words stand, and in which of its fields.
_SAID_IN: dict[ReplyKind, tuple[str, str, dict[str, str]]] = {
    ReplyKind.NEWS: ("news", "note", {}),
    ReplyKind.EXPLAIN: ("close", "reason", {"how": Verb.EXPLAIN.value}),
    ReplyKind.OUTSIDE: ("close", "reason", {"how": Verb.OUTSIDE.value}),
    ReplyKind.RETURN: ("return", "reason", {}),
}
#: More digits has no key.
_DIGITS = 18


class Page:
    """An issue, the forms of its page, and what they offer; each list of names is read once, when it is asked for."""

    def __init__(self, actor: Actor, issue: Issue, acts: Mapping[str, Act]) -> None:
        self.actor, self.issue, self.acts = actor, issue, acts
        self._names: dict[bool, Names] = {}
        self.replies: list[ReplyTemplate] = []
        self.reply: ReplyTemplate | None = None

    def choose(self, replies: list[ReplyTemplate], key: str) -> None:
        """What may be said in prepared words, and which of them somebody has chosen."""
        self.replies = replies
        self.reply = next((reply for reply in replies if str(reply.pk) == key), None)

    def names(self, *, receiving: bool) -> Names:
        if receiving not in self._names:
            kinds = [kind for kind in _BESIDE_KINDS if not receiving or can_receive_kind(kind)]
            self._names[receiving] = work.receivers(self.issue, self.actor.on, kinds)
        return self._names[receiving]

    def places(self) -> Names:
        return place_names(places_to_offer(self.issue, self.actor))

    def form(self, name: str, data: Any = None, files: Any = None, **begun: Any) -> ActForm:
        act = self.acts[name]
        return act.form(data, files, issue=self.issue, **act.needs(self), **begun)

    def offered(
        self, may: dict[str, bool], sent: str = "", form: ActForm | None = None, *, begun: str = ""
    ) -> dict[str, Offered]:
        """A form for each act that may be done, and the one that was sent, whatever became of the issue meanwhile.

        One in which a prepared reply was chosen begins with its words, and stands open; so does the one that is `begun`
        elsewhere.
        """
        chosen, words = begun_with(self.reply) if self.reply is not None else ("", {})
        found = {}
        for name, act in self.acts.items():
            if act.title and (may[act.may] or name == sent):
                fresh = self.form(name, **(words if name == chosen else {}))
                mine = form if name == sent and form is not None else fresh
                said = [reply for reply in self.replies if begun_with(reply)[0] == name]
                found[name] = Offered(
                    name, act.title, act.icon, mine, is_open=name in (sent, chosen, begun), replies=said
                )
        return found

    def hand_over(self) -> HandOver:
        waits = self.issue.hand_overs.order_by("-id").first()
        if waits is None:
            raise Http404
        return waits

    def step(self, key: str) -> Milestone:
        step = self.issue.milestones.filter(pk=_key(key)).first()
        if step is None:
            raise Http404
        return step

    def proof(self, key: str) -> Proof:
        proof = Proof.objects.filter(claim__issue=self.issue, pk=_key(key)).first()
        if proof is None:
            raise Http404
        return proof


def begun_with(reply: ReplyTemplate) -> tuple[str, dict[str, Any]]:
    """The act whose form begins with the words of the reply, and with what. It is sent by a person, changed or not."""
    name, field, more = _SAID_IN[ReplyKind(reply.kind)]
    return name, {f"{field}_kk": reply.text_kk, f"{field}_ru": reply.text_ru, **more}


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0


@dataclass(frozen=True)
class Offered:
    """What the page prints of an act; it stands open when it was sent and refused."""

    name: str
    title: Any
    icon: str
    form: ActForm
    is_open: bool
    replies: list[ReplyTemplate]


Said = dict[str, Any]
Do = Callable[[Page, Any, Said], object]


@dataclass(frozen=True)
class Act:
    """`may` names the answer of `queries.work` that offers it; `title` is its button, empty where the page has a button
    beside what it is about. What `asks` is confirmed on a page of its own.
    """

    form: type[ActForm]
    do: Do
    may: str
    done: Any
    title: Any = ""
    icon: str = "edit"
    asks: Any = ""
    follows: Any = ""
    needs: Callable[[Page], Said] = lambda _page: {}


def on_issue(service: Callable[..., object]) -> Do:
    """A service that is told the issue, what was typed, and the version that was read."""

    def do(page: Page, form: ActForm, said: Said) -> object:
        version = form.cleaned_data["version"]
        return service(issue=page.issue, expected_version=version, **form.said(), **said)

    return do
