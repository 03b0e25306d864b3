"""Writes of evidence: files beside an update, each checked at the gate before it is kept."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction

from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import EvidenceFile, Period, Update
from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_actions import lock_update, note
from saferplan.cycle.update_queries import Asked, list_handovers, state_of, who_is
from saferplan.cycle.update_rights import Actor
from saferplan.cycle.update_states import check_writable
from saferplan.files.evidence import check_evidence
from saferplan.files.gate import shown_name
from saferplan.files.store import Store

MOST_FILES = 10


def store() -> Store:
    """Where evidence is kept: apart from uploaded reports, because each side destroys what it no longer names."""
    return Store(settings.DATA_DIR / "evidence")


def add_evidence(*, period: Period, asked: Asked, name: str, data: bytes, by: Actor, now: datetime) -> EvidenceFile:
    """Keep a file beside an update. RefusedFile or ParserFailed, in words, where the gate does not let it in.

    The gate reads the file before the transaction begins: what takes seconds must not hold the row of the update.
    """
    kind = check_evidence(name, data)
    with transaction.atomic():
        update = _writable(period, asked, by, now)
        kept = EvidenceFile.objects.filter(update=update, removed_at=None)
        key = store().put(data)
        again = kept.filter(sha256=key, name=shown_name(name)).first()
        if again is not None:
            return again
        if kept.count() >= MOST_FILES:
            raise BadUpdate(f"There are {MOST_FILES} files already: remove one first.")
        evidence = EvidenceFile.objects.create(
            update=update,
            name=shown_name(name),
            sha256=key,
            size=len(data),
            media_type=kind.media_type,
            by=by.username,
            at=now,
        )
        note(update, "evidence.add", {"evidence": evidence.pk, "sha256": key}, by, now)
        return evidence


@transaction.atomic
def remove_evidence(*, period: Period, asked: Asked, evidence: int, by: Actor, now: datetime) -> str:
    """Take a file away, its bytes too where nothing else names them. Returns its name."""
    update = _writable(period, asked, by, now)
    found = EvidenceFile.objects.filter(update=update, pk=evidence, removed_at=None).first()
    if found is None:
        raise BadUpdate("This file was removed already.")
    found.removed_by, found.removed_at = by.username, now
    found.save(update_fields=["removed_by", "removed_at"])
    note(update, "evidence.remove", {"evidence": found.pk, "sha256": found.sha256}, by, now)
    transaction.on_commit(lambda: _destroy(found.sha256))
    return found.name


def _destroy(key: str) -> None:
    if not EvidenceFile.objects.filter(sha256=key, removed_at=None).exists():
        store().delete(key)


def _writable(period: Period, asked: Asked, by: Actor, now: datetime) -> Update:
    update = lock_update(period=period, asked=asked, now=now)
    who = who_is(by, asked, list_handovers(update))
    check_writable(UpdateState(update.state), state_of(period), who)
    return update
