"""The open quarter of the demo: updates in every state, and the same when loaded again."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from saferplan.accounts.audit import verify_chain
from saferplan.accounts.models import AuditEvent, Partnership
from saferplan.cycle.models import Correction, EvidenceFile, HandOver, Period, Revision, StatedLight, Update
from saferplan.cycle.review_queries import load_review
from saferplan.cycle.rules import UpdateState
from saferplan.documents.demo import load_demo

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def partnership(db: None, settings: object, tmp_path: Path) -> Partnership:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return load_demo(now=NOW)


def open_updates(partnership: Partnership) -> dict[str, Update]:
    period = Period.objects.get(partnership=partnership, key="2026-12")
    lines = load_review(partnership, period, NOW)
    rows = {update.card_id: update for update in Update.objects.filter(period=period)}
    return {"/".join(line.asked.codes.values()): rows[line.asked.card] for line in lines if line.asked.card in rows}


def test_there_is_something_in_every_state_and_much_is_owed(partnership: Partnership) -> None:
    updates = open_updates(partnership)
    states = Counter(update.state for update in updates.values())
    assert set(states) == {"draft", "submitted", "returned", "approved"}
    assert states["approved"] >= 4
    assert states["submitted"] >= 3
    period = Period.objects.get(partnership=partnership, key="2026-12")
    owed = [line for line in load_review(partnership, period, NOW) if line.state is None]
    assert len(owed) >= 5
    assert any(line.state is UpdateState.SUBMITTED for line in load_review(partnership, period, NOW))


def test_each_kind_of_thing_is_there_once(partnership: Partnership) -> None:
    updates = open_updates(partnership)
    assert [code for code, update in updates.items() if update.source] == ["1.1e"]
    assert updates["1.1e"].author.endswith(", for Brackwater Borough Council")
    assert HandOver.objects.get(ended_at=None).person.name == "Kwame Rudd"
    assert Correction.objects.get().update_id == updates["1.1a/1.1b"].pk
    assert EvidenceFile.objects.get().update_id == updates["1.1a/1.1b"].pk
    assert updates["3.1d"].no_change_reason
    assert not Revision.objects.filter(is_parked=True).exists()


def test_only_what_is_approved_drives_a_light(partnership: Partnership) -> None:
    period = Period.objects.get(partnership=partnership, key="2026-12")
    stated = set(StatedLight.objects.filter(period=period).values_list("by", "source"))
    assert ("Hamish Abara", "update") in stated
    assert all(source == "update" for _, source in stated)
    codes = set(StatedLight.objects.filter(period=period).values_list("activity__versions__code", flat=True).distinct())
    assert {"1.1a", "1.1d", "1.1e"} <= codes
    assert not codes & {"2.1a", "3.1c", "1.1c", "6.1e"}


def test_loading_again_writes_nothing(partnership: Partnership) -> None:
    before = AuditEvent.objects.count()
    load_demo(now=NOW)
    assert AuditEvent.objects.count() == before
    assert verify_chain(partnership.pk) == []


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2026, 2031])
def test_it_loads_whenever_somebody_tries_it(year: int, settings: object, tmp_path: Path) -> None:
    """Its own dates stay as they are, and lie never after now."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    now = datetime(year, 7, 1, 9, tzinfo=UTC)
    partnership = load_demo(now=now)
    assert open_updates(partnership)
    assert all(update.recorded_at <= now for update in Update.objects.all())
