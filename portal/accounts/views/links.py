"""Where the link of a letter leads that sets a password."""

from __future__ import annotations

from typing import Any

from allauth.account.views import PasswordResetFromKeyView


class _FromLink(PasswordResetFromKeyView):
    def render_to_response(self, context: dict[str, Any], **how: Any) -> Any:
        """A link that was used, is too old or was made up leads to nothing: 404 with what to do."""
        return super().render_to_response(context, **({"status": 404} if context.get("token_fail") else {}), **how)


password_from_link = _FromLink.as_view()
