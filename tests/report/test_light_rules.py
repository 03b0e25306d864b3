"""What a light follows from: rules and their dates, judgements, overrides, silence, measures, headlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from saferplan.report.derivations import why
from saferplan.report.derived import HEADLINE, OUTCOME, Basis, Since
from saferplan.report.light_facts import LightSource, MeasureFact, UpdateFact
from saferplan.report.outcomes import OutcomeRule, Polarity, Reading
from saferplan.report.rollup import HeadlineMethod, Method, RollUp
from saferplan.report.tree import Light, Trend
from tests.report.lighting import (
    ACTIVITIES,
    CARD,
    KEYS,
    LONG_AGO,
    PRIORITY,
    SHARE,
    WORST,
    criteria,
    facts,
    headline_rule,
    letters,
    of,
    rule,
    stated,
)

G, A, R, NONE = Light.GREEN, Light.AMBER, Light.RED, Light.NONE
IMPORT, JUDGEMENT, OVERRIDE = LightSource.IMPORT, LightSource.JUDGEMENT, LightSource.OVERRIDE
OCTOBER = datetime(2025, 10, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rollup", "four", "light", "sentence"),
    [
        (WORST, "GGGG", G, "Green: none of 4 activities is amber or red; the plan’s rule takes the worst."),
        (WORST, "GAAG", A, "Amber: 2 of 4 activities are amber; the plan’s rule takes the worst."),
        (WORST, "GARG", R, "Red: 1 of 4 activities is red; the plan’s rule takes the worst."),
        (WORST, "CCCC", Light.COMPLETE, "Complete: all 4 activities are complete."),
        (WORST, "DDDD", Light.DEFERRED, "Deferred: all 4 activities are put off."),
        (WORST, "GG--", NONE, "No light: 2 of 4 reported, and it is not green until all have."),
        (WORST, "----", NONE, "No light: none of 4 activities has reported."),
        (WORST, "D---", NONE, "No light: 1 of 4 activities reported, and it is put off."),
        (
            WORST,
            "A---",
            A,
            "Amber: the only activity that reported is amber; the plan’s rule takes the worst. 1 of 4 reported.",
        ),
        (
            WORST,
            "AGGD",
            A,
            "Amber: 1 of the 3 activities that are not put off is amber; the plan’s rule takes the worst.",
        ),
        (
            WORST,
            "AGG-",
            A,
            "Amber: 1 of the 3 activities that reported is amber; the plan’s rule takes the worst. 3 of 4 reported.",
        ),
        (
            SHARE,
            "AAGG",
            A,
            "Amber: 2 of 4 activities are amber; the plan’s rule turns a priority amber at one in four.",
        ),
        (
            SHARE,
            "RRGG",
            R,
            "Red: 2 of 4 activities are red; the plan’s rule turns a priority red at one in two.",
        ),
        (
            SHARE,
            "ARGG",
            A,
            "Amber: 2 of 4 activities are amber or red; the plan’s rule turns a priority amber at one in four.",
        ),
        (
            SHARE,
            "GGGG",
            G,
            "Green: none of 4 activities is amber or red; the plan’s rule turns a priority amber at one in four.",
        ),
        (
            RollUp(method=Method.WEIGHTED, amber=Fraction(1, 4), weights={"activity:1": 3}),
            "RGGG",
            A,
            "Amber: by weight 50% is lost, half for each amber and all for each red; "
            "the plan’s rule turns a priority amber at one in four.",
        ),
    ],
)
def test_a_priority_by_the_plans_rule(rollup: RollUp, four: str, light: Light, sentence: str) -> None:
    found = of(facts(*letters("2025-06", four), rules=[rule(rollup)]), PRIORITY, "2025-06")
    assert (found.light, found.basis, why(found)) == (light, Basis.ROLLED_UP, sentence)


def test_a_card_goes_by_the_same_rule() -> None:
    found = of(facts(*letters("2025-06", "GRGG"), rules=[rule(SHARE)]), CARD, "2025-06")
    assert found.light is R
    assert "turns a card red" in why(found, "card")


def test_a_rule_counts_from_its_date_and_the_light_is_not_comparable_across_it() -> None:
    """Before the rule the stated light stands; after it the computed one, with the stated one beside."""
    given = facts(
        stated(PRIORITY, "2025-03", G, source=IMPORT),
        stated(PRIORITY, "2025-06", G, source=IMPORT),
        *letters("2025-03", "AAGG"),
        *letters("2025-06", "AAGG"),
        rules=[rule(WORST, start=date(2025, 4, 1))],
    )
    before, after = of(given, PRIORITY, "2025-03"), of(given, PRIORITY, "2025-06")
    assert (before.light, before.basis) == (G, Basis.IMPORT)
    assert (after.light, after.basis, after.since) == (A, Basis.ROLLED_UP, Since.NOT_COMPARABLE)
    assert after.beside is not None
    assert why(after).endswith("The report itself stated green.")
    assert (after.rule.number, after.rule.effective_from) == (1, date(2025, 4, 1)) if after.rule else False


def test_a_new_version_of_a_rule_is_not_comparable_either() -> None:
    given = facts(
        *letters("2025-03", "AGGG"),
        *letters("2025-06", "AGGG"),
        *letters("2025-09", "AGGG"),
        rules=[rule(WORST), rule(SHARE, number=2, start=date(2025, 4, 1))],
    )
    sinces = [of(given, PRIORITY, key).since for key in KEYS[:3]]
    assert sinces == [Since.NEW, Since.NOT_COMPARABLE, Since.SAME]
    assert of(given, PRIORITY, "2025-09").periods_same == 2


def test_without_a_rule_a_priority_has_only_what_is_stated() -> None:
    given = facts(*letters("2025-03", "AGGG"))
    found = of(given, PRIORITY, "2025-03")
    assert (found.light, found.basis) == (NONE, Basis.NO_RULE)
    assert why(found) == "No light: none was stated, and the plan has no rule that makes one from its activities."


def test_a_judgement_stands_with_the_computed_light_beside_it() -> None:
    judged = stated(PRIORITY, "2025-03", G, source=JUDGEMENT, reason="The two ambers end next week.")
    rules = [rule(RollUp(method=Method.JUDGEMENT))]
    found = of(facts(*letters("2025-03", "AAGG"), judged, rules=rules), PRIORITY, "2025-03")
    assert (found.light, found.basis, found.computed) == (G, Basis.JUDGEMENT, A)
    assert why(found) == (
        "Green: the partnership’s judgement. The two ambers end next week. "
        "The worst of its activities alone would make it amber."
    )
    unjudged = of(facts(*letters("2025-03", "AAGG"), rules=rules), PRIORITY, "2025-03")
    assert (unjudged.light, unjudged.basis, unjudged.computed) == (NONE, Basis.NO_JUDGEMENT, A)


def test_an_override_shows_both_and_lapses_by_itself() -> None:
    override = stated(ACTIVITIES[0], "2025-06", G, source=OVERRIDE, until="2025-09", reason="The crew starts on 3 July")
    given = facts(override, *(fact for key in KEYS for fact in letters(key, "RGGG")), rules=[rule(WORST)])
    found = [of(given, ACTIVITIES[0], key) for key in KEYS]
    assert [each.light for each in found] == [R, G, G, R]
    assert [each.computed for each in found] == [NONE, R, R, NONE]
    assert [each.basis for each in found] == [Basis.UPDATE, Basis.OVERRIDE, Basis.OVERRIDE, Basis.UPDATE]
    assert why(found[1]) == (
        "Green: set by the partnership up to 30 September 2025. The crew starts on 3 July. "
        "Without that it would be red."
    )
    # What is made of it follows.
    assert [of(given, PRIORITY, key).light for key in KEYS] == [R, G, G, R]


def test_an_override_can_be_lifted_without_touching_the_periods_before() -> None:
    set_once = stated(ACTIVITIES[0], "2025-03", G, source=OVERRIDE, until="2025-12", reason="Agreed.")
    lifted = stated(ACTIVITIES[0], "2025-09", NONE, source=OVERRIDE, until="2025-12", reason="No longer.")
    given = facts(set_once, lifted, *(fact for key in KEYS for fact in letters(key, "RGGG")))
    assert [of(given, ACTIVITIES[0], key).light for key in KEYS] == [G, G, R, R]


def test_an_override_of_a_priority_says_what_the_rule_gives() -> None:
    override = stated(PRIORITY, "2025-03", G, source=OVERRIDE, reason="The board agreed it.")
    found = of(facts(override, *letters("2025-03", "RGGG"), rules=[rule(WORST)]), PRIORITY, "2025-03")
    assert (found.light, found.computed) == (G, R)
    assert why(found) == (
        "Green: set by the partnership up to 31 March 2025. The board agreed it. "
        "Without that it would be red: 1 of 4 activities is red; the plan’s rule takes the worst."
    )


def test_an_override_where_not_all_reported() -> None:
    override = stated(PRIORITY, "2025-03", A, source=OVERRIDE, reason="The missing one has stopped.")
    found = of(facts(override, *letters("2025-03", "GGG-"), rules=[rule(WORST)]), PRIORITY, "2025-03")
    assert why(found).endswith(
        "Without that there would be no light: 3 of 4 reported, and it is not green until all have."
    )


def test_silence_has_its_age() -> None:
    given = facts(*letters("2025-03", "GGG-"), last={ACTIVITIES[3]: date(2024, 9, 30)})
    silent = of(given, ACTIVITIES[0], "2025-12")
    assert (silent.light, silent.basis, silent.months_silent) == (NONE, Basis.NO_UPDATE, 9)
    assert why(silent) == "No update has come in. The last one was for the period to 31 March 2025, 9 months before."
    assert of(given, ACTIVITIES[3], "2025-03").months_silent == 6
    assert why(of(facts(), ACTIVITIES[0], "2025-12")) == "No update: none has ever come in."


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("draft", "No update: an update is being written."),
        ("submitted", "No update: an update was submitted on 4 October 2025 and is not approved yet."),
        ("returned", "No update: an update was sent back to the partner on 4 October 2025."),
        ("withdrawn", "No update: an update was withdrawn on 4 October 2025."),
    ],
)
def test_what_is_not_approved_gives_no_light(state: str, sentence: str) -> None:
    pending = {(ACTIVITIES[0], "2025-09"): UpdateFact(state, OCTOBER)}
    found = of(facts(*letters("2025-06", "GGGG"), pending=pending), ACTIVITIES[0], "2025-09")
    assert found.light is NONE
    assert why(found) == sentence + " The last one was for the period to 30 June 2025, 3 months before."


def test_a_withdrawn_update_gives_no_light_from_then_on() -> None:
    withdrawn = stated(ACTIVITIES[0], "2025-06", NONE, reason="Wrong figures", days=40)
    given = facts(*letters("2025-06", "GGGG"), withdrawn, rules=[rule(WORST)])
    assert of(given, ACTIVITIES[0], "2025-06", now=datetime(2025, 7, 20, tzinfo=UTC)).light is G
    found = of(given, ACTIVITIES[0], "2025-06")
    assert (found.light, found.basis) == (NONE, Basis.WITHDRAWN)
    assert why(found) == "No update: it was withdrawn on 9 August 2025. Wrong figures."
    assert of(given, PRIORITY, "2025-06").light is NONE


def test_changed_criteria_are_not_comparable_and_first_ones_are() -> None:
    told = {
        ACTIVITIES[0]: [criteria("Nine in ten"), criteria("All", date(2025, 7, 1))],
        ACTIVITIES[1]: [criteria("First stated", date(2025, 7, 1))],
    }
    given = facts(*(fact for key in KEYS for fact in letters(key, "GGGG")), told=told)
    assert [of(given, ACTIVITIES[0], key).since for key in KEYS] == [
        *(Since.NEW, Since.SAME, Since.NOT_COMPARABLE, Since.SAME)
    ]
    assert [of(given, ACTIVITIES[1], key).since for key in KEYS] == [Since.NEW, Since.SAME, Since.SAME, Since.SAME]
    assert of(given, ACTIVITIES[0], "2025-12").criteria_from == date(2025, 7, 1)


def test_the_arrow_is_worked_out_but_a_loaded_reports_stays() -> None:
    printed = stated(ACTIVITIES[1], "2025-06", R, source=IMPORT)._replace(trend=Trend.SAME)
    given = facts(*letters("2025-03", "AGGG"), stated(ACTIVITIES[0], "2025-06", G), printed)
    assert of(given, ACTIVITIES[0], "2025-06").trend is Trend.IMPROVING
    assert of(given, ACTIVITIES[1], "2025-06").trend is Trend.SAME


def measure(
    subject: str, value: int | None, target: int, *, name: str = "Vehicle crime", accepted: bool = True
) -> MeasureFact:
    return MeasureFact(
        subject=subject,
        period="2025-06",
        name=name,
        rule=OutcomeRule(polarity=Polarity.LOWER),
        reading=Reading(value=None if value is None else Decimal(value), target=Decimal(target)),
        recorded_at=LONG_AGO,
        accepted=accepted,
    )


def test_results_come_from_measures() -> None:
    given = facts(stated(PRIORITY, "2025-06", G, source=IMPORT, kind=OUTCOME), measures=[measure(PRIORITY, 266, 205)])
    found = of(given, PRIORITY, "2025-06", OUTCOME)
    assert (found.light, found.basis) == (R, Basis.MEASURED)
    assert why(found) == (
        "Red: Vehicle crime is 266, where at most 205 was wanted; it is missed by more than 5% of that. "
        "The report itself stated green."
    )
    assert of(given, PRIORITY, "2025-06").light is NONE


def test_several_measures_are_never_green_by_silence() -> None:
    both = [measure(PRIORITY, 100, 205), measure(PRIORITY, None, 20, name="Robbery")]
    found = of(facts(measures=both), PRIORITY, "2025-06", OUTCOME)
    assert found.light is NONE
    assert why(found) == (
        "No light: there is no released figure for Robbery. "
        "1 of 2 measures has a light, and it is not green until all have."
    )


def test_an_activity_has_results_only_through_a_measure_that_its_owner_accepted() -> None:
    accepted, offered = measure(ACTIVITIES[0], 100, 205), measure(ACTIVITIES[1], 100, 205, accepted=False)
    given = facts(measures=[accepted, offered])
    assert of(given, ACTIVITIES[0], "2025-06", OUTCOME).light is G
    assert of(given, ACTIVITIES[1], "2025-06", OUTCOME).basis is Basis.NOT_MEASURED


def test_a_measure_learnt_later_does_not_count_before() -> None:
    late = MeasureFact(
        subject=PRIORITY,
        period="2025-06",
        name="Vehicle crime",
        rule=OutcomeRule(polarity=Polarity.LOWER),
        reading=Reading(value=Decimal(1), target=Decimal(2)),
        recorded_at=OCTOBER,
    )
    given = facts(measures=[late])
    assert of(given, PRIORITY, "2025-06", OUTCOME, now=datetime(2025, 9, 1, tzinfo=UTC)).light is NONE
    assert of(given, PRIORITY, "2025-06", OUTCOME).light is G


@pytest.mark.parametrize(
    ("method", "light", "sentence"),
    [
        (HeadlineMethod.WORSE, R, "Red: the worse of work (amber) and results (red)."),
        (HeadlineMethod.DELIVERY, A, "Amber: by the plan’s rule the work alone counts."),
    ],
)
def test_a_headline_only_by_the_plans_rule(method: HeadlineMethod, light: Light, sentence: str) -> None:
    given = facts(
        *letters("2025-06", "AGGG"),
        rules=[rule(WORST)],
        headlines=[headline_rule(method)],
        measures=[measure(PRIORITY, 266, 205)],
    )
    found = of(given, PRIORITY, "2025-06", HEADLINE)
    assert (found.light, found.basis, why(found)) == (light, Basis.BOTH, sentence)


@pytest.mark.parametrize("headlines", [[], [headline_rule(HeadlineMethod.NONE)]])
def test_by_default_work_and_results_are_shown_and_no_headline(headlines: list[object]) -> None:
    given = facts(*letters("2025-06", "AGGG"), rules=[rule(WORST)], headlines=headlines)  # type: ignore[arg-type]
    assert of(given, PRIORITY, "2025-06", HEADLINE).basis is not Basis.BOTH


def test_what_was_withdrawn_is_not_called_unapproved_later() -> None:
    gone = UpdateFact("withdrawn", OCTOBER)
    given = facts(
        stated(ACTIVITIES[0], "2025-06", NONE, reason="Wrong figures"), pending={(ACTIVITIES[0], "2025-06"): gone}
    )
    assert (
        why(of(given, ACTIVITIES[0], "2025-09")) == "No update: the one for the period to 30 June 2025 was withdrawn."
    )


def test_a_card_is_held_to_its_own_criteria_and_an_activity_to_those_of_its_first_card() -> None:
    """A text that comes to the second card, or later to the first, changes nothing before it counts."""
    old, new = criteria("Nine in ten"), criteria("Ten in ten", date(2025, 7, 1))
    lights = [light for key in KEYS for light in (stated(CARD, key, G), stated(ACTIVITIES[0], key, G))]
    given = replace(
        facts(*lights, told={CARD: [old], "card:9": [new]}),
        cards={key: {ACTIVITIES[0]: ("card:9", CARD)} for key in KEYS},
    )
    assert [of(given, ACTIVITIES[0], key).since for key in KEYS[1:]] == [Since.SAME, Since.NOT_COMPARABLE, Since.SAME]
    assert [of(given, ACTIVITIES[0], key).criteria_from for key in KEYS[1:3]] == [date(2025, 1, 1), date(2025, 7, 1)]
    assert [of(given, CARD, key).since for key in KEYS[1:]] == [Since.SAME] * 3
    changed = replace(given, criteria={CARD: [old, new]})
    assert of(changed, CARD, "2025-09").since is Since.NOT_COMPARABLE


def test_another_rule_of_a_measure_cannot_be_compared() -> None:
    first = measure(PRIORITY, 100, 205)
    second = replace(first, period="2025-09", rule=replace(first.rule, number=2))
    third = replace(second, period="2025-12")
    given = facts(measures=[first, second, third], headlines=[headline_rule(HeadlineMethod.WORSE)])
    sinces = [of(given, PRIORITY, key, OUTCOME).since for key in KEYS[1:]]
    assert sinces == [Since.NEW, Since.NOT_COMPARABLE, Since.SAME]


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"activity:1": 49, "activity:2": 50, "activity:3": 50, "activity:4": 50}, "24.6%"),
        ({"activity:1": 1, "activity:2": 1, "activity:3": 1, "activity:4": 1}, "25%"),
    ],
)
def test_a_rounded_share_never_says_that_a_threshold_was_reached(weights: dict[str, int], said: str) -> None:
    by_weight = RollUp(method=Method.WEIGHTED, amber=Fraction(1, 4), weights=weights)
    found = of(facts(*letters("2025-06", "RGGG"), rules=[rule(by_weight)]), PRIORITY, "2025-06")
    assert f"by weight {said} is lost" in why(found)
    assert found.light is (G if said == "24.6%" else A)


@pytest.mark.parametrize(
    ("value", "target", "said"),
    [
        ("600.04", "600", "600.04, where at most 600 was wanted; it is missed"),
        ("4.25", "4.5", "4.25, where at most 4.5 was wanted."),
        ("1234567", "1200000", "1,234,567, where at most 1,200,000 was wanted"),
        ("1", "100", "1, where at most 100 was wanted."),
    ],
)
def test_a_figure_is_told_as_it_is(value: str, target: str, said: str) -> None:
    reading = Reading(value=Decimal(value), target=Decimal(target))
    given = replace(measure(PRIORITY, 1, 1), reading=reading)
    assert said in why(of(facts(measures=[given]), PRIORITY, "2025-06", OUTCOME))


def test_a_judgement_stands_beside_a_rule_under_its_own_name() -> None:
    judged = stated(PRIORITY, "2025-06", G, source=JUDGEMENT, reason="It ends soon.")
    found = of(facts(judged, *letters("2025-06", "GGRG"), rules=[rule(WORST)]), PRIORITY, "2025-06")
    assert why(found).endswith("takes the worst. The partnership itself stated green.")


def test_what_is_put_off_and_what_is_missing_are_not_mixed_up() -> None:
    found = of(facts(*letters("2025-06", "RD--"), rules=[rule(WORST)]), PRIORITY, "2025-06")
    assert why(found) == (
        "Red: the only activity that reported and is not put off is red; the plan’s rule takes the worst. "
        "2 of 4 reported."
    )
