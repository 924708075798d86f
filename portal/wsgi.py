"""WSGI entry: `portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from portal.kit.odd_input import in_one_encoding

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
# Pages join as they are written: looking for a better order of eight tables took 27 ms of a statement of 34, and found
# the same one. Read by the driver; an address with options of its own overrides it.
os.environ.setdefault("PGOPTIONS", "-c join_collapse_limit=1")
application = in_one_encoding(get_wsgi_application())
