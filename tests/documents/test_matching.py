"""Which known activity a line is: exact codes match, titles are proposed, a person decides."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from saferplan.documents.matching import BadMatches, Known, Line, Matching, Where, likeness, match_activities

A, B, C, D = (uuid4() for _ in range(4))
LIGHTS = "Lighting of the harbour path"
PATROLS = "Joint patrols in the town centre"
YOUTH = "Youth work on the Marsh estate"


def before(uid: UUID, code: str, title: str) -> Known:
    return Known(uid, code, title, Where.BEFORE)


def match(lines: list[tuple[str, str]], known: list[Known], **answers: str) -> Matching:
    return match_activities(
        [Line(*line) for line in lines], known, {k.replace("_", "."): v for k, v in answers.items()}
    )


def test_an_exact_code_matches_even_when_the_title_is_new() -> None:
    found = match(
        [("1.1", LIGHTS), ("1.2", "Something quite unlike it")], [before(A, "1.1", LIGHTS), before(B, "1.2", PATROLS)]
    )
    assert found.found == {"1.1": A, "1.2": B}
    assert not found.questions


def test_a_renumbered_activity_is_proposed_and_asked() -> None:
    found = match([("2.4", "Lighting of the harbour  PATH")], [before(A, "1.1", LIGHTS), before(B, "1.2", PATROLS)])
    assert found.found == {}
    (question,) = found.questions
    assert (question.code, question.proposed, question.proposed_answer) == ("2.4", A, str(A))
    assert question.options[0].likeness == 1.0
    assert "1.1" in question.sentence


def test_codes_that_shift_are_asked_and_not_swapped() -> None:
    """A new 1.2 pushes the former 1.2 to 1.3: the exact codes would be wrong."""
    found = match(
        [("1.1", LIGHTS), ("1.2", "Bicycle marking days at the market"), ("1.3", PATROLS), ("1.4", YOUTH)],
        [before(A, "1.1", LIGHTS), before(B, "1.2", PATROLS), before(C, "1.3", YOUTH)],
    )
    assert found.found == {"1.1": A}
    assert {q.code: q.proposed for q in found.questions} == {"1.2": None, "1.3": B, "1.4": C}


def test_nothing_alike_is_new_without_a_question() -> None:
    found = match([("1.9", "Bicycle marking days at the market")], [before(A, "1.1", LIGHTS)])
    assert found.found == {"1.9": None}


def test_answers_decide() -> None:
    known = [before(A, "1.1", LIGHTS), before(B, "1.2", PATROLS)]
    assert match([("2.4", LIGHTS)], known, **{"2_4": str(A)}).found == {"2.4": A}
    assert match([("2.4", LIGHTS)], known, **{"2_4": "new"}).found == {"2.4": None}
    assert match([("1.1", LIGHTS)], known, **{"1_1": str(B)}).found == {"1.1": B}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"9_9": "new"}, "has no 9.9"),
        ({"1_1": str(D)}, "has no activity"),
        ({"1_1": "rubbish"}, "has no activity"),
        ({"1_1": str(A), "1_2": str(A)}, "same activity"),
    ],
)
def test_answers_that_do_not_fit_are_refused(answers: dict[str, str], words: str) -> None:
    with pytest.raises(BadMatches, match=words):
        match([("1.1", LIGHTS), ("1.2", PATROLS)], [before(A, "1.1", LIGHTS)], **answers)


def test_an_activity_that_comes_back_is_known_by_its_code_in_the_plan() -> None:
    known = [before(A, "1.1", LIGHTS), Known(B, "1.2", PATROLS, Where.SAME_PLAN)]
    assert match([("1.1", LIGHTS), ("1.2", PATROLS)], known).found == {"1.1": A, "1.2": B}


def test_the_same_title_in_another_plan_is_taken_and_said() -> None:
    known = [
        Known(A, "7.1", LIGHTS, Where.OTHER_PLAN),
        Known(B, "7.2", "Joint patrols of the town centre", Where.OTHER_PLAN),
    ]
    found = match([("1.1", LIGHTS.upper()), ("1.2", PATROLS)], known)
    assert found.found == {"1.1": A}
    assert "another plan" in found.notes["1.1"]
    assert [(q.code, q.proposed) for q in found.questions] == [("1.2", B)]


def test_the_same_code_in_another_plan_means_nothing() -> None:
    assert match([("1.1", LIGHTS)], [Known(A, "1.1", YOUTH, Where.OTHER_PLAN)]).found == {"1.1": None}


def test_two_with_the_same_title_are_asked() -> None:
    known = [Known(A, "7.1", LIGHTS, Where.OTHER_PLAN), Known(B, "7.2", LIGHTS, Where.OTHER_PLAN)]
    found = match([("1.1", LIGHTS)], known)
    assert len(found.questions) == 1
    assert {option.uid for option in found.questions[0].options} == {A, B}


def test_likeness_takes_no_notice_of_case_and_blanks() -> None:
    assert likeness(" The  Harbour ", "the harbour") == 1.0
    assert likeness("The harbour path", "Youth work") == 0.0
