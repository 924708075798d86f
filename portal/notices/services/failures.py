"""What a failure to send a letter says: about its receiver, or about the host."""

from __future__ import annotations

import smtplib


def is_refusal(failure: Exception) -> bool:
    """The host answered for good that this receiver is not known to it."""
    return isinstance(failure, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _answer in failure.recipients.values()
    )


def is_host_down(failure: Exception) -> bool:
    """Nothing else would be accepted now either. Every failure of smtplib is an OSError, so those are told apart."""
    about_letter = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused)
    return isinstance(failure, OSError) and not isinstance(failure, about_letter)
