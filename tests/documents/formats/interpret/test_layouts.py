"""Small reports as other councils lay them out: each is read whole."""

from __future__ import annotations

from saferplan.documents.formats.interpret import interpret
from saferplan.documents.formats.source import Cell, Part
from saferplan.report.tree import Activity, Card, Criteria, Light, NextStep, Priority, Trend

from .making import filled, heading, note, p, source, table

GREEN, AMBER, RED = "#00b050", "#ffc000", "#ff0000"


def activity(code: str, title: str, light: Light, trend: Trend = Trend.NONE, **more: object) -> Activity:
    return Activity(code=code, title=title, light=light, trend=trend, **more)  # type: ignore[arg-type]


def test_an_action_plan_with_who_and_when_in_columns() -> None:
    reading = interpret(
        source(
            heading("Riverside Safety Partnership", 1),
            p("Action plan update"),
            heading("Priority 1: Safe streets"),
            table(
                [
                    "Ref",
                    "Action",
                    "Lead",
                    "Progress",
                    "BRAG",
                    "Direction of travel",
                    "Next steps",
                    "By whom",
                    "By when",
                ],
                [
                    "1.1",
                    "Light the paths",
                    "Parks, Roads",
                    "Half done\n• Mill Lane\n• Quay",
                    "A",
                    "↑",
                    "Order lamps",
                    "Jo",
                    "30/11/18",
                ],
                ["1.2", "Train stewards", "Events team", "All trained", "B", "→", "", "", ""],
            ),
        )
    )
    step = NextStep(text="Order lamps", who="Jo", due="2018-11-30")
    lit = activity("1.1", "Light the paths", Light.AMBER, Trend.IMPROVING, light_stated="A", owners=("Parks", "Roads"))
    assert reading.tree.priorities == (
        Priority(
            number=1,
            title="Safe streets",
            activities=(
                Activity(
                    **{
                        name: getattr(lit, name)
                        for name in ("code", "title", "light", "trend", "light_stated", "owners")
                    },
                    position="Half done\n\n- Mill Lane\n- Quay",
                    next_steps=(step,),
                ),
                activity(
                    "1.2",
                    "Train stewards",
                    Light.COMPLETE,
                    Trend.SAME,
                    light_stated="B",
                    owners=("Events team",),
                    position="All trained",
                ),
            ),
        ),
    )
    assert reading.tree.partnership.name == "Riverside Safety Partnership"
    assert reading.unplaced == 0
    assert not reading.tree.cards


def test_one_table_for_all_with_heading_rows_inside() -> None:
    reading = interpret(
        source(
            table(
                ["Ref", "Activity", "Status", "Trend"],
                ["Theme 1 – Safe streets"],
                ["1a", "Light the paths", "On target", "Stable"],
                ["Objective: Fewer people are harmed"],
                ["Ref", "Activity", "Status", "Trend"],
                ["Theme 2 – Homes"],
                ["2a", "Visit victims", "Off target", "Worsening"],
            )
        )
    )
    first, second = reading.tree.priorities
    assert (first.title, first.objective, second.title) == ("Safe streets", "Fewer people are harmed", "Homes")
    assert first.activities == (
        activity("1a", "Light the paths", Light.GREEN, Trend.SAME, light_stated="On target", trend_stated="Stable"),
    )
    assert second.activities == (
        activity("2a", "Visit victims", Light.RED, Trend.WORSENING, light_stated="Off target"),
    )
    assert reading.unplaced == 0


def test_only_colours_say_the_light_and_bands_do_not() -> None:
    def row(code: str, title: str, colour: str, band: str) -> list[Cell]:
        return [filled(band, code), filled(band, title), filled(colour), filled(band, "▼")]

    reading = interpret(
        source(
            heading("Priority 3: Theft"),
            table(
                ["Code", "Activity", "RAG", "DoT"],
                row("3.1", "Mark bicycles", "#c6efce", ""),
                row("3.2", "Patrol the car parks", "#ed7d31", "#dbe5f1"),
                row("3.3", "Close the short cut", "#c00000", ""),
                row("3.4", "Talk to shops", "#dbe5f1", "#dbe5f1"),
                row("3.5", "Map the thefts", "#a6a6a6", ""),
            ),
        )
    )
    lights = [each.light for _, each in reading.tree.activities()]
    assert lights == [Light.GREEN, Light.AMBER, Light.RED, Light.NONE, Light.NONE]
    assert {each.trend for _, each in reading.tree.activities()} == {Trend.WORSENING}
    assert not reading.notices


