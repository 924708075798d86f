#!/usr/bin/env python
"""Entry of Django's management commands; `./run manage …` calls it with the services running."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.core.management import execute_from_command_line

    from portal.audit.choices import Source
    from portal.audit.middleware import done_by

    with done_by(source=Source.COMMAND, place="".join(sys.argv[1:2])):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
