"""WSGI entry: `portal.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from portal.kit.odd_input import in_one_encoding

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
# Pages join as they are written: looking for a better order of eight tables took 27 ms of a statement of 34, and found
# the same one. Read by the driver; an address with options of its own overrides it.
os.environ.setdefault("PGOPTIONS", "-c join_collapse_limit=1")
application = in_one_encoding(get_wsgi_application())

# Every page is read now, not by the first who asks for it. What stands from here on stands to the end: it is not looked
# through for rubbish any more, and the rest less often; a page makes some ten thousand objects and hardly a circle.
_pages = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 50)
