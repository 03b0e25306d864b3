"""A seeded partnership whose last period is ready, and the steps that publish it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from saferplan.accounts.rules import Role
from saferplan.cycle.models import Period
from saferplan.documents.publication_models import Proof, Publication
from saferplan.documents.publishing import proofs
from saferplan.documents.publishing.publish import approve
from saferplan.report.publication import Content

NOW = datetime(2026, 7, 20, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=90)
CONFIRMED = frozenset({"not-cleared", "asks"})


def settle(proof: Proof, by: str = "reviewer") -> Content:
    """Give a reason for whatever takes one."""
    marks = [finding.mark for finding in proofs.stands_against(proofs.content_of(proof)).open]
    if marks:
        proofs.accept(proof=proof, marks=marks, reason="It was looked at.", by=by, now=NOW)
    return proofs.content_of(proof)


def publish(period: Period, *, note: str = "", now: datetime = NOW, **options: bool) -> Publication:
    """Prepared by the editor, approved by the administrator."""
    period.refresh_from_db()
    proof = proofs.prepare(period=period, note=note, by="editor", now=now, **options)
    settle(proof)
    return approve(
        proof=proof, seen=proof.content, role=Role.ADMINISTRATOR, confirmed=CONFIRMED, by="administrator", now=now
    )


def reopen(period: Period) -> None:
    """Back to ready, as the way over the review does it."""
    Period.objects.filter(pk=period.pk).update(state="ready")
    period.refresh_from_db()
