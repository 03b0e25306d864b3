"""A whole return is released at once, by a second person, as it was looked at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.models import AuditEvent
from saferplan.measures.actions import MeasureText, define_measure, record_values
from saferplan.measures.errors import BadMeasure
from saferplan.measures.models import Measure, Release
from saferplan.measures.queries import load_return, load_series
from saferplan.measures.release_actions import release_return, set_standing_release, take_back
from saferplan.measures.releases import ReleaseFact
from saferplan.measures.returns import Releaser
from saferplan.measures.rules import ReleaseLevel, StandingRelease
from tests.measures.town import NOW, Town, make_town, value

pytestmark = pytest.mark.django_db
JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 30)
BOARD, PUBLIC = ReleaseLevel.BOARD, ReleaseLevel.PUBLIC
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Town:
    """Ann of the police has recorded burglary and robbery of the quarter; the council its own."""
    town = make_town()
    robbery = define_measure(
        partnership=town.partnership,
        text=MeasureText(code="robbery", name="Robbery", supplier=town.police),
        by="eve",
        now=NOW,
    )
    values = [value(measure, f"2026-0{month}", month) for measure in (town.burglary, robbery) for month in (7, 8, 9)]
    values.append(value(town.share, "2026-07", parts=(1, 2)))
    record_values(partnership=town.partnership, values=values, by="ann", now=NOW)
    return town


def police(town: Town, name: str = "bob") -> Releaser:
    return Releaser(username=name, agencies={town.police.pk})


def release(
    town: Town,
    level: ReleaseLevel = BOARD,
    *,
    by: Releaser | None = None,
    now: datetime = NOW + DAY,
    seen: str | None = None,
    **told: object,
) -> list[Release]:
    if seen is None:
        seen = load_return(town.police, starts=JULY, ends=SEPTEMBER, level=level, as_at=now).seen
    return list(
        release_return(
            agency=town.police,
            starts=JULY,
            ends=SEPTEMBER,
            level=level,
            seen=seen,
            by=by or police(town),
            now=now,
            **told,  # type: ignore[arg-type]
        )
    )


def values(town: Town, measure: Measure, audience: ReleaseLevel, now: datetime) -> list[int | None]:
    points = town.series(measure, at=now, audience=audience).points
    return [None if point.value is None else int(point.value) for point in points]


def test_one_action_releases_all_measures_of_the_agency_and_no_others(town: Town) -> None:
    rows = release(town)
    assert sorted(row.measure.code for row in rows) == ["burglary", "robbery"]
    assert {(row.by, row.level) for row in rows} == {("bob", "board")}
    assert values(town, town.burglary, BOARD, NOW + DAY) == [7, 8, 9]
    assert values(town, town.burglary, PUBLIC, NOW + DAY) == [None, None, None]
    assert values(town, town.burglary, BOARD, NOW) == [None, None, None], "before it nobody saw them"
    assert values(town, town.share, BOARD, NOW + DAY) == [None]
    assert town.audited().count("measure.release") == 2


def test_a_revision_after_a_release_is_provisional_until_it_is_released(town: Town) -> None:
    release(town)
    revised = [value(town.burglary, "2026-08", 80)]
    record_values(partnership=town.partnership, values=revised, by="ann", now=NOW + 2 * DAY)
    assert values(town, town.burglary, BOARD, NOW + 2 * DAY) == [7, 8, 9]
    whole = load_return(town.police, starts=JULY, ends=SEPTEMBER, level=BOARD, as_at=NOW + 2 * DAY)
    assert [point.value for line in whole.lines for point in line.cleared] == [80]
    assert [len(line.revised) for line in whole.lines] == [1]
    release(town, now=NOW + 3 * DAY)
    assert values(town, town.burglary, BOARD, NOW + 3 * DAY) == [7, 80, 9]


@pytest.mark.parametrize(
    ("name", "agencies", "error", "says"),
    [
        ("ann", "police", NotAllowed, "somebody else of City Police"),
        ("dev", "council", NotAllowed, "Only somebody of City Police"),
        ("dev", "", NotAllowed, "Only somebody of City Police"),
        ("eve", "editor", BadMeasure, "which email or letter"),
    ],
)
def test_who_may_not(town: Town, name: str, agencies: str, error: type[Exception], says: str) -> None:
    mine = {"police": {town.police.pk}, "council": {town.council.pk}}.get(agencies, set())
    with pytest.raises(error, match=says):
        release(town, by=Releaser(username=name, agencies=mine, may_edit=agencies == "editor"))
    assert not Release.objects.exists()


def test_an_editor_names_the_email_and_only_its_hash_is_audited(town: Town) -> None:
    eve = Releaser(username="eve", may_edit=True, named="Bob Stone", email="email of 3 October 2026")
    (row, _other) = release(town, by=eve)
    assert row.clearance == "Bob Stone: email of 3 October 2026"
    line = AuditEvent.objects.filter(partnership_id=town.partnership.pk).last()
    assert line is not None
    assert line.action == "measure.release"
    assert "Stone" not in str(line.details)


def test_what_changed_after_the_look_is_not_released(town: Town) -> None:
    seen = load_return(town.police, starts=JULY, ends=SEPTEMBER, level=BOARD, as_at=NOW).seen
    revised = [value(town.burglary, "2026-08", 80)]
    record_values(partnership=town.partnership, values=revised, by="ann", now=NOW + DAY)
    with pytest.raises(BadMeasure, match="changed after you looked"):
        release(town, seen=seen, now=NOW + 2 * DAY)
    with pytest.raises(BadMeasure, match="changed after you looked"):
        release(town, seen="", now=NOW + 2 * DAY)


def test_what_would_be_seen_is_known_before_it_is_released(town: Town) -> None:
    thought = ReleaseFact(starts=JULY, ends=SEPTEMBER, level=BOARD, at=NOW)
    told = load_series(
        town.partnership, [town.burglary], as_at=NOW, audience=BOARD, pretend={town.burglary.pk: thought}
    )
    assert [point.value for point in told[town.burglary.pk].points] == [7, 8, 9]
    assert not Release.objects.exists()


def test_an_embargo_and_a_caution_travel_with_the_values(town: Town) -> None:
    until = NOW + 5 * DAY
    release(town, PUBLIC, embargo_until=until, caveat="Recorded crime may be revised.")
    assert values(town, town.burglary, PUBLIC, until - timedelta(seconds=1)) == [None, None, None]
    assert values(town, town.burglary, BOARD, until - timedelta(seconds=1)) == [7, 8, 9]
    told = town.series(town.burglary, at=until, audience=PUBLIC)
    assert [point.value for point in told.points] == [7, 8, 9]
    assert told.caveats == ("Recorded crime may be revised.",)
    assert told.points[0].embargo_until == until


@pytest.mark.parametrize(
    ("level", "told", "says"),
    [
        (ReleaseLevel.PROVISIONAL, {}, "for whom"),
        (BOARD, {"embargo_until": NOW + 5 * DAY}, "Only what is released to the public"),
        (PUBLIC, {"embargo_until": NOW}, "for a time to come"),
    ],
)
def test_releases_that_cannot_be(town: Town, level: ReleaseLevel, told: dict[str, object], says: str) -> None:
    with pytest.raises(BadMeasure, match=says):
        release(town, level, **told)  # type: ignore[arg-type]


def test_the_same_return_is_not_released_twice(town: Town) -> None:
    release(town)
    with pytest.raises(BadMeasure, match="nothing to release"):
        release(town, now=NOW + 2 * DAY)
    assert len(release(town, PUBLIC, now=NOW + 2 * DAY)) == 2


def test_a_release_is_taken_back_with_a_reason(town: Town) -> None:
    release(town)
    told = {"measure": town.burglary, "starts": JULY, "ends": date(2026, 7, 31), "now": NOW + 2 * DAY}
    for by, reason, error in (
        (Releaser(username="dev", agencies={town.council.pk}), "Wrong.", NotAllowed),
        (police(town, "ann"), " ", BadMeasure),
    ):
        with pytest.raises(error):
            take_back(by=by, reason=reason, **told)  # type: ignore[arg-type]
    take_back(by=police(town, "ann"), reason="Wrong by a month.", **told)  # type: ignore[arg-type]
    assert values(town, town.burglary, BOARD, NOW + 2 * DAY) == [None, 8, 9]
    assert values(town, town.burglary, BOARD, NOW + DAY) == [7, 8, 9], "what was seen then was seen"
    with pytest.raises(BadMeasure, match="before the first"):
        take_back(by=police(town), reason="x", **told | {"ends": date(2026, 6, 30)})  # type: ignore[arg-type]


def test_a_standing_rule_is_an_editors_with_a_reason_and_holds_from_then_on(town: Town) -> None:
    eve = Releaser(username="eve", may_edit=True)
    published = StandingRelease.ALREADY_PUBLISHED
    with pytest.raises(NotAllowed):
        set_standing_release(measure=town.burglary, standing=published, reason="x", by=police(town), now=NOW)
    with pytest.raises(BadMeasure, match="where the figures are published"):
        set_standing_release(measure=town.burglary, standing=published, reason=" ", by=eve, now=NOW)
    set_standing_release(measure=town.burglary, standing=published, reason="data.police.uk", by=eve, now=NOW + DAY)
    assert values(town, town.burglary, PUBLIC, NOW) == [None, None, None]
    assert values(town, town.burglary, PUBLIC, NOW + DAY) == [7, 8, 9]
    none = StandingRelease.NONE
    set_standing_release(measure=town.burglary, standing=none, reason="", by=eve, now=NOW + 2 * DAY)
    assert values(town, town.burglary, PUBLIC, NOW + 2 * DAY) == [None, None, None]
