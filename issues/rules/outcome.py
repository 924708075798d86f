"""What the answers to a claim come to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """Counted answers of mailboxes confirmed before the claim: of who asked, and of who follows the issue or place.

    `held` wait for another body's look: while any does, nothing but a dispute of an asker settles the claim.
    """

    askers_yes: int = 0
    askers_no: int = 0
    others_yes: int = 0
    others_no: int = 0
    held: int = 0

    @property
    def yes(self) -> int:
        return self.askers_yes + self.others_yes

    @property
    def no(self) -> int:
        return self.askers_no + self.others_no


def outcome(tally: Tally, *, is_over: bool) -> str:
    """A value of `choices.Outcome`: "open", "confirmed", "disputed" or "silent". The order of answers plays no part.

    One asker's dispute outweighs any number of confirmations, at once. Everything else is settled when the days are
    over: at least as many disputes as confirmations dispute it, more confirmations confirm it, none leave it a claim.
    """
    if tally.askers_no:
        return "disputed"
    if not is_over or tally.held:
        return "open"
    if tally.no and tally.no >= tally.yes:
        return "disputed"
    return "confirmed" if tally.yes else "silent"
