"""Taking uploads in and deciding who may fetch them."""

from portal.files.services.discarding import discard
from portal.files.services.laid_aside import PLACES, LaidAside, clear_laid_aside, lay_aside, let_go, take_up
from portal.files.services.storing import check, fingerprint, keep_made, publish, store, withhold

__all__ = [
    "PLACES",
    "LaidAside",
    "check",
    "clear_laid_aside",
    "discard",
    "fingerprint",
    "keep_made",
    "lay_aside",
    "let_go",
    "publish",
    "store",
    "take_up",
    "withhold",
]
