"""Times and words that people write and read, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from saferplan.cycle.chasing import Contact, OwnerLine, Return
from saferplan.cycle.lateness import Lateness, Timing
from saferplan.cycle.rules import StepKind
from saferplan.cycle.steps import USUAL_STEPS, Offset, StepFact, oddities
from saferplan.web.periods import wording
from saferplan.web.periods.forms import TimeField
from saferplan.web.periods.present_messages import Ask, present_invitation, present_reminders

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("17:00", time(17)),
        ("5pm", time(17)),
        ("5 PM", time(17)),
        ("10.30am", time(10, 30)),
        ("9:15 am", time(9, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("noon", time(12)),
        ("0:05", time(0, 5)),
    ],
)
def test_times_as_people_write_them(text: str, found: time) -> None:
    assert TimeField().clean(text) == found
    assert TimeField().clean(wording.clock(found)) == found


@pytest.mark.parametrize("text", ["5", "25:00", "13pm", "0am", "10.75am", "soon", "17.00pm", "1700"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValidationError, match="such as 5pm"):
        TimeField().clean(text)


@pytest.mark.parametrize(
    ("lateness", "words"),
    [
        (Lateness(Timing.NO_DATE), ""),
        (Lateness(Timing.NOT_DUE, 12), "Due in 12 working days"),
        (Lateness(Timing.DUE_SOON, 1), "Due in 1 working day"),
        (Lateness(Timing.DUE_SOON, 0), "Due within a working day"),
        (Lateness(Timing.LATE, 0), "Late"),
        (Lateness(Timing.LATE, 3), "Late by 3 working days"),
        (Lateness(Timing.IN_ON_TIME), ""),
        (Lateness(Timing.IN_LATE, 0), "Came in late"),
        (Lateness(Timing.IN_LATE, 1), "Came in 1 working day late"),
    ],
)
def test_lateness_in_words(lateness: Lateness, words: str) -> None:
    assert wording.lateness_words(lateness) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 25, 17, 0, tzinfo=UTC), "Today"),
        (datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "Overdue"),
        (datetime(2026, 11, 24, 17, 0, tzinfo=UTC), "Overdue by 1 working day"),
        (datetime(2026, 11, 30, 17, 0, tzinfo=UTC), "In 3 working days"),
        (datetime(2026, 12, 9, 17, 0, tzinfo=UTC), "In 10 working days"),
        (datetime(2026, 12, 10, 17, 0, tzinfo=UTC), ""),
    ],
)
def test_steps_in_words(due: datetime, words: str) -> None:
    assert wording.step_lateness(due, NOW) == words


def test_a_step_on_a_sunday_is_before_the_next_working_day() -> None:
    saturday, sunday = datetime(2026, 11, 28, 12, 0, tzinfo=UTC), datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    assert wording.step_lateness(sunday, saturday) == "Before the next working day"


def test_oddities_in_words() -> None:
    papers, publish = USUAL_STEPS[4:]
    day = datetime(2026, 12, 3, 10, 0, tzinfo=UTC)
    steps = [StepFact(1, papers, day), StepFact(2, publish, day.replace(day=2))]
    words = wording.odd_sentences(oddities(steps, date(2026, 12, 10), NOW))
    assert words == ["“Final papers go to the clerk” falls after “The papers are published”, which should come later."]
    own = StepFact(3, Offset(StepKind.OTHER, 1, time(9), name="Print"), datetime(2026, 12, 11, 9, 0, tzinfo=UTC))
    assert wording.odd_sentences(oddities([own], date(2026, 12, 10), NOW)) == ["“Print” falls after the meeting."]
    past = [StepFact(4, papers, NOW.replace(day=20)), StepFact(5, publish, NOW.replace(day=21))]
    assert wording.odd_sentences(oddities(past, None, NOW)) == [
        "In the past and not marked done: “Final papers go to the clerk”, “The papers are published”."
    ]


def test_what_stayed_in_words() -> None:
    by_hand = StepFact(1, USUAL_STEPS[0], NOW, is_by_hand=True)
    done = StepFact(2, USUAL_STEPS[1], NOW, is_done=True)
    assert wording.stayed_words([by_hand, done]) == (
        "Kept, because you set the date yourself: “Partners return their updates”. "
        "Kept, because it is done: “Police clear their figures”."
    )


ADA, BO = Contact("Ada Quill", "ada@police.example"), Contact("Bo Finch", "bo@police.example")


def asked_of(code: str, contact: Contact | None, timing: Timing = Timing.LATE) -> Return:
    owner = OwnerLine(words="Inspector", agency_id=1, agency="Mereshire Police", contact=contact)
    return Return(
        card_id=1,
        codes=(code,),
        title="Lights & cameras",
        owners=(owner,),
        state=None,
        came_in_at=None,
        lateness=Lateness(timing, 2),
    )


def ask(due: datetime | None) -> Ask:
    return Ask(
        period="July to September 2026", due=due, link="https://site.example/p/x/updates/", sender="Cy Marsh", now=NOW
    )


def test_a_reminder_says_what_is_owed_and_since_when() -> None:
    returns = [asked_of("1.1a", ADA), asked_of("1.1b", ADA, Timing.IN_LATE)]
    (message,) = present_reminders(ask(datetime(2026, 11, 23, 17, 0, tzinfo=UTC)), returns, {})
    assert message.subject == "Overdue: your update for July to September 2026"
    assert message.text == (
        "Dear Ada Quill,\n\n"
        "Your update for July to September 2026 was due by Monday 23 November 2026, 5pm and has not come in yet:\n\n"
        "- 1.1a Lights & cameras (Late by 2 working days)\n\n"
        "You can write it here: https://site.example/p/x/updates/\n\n"
        "If you cannot send it, please tell me what stands in the way. The board otherwise reads “No update”.\n\n"
        "Thank you,\nCy Marsh"
    )
    assert message.mailto.startswith("mailto:ada@police.example?subject=Overdue%3A%20your%20update")
    assert "Lights%20%26%20cameras" in message.mailto
    assert " " not in message.mailto


def test_a_reminder_before_the_day_and_to_several() -> None:
    returns = [asked_of("1.1a", ADA, Timing.DUE_SOON), asked_of("1.1b", BO, Timing.DUE_SOON)]
    (message,) = present_reminders(ask(datetime(2026, 11, 27, 17, 0, tzinfo=UTC)), returns, {})
    assert message.text.startswith("Dear Ada Quill and Bo Finch,\n\nYour update for July to September 2026 is due by")
    assert "- 1.1a Lights & cameras (Ada Quill)\n- 1.1b Lights & cameras (Bo Finch)" in message.text
    (undated,) = present_reminders(ask(None), [asked_of("1.1a", None, Timing.NO_DATE)], {})
    assert undated.text.startswith("Dear colleagues,\n\nYour update for July to September 2026 is still to come:")
    assert undated.mailto == ""


def test_the_email_to_all_hides_their_addresses_from_each_other() -> None:
    message = present_invitation(ask(datetime(2026, 11, 27, 17, 0, tzinfo=UTC)), [asked_of("1.1a", ADA)], {1: (BO,)})
    assert message.mailto.startswith("mailto:?bcc=ada@police.example&subject=")
    for words in ("It is due by Friday 27 November 2026, 5pm.", "https://site.example/p/x/updates/", "150 words"):
        assert words in message.text


def test_a_text_too_long_for_an_address_is_left_to_copying() -> None:
    returns = [asked_of(f"1.{number}", ADA) for number in range(60)]
    (message,) = present_reminders(ask(None), returns, {})
    assert not message.has_text_in_mailto
    assert "body=" not in message.mailto
    assert message.rows > 60
