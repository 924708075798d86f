"""What `./test quick` asks besides the checks and the tests without a database: those of the files that changed."""

from __future__ import annotations

import ast
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath

#: Names of paths, for `tests/selection.py`: whatever else needs a database is left out.
CHOSEN = "KEZDESU_QUICK"
#: What moves the whole suite moves nothing here: that is what `./test` is for.
_EVERYBODYS = ("tests/conftest.py", "tests/ground.py", "tests/selection.py")


def changed_files(root: Path, environ: Mapping[str, str]) -> list[str]:
    """Files that differ from the last commit, untracked ones too; in a clean tree those of the last commit.

    Paths from `root`; deleted files are not among them. Nothing at all where there is no git.
    """
    names = ("--relative", "--name-only", "-z", "--no-renames")
    found = {
        *_git(root, environ, "diff", *names, "HEAD"),
        *_git(root, environ, "ls-files", "--others", "--exclude-standard", "-z"),
    }
    if not found:
        found = set(_git(root, environ, "show", "--format=", "--first-parent", *names))
    return sorted(name for name in found if (root / name).is_file())


def chosen_tests(changed: Iterable[str], root: Path) -> list[str]:
    """Test files that ask about these files, as paths from `root`."""
    return sorted({name for path in changed for name in _tests_of_one(PurePosixPath(path), root)})


def _tests_of_one(path: PurePosixPath, root: Path) -> Iterable[str]:
    if str(path) in _EVERYBODYS:
        return []
    match path.parts:
        case ("tests", *_) if path.name.startswith("test_") and path.suffix == ".py":
            return [str(path)]
        case ("tests", "factories", _) | ("tests", _):
            return _those_who_use(path, _test_files(root, "tests"), root)
        case ("tests", folder, *_) if path.suffix == ".py":
            files = _test_files(root, f"tests/{folder}")
            return files if path.name == "conftest.py" else _those_who_use(path, files, root)
        case ("portal", "migrations" | "settings", *_) | ("portal", _):
            return []
        case ("portal", app, *rest) | (("issues" | "meetings" | "schedules") as app, *rest) if rest:
            return _tests_in_app(path, app, root)
        case ("templates", app, *_):
            return [name for name in _test_files(root, f"tests/{app}") if _words(name) & {"views", "render", "page"}]
        case ("locale", *_):
            return [name for name in _test_files(root, "tests/kit") if "catalogue" in _words(name)]
    return []


def _tests_in_app(path: PurePosixPath, app: str, root: Path) -> list[str]:
    """Named after the module, or using what it defines; all of the app where neither is found."""
    files = _test_files(root, f"tests/{app}")
    named = [name for name in files if path.stem in _words(name)]
    using = _those_who_use(path, files, root) if path.suffix == ".py" else []
    return sorted({*named, *using}) or files


def _those_who_use(path: PurePosixPath, files: Sequence[str], root: Path) -> list[str]:
    """Files that import the module, or from a package above it a name it defines."""
    package, module = ".".join(path.parent.parts), path.stem
    defined = _defined(root / path)
    found = []
    for name in files:
        text = (root / name).read_text(encoding="utf-8")
        for source, names in _IMPORT.findall(text):
            imported = set(re.findall(r"\w+", names))
            whole = source == f"{package}.{module}" or (source == package and module in imported)
            above = package == source or package.startswith(f"{source}.")
            if whole or (above and imported & defined):
                found.append(name)
                break
    return found


#: `from a.b import c, d` with the names in one line or in brackets.
_IMPORT = re.compile(r"^from ([\w.]+) import (\([^)]*\)|[^\n]*)", re.MULTILINE)


def _defined(module: Path) -> set[str]:
    """Functions, classes and constants of its top level; none when it cannot be read as Python."""
    try:
        body = ast.parse(module.read_text(encoding="utf-8")).body
    except (OSError, SyntaxError, ValueError):
        return set()
    names = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}
    for node in body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign):
            targets = [node.target]
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def _test_files(root: Path, folder: str) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / folder).rglob("test_*.py"))


def _words(name: str) -> set[str]:
    return set(PurePosixPath(name).stem.split("_"))


def _git(root: Path, environ: Mapping[str, str], *words: str) -> list[str]:
    """Names git answers with. A checkout of a part of a repository, or none, answers with nothing."""
    # Somebody's hook may have set where git looks.
    clean = {name: value for name, value in environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "core.quotepath=off", "-C", os.fspath(root), *words]
    try:
        answer = subprocess.run(command, capture_output=True, env=clean, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return []
    return [name for name in answer.stdout.decode("utf-8", "surrogateescape").split("\0") if name]
