"""What is to become of a meeting, in plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from portal.kernel.when import When


@dataclass(frozen=True)
class Wanted:
    """What the people of its body want of an announced meeting at once.

    Another time (`days`, the first one first), or none at all (`is_off`), or that a cancelled one stands again as it
    was (neither). The reasons are read by everybody.
    """

    reason_kk: str
    reason_ru: str
    reason_en: str = ""
    days: tuple[date, ...] = ()
    start_time: time | None = None
    is_off: bool = False

    @property
    def reasons(self) -> dict[str, str]:
        return {f"reason_{code}": getattr(self, f"reason_{code}").strip() for code in ("kk", "ru", "en")}


@dataclass(frozen=True)
class Change:
    """What changes when that is saved: `verb` as the history says it. `became` is None of a meeting that is off."""

    verb: str
    was: When
    was_at: time | None
    became: When | None
    became_at: time | None
    wanted: Wanted

    def reason(self, language: str) -> str:
        """As it is said in that language; without one of its own, in Russian."""
        said = self.wanted.reasons
        return said[f"reason_{language}"] or said["reason_ru"]
