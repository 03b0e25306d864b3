"""Writes and reads of a partnership's Word templates. A template is tried in the limited process before it is kept."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.models import Partnership
from saferplan.documents.formats.registry import write_report
from saferplan.documents.template_models import DocumentTemplate, TemplateKind
from saferplan.files.errors import DamagedStore, RefusedFile
from saferplan.files.gate import check_template, shown_name
from saferplan.files.process import run_limited
from saferplan.files.store import Store
from saferplan.report.tree import Report

_log = logging.getLogger(__name__)

_TRY = "saferplan.documents.formats.word.trying:try_template"


def store() -> Store:
    """Apart from other files: what no template names any more is destroyed here."""
    return Store(settings.DATA_DIR / "templates")


def find_template(partnership: Partnership, kind: TemplateKind) -> DocumentTemplate | None:
    """The template in use."""
    return DocumentTemplate.objects.filter(partnership=partnership, kind=kind, removed_at=None).first()


def list_templates(partnership: Partnership) -> list[DocumentTemplate]:
    """The templates in use, one a kind at most."""
    return list(DocumentTemplate.objects.filter(partnership=partnership, removed_at=None))


def bytes_of(template: DocumentTemplate) -> bytes:
    return store().get(template.sha256)


def write_word(partnership: Partnership, report: Report) -> bytes:
    """The report as a Word file in the partnership's own look where it has one that can be used, else in ours."""
    written = _in_own_look(partnership, report)
    return written[1] if written else write_report(report, "docx")


def usable_template(partnership: Partnership) -> bytes | None:
    """The document that reports are written into, where there is one in use that can be."""
    written = _in_own_look(partnership, Report())
    return written[0] if written else None


def _in_own_look(partnership: Partnership, report: Report) -> tuple[bytes, bytes] | None:
    """The template and the report in it."""
    found = find_template(partnership, TemplateKind.REPORT)
    if found is None:
        return None
    try:
        template = bytes_of(found)
        return template, write_report(report, "docx", template=template)
    except (RefusedFile, DamagedStore):
        # It was tried when it came in. What has befallen it since must keep nobody from the report.
        _log.warning("Template %s cannot be used any more", found.pk)
        return None


def add_template(
    *, partnership: Partnership, kind: TemplateKind, name: str, data: bytes, by: str, now: datetime
) -> DocumentTemplate:
    """Use a Word document from now on, in the place of the one before.

    RefusedFile or ParserFailed, in one sentence, where it cannot be used; then nothing changes. It is tried before the
    transaction begins: what takes seconds must not hold the tables.
    """
    check_template(name, data)
    problem = run_limited(_TRY, data).decode()
    if problem:
        raise RefusedFile(problem)
    with transaction.atomic():
        key = store().put(data)
        before = _lock(partnership, kind)
        if before is not None:
            _retire(before, by=by, now=now)
        made = DocumentTemplate.objects.create(
            partnership=partnership, kind=kind, name=shown_name(name), sha256=key, size=len(data), by=by, at=now
        )
        _note(made, "template.add", by=by, now=now)
    return made


@transaction.atomic
def remove_template(*, partnership: Partnership, kind: TemplateKind, by: str, now: datetime) -> str:
    """Use our own look again. Returns the template's name, "" where there was none."""
    found = _lock(partnership, kind)
    if found is None:
        return ""
    _retire(found, by=by, now=now)
    _note(found, "template.remove", by=by, now=now)
    return found.name


def _lock(partnership: Partnership, kind: TemplateKind) -> DocumentTemplate | None:
    in_use = DocumentTemplate.objects.select_for_update().filter(partnership=partnership, kind=kind, removed_at=None)
    return in_use.first()


def _retire(template: DocumentTemplate, *, by: str, now: datetime) -> None:
    template.removed_by, template.removed_at = by, now
    template.save(update_fields=["removed_by", "removed_at"])
    transaction.on_commit(lambda: _destroy(template.sha256))


def _destroy(key: str) -> None:
    if not DocumentTemplate.objects.filter(sha256=key, removed_at=None).exists():
        store().delete(key)


def _note(template: DocumentTemplate, action: str, *, by: str, now: datetime) -> None:
    record(
        partnership=template.partnership,
        by=by,
        action=action,
        subject=f"template:{template.pk}",
        details={"kind": template.kind, "sha256": template.sha256},
        at=now,
    )