def test_a_word_beats_the_colour_behind_it_and_the_reader_is_told() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Streets"),
            table(["Code", "Activity", "RAG"], ["1.1", "Light the paths", filled(RED, "Green")]),
        )
    )
    assert [each.light for _, each in reading.tree.activities()] == [Light.GREEN]
    assert [notice.code for notice in reading.notices] == ["word-and-colour"]
    assert reading.notices[0].place.row == 2


def test_the_priority_in_a_merged_first_column_with_its_own_light() -> None:
    reading = interpret(
        source(
            table(
                ["Priority", "Overall RAG", "Ref", "Action", "RAG"],
                ["1. Streets", "Amber", "S1", "Light the paths", "Green"],
                ["^", "^", "S2", "Train stewards", "Red"],
                ["2. Homes", "Green", "H1", "Visit victims", "Green"],
            )
        )
    )
    assert [(each.number, each.title, each.light) for each in reading.tree.priorities] == [
        (1, "Streets", Light.AMBER),
        (2, "Homes", Light.GREEN),
    ]
    assert [(priority.number, each.code, each.light) for priority, each in reading.tree.activities()] == [
        (1, "S1", Light.GREEN),
        (1, "S2", Light.RED),
        (2, "H1", Light.GREEN),
    ]
    assert reading.unplaced == 0


def test_cards_as_lines_without_a_table() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Streets"),
            p("Target: 1.1 Light the paths"),
            p("Responsible officer: Head of Parks"),
            p("Why: People walk home late"),
            p("Criteria: GREEN: all lit. AMBER: some. RED: none."),
            p("RAG: Amber"),
            p("Current position:"),
            p("Two paths are lit."),
            p("• Mill Lane waits"),
            p("Next steps:"),
            p("• Order lamps – Jo – 30 Nov 2018"),
        )
    )
    assert reading.tree.cards == (
        Card(
            priority=1,
            targets=("1.1",),
            owners=("Head of Parks",),
            aim="People walk home late",
            criteria=Criteria(green="all lit", amber="some", red="none"),
            light=Light.AMBER,
            position="Two paths are lit.\n\n- Mill Lane waits",
            next_steps=(NextStep(text="Order lamps", who="Jo", due="2018-11-30"),),
        ),
    )
    assert [(each.code, each.title) for _, each in reading.tree.activities()] == [("1.1", "Light the paths")]
    assert reading.unplaced == 0


def test_another_scale_with_its_key_and_columns_in_another_order() -> None:
    reading = interpret(
        source(
            p("Key"),
            table(
                ["Satisfactory", "As planned"], ["Close monitoring", "Being watched"], [filled(RED, "Sticky"), "Stuck"]
            ),
            p("An arrow up means getting worse, an arrow down means getting better."),
            heading("2. Homes"),
            table(
                ["Direction of travel", "Assessment", "What we will do", "Reference"],
                ["↑", "CLOSE MONITORING", "Visit victims", "H1"],
                ["↓", "Sticky", "Mend locks", "H2"],
            ),
        )
    )
    assert [(each.code, each.light, each.trend, each.light_stated) for _, each in reading.tree.activities()] == [
        ("H1", Light.AMBER, Trend.WORSENING, "CLOSE MONITORING"),
        ("H2", Light.RED, Trend.IMPROVING, "Sticky"),
    ]
    assert reading.tree.priorities[0].number == 2
    assert reading.unplaced == 0


def test_a_table_without_a_header_is_known_by_what_stands_in_it() -> None:
    reading = interpret(
        source(
            heading("Priority 4: Evenings"),
            table(["4.1", "Marshals at the ranks", "GREEN", "➡"], ["4.2", "Lights on the quay", "RED", "⬇"]),
        )
    )
    assert [(each.code, each.title, each.light, each.trend) for _, each in reading.tree.activities()] == [
        ("4.1", "Marshals at the ranks", Light.GREEN, Trend.SAME),
        ("4.2", "Lights on the quay", Light.RED, Trend.WORSENING),
    ]


