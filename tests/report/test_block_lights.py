"""What documents say of why lights are what they are, before any writer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saferplan.report.block_kinds import Facts, LightMark, Line, Note, Table
from saferplan.report.block_lights import Shown, has_loaded_lights, reasons_by_activity, rule_in_force
from saferplan.report.blocks import blocks
from saferplan.report.labels import light_word
from saferplan.report.readable import readable, reason
from saferplan.report.tree import Activity, Derivation, Light, Priority, Report
from tests.documents.formats.samples import REASONED, RULE, SAMPLE, UPDATED
from tests.report.clean import clean_report

AS_LOADED = Derivation(sentence="Green: as the loaded report states it.", basis="import")
SILENT = Derivation(sentence="No update: none has ever come in.", basis="no update")


def with_every_why(report: Report, why: Derivation) -> Report:
    return replace(
        report,
        priorities=tuple(
            replace(each, why=why, activities=tuple(replace(a, why=why) for a in each.activities))
            for each in report.priorities
        ),
        cards=tuple(replace(card, why=why) for card in report.cards),
    )


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (Derivation(), ""),
        (AS_LOADED, ""),
        (replace(AS_LOADED, stated=Light.RED), AS_LOADED.sentence),
        (replace(AS_LOADED, computed=Light.RED), AS_LOADED.sentence),
        (replace(AS_LOADED, basis="no rule"), ""),
        (replace(AS_LOADED, basis="not measured"), ""),
        (replace(AS_LOADED, basis="override"), AS_LOADED.sentence),
        (replace(AS_LOADED, basis=""), AS_LOADED.sentence),
        (replace(SILENT, sentence=" No  update:\nnone. "), "No update: none."),
    ],
)
def test_only_what_somebody_may_ask_about_has_a_reason(why: Derivation, told: str) -> None:
    assert reason(why) == told


def test_a_loaded_report_is_written_as_it_was() -> None:
    assert blocks(with_every_why(clean_report(), AS_LOADED)) == blocks(clean_report())
    assert not has_loaded_lights(with_every_why(clean_report(), AS_LOADED))


def test_loaded_lights_among_others_are_called_so_once() -> None:
    report = with_every_why(clean_report(), UPDATED)
    assert not has_loaded_lights(report)
    first, *others = report.priorities
    mixed = replace(report, priorities=(replace(first, why=AS_LOADED), *others))
    lines = [each for each in blocks(mixed) if isinstance(each, Line)]
    assert [each.label for each in lines].count("Lights without a reason") == 1


def test_activities_with_the_same_reason_share_a_row() -> None:
    whys = [UPDATED, UPDATED, UPDATED, SILENT, UPDATED, UPDATED, SILENT]
    activities = tuple(Activity(code=f"1.{n}", title=str(n), why=why) for n, why in enumerate(whys, 1))
    report = Report(priorities=(Priority(number=1, title="One", activities=activities),))
    assert reasons_by_activity(activities, Shown(report)) == [
        ("Why this light", [("1.1 to 1.3, 1.5, 1.6", UPDATED.sentence), ("1.4, 1.7", SILENT.sentence)])
    ]
    assert reasons_by_activity((Activity(code="1.1", title="x"),), Shown(report)) == []


def test_columns_stand_only_for_lights_that_somebody_has() -> None:
    plain, full = Shown(clean_report()), Shown(REASONED)
    assert (plain.results, plain.headline, plain.activity_results) == (False, False, False)
    assert (full.results, full.headline, full.activity_results) == (True, True, True)
    assert not Shown(SAMPLE).headline


def overview(report: Report) -> Table:
    return next(each for each in blocks(report) if isinstance(each, Table))


def test_the_overview_names_each_kind_of_light_and_says_why_below_the_priority() -> None:
    assert [column.text for column in overview(clean_report()).columns] == ["Priority", "Light", "Trend"]
    table = overview(REASONED)
    assert [column.text for column in table.columns] == ["Priority", "Overall", "Work", "Results", "Trend"]
    assert sum(column.share for column in table.columns) == 100
    notes = [each for each in table.rows[0][0] if isinstance(each, Note)]
    assert [note.label for note in notes] == [
        "Why this overall light",
        "Why this work light",
        "Why this results light",
    ]
    assert [cell[0].word for cell in table.rows[1][1:4] if isinstance(cell[0], LightMark)] == [
        "No light",
        "No light",
        "Not measured",
    ]


def test_with_the_work_alone_the_reason_is_that_of_the_light() -> None:
    table = overview(with_every_why(clean_report(), UPDATED))
    assert [each.label for each in table.rows[0][0] if isinstance(each, Note)] == ["Why this light"]


def test_a_card_says_why_right_below_its_light() -> None:
    sheets = [each for each in blocks(REASONED) if isinstance(each, Facts)]
    labels = [fact.label for fact in sheets[-1].facts]
    assert labels[labels.index("Light") + 1] == "Why this light"


def test_the_rule_with_its_date_is_named_once() -> None:
    assert rule_in_force(REASONED) == RULE
    lines = {each.label: each.text for each in blocks(REASONED) if isinstance(each, Line)}
    assert lines["Rule in force"] == RULE
    assert lines["Rule for overall lights"].startswith("Rule 1, from 1 April 2026")
    assert "Rule in force" not in {each.label for each in blocks(SAMPLE) if isinstance(each, Line)}


def test_the_key_explains_the_words_for_no_light_only_where_they_stand() -> None:
    def words(report: Report) -> list[str]:
        table = [each for each in blocks(report) if isinstance(each, Table)][-1]
        return [row[0][0].word for row in table.rows if isinstance(row[0][0], LightMark)]

    assert words(clean_report()) == ["Green", "Amber", "Red"]
    assert words(REASONED) == ["Green", "Amber", "Red", "Complete", "No update", "No light", "Not measured"]


@pytest.mark.parametrize(
    ("light", "stated", "basis", "word"),
    [
        (Light.NONE, "", "", "No update"),
        (Light.NONE, "", "no update", "No update"),
        (Light.NONE, "", "rolled up", "No light"),
        (Light.NONE, "", "not measured", "Not measured"),
        (Light.NONE, "Awaiting the count", "rolled up", "Awaiting the count"),
        (Light.GREEN, "", "rolled up", "Green"),
    ],
)
def test_what_could_not_be_made_is_not_called_an_update(light: Light, stated: str, basis: str, word: str) -> None:
    assert light_word(light, stated, basis=basis) == word


def test_readable_keeps_the_sentence_and_the_lights() -> None:
    first = readable(REASONED).priorities[0]
    assert first.why == Derivation(sentence=REASONED.priorities[0].why.sentence)
    assert (first.headline, first.results) == (Light.RED, Light.RED)
    assert readable(REASONED).priorities[2].results_why == Derivation()
