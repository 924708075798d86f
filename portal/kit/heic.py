"""HEIC, as telephones write photos, where the extra is installed that reads it; see docs/operations.md.

The only module that imports it: its wheel carries an encoder under the GPL, so nobody gets it by default.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

#: As the library of pictures calls the format.
FORMAT = "HEIF"


def can_read() -> bool:
    """Whether a HEIC can be read here; what it takes is made known to the library of pictures."""
    if find_spec("pillow_heif") is None:
        return False
    import_module("pillow_heif").register_heif_opener(thumbnails=False, decode_threads=1)
    return True
