"""Taking a whole import back, as long as nothing was built on it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period, Revision, StatedLight, Update
from saferplan.cycle.rules import PeriodState
from saferplan.documents.errors import ImportRefused
from saferplan.documents.models import Upload
from saferplan.plan.models import Activity, Card, Criteria, Ownership, Plan, PlanVersion, Priority


def why_not_undo(upload: Upload) -> str:
    """Why the import cannot be taken back, in a sentence; "" where it can."""
    period = upload.period
    if upload.applied_at is None or period is None:
        return "This report is not imported."
    if PeriodState(period.state) in (PeriodState.PUBLISHED, PeriodState.CLOSED):
        return "This period is published, so its import cannot be taken back."
    later_lights = StatedLight.objects.filter(period=period).exclude(recorded_at=upload.applied_at)
    later_updates = Update.objects.filter(period=period).exclude(recorded_at=upload.applied_at)
    if Revision.objects.filter(update__period=period).exists():
        return "Partners wrote updates in this period, so its import cannot be taken back: nothing of theirs is lost."
    if later_lights.exists() or later_updates.exists() or period.decisions.exists():
        return "Work was recorded in this period besides the import, so it cannot be taken back as a whole."
    return ""


@transaction.atomic
def undo_import(*, upload: Upload, by: str, now: datetime) -> None:
    """Take away what an import made: its period, and plans, activities and cards that no other period uses.

    The upload and its corrections stay, so that it can be imported again. Raises ImportRefused with the reason.
    """
    reason = why_not_undo(upload)
    period, applied_at = upload.period, upload.applied_at
    if reason or period is None or applied_at is None:
        raise ImportRefused(reason)
    partnership, key = upload.partnership, period.key
    upload.period, upload.applied_at = None, None
    upload.save(update_fields=["period", "applied_at"])
    Period.objects.filter(pk=period.pk).delete()
    _delete_unused(partnership)
    for dated in (Ownership, Criteria):
        dated.objects.filter(card__partnership=partnership, recorded_at=applied_at).delete()
    record(
        partnership=partnership,
        by=by,
        action="import undone",
        subject=f"period:{key}",
        details={"upload": upload.pk, "sha256": upload.sha256},
        at=now,
    )


def _delete_unused(partnership: Partnership) -> None:
    PlanVersion.objects.filter(plan__partnership=partnership, periods__isnull=True).delete()
    Plan.objects.filter(partnership=partnership, versions__isnull=True).delete()
    for identity in (Card, Activity, Priority):
        identity.objects.filter(partnership=partnership, versions__isnull=True).delete()
