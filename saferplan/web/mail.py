"""Where emails go, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Mail:
    """`folder` is set where emails are files: never in production."""

    is_sent: bool
    folder: str


def present_mail() -> Mail:
    is_file = not settings.EMAIL_IS_SENT and not settings.PRODUCTION
    return Mail(is_sent=settings.EMAIL_IS_SENT, folder=settings.EMAIL_FILE_PATH if is_file else "")
