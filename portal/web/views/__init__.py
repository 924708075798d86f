"""Pages of the roof: the front door, what the portal says about itself, errors, and the component page."""

from portal.web.views.errors import bad_request, csrf_failure, not_found, permission_denied, server_error
from portal.web.views.home import home
from portal.web.views.pages import about, accessibility, open_data, privacy
from portal.web.views.showcase import components
from portal.web.views.start import choose_language, robots, short_meeting

__all__ = [
    "about",
    "accessibility",
    "bad_request",
    "choose_language",
    "components",
    "csrf_failure",
    "home",
    "not_found",
    "open_data",
    "permission_denied",
    "privacy",
    "robots",
    "server_error",
    "short_meeting",
]
