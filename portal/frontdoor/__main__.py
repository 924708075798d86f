"""Second step of `./run` and `./test`, inside the environment."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import NoReturn

from . import command, supervisor, testing
from .bootstrap import STARTED_AT
from .interrupts import Stopped
from .places import Places, Refusal, disk_full
from .progress import Progress


def main() -> NoReturn:
    """`root run|test arguments…`; the exit code is the answer."""
    root, purpose, *arguments = sys.argv[1:]
    environ = dict(os.environ)
    started_at = float(environ.pop(STARTED_AT, time.time()))
    # A command given to `manage` and the tests find what runs them here, whatever their own environment says.
    environ["KEZDESU_VENV"] = str(Path(sys.prefix))
    managing = purpose == "run" and arguments[:1] == ["manage"]
    say = Progress(sys.stderr if managing else sys.stdout, started_at=started_at)
    places = Places.of(Path(root), environ)
    try:
        if purpose == "test":
            code = testing.run(places, environ, say, arguments)
        elif managing:
            code = command.run(places, environ, say, arguments[1:])
        else:
            code = supervisor.run(places, environ, say)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        code = refusal.code
    except Stopped as stopped:
        code = 128 + stopped.number
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            print(disk_full(places.var), file=sys.stderr)
        else:
            print(f"Stopped: {error}", file=sys.stderr)
        code = 1
    sys.exit(code)


if __name__ == "__main__":
    main()
