"""The first hour: a report is uploaded, read, corrected step by step, and then imported whole.

Nothing reaches the plan before `import_upload`; each correction can be undone until then, and the import after.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.conf import settings
from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.documents.actions import apply_import
from saferplan.documents.formats.reading import Notice
from saferplan.documents.formats.registry import read_bytes
from saferplan.documents.import_plan import ImportPlan
from saferplan.documents.models import TreeVersion, Upload
from saferplan.files.store import Store
from saferplan.report.places import Place
from saferplan.report.schema import from_json, to_json
from saferplan.report.tree import Report


def store() -> Store:
    return Store(settings.DATA_DIR / "files")


@transaction.atomic
def add_upload(*, partnership: Partnership, name: str, data: bytes, by: str, now: datetime) -> Upload:
    """Read a file and keep it with what was read. Raises UnreadableFile; then nothing is kept."""
    reading = read_bytes(name, data)
    upload = Upload.objects.create(
        partnership=partnership,
        name=name[:255],
        sha256=store().put(data),
        size=len(data),
        notices=msgspec.to_builtins(reading.notices),
        places=msgspec.to_builtins(dict(reading.places)),
        placed=reading.placed,
        unplaced=reading.unplaced,
        by=by,
        at=now,
    )
    _add_version(upload, 0, "As it was read", reading.tree, by=by, now=now)
    record(
        partnership=partnership,
        by=by,
        action="report uploaded",
        subject=f"upload:{upload.pk}",
        details={"sha256": upload.sha256, "placed": upload.placed, "unplaced": upload.unplaced},
        at=now,
    )
    return upload


def _add_version(upload: Upload, number: int, what: str, report: Report, *, by: str, now: datetime) -> None:
    TreeVersion.objects.create(
        upload=upload, number=number, what=what[:200], tree=json.loads(to_json(report)), by=by, at=now
    )


@transaction.atomic
def correct(*, upload: Upload, what: str, report: Report, by: str, now: datetime) -> bool:
    """Save a corrected tree; False where nothing changed."""
    latest = _latest(upload)
    if current_report(upload) == report:
        return False
    _add_version(upload, latest.number + 1, what, report, by=by, now=now)
    return True


@transaction.atomic
def undo_correction(*, upload: Upload) -> str:
    """Take the latest correction back. Returns what it was, or "" where there is none."""
    latest = _latest(upload)
    if latest.number == 0:
        return ""
    latest.delete()
    return latest.what


@transaction.atomic
def discard(*, upload: Upload, by: str, now: datetime) -> None:
    """Forget an upload that was not imported, its file too where no other upload has the same one."""
    details = {"sha256": upload.sha256}
    subject = f"upload:{upload.pk}"
    upload.delete()
    record(partnership=upload.partnership, by=by, action="upload discarded", subject=subject, details=details, at=now)
    if not Upload.objects.filter(sha256=details["sha256"]).exists():
        transaction.on_commit(lambda: store().delete(details["sha256"]))


def _latest(upload: Upload) -> TreeVersion:
    version = TreeVersion.objects.filter(upload=upload).order_by("-number").first()
    if version is None:
        raise LookupError(f"Upload {upload.pk} has no tree.")
    return version


def current_report(upload: Upload) -> Report:
    return from_json(json.dumps(_latest(upload).tree))


def list_corrections(upload: Upload) -> Sequence[TreeVersion]:
    """The corrections so far, latest first, without their trees."""
    return list(TreeVersion.objects.filter(upload=upload, number__gt=0).order_by("-number").defer("tree"))


def notices_of(upload: Upload) -> tuple[Notice, ...]:
    return tuple(msgspec.convert(notice, Notice) for notice in upload.notices)


def places_of(upload: Upload) -> dict[str, Place]:
    """Where each fact stands in the file, by the keys of a reading."""
    return {key: msgspec.convert(place, Place) for key, place in upload.places.items()}


def find_upload(partnership: Partnership) -> Upload | None:
    """The partnership's latest upload."""
    return Upload.objects.filter(partnership=partnership).order_by("-at", "-pk").first()


def original_bytes(upload: Upload) -> bytes:
    return store().get(upload.sha256)


@transaction.atomic
def import_upload(*, upload: Upload, plan: ImportPlan, by: str, now: datetime) -> Period:
    """Apply an upload's import plan; all of it or nothing. Raises ImportRefused with the reason."""
    period = apply_import(plan, by=by, now=now)
    upload.period, upload.applied_at = period, now
    upload.save(update_fields=["period", "applied_at"])
    return period


def mark_checked(*, upload: Upload, at: datetime | None) -> None:
    """Somebody compared what was read with the original and found it right; None takes that back."""
    upload.checked_at = at
    upload.save(update_fields=["checked_at"])


def set_frequency(*, upload: Upload, frequency: str) -> None:
    """Whether the report covers a month, a quarter or a year."""
    upload.frequency = frequency
    upload.save(update_fields=["frequency"])


def set_answers(*, upload: Upload, answers: dict[str, str]) -> None:
    """The matches that a person confirmed, by activity code."""
    upload.answers = answers
    upload.save(update_fields=["answers"])
