"""Writes of proofs: a ready period is frozen to be looked at; reasons are given for what the checks found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.db import transaction

from saferplan.accounts.actions import record
from saferplan.accounts.chain import text_hash
from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.cycle.rules import PeriodState
from saferplan.documents.publication_models import AcceptedFinding, Proof, ProofFile
from saferplan.documents.publishing import archive
from saferplan.documents.publishing.errors import NotPublished
from saferplan.documents.publishing.files import FileKind, file_kinds, make_file
from saferplan.documents.publishing.freeze import freeze
from saferplan.documents.publishing.storage import drop_unused, store
from saferplan.documents.template_actions import usable_template
from saferplan.report.audiences import Audience, PublicationKind
from saferplan.report.disclosure import CODES
from saferplan.report.editions import Obstacle, edition, obstacles
from saferplan.report.findings import Level
from saferplan.report.publication import (
    Content,
    FrozenFinding,
    Reason,
    content_json,
    with_reasons,
)
from saferplan.report.tree import Report

# What a person can answer for: that a small count or a name may stand. Other errors are put right, or a check is
# switched off for the partnership.
ANSWERABLE = CODES


@transaction.atomic
def prepare(
    *,
    period: Period,
    note: str = "",
    amended: bool = False,
    takes_new_figures: bool = False,
    by: str,
    now: datetime,
) -> Proof:
    """Freeze a ready period as a proof, in place of the one that was there. NotPublished with what stands against it.

    A second and later number needs a note of what changed. `takes_new_figures` shows what is known now, where
    otherwise the figures stay as they were first published.
    """
    if PeriodState(period.state) is not PeriodState.READY:
        raise NotPublished("Only a period that is ready for the board can be published.")
    last = archive.latest_of(period)
    note = " ".join(note.split())
    if last is not None and not note:
        raise NotPublished(f"Number {last.number} is out: write what is different now.")
    kind = PublicationKind.AMENDED if amended else PublicationKind.CORRECTION
    if takes_new_figures:
        period.published_at = None
    content = freeze(
        period,
        number=archive.next_number(period),
        kind=kind if last else PublicationKind.FIRST,
        note=note if last else "",
        older=_older(period),
        by=by,
        now=now,
    )
    content = replace(content, word_template=_kept_template(period.partnership))
    give_up(period=period, by=by, now=now)
    proof = Proof.objects.create(
        partnership=period.partnership,
        period=period,
        number=content.number,
        kind=content.kind.value,
        content=store().put(content_json(content)),
        word_template=content.word_template,
        takes_new_figures=takes_new_figures,
        by=by,
        at=now,
    )
    details = {"number": proof.number, "content": proof.content, "new_figures": takes_new_figures}
    _record(proof, "proof.prepare", details, by, now)
    return proof


def _kept_template(partnership: Partnership) -> str:
    """The council's own Word document, kept with what is published: the one in use may be another tomorrow."""
    data = usable_template(partnership)
    return store().put(data) if data else ""


def _older(period: Period) -> Report | None:
    before = archive.published_before(period)
    content = archive.content_if_there(before) if before else None
    return content.report if content else None


@transaction.atomic
def give_up(*, period: Period, by: str, now: datetime) -> None:
    """Take a period's proof away, with its files. Nothing was published of it."""
    for proof in Proof.objects.filter(period=period).select_related("partnership"):
        keys = [proof.content, proof.word_template, *proof.files.values_list("sha256", flat=True)]
        _record(proof, "proof.give-up", {"number": proof.number, "content": proof.content}, by, now)
        proof.delete()
        transaction.on_commit(partial(drop_unused, *keys))


@transaction.atomic
def accept(*, proof: Proof, marks: Collection[str], reason: str, by: str, now: datetime) -> int:
    """Leave findings as they are, for one reason; how many. NotPublished without one, or for what must be mended."""
    findings = [each for each in content_of(proof).findings if each.mark in marks]
    if len({each.mark for each in findings}) != len(set(marks)) or not marks:
        raise NotPublished("The checks did not find this, or the proof was made anew meanwhile.")
    if not all(map(is_answerable, findings)):
        raise NotPublished("This must be put right before publishing: it cannot be left for a reason.")
    if not reason.strip():
        raise NotPublished("Write why it can stay as it is.")
    for finding in findings:
        AcceptedFinding.objects.update_or_create(
            proof=proof, mark=finding.mark, defaults={"reason": reason.strip(), "by": by, "at": now}
        )
    codes = sorted({finding.code for finding in findings})
    _record(proof, "proof.accept", {"codes": codes, "count": len(marks), "reason": text_hash(reason)}, by, now)
    return len(findings)


def is_answerable(finding: FrozenFinding) -> bool:
    """Whether a reason is enough; else what it says must be put right."""
    return finding.level is not Level.FIX or finding.code in ANSWERABLE


def find_proof(partnership: Partnership, period: Period) -> Proof | None:
    rows = Proof.objects.filter(partnership=partnership, period=period)
    return rows.select_related("partnership", "period__partnership").first()


def content_of(proof: Proof) -> Content:
    """The frozen content with the reasons given up to now."""
    content = archive.read_content(proof.content)
    return replace(content, findings=with_reasons(content.findings, _reasons(proof)))


def _reasons(proof: Proof) -> Mapping[str, Reason]:
    return {each.mark: Reason(each.reason, each.by, each.at.isoformat()) for each in proof.accepted.all()}


def preview(proof: Proof, audience: Audience) -> Report:
    """The report exactly as an audience will read it."""
    return edition(content_of(proof), audience)


@dataclass(frozen=True, slots=True)
class Against:
    """What stands against a proof: `errors` are put right, `open` wait for a reason, `obstacles` are about marks."""

    errors: tuple[FrozenFinding, ...]
    open: tuple[FrozenFinding, ...]
    obstacles: tuple[Obstacle, ...]

    def __bool__(self) -> bool:
        return bool(self.errors or self.open or self.obstacles)


def stands_against(content: Content) -> Against:
    unsettled = [each for each in content.findings if not each.accepted and each.level is not Level.CONSIDER]
    return Against(
        errors=tuple(each for each in unsettled if not is_answerable(each)),
        open=tuple(each for each in unsettled if is_answerable(each)),
        obstacles=obstacles(content),
    )


def files_to_make(proof: Proof) -> Sequence[FileKind]:
    """The files that are not made yet, in order."""
    made = set(proof.files.values_list("audience", "format"))
    return [each for each in file_kinds() if (each.audience.value, each.format.name) not in made]


def make_next_file(proof: Proof) -> FileKind | None:
    """Make one more file of a proof; None where all are made. Twice at once does no harm."""
    kind = next(iter(files_to_make(proof)), None)
    if kind is None:
        return None
    data = make_file(content_of(proof), kind)
    ProofFile.objects.update_or_create(
        proof=proof,
        audience=kind.audience.value,
        format=kind.format.name,
        defaults={"sha256": store().put(data), "size": len(data)},
    )
    return kind


def _record(proof: Proof, action: str, details: Mapping[str, object], by: str, now: datetime) -> None:
    subject = f"period:{proof.period_id}"
    record(partnership=proof.partnership, by=by, action=action, subject=subject, details=dict(details), at=now)
