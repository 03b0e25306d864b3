"""Files beside an update: who adds and removes them, and what becomes of their bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent
from saferplan.cycle import evidence_actions
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.evidence_actions import MOST_FILES, add_evidence, remove_evidence, store
from saferplan.cycle.models import EvidenceFile, Update
from saferplan.cycle.review_queries import find_evidence, list_evidence
from saferplan.cycle.rules import PeriodState
from saferplan.cycle.update_rights import Actor
from saferplan.files.errors import RefusedFile
from tests.cycle.returning import NOW, Town, build


@pytest.fixture(autouse=True)
def _own_folder(settings: object, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]


def add(town: Town, by: Actor, name: str = "notes.txt", data: bytes = b"Forty came.") -> EvidenceFile:
    return add_evidence(period=town.period, asked=town.two, name=name, data=data, by=by, now=NOW)


def remove(town: Town, by: Actor, evidence: EvidenceFile) -> str:
    return remove_evidence(period=town.period, asked=town.two, evidence=evidence.pk, by=by, now=NOW)


def test_a_file_is_kept_beside_the_update(town: Town) -> None:
    kept = add(town, town.ann, name="C:\\My files\\notes.txt")
    assert (kept.name, kept.size, kept.media_type, kept.by) == ("notes.txt", 11, "text/plain", "ann@town.example")
    assert store().get(kept.sha256) == b"Forty came."
    assert Update.objects.get(period=town.period).state == "draft"
    assert add(town, town.bob).pk == kept.pk, "the same file twice is one"
    assert AuditEvent.objects.filter(action="evidence.add").count() == 1


def test_what_the_gate_refuses_leaves_nothing_behind(town: Town) -> None:
    with pytest.raises(RefusedFile):
        add(town, town.ann, name="notes.exe", data=b"MZ")
    assert not EvidenceFile.objects.exists()
    assert not Update.objects.filter(period=town.period).exists()


@pytest.mark.parametrize("name", ["cat", "dev", "vic"])
def test_only_those_who_write_it_attach(town: Town, name: str) -> None:
    kept = add(town, town.ann)
    with pytest.raises(NotAllowed):
        add(town, town.actors[name], name="more.txt")
    with pytest.raises(NotAllowed):
        remove(town, town.actors[name], kept)


def test_nothing_is_attached_once_it_is_in(town: Town) -> None:
    kept = add(town, town.ann)
    Update.objects.filter(period=town.period).update(state="submitted")
    with pytest.raises(BadUpdate, match="with the reviewer"):
        add(town, town.ann, name="more.txt")
    with pytest.raises(BadUpdate, match="with the reviewer"):
        remove(town, town.ann, kept)
    Update.objects.filter(period=town.period).update(state="returned")
    town.set_state(PeriodState.CLOSED)
    with pytest.raises(BadUpdate, match="closed"):
        add(town, town.ann, name="more.txt")


def test_there_is_a_most(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_actions, "MOST_FILES", 2)
    add(town, town.ann, data=b"one")
    kept = add(town, town.ann, data=b"two")
    with pytest.raises(BadUpdate, match="2 files already"):
        add(town, town.ann, data=b"three")
    remove(town, town.ann, kept)
    add(town, town.ann, data=b"three")
    assert MOST_FILES == 10


def test_a_removed_file_is_destroyed_unless_another_names_it(
    town: Town, django_capture_on_commit_callbacks: object
) -> None:
    kept = add(town, town.ann)
    other = build("other")
    also = add_evidence(
        period=other.period, asked=other.two, name="same.txt", data=b"Forty came.", by=other.ann, now=NOW
    )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert remove(town, town.ann, kept) == "notes.txt"
    assert store().exists(kept.sha256)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        remove(other, other.ann, also)
    assert not store().exists(kept.sha256)
    with pytest.raises(BadUpdate, match="removed already"):
        remove(town, town.ann, kept)
    assert EvidenceFile.objects.get(pk=kept.pk).removed_by == "ann@town.example"


def test_it_is_found_in_its_own_partnership_and_update_only(town: Town) -> None:
    kept, other = add(town, town.ann), build("other")
    assert find_evidence(town.partnership, town.period, town.two.card, kept.pk) == kept
    assert find_evidence(town.partnership, town.period, town.one.card, kept.pk) is None
    assert find_evidence(town.partnership, town.before, town.two.card, kept.pk) is None
    assert find_evidence(other.partnership, town.period, town.two.card, kept.pk) is None
    assert find_evidence(town.partnership, town.period, town.two.card, 9**30) is None
    assert list_evidence(Update.objects.get(period=town.period)) == [kept]
    assert list_evidence(None) == []
