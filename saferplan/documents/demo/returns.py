"""What the partners of the demo have said so far for the quarter that is open. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saferplan.cycle.rules import UpdateState
from saferplan.cycle.update_contents import StepLine
from saferplan.report.tree import Light

DRAFT, SUBMITTED, RETURNED, APPROVED = (
    *(UpdateState.DRAFT, UpdateState.SUBMITTED, UpdateState.RETURNED, UpdateState.APPROVED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """`codes` name the card by its activities. No text: what was said last time, for the reason given.

    `source` makes it one that the editor recorded; `comment` is what it was sent back with; `corrected` is the editor's
    text and reason; `handed_to` a colleague's name and the note to them.
    """

    codes: tuple[str, ...]
    state: UpdateState
    light: Light
    text: str = ""
    no_change: str = ""
    steps: tuple[StepLine, ...] = ()
    source: str = ""
    comment: str = ""
    corrected: tuple[str, str] = ("", "")
    handed_to: tuple[str, str] = ("", "")
    evidence: tuple[str, str] = ("", "")


def step(text: str, who: str, due: date) -> StepLine:
    return StepLine(text=text, who=who, due=due)


RETURNS: tuple[Return, ...] = (
    Return(
        codes=("1.1a", "1.1b"),
        state=APPROVED,
        light=Light.GREEN,
        text=(
            "Marshals worked every Friday and Saturday night up to mid-November, and the rank at Custom House Square "
            "was staffed on all but one of them, when a bus broke down on the bridge and both staff were held up. "
            "On Halloween there were four more marshals than usual, paid for by the venues, and the night passed "
            "with two calls to the police, against nine a year earlier (police log).\n\n"
            "Taxi drivers say that the new queue barrier saves them a quarter of an hour on a busy night.\n\n"
            "The venues have been asked to pay into the fund for 2027-28; three of the five large ones have agreed."
        ),
        steps=(step("Propose the fund for 2027-28", "Night Time Economy Manager", date(2027, 1, 29)),),
        corrected=(
            "Marshals worked every Friday and Saturday night up to mid-November, and the rank at Custom House Square "
            "was staffed on all but one of them. On Halloween the venues paid for four more marshals, and the night "
            "passed with two calls to the police, against nine a year earlier (police log).\n\n"
            "Three of the five large venues have agreed to pay into the fund for 2027-28.",
            "Shorter, so that the card fits on one page",
        ),
        evidence=(
            "marshal-rota-autumn-2026.csv",
            "Weekend,Marshals planned,Marshals there\n2 October,8,8\n9 October,8,8\n16 October,8,7\n30 October,12,12\n",
        ),
    ),
    Return(
        codes=("1.1c",),
        state=RETURNED,
        light=Light.GREEN,
        text="Two more courses were held in October. Trained staff were on duty at most premises that were visited.",
        comment="At how many of the visited premises, and against which baseline? Last quarter it was 82%.",
    ),
    Return(
        codes=("1.1d",),
        state=APPROVED,
        light=Light.GREEN,
        text=(
            "All seven venues on the list were visited in October and again in November. One was taken off the list "
            "after a year without a repeat; its door staff now train those of the others."
        ),
    ),
    Return(
        codes=("1.1e",),
        state=APPROVED,
        light=Light.AMBER,
        text=(
            "Four of the eleven cameras on the harbour path have been dark since the storm of 2 November. All lamps "
            "are lit. The supplier waits for a part and has lent two cameras for the taxi rank end."
        ),
        steps=(step("Mend the four cameras, or replace them", "Town Centre Manager", date(2026, 12, 18)),),
        source="Email from Bettina Crail, 19 November 2026",
    ),
    Return(
        codes=("2.1a", "2.1b"),
        state=DRAFT,
        light=Light.AMBER,
        text=(
            "The usual wait for the helpline was five working days in October. Figures for November come from "
            "Haven House at the end of the month."
        ),
    ),
    Return(
        codes=("2.1c",),
        state=SUBMITTED,
        light=Light.GREEN,
        text=(
            "Nine families were offered a safe home, all within 21 days. Locks and doors were made safe at 34 homes, "
            "in two days on average (housing register)."
        ),
    ),
    Return(
        codes=("3.1a", "3.1b"),
        state=APPROVED,
        light=Light.GREEN,
        text=(
            "Every home burgled since the end of September was visited within 48 hours, the neighbours too. "
            "As the nights grew longer, the marking vans went back to the four streets with the most repeats."
        ),
    ),
    Return(
        codes=("3.1c",),
        state=SUBMITTED,
        light=Light.RED,
        text=(
            "Thefts from vans did not fall in October. Two thirds of them were on three estates, between two and five "
            "in the morning. The joint operation with the vehicle crime team is planned and its officers are named; "
            "it begins on 14 December."
        ),
        steps=(
            step(
                "Start the joint operation with the force's vehicle crime team",
                "Neighbourhood Inspector",
                date(2026, 12, 14),
            ),
            step(
                "Bring the board a costed plan for cameras at the estate entrances",
                "Crime Prevention Officer",
                date(2027, 1, 22),
            ),
        ),
    ),
    Return(
        codes=("3.1d",),
        state=APPROVED,
        light=Light.COMPLETE,
        no_change="The standard was reached in March 2026 and is looked at once a year, in the spring.",
    ),
    Return(
        codes=("5.1a", "5.1b"),
        state=APPROVED,
        light=Light.GREEN,
        text=(
            "Youth workers were out on every planned evening but one. At the fourth school eleven pupils now have a "
            "mentor. Two who left a mentor in the summer have asked to come back."
        ),
    ),
    Return(
        codes=("5.1c",),
        state=DRAFT,
        light=Light.AMBER,
        handed_to=("Kwame Rudd", "You met the weekend volunteers last week, so please write this one."),
    ),
    Return(
        codes=("6.1e",),
        state=SUBMITTED,
        light=Light.AMBER,
        text=(
            "The hostel's new boiler passed its test and the first rooms open in December. Meanwhile rooms in "
            "Saltmarsh homes held: 84% of those who left prison since April have a settled home (probation register)."
        ),
        steps=(step("Reopen the hostel and report the first month", "Resettlement Manager", date(2027, 1, 22)),),
    ),
)
