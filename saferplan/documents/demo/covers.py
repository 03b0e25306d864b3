"""What the covers of the demo's reports say, their meetings, and the decisions asked of the board. Invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverStory:
    """`date` is the month printed on the report, `meets` the day of the board, `work_to` and `figures_to` days."""

    date: str
    meets: str
    work_to: str
    figures_to: str
    item: str
    purpose: str
    going_well: str
    concern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStory:
    ask: str
    owner: str
    due: date
    activity: str = ""


COVERS = {
    "2024-12": CoverStory(
        date="2025-02",
        meets="2025-03-13",
        work_to="2025-01-31",
        figures_to="2024-12-31",
        item="5",
        purpose="To note progress in the first year of the plan",
        going_well="The one number for anti-social behaviour is open, and wardens, police and landlords use one list.",
        concern="The taxi rank has no host on Sundays, and marshals are hard to recruit.",
    ),
    "2025-03": CoverStory(
        date="2025-05",
        meets="2025-06-12",
        work_to="2025-04-30",
        figures_to="2025-03-31",
        item="6",
        purpose="To note progress and agree the year's focus",
        going_well="All libraries now offer online safety lessons each week.",
        concern="The grant that pays for street marshals ends in May, and nothing takes its place yet.",
    ),
    "2025-06": CoverStory(
        date="2025-08",
        meets="2025-09-11",
        work_to="2025-07-31",
        figures_to="2025-06-30",
        item="5",
        purpose="To note progress and ask for options on street marshals",
        going_well="Young people in police contact now see a mental health worker within ten days.",
        concern="There are no street marshals on Fridays since the grant ended.",
    ),
    "2025-09": CoverStory(
        date="2025-11",
        meets="2025-12-11",
        work_to="2025-10-31",
        figures_to="2025-09-30",
        item="4",
        purpose="To decide how street marshals are paid for, and to change the plan",
        going_well="Nine in ten people leaving prison had a home to go to on the day.",
        concern="The harbour quarter has marshals on Saturdays only, and violence at night is rising.",
    ),
    "2025-12": CoverStory(
        date="2026-02",
        meets="2026-03-12",
        work_to="2026-01-31",
        figures_to="2025-12-31",
        item="5",
        purpose="To note progress under the changed plan",
        going_well="Marshals are back on Fridays, paid from the fund that the board agreed in December.",
        concern="People who ask for help with domestic abuse wait longer than they should.",
    ),
    "2026-03": CoverStory(
        date="2026-05",
        meets="2026-06-11",
        work_to="2026-04-30",
        figures_to="2026-03-31",
        item="6",
        purpose="To note progress and the new criteria for anti-social behaviour",
        going_well="Every council car park now meets the safer parking standard.",
        concern="Vehicle crime is rising on the Fenside estate.",
    ),
    "2026-06": CoverStory(
        date="2026-08",
        meets="2026-09-10",
        work_to="2026-07-31",
        figures_to="2026-06-30",
        item="5",
        purpose="To note progress and agree work on vehicle crime",
        going_well="Joint visits have brought repeat complaints of anti-social behaviour below the baseline.",
        concern="Vehicle crime is above the baseline, and thieves use devices that copy keys.",
    ),
    "2026-09": CoverStory(
        date="2026-11",
        meets="2026-12-10",
        work_to="2026-10-31",
        figures_to="2026-09-30",
        item="5",
        purpose="To decide on vehicle crime and on funding for nights out",
        going_well="Violence at night has fallen below the baseline since marshals and lights returned to the harbour.",
        concern="Vehicle crime has risen for three quarters and is now well above the baseline.",
    ),
}

DECISIONS = {
    "2025-09": (
        DecisionStory(
            ask="Choose between three ways of paying for street marshals after December",
            owner="Night Time Economy Manager",
            due=date(2025, 12, 11),
            activity="1.1a",
        ),
        DecisionStory(
            ask="Take the cycle register out of the plan, as the national register is free",
            owner="Parking Services Manager",
            due=date(2025, 12, 11),
            activity="3.1e",
        ),
    ),
    "2026-09": (
        DecisionStory(
            ask="Approve cameras at the entrances of the Fenside and Marsh estates",
            owner="Crime Prevention Officer",
            due=date(2026, 12, 10),
            activity="3.1c",
        ),
        DecisionStory(
            ask="Agree the shared fund for street marshals and the taxi rank for 2027-28",
            owner="Night Time Economy Manager",
            due=date(2027, 1, 29),
            activity="1.1a",
        ),
        DecisionStory(
            ask="Keep the rule that turns a priority amber at one activity in four",
            owner="Anti-social Behaviour Lead",
            due=date(2027, 3, 11),
        ),
        DecisionStory(
            ask="Find rooms for people leaving prison until the hostel reopens",
            owner="Resettlement Manager",
            due=date(2026, 12, 18),
            activity="6.1e",
        ),
    ),
}
