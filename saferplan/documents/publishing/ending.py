"""Writes after publication: withdrawn by one person, destroyed by two. What was decided is never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.permissions import check_right
from saferplan.accounts.rules import Right, Role
from saferplan.documents.publication_models import (
    Destruction,
    DestructionRefusal,
    DestructionRequest,
    Publication,
    Withdrawal,
)
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.errors import NotPublished
from saferplan.documents.publishing.storage import drop_unused


@transaction.atomic
def withdraw(*, publication: Publication, reason: str, role: Role, by: str, now: datetime) -> Withdrawal:
    """It keeps its number and place and says why; its files are no longer given out."""
    check_right(role, Right.EDIT)
    _check_standing(publication)
    if archive.withdrawal_of(publication):
        raise NotPublished(f"Number {publication.number} is withdrawn already.")
    made = Withdrawal.objects.create(publication=publication, reason=_said(reason), by=by, at=now)
    _record(publication, "publication.withdraw", {"reason": text_hash(reason)}, by, now)
    return made


@transaction.atomic
def ask_destruction(*, publication: Publication, reason: str, role: Role, by: str, now: datetime) -> DestructionRequest:
    """The first of two people: from now on nothing of it is given out, until a second one confirms or refuses."""
    check_right(role, Right.EDIT)
    _check_standing(publication)
    if archive.open_request(publication):
        raise NotPublished("Somebody has asked for it already: a second person confirms it.")
    made = DestructionRequest.objects.create(publication=publication, reason=_said(reason), by=by, at=now)
    _record(publication, "publication.ask-destruction", {"reason": text_hash(reason)}, by, now)
    return made


@transaction.atomic
def refuse_destruction(
    *, publication: Publication, reason: str, role: Role, by: str, now: datetime
) -> DestructionRefusal:
    """It may stay, and is given out again. Whoever asked may take the request back in the same way."""
    check_right(role, Right.EDIT)
    request = _open_request(publication)
    made = DestructionRefusal.objects.create(request=request, reason=_said(reason), by=by, at=now)
    _record(publication, "publication.refuse-destruction", {"reason": text_hash(reason)}, by, now)
    return made


def destroy(*, publication: Publication, typed: str, role: Role, by: str, now: datetime) -> Destruction:
    """The second of two people, who types its number: its content and files are gone for good.

    NotPublished where the same person asked for it, or another number was typed.
    """
    made = _decide(publication, typed, role, by, now)
    keys = [publication.content, publication.word_template, *publication.files.values_list("sha256", flat=True)]
    drop_unused(*keys)
    _forget_deleted_rows()
    return made


@transaction.atomic
def _decide(publication: Publication, typed: str, role: Role, by: str, now: datetime) -> Destruction:
    check_right(role, Right.EDIT)
    request = _open_request(publication)
    if request.by == by:
        raise NotPublished("Somebody other than the one who asked for it confirms it.")
    if typed.strip() != publication.number:
        raise NotPublished(f"Type the number, {publication.number}, to confirm that this one is meant.")
    made = Destruction.objects.create(publication=publication, reason=request.reason, by=by, at=now)
    details = {"content": publication.content, "asked_by": request.by}
    _record(publication, "publication.destroy", details, by, now)
    return made


def _forget_deleted_rows() -> None:
    """Proofs that were deleted leave pages in SQLite's log until it is written over."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _open_request(publication: Publication) -> DestructionRequest:
    request = archive.open_request(publication)
    if request is None:
        raise NotPublished("Nobody has asked for it to be destroyed.")
    return request


def _check_standing(publication: Publication) -> None:
    if archive.destruction_of(publication):
        raise NotPublished(f"Number {publication.number} was destroyed.")


def _said(reason: str) -> str:
    if not reason.strip():
        raise NotPublished("Write why. The reason stays and is public: it must not repeat what should not be known.")
    return reason.strip()


def _record(publication: Publication, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"publication:{publication.pk}"
    record(partnership=publication.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
