"""The room's letters by mail: text templates whose first line is the subject."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from belfort.accounts.models import User

logger = logging.getLogger(__name__)


def send_letter(name: str, person: User, context: dict[str, Any]) -> None:
    """Send ``letters/NAME.txt`` to a person, in the language of their screens."""
    with override(person.language):
        text = render_to_string(
            f"accounts/letters/{name}.txt",
            {"person": person, "address": settings.ADDRESS, **context},
        )
    subject, _, body = text.strip().partition("\n")
    send(EmailMessage(subject=subject.strip(), body=body.lstrip(), to=[person.email]))


def send(message: EmailMessage) -> None:
    """Send a letter; a mail server that is away is noted, and stops nobody's work.

    The log names no address: what is asked again is sent again.
    """
    try:
        message.send()
    except (SMTPException, OSError) as fault:
        name = type(fault).__name__
        logger.error("A letter was not sent: %s", name)  # noqa: TRY400
