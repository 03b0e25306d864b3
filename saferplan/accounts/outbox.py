"""Emails: written in the transaction that they tell of, sent after it, tried again when that failed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from saferplan.accounts.models import OutboxMessage, Partnership

MOST_TRIES = 8
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How many went, and how many did not."""

    sent: int
    failed: int


def queue(
    *, partnership: Partnership | None, to: str, subject: str, body: str, about: str, now: datetime
) -> OutboxMessage:
    """Write an email and send it once the transaction is through. `about` is what it belongs to: `invitation:7`."""
    message = OutboxMessage.objects.create(
        partnership=partnership, to=to, subject=subject, body=body, about=about, created_at=now
    )
    if settings.PRODUCTION:
        transaction.on_commit(lambda: _apart(lambda: deliver(now=now)))
    else:
        transaction.on_commit(lambda: deliver(now=now))
    return message


def _apart(task: Callable[[], object]) -> None:
    """Without keeping anybody waiting: how long it takes must not tell whether an address is known."""

    def run() -> None:
        try:
            task()
        finally:
            connection.close()

    threading.Thread(target=run, daemon=True).start()


def forget(*, partnership: Partnership, about: str) -> None:
    """Take back an email that has not gone: what it offers holds no longer."""
    OutboxMessage.objects.filter(partnership=partnership, about=about, sent_at=None).delete()


def deliver(*, now: datetime) -> Delivery:
    """Send what waits. Each is claimed first, so that two at work send nothing twice; its text is blanked once gone."""
    sent = failed = 0
    if settings.PRODUCTION and not settings.EMAIL_IS_SENT:
        return Delivery(0, 0)
    for pk in _waiting(now).values_list("pk", flat=True):
        if not _waiting(now).filter(pk=pk).update(claimed_at=now, tries=F("tries") + 1):
            continue
        message = OutboxMessage.objects.get(pk=pk)
        problem = _send(message)
        mine = OutboxMessage.objects.filter(pk=pk)
        if problem:
            mine.update(problem=problem, claimed_at=None)
            failed += 1
        else:
            mine.update(sent_at=now, body="", problem="")
            sent += 1
    return Delivery(sent, failed)


def _waiting(now: datetime) -> QuerySet[OutboxMessage]:
    """A claim that is old is of somebody who was stopped."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - PATIENCE)
    return OutboxMessage.objects.filter(free, sent_at=None, tries__lt=MOST_TRIES)


def _send(message: OutboxMessage) -> str:
    """What went wrong, in words; empty when it went."""
    try:
        EmailMessage(subject=message.subject, body=message.body, to=[message.to]).send()
    except (OSError, SMTPException, ValueError) as error:
        return f"{type(error).__name__}: {error}"[:500]
    return ""
