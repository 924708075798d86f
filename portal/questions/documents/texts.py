"""What is posted of a meeting in networks, and the notice for the press, in one language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.kernel.when import When
from portal.kit import formats
from portal.questions.documents.words import Said, closes, hours, mark, no_appeal, said, shared, was, ways
from portal.questions.queries.kit import KitSheet
from portal.questions.rules.networks import NETWORKS, Network, Piece, fitted, length


@dataclass(frozen=True)
class Post:
    """A text for a network, ready to be copied."""

    network: Network
    text: str
    language: str

    @property
    def length(self) -> int:
        return length(self.text, self.network)

    @property
    def rows(self) -> int:
        """Lines of the field that shows it whole on a wide screen."""
        return sum(1 + len(line) // 70 for line in self.text.split("\n"))


@dataclass(frozen=True)
class Notice:
    """The notice for the press: printers know no more."""

    language: str
    title: str
    headline: Said
    pairs: tuple[tuple[str, Said], ...]
    ways: tuple[str, ...]
    ways_title: str
    foot: tuple[str, ...]


def posts(sheet: KitSheet, *, language: str, address: str) -> list[Post]:
    """One for each network, of a sheet that is printed."""
    with override(language):
        pieces = _pieces(sheet, language, address)
        return [Post(network, fitted(pieces, network), language) for network in NETWORKS]


def _pieces(sheet: KitSheet, language: str, address: str) -> list[Piece]:
    """The lines in order: what happens, when and the address always stay."""
    venue, place = (said(texts, language, breaks=False).text for texts in (sheet.venue, sheet.place))
    subject, reason, headline = (
        said(texts, language, breaks=False).text for texts in (sheet.subject, sheet.reason, sheet.headline)
    )
    when = hours(sheet)
    if sheet.is_cancelled:
        return [
            Piece(_labelled(_("The meeting is cancelled"), when)),
            Piece(headline, 1),
            Piece(pgettext("poster", "Why: %(reason)s") % {"reason": reason} if reason else "", 2),
            Piece(", ".join(filter(None, (venue, place))), 3),
            Piece(pgettext("poster", "if a new day is set, it will stand here") + f" {address}"),
            Piece(mark(sheet), 5),
        ]
    return [
        Piece(headline, 1),
        Piece(was(sheet), 2),
        Piece(_labelled(pgettext("of a meeting", "When"), when)),
        Piece(_labelled(pgettext("poster", "Where"), venue) if venue else "", 3),
        Piece(_labelled(_("Place"), place), 4),
        Piece(_labelled(pgettext("meeting", "Subject"), subject) if subject else "", 5),
        Piece(_labelled(pgettext("poster", "Ask a question"), address)),
        Piece(closes(sheet), 6),
        Piece(shared(), 8),
        Piece(no_appeal(), 7),
        Piece(mark(sheet), 9),
    ]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}"


def press_notice(sheet: KitSheet, *, language: str, address: str) -> Notice:
    with override(language):
        pairs = [
            (_("State body"), said(sheet.body, language, breaks=False)),
            (_("Who meets the people"), _who(sheet, language)),
            (pgettext("poster", "Also taking part"), said(sheet.taking_part, language, breaks=False)),
            (_("Day and time"), Said(hours(sheet), language)),
            (pgettext("poster", "Where"), said(sheet.venue, language, breaks=False)),
            (_("Place"), said(sheet.place, language, breaks=False)),
            (pgettext("meeting", "Subject"), said(sheet.subject, language, breaks=False)),
        ]
        if sheet.is_cancelled:
            pairs.append((_("Reason"), said(sheet.reason, language, breaks=False)))
        elif sheet.was:
            pairs.append((pgettext("poster", "It was"), Said(formats.when_text(When.parse(sheet.was)), language)))
        return Notice(
            language=language,
            title=_("The meeting is cancelled") if sheet.is_cancelled else _("Meeting with the population"),
            headline=said(sheet.headline, language, breaks=False),
            pairs=tuple((name, text) for name, text in pairs if text.text),
            ways_title=pgettext("poster", "What now") if sheet.is_cancelled else _("How to ask a question"),
            ways=_ways(sheet, address),
            foot=(no_appeal(), mark(sheet)),
        )


def _who(sheet: KitSheet, language: str) -> Said:
    official, person = (said(texts, language, breaks=False) for texts in (sheet.official, sheet.person))
    return Said(f"{official.text}, {person.text}", official.language) if person.text else official


def _ways(sheet: KitSheet, address: str) -> tuple[str, ...]:
    return tuple(f"{way.text} {address}" if way.address else way.text for way in ways(sheet, address))


def notice_text(notice: Notice) -> str:
    """The same as plain text, for letters and messengers."""
    lines = [notice.title, notice.headline.text, ""]
    lines += [f"{name}: {text.text}" for name, text in notice.pairs]
    lines += ["", f"{notice.ways_title}:", *(f"– {way}" for way in notice.ways), "", *notice.foot]
    return "\n".join(lines) + "\n"
