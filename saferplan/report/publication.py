"""Everything that a publication freezes, as one value with one byte form, so that a hash stands for all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from saferplan.report.audiences import PublicationKind
from saferplan.report.findings import Finding, Level
from saferplan.report.records import MeasureRecord
from saferplan.report.restrictions import Restriction
from saferplan.report.schema import BadTree, plain
from saferplan.report.tree import Measure, Report

SCHEMA = "saferplan.publication/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenFinding:
    """One place that a check found. It is accepted where somebody other than the software gave a reason."""

    code: str
    level: Level
    message: str
    key: str = ""
    quote: str = ""
    accepted: str = ""
    accepted_by: str = ""
    accepted_at: str = ""

    @property
    def mark(self) -> str:
        """Names the finding by what it says and where: when the words change, it is another."""
        return hashlib.sha256(json.dumps([self.code, self.key, self.quote or self.message]).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigures:
    """A priority's measures made from what its suppliers released to the public, and from nothing else."""

    priority: int
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody's name or address, and what stands in its place where the public reads."""

    name: str
    shown_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A part that decides what the bytes of the files are, with its version."""

    part: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The master of a publication. `report` is complete; editions are made of it by `editions.edition`.

    `prepared_at` is an instant in ISO form. `note` says what changed since the number before. `open_measures` are the
    names of the measures of which the public sees all that the board sees. `word_template` is the hash of the Word
    document that the Word files are written into.
    """

    schema: str = SCHEMA
    partnership: str = ""
    number: str = ""
    kind: PublicationKind = PublicationKind.FIRST
    note: str = ""
    prepared_by: str = ""
    prepared_at: str = ""
    report: Report
    public_figures: tuple[PublicFigures, ...] = ()
    open_measures: tuple[str, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    people: tuple[Known, ...] = ()
    findings: tuple[FrozenFinding, ...] = ()
    records: tuple[MeasureRecord, ...] = ()
    versions: tuple[Version, ...] = ()
    word_template: str = ""


def content_json(content: Content) -> bytes:
    """The one byte form: UTF-8, keys sorted, no blanks, empty fields left out."""
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_from_json(data: bytes) -> Content:
    """BadTree where it is no publication's content."""
    try:
        decoded: Any = msgspec.json.decode(data)
        if not isinstance(decoded, dict) or decoded.get("schema", SCHEMA) != SCHEMA:
            raise BadTree(f'The field at $.schema must be "{SCHEMA}".')
        return msgspec.convert(decoded, Content)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeError, RecursionError) as problem:
        raise BadTree(f"This is not the content of a publication: {problem}.") from None


def frozen_findings(findings: Sequence[Finding]) -> tuple[FrozenFinding, ...]:
    """Findings as a publication keeps them: one for each place."""
    found = []
    for each in findings:
        spots = each.spots or (None,)
        found += [
            FrozenFinding(
                code=each.code,
                level=each.level,
                message=each.sentence(),
                key=spot.key if spot else "",
                quote=spot.quote if spot else "",
            )
            for spot in spots
        ]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that somebody gave for leaving a finding as it is."""

    words: str
    by: str
    at: str


def with_reasons(findings: Sequence[FrozenFinding], reasons: Mapping[str, Reason]) -> tuple[FrozenFinding, ...]:
    """The findings with the reasons given for them, by their mark."""
    return tuple(_accepted(each, reasons.get(each.mark)) for each in findings)


def _accepted(finding: FrozenFinding, reason: Reason | None) -> FrozenFinding:
    if reason is None:
        return finding
    return replace(finding, accepted=reason.words, accepted_by=reason.by, accepted_at=reason.at)


def unaccepted(findings: Sequence[FrozenFinding]) -> tuple[FrozenFinding, ...]:
    """What somebody must still say something about: all but what a check only asks to consider."""
    return tuple(each for each in findings if each.level is not Level.CONSIDER and not each.accepted)
