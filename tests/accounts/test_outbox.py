"""Emails go after the transaction, once, and are tried again."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from saferplan.accounts import outbox
from saferplan.accounts.models import OutboxMessage

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


def queue(to: str = "ada@x.example") -> OutboxMessage:
    return outbox.queue(partnership=None, to=to, subject="Hello", body="a secret", about="test:1", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_email_goes_once_the_transaction_is_through(mailoutbox: list[object]) -> None:
    with transaction.atomic():
        message = queue()
        assert mailoutbox == []
    assert [each.to for each in mailoutbox] == [["ada@x.example"]]  # type: ignore[attr-defined]
    message.refresh_from_db()
    assert (message.body, message.sent_at, message.tries) == ("", NOW, 1)


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_sends_nothing(mailoutbox: list[object]) -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert mailoutbox == []
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_a_failure_is_kept_and_tried_again(mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    message = queue()
    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(ConnectionRefusedError("no")))
        assert outbox.deliver(now=NOW) == outbox.Delivery(sent=0, failed=1)
    message.refresh_from_db()
    assert (message.body, message.sent_at, message.problem) == ("a secret", None, "ConnectionRefusedError: no")
    later = NOW + timedelta(minutes=5)
    assert outbox.deliver(now=later) == outbox.Delivery(sent=1, failed=0)
    message.refresh_from_db()
    assert (message.body, message.sent_at, message.problem, message.tries) == ("", later, "", 2)
    assert outbox.deliver(now=later) == outbox.Delivery(0, 0), "once"
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_it_gives_up_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    monkeypatch.setattr(EmailBackend, "send_messages", lambda *_: (_ for _ in ()).throw(OSError("no")))
    failed = [outbox.deliver(now=NOW).failed for _ in range(outbox.MOST_TRIES + 2)]
    assert sum(failed) == outbox.MOST_TRIES


@pytest.mark.django_db
def test_while_one_sends_another_sends_nothing(mailoutbox: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    queue()
    send = outbox._send
    others: list[outbox.Delivery] = []

    def slowly(message: OutboxMessage) -> str:
        others.append(outbox.deliver(now=NOW + timedelta(minutes=1)))
        return send(message)

    monkeypatch.setattr(outbox, "_send", slowly)
    assert outbox.deliver(now=NOW) == outbox.Delivery(sent=1, failed=0)
    assert others == [outbox.Delivery(0, 0)]
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_whoever_was_stopped_while_sending_is_replaced(mailoutbox: list[object]) -> None:
    queue()
    OutboxMessage.objects.update(claimed_at=NOW, tries=1)
    assert outbox.deliver(now=NOW + timedelta(minutes=9)).sent == 0
    assert outbox.deliver(now=NOW + timedelta(minutes=11)).sent == 1


@pytest.mark.django_db
def test_in_production_without_a_mail_server_emails_wait(settings: object, mailoutbox: list[object]) -> None:
    settings.PRODUCTION, settings.EMAIL_IS_SENT = True, False  # type: ignore[attr-defined]
    queue()
    assert outbox.deliver(now=NOW) == outbox.Delivery(0, 0)
    assert OutboxMessage.objects.get().tries == 0
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_in_production_nobody_waits_for_the_mail_server(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """How long it takes would tell whether an address is known."""
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    threads: list[threading.Thread] = []
    start = threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", lambda thread: threads.append(thread) or start(thread))
    done: list[int] = []
    monkeypatch.setattr(outbox, "deliver", lambda **_: done.append(threading.get_ident()))
    queue()
    for thread in threads:
        thread.join(timeout=10)
    assert len(done) == 1
    assert done[0] != threading.get_ident()
