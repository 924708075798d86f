"""Static files under names with their hash, also where one module of our scripts imports another."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

#: The framework's own switch reads every script there is, and stumbles over an import in a comment of a library.
_MODULES = "kezdesu/grid/*.js"
_IMPORT = (
    r"""(?P<matched>import(?s:(?P<names>[\s\{].*?))\s*from\s*["'](?P<url>\./.*?)["']\s*;)""",
    'import%(names)s from "%(url)s";',
)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Without it a browser would keep an old module beside a new one that imports it."""

    patterns = (*CompressedManifestStaticFilesStorage.patterns, (_MODULES, (_IMPORT,)))