def test_a_card_with_several_targets_keeps_their_other_wording() -> None:
    listed = table(["Activity", "Light"], ["1.1a. Light the paths", "GREEN"], ["1.1b. Train stewards", "AMBER"])
    card = table(
        ["TARGET", "1.1a. Light the paths 1.1b. Train the stewards"],
        ["TARGET OWNER", "Parks, Events."],
        ["TRAFFIC LIGHT", "AMBER"],
        ["CURRENT POSITION", ""],
        ["Half of it is done"],
    )
    reading = interpret(
        source(heading("Priority 1: Streets"), listed, heading("In focus"), card, p("• The rest follows."))
    )
    (found,) = reading.tree.cards
    assert found.targets == ("1.1a", "1.1b")
    assert found.target_titles == ("", "Train the stewards")
    assert found.owners == ("Parks", "Events")
    assert found.position == "Half of it is done\n\n- The rest follows."
    assert reading.unplaced == 0


def test_comments_and_footnotes_never_reach_the_tree() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Streets"),
            table(["Code", "Activity", "RAG"], ["1.1", "Light the paths", "Green"]),
            note("Should this be red?", Part.COMMENT),
            note("Counted in May.", Part.FOOTNOTE),
            note("Page 2 of 9", Part.FOOTER),
        )
    )
    assert [notice.code for notice in reading.notices] == ["comment", "footnote"]
    assert "red" not in repr(reading.tree.priorities).replace("Light.", "").lower().split()
    assert (reading.placed, reading.unplaced) == (8, 2)


def test_an_activity_without_a_code_is_kept_under_a_name_that_no_plan_uses() -> None:
    reading = interpret(
        source(heading("Priority 2: Homes"), table(["Action", "RAG", "Lead"], ["Visit victims", "Green", "Jo"]))
    )
    assert [(each.code, each.title) for _, each in reading.tree.activities()] == [("#2.1", "Visit victims")]
    assert [notice.code for notice in reading.notices] == ["no-code"]


def test_unknown_columns_and_earlier_lights_are_noticed_by_name() -> None:
    reading = interpret(
        source(
            heading("Priority 1: Streets"),
            table(
                ["Code", "Activity", "Budget", "Last quarter RAG", "RAG"],
                ["1.1", "Light the paths", "£5", "Red", "Green"],
            ),
        )
    )
    assert [each.light for _, each in reading.tree.activities()] == [Light.GREEN]
    texts = {notice.text: notice for notice in reading.notices}
    assert "Budget" in texts["£5"].message
    assert texts["Red"].code == "earlier-light"
    assert texts["Red"].place.row == 2


def test_a_light_nobody_knows_is_kept_in_words() -> None:
    reading = interpret(
        source(heading("Priority 1: Streets"), table(["Code", "Activity", "RAG"], ["1.1", "Light the paths", "Purple"]))
    )
    ((_, found),) = reading.tree.activities()
    assert (found.light, found.light_stated) == (Light.NONE, "Purple")
    assert [notice.code for notice in reading.notices] == ["unknown-light"]


def test_nothing_that_can_be_recognised() -> None:
    reading = interpret(source(p("Dear all,"), p("the cake is in the kitchen."), table(["a", "b"], ["c", "d"])))
    assert not reading.tree.priorities
    assert not reading.tree.cards
    assert (reading.placed, reading.unplaced) == (0, 6)
    assert len(reading.notices) == 6


def test_a_light_at_the_end_of_a_prioritys_heading() -> None:
    plan = table(["Code", "Activity", "RAG"], ["1.1", "Light the paths", "Green"])
    for text in ("Streets – AMBER", "Streets (Overall: Amber)", "Streets Overall: Amber", "Streets. RAG status: amber"):
        (found,) = interpret(source(heading(f"Priority 1: {text}"), plan)).tree.priorities
        assert (found.title, found.light) == ("Streets", Light.AMBER), text
    (found,) = interpret(source(heading("Priority 1: Violence: on the street"), plan)).tree.priorities
    assert (found.title, found.light) == ("Violence: on the street", Light.NONE)
