"""What the tests need that no wheel carries, from Debian's packages where this is root on such a system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from .children import Children
from .progress import Progress

#: Programs of the long rigs, by the package that brings each.
TOOLS: Final = {
    "nginx": "nginx-light",
    "soffice": "libreoffice-writer",
    "java": "default-jre-headless",
    "npm": "npm",
}
#: As wide as those the printed forms name; with others words of narrow columns break.
FONTS: Final = (Path("/usr/share/fonts/truetype/liberation"), "fonts-liberation")


class Debian:
    """Installs packages one after the other; the list of them is fetched once, before the first."""

    def __init__(self, children: Children, environ: Mapping[str, str], log: Path) -> None:
        self.children = children
        self.environ = dict(environ) | {"DEBIAN_FRONTEND": "noninteractive"}
        self.log = log
        self._is_fetched = False

    @property
    def is_here(self) -> bool:
        return os.geteuid() == 0 and shutil.which("apt-get") is not None

    def install(self, package: str) -> bool:
        """Whether it is there afterwards."""
        if not self._is_fetched:
            self._apt("update", seconds=300)
            self._is_fetched = True
        return self._apt("-y", "--no-install-recommends", "install", package, seconds=900) == 0

    def _apt(self, *arguments: str, seconds: float) -> int:
        command = ["apt-get", "-q", *arguments]
        return self.children.run("apt-get", command, environ=self.environ, log=self.log, seconds=seconds)


def missing_tools() -> dict[str, str]:
    return {name: package for name, package in TOOLS.items() if shutil.which(name) is None}


def provide_tools(debian: Debian, say: Progress) -> None:
    """Bring what the long rigs miss; what cannot be had fails there, in words of its own."""
    if not debian.is_here:
        return
    for name, package in missing_tools().items():
        say(f"no {name} here: installing {package} with apt-get")
        debian.install(package)
    folder, package = FONTS
    if not folder.is_dir():
        debian.install(package)
