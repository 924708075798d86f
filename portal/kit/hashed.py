"""Static files under names with their hash, also where one module of a script imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Without it a browser would keep an old module beside a new one that imports it."""

    support_js_module_import_aggregation = True
