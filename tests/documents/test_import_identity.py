"""Identity across plan versions: retitled, renumbered, moved, new and dropped activities, older reports, next plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from saferplan.accounts.models import Partnership
from saferplan.cycle.models import Period
from saferplan.documents.actions import apply_import
from saferplan.documents.errors import ImportRefused
from saferplan.documents.import_plan import plan_import, proposed_matches
from saferplan.plan.actions import create_changed_version, create_plan
from saferplan.plan.models import Activity, ActivityVersion, Card, Plan, PlanVersion, Priority
from saferplan.plan.rules import Move, Renumber, Retitle
from saferplan.plan.versions import load_texts
from saferplan.report import tree
from tests.documents.importing import (
    NOW,
    activity,
    for_quarter,
    load,
    new_partnership,
    small_report,
    stored,
    with_activities,
    with_activity,
)


@pytest.fixture
def partnership(db: None) -> Partnership:
    return new_partnership()


def uid(partnership: Partnership, code: str, key: str = "2025-03") -> UUID:
    period = Period.objects.get(partnership=partnership, key=key)
    return ActivityVersion.objects.get(version=period.plan_version, code=code).activity.uid


def moved_report() -> tree.Report:
    """1.1b has moved to priority 2 as 2.1c."""
    lighting = replace(small_report().priorities[0].activities[1], code="2.1c")
    first, second = small_report().priorities
    report = with_activities(small_report(), 1, first.activities[:1])
    return for_quarter(with_activities(report, 2, [*second.activities, lighting]), "2025-06")


def details(partnership: Partnership, report: tree.Report, key: str) -> dict[str, str]:
    shown = plan_import(partnership, report, key)
    changes = plan_import(partnership, report, key, matches=proposed_matches(shown)).changes
    return {change.what: change.detail for change in changes if change.kind == "activity"}


def test_a_retitled_activity_stays_the_same_and_the_past_keeps_its_title(partnership: Partnership) -> None:
    load(partnership, small_report())
    retitled = for_quarter(with_activity(small_report(), "2.1a", title="Patrols of the market"), "2025-06")
    assert details(partnership, retitled, "2025-06") == {
        "2.1a": "was “Joint patrols in the town centre”, now “Patrols of the market”"
    }
    load(partnership, retitled, "2025-06")
    assert uid(partnership, "2.1a", "2025-06") == uid(partnership, "2.1a")
    assert stored(partnership) == small_report()
    assert [v.effective_from.isoformat() for v in PlanVersion.objects.all()] == ["2025-01-01", "2025-04-01"]


def test_a_moved_activity_is_asked_about_and_then_stays_the_same(partnership: Partnership) -> None:
    load(partnership, small_report())
    shown = plan_import(partnership, moved_report(), "2025-06")
    assert [question.code for question in shown.questions] == ["2.1c"]
    assert not shown.is_empty
    with pytest.raises(ImportRefused, match=r"2\.1c"):
        apply_import(shown, by="tester", now=NOW)
    answers = proposed_matches(shown)
    assert answers == {"2.1c": str(uid(partnership, "1.1b"))}
    assert details(partnership, moved_report(), "2025-06")["2.1c"] == "moved from priority 1; was 1.1b"
    load(partnership, moved_report(), "2025-06", matches=answers)
    assert uid(partnership, "2.1c", "2025-06") == uid(partnership, "1.1b")
    assert stored(partnership, "2025-06").priorities == moved_report().priorities
    assert stored(partnership) == small_report()
    assert Activity.objects.count() == 4
    again = plan_import(partnership, moved_report(), "2025-06")
    assert again.is_empty


def test_a_moved_activity_can_be_called_new(partnership: Partnership) -> None:
    load(partnership, small_report())
    load(partnership, moved_report(), "2025-06", matches={"2.1c": "new"})
    assert uid(partnership, "2.1c", "2025-06") != uid(partnership, "1.1b")
    assert Activity.objects.count() == 5


def test_new_and_dropped_activities(partnership: Partnership) -> None:
    load(partnership, small_report())
    changed = with_activities(
        small_report(),
        2,
        [small_report().priorities[1].activities[0], activity("2.1c", "Mediation between neighbours")],
    )
    changed = for_quarter(changed, "2025-06")
    assert details(partnership, changed, "2025-06") == {
        "2.1c": "new: “Mediation between neighbours”",
        "2.1b": "no longer in the plan: “Youth work on the Marsh estate”",
    }
    load(partnership, changed, "2025-06")
    back = for_quarter(small_report(), "2025-09")
    load(partnership, back, "2025-09")
    assert uid(partnership, "2.1b", "2025-09") == uid(partnership, "2.1b")
    assert PlanVersion.objects.count() == 2
    assert Period.objects.get(key="2025-09").plan_version_id == Period.objects.get(key="2025-03").plan_version_id


def test_an_older_report_gets_its_own_version_and_the_newer_one_keeps_its_own(partnership: Partnership) -> None:
    load(partnership, small_report())
    older = for_quarter(with_activity(small_report(), "2.1a", title="Joint patrols"), "2024-12", concern="Dark nights.")
    load(partnership, older, "2024-12")
    assert uid(partnership, "2.1a", "2024-12") == uid(partnership, "2.1a")
    assert stored(partnership) == small_report()
    assert stored(partnership, "2024-12").priorities == older.priorities
    version = Period.objects.get(key="2024-12").plan_version
    assert (version.number, version.effective_from.isoformat()) == (2, "2024-10-01")
    assert Plan.objects.count() == 1


def test_an_older_report_onto_a_plan_that_was_renumbered_moved_and_retitled(partnership: Partnership) -> None:
    period = load(partnership, small_report())
    before = period.plan_version
    texts, keys = load_texts(partnership, [before.pk])
    text = texts[before.pk]
    swap = [
        Renumber(activity=text.with_code("2.1a").uid, code="2.1x"),
        Renumber(activity=text.with_code("2.1b").uid, code="2.1a"),
        Move(activity=text.with_code("1.1b").uid, priority=text.priorities[1].uid, code="2.1c"),
        Retitle(activity=text.with_code("1.1a").uid, title="Street marshals on Friday nights"),
    ]
    create_changed_version(before=before, changes=swap, effective_from=date(2025, 4, 1), by="tester", now=NOW)
    older = for_quarter(small_report(), "2024-12")
    shown = plan_import(partnership, older, "2024-12")
    assert not shown.questions
    load(partnership, older, "2024-12")
    assert all(uid(partnership, code, "2024-12") == uid(partnership, code) for code in ("1.1a", "1.1b", "2.1a", "2.1b"))
    assert PlanVersion.objects.count() == 2
    # The next report is matched with the version that followed, so it raises no question either.
    texts, _ = load_texts(partnership, list(PlanVersion.objects.values_list("pk", flat=True)))
    newest = texts[PlanVersion.objects.latest("number").pk]
    assert [line.code for line in newest.activities] == ["1.1a", "2.1x", "2.1a", "2.1c"]
    first, second = small_report().priorities
    report = with_activities(
        small_report(), 1, [replace(first.activities[0], title="Street marshals on Friday nights")]
    )
    report = with_activities(
        report,
        2,
        [
            replace(second.activities[0], code="2.1x"),
            replace(second.activities[1], code="2.1a"),
            replace(first.activities[1], code="2.1c"),
        ],
    )
    report = replace(report, cards=(replace(report.cards[0], targets=("1.1a", "9.9z")),))
    next_one = plan_import(partnership, for_quarter(report, "2025-06"), "2025-06")
    assert not next_one.questions
    assert [change for change in next_one.changes if change.kind in ("version", "activity", "card")] == []


def test_priorities_keep_their_identity_in_a_new_order(partnership: Partnership) -> None:
    load(partnership, small_report())
    first, second = small_report().priorities
    turned = for_quarter(
        replace(
            small_report(),
            priorities=(replace(second, number=1), replace(first, number=2)),
            cards=(replace(small_report().cards[0], priority=2),),
        ),
        "2025-06",
    )
    load(partnership, turned, "2025-06")
    assert Priority.objects.count() == 2
    assert Card.objects.count() == 4
    assert stored(partnership, "2025-06").priorities == turned.priorities


def test_the_next_plan_takes_over_what_has_the_same_title(partnership: Partnership) -> None:
    load(partnership, small_report())
    report = small_report(plan=tree.Plan(title="Plan 2027-30", starts="2027-04", ends="2030-03"))
    patrols, youth = report.priorities[1].activities
    report = for_quarter(with_activities(report, 2, [replace(patrols, code="2.9z"), youth]), "2027-06")
    shown = plan_import(partnership, report, "2027-06")
    assert not shown.questions
    assert any("another plan" in change.detail for change in shown.changes)
    load(partnership, report, "2027-06")
    assert Activity.objects.count() == 4
    assert Plan.objects.count() == 2
    assert stored(partnership, "2027-06").plan == report.plan


def test_a_plan_of_the_same_title_and_other_years_is_another_plan(partnership: Partnership) -> None:
    load(partnership, small_report())
    report = for_quarter(
        small_report(plan=tree.Plan(title="Plan 2024-27", starts="2027-04", ends="2030-03")), "2027-06"
    )
    load(partnership, report, "2027-06")
    assert Plan.objects.count() == 2
    assert stored(partnership) == small_report()


def test_an_undated_plan_gets_the_dates_that_a_report_gives(partnership: Partnership) -> None:
    create_plan(partnership=partnership, title="plan 2024-27", by="tester", now=NOW)
    load(partnership, small_report())
    plan = Plan.objects.get()
    assert (str(plan.starts), str(plan.ends)) == ("2024-04-01", "2027-03-31")


def test_a_report_without_a_plan_title_follows_the_nearest_plan(partnership: Partnership) -> None:
    load(partnership, small_report())
    load(partnership, for_quarter(small_report(plan=tree.Plan()), "2025-06"), "2025-06")
    assert Plan.objects.count() == 1
    assert PlanVersion.objects.count() == 1
