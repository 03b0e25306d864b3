"""Eight cases that another system shows in three colours: here each has one answer, on every page and in every file.

The cases are a reference input that lies beside the project. For each a small partnership is made, with monthly
periods, one priority and one activity.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from saferplan.accounts.rules import Role
from saferplan.common.periods import Frequency
from saferplan.cycle import gathering, reports
from saferplan.cycle.actions import state_light
from saferplan.cycle.models import Period, Update
from saferplan.cycle.period_actions import open_period
from saferplan.cycle.rules import LightSource, UpdateState
from saferplan.documents.formats.child import read_directly
from saferplan.plan.actions import create_plan, create_version
from saferplan.plan.models import Activity, Card, Priority
from saferplan.plan.rules import Add, AddPriority, PlanText, change_plan
from saferplan.report.light_facts import MeasureFact
from saferplan.report.outcomes import OutcomeRule, Polarity, Reading, TargetBasis
from saferplan.report.schema import from_json
from saferplan.report.tree import Light, Report
from saferplan.web import signs
from tests.inputs import shared_path
from tests.web.client import PageClient
from tests.web.seed import add_partnership, add_user

pytestmark = [pytest.mark.django_db, pytest.mark.inputs]

LONG_AGO = datetime(2018, 4, 2, 9, tzinfo=UTC)
DRAFT = "one unapproved draft of 400 from April"


@dataclass(frozen=True)
class Case:
    """`wanted` is a light, or what is said where there is none."""

    scenario: str
    as_of: str
    wanted: str

    @property
    def period(self) -> str:
        """The last month that had ended by then."""
        year, month, day = (int(part) for part in self.as_of.split("-"))
        has_ended = day >= 30 and not (month == 3 and day == 30)
        months = year * 12 + month - (1 if has_ended else 2)
        return f"{months // 12}-{months % 12 + 1:02}"

    @property
    def is_measured(self) -> bool:
        return self.wanted in ("green", "red")

    @property
    def light(self) -> Light:
        return Light(self.wanted) if self.is_measured else Light.NONE


def cases() -> list[Case]:
    with shared_path("research/peer-rag-scenarios.csv").open(newline="") as lines:
        return [Case(row["scenario"], row["as_of"], row["correct_status"]) for row in csv.DictReader(lines)]


# What each measure says by the end of September 2018, half way through its year.
READINGS = {
    "100 a month against 1200 a year (exactly on plan)": (Polarity.HIGHER, "600", "1200"),
    "1 a month against 12 a year (exactly on plan)": (Polarity.HIGHER, "6", "12"),
    "offences: ceiling 600 a year; 200 a month": (Polarity.LOWER, "1200", "600"),
}
# What a reader is told where there is no light.
SAID = {
    (DRAFT, "2018-06-30"): "No update: the one for the period to 30 April 2018 was never approved.",
    (DRAFT, "2018-09-30"): "No update: the one for the period to 30 April 2018 was never approved.",
    # Eight periods are looked at; after that nothing is left to say of it.
    (DRAFT, "2019-03-31"): "No update: none has ever come in.",
    ("monthly target last updated in April", "2019-03-30"): (
        "No update has come in. The last one was for the period to 30 April 2018, 10 months before."
    ),
    ("no data at all", "2018-09-30"): "No update: none has ever come in.",
}


@pytest.fixture
def member() -> PageClient:
    """A partnership with a period for each month from April 2018 to March 2019, and somebody who may look."""
    partnership = add_partnership("peer", "Peer Community Safety Partnership")
    plan = create_plan(partnership=partnership, title="Plan", by="test", now=LONG_AGO)
    adding = AddPriority(number=1, title="Safer streets")
    text = change_plan(PlanText(), [adding, Add(priority=adding.uid, code="1.1a", title="Mend the lights")])
    version = create_version(plan=plan, text=text, effective_from=LONG_AGO.date(), by="test", now=LONG_AGO)
    for number in range(12):
        months = 2018 * 12 + 3 + number
        key = f"{months // 12}-{months % 12 + 1:02}"
        open_period(
            partnership=partnership,
            key=key,
            frequency=Frequency.MONTH,
            plan_version=version,
            by="test",
            now=LONG_AGO,
        )
    client = PageClient()
    client.sign_in(add_user("reader@peer.example", partnership, Role.VIEWER))
    return client


def arrange(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    april = Period.objects.get(key="2018-04")
    if case.is_measured:
        monkeypatch.setattr(gathering, "load_measured", lambda *_asked: (measure(case),))
    elif case.scenario == DRAFT:
        Update.objects.create(
            period=april,
            card=Card.objects.get(),
            state=UpdateState.DRAFT,
            position="400",
            recorded_at=LONG_AGO,
        )
    elif case.scenario.startswith("monthly"):
        state_light(
            period=april,
            subject=Activity.objects.get(),
            light=Light.GREEN,
            source=LightSource.UPDATE,
            by="A. Partner",
            now=LONG_AGO,
        )


def measure(case: Case) -> MeasureFact:
    polarity, value, target = READINGS[case.scenario]
    return MeasureFact(
        subject=f"priority:{Priority.objects.get().pk}",
        period=case.period,
        name="The measure",
        rule=OutcomeRule(polarity=polarity, basis=TargetBasis.CUMULATIVE),
        reading=Reading(value=Decimal(value), target=Decimal(target), done=6, of=12),
        recorded_at=LONG_AGO,
    )


def words_of(light: Light, *, is_results: bool) -> str:
    return str((signs.RESULTS if is_results else signs.WORK)[light])


def on_pages(member: PageClient, case: Case) -> Mapping[str, str]:
    """The word for the light on every page that shows it."""
    home = f"/p/peer/{case.period}/"
    if case.is_measured:
        cell = "//table[.//th[contains(., 'Results')]]/tbody/tr/td[2]"
        return {
            "dashboard": word(member, home, cell),
            "one page to print": word(member, home + "print/", cell),
            "priority": word(member, home + "priority/1/", "//main/dl/div[dt='Results']/dd"),
        }
    return {
        "dashboard": word(member, home, "//section[@aria-labelledby='late']//li"),
        "priority": word(member, home + "priority/1/", "//main//table/tbody/tr/td[1]"),
        "activity": word(member, home + "activity/1.1a/", "//main/dl/div[dt='Work']/dd"),
        "over time": word(member, f"/p/peer/history/?to={case.period}", "//main//tbody/tr[last()]/td[last()]"),
    }


def word(member: PageClient, url: str, path: str) -> str:
    """The word for a light that stands in a part of a page; it must be one only."""
    text = member.get(url).words(path)
    known = {str(each) for words in (signs.WORK, signs.RESULTS) for each in words.values()}
    known |= {str(each) for each in signs.WORK_IN_TEXT.values()}
    found = {each.casefold() for each in known if re.search(rf"\b{re.escape(each)}\b", text, re.IGNORECASE)}
    found = {each for each in found if not any(each != other and each in other for other in found)}
    assert len(found) == 1, (url, text)
    return found.pop()


READERS = {
    "pdf": "saferplan.documents.formats.pdf.read:read_source",
    "docx": "saferplan.documents.formats.word.read:read_source",
    "markdown": "saferplan.documents.formats.markdown.read:read_source",
}


def in_files(member: PageClient, case: Case) -> Mapping[str, Report]:
    """The report as each file says it, and as the command line would write it."""
    home = f"/p/peer/{case.period}/download/"
    found = {
        name: read_directly(member.client.get(f"{home}{name}/").content, reader).tree
        for name, reader in READERS.items()
    }
    period = Period.objects.select_related("plan_version__plan", "partnership").get(key=case.period)
    built = reports.build_report(period.partnership, period, as_at=datetime.now(UTC))
    return found | {"json": from_json(member.client.get(f"{home}json/").content), "command line": built}


@pytest.mark.parametrize("row", range(8))
def test_one_answer_everywhere(member: PageClient, row: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cases()[row]
    arrange(case, monkeypatch)
    wanted = words_of(case.light, is_results=case.is_measured).casefold()
    pages = on_pages(member, case)
    assert pages == dict.fromkeys(pages, wanted)
    for name, report in in_files(member, case).items():
        priority = report.priorities[0]
        light = priority.results if case.is_measured else priority.activities[0].light
        assert light is case.light, name
    html = member.client.get(f"/p/peer/{case.period}/download/html/").content.decode()
    assert ("The measure is" in html) is case.is_measured


@pytest.mark.parametrize("row", range(3, 8))
def test_silence_is_told_with_its_age_everywhere(member: PageClient, row: int, monkeypatch: pytest.MonkeyPatch) -> None:
    case = cases()[row]
    arrange(case, monkeypatch)
    said = SAID[case.scenario, case.as_of]
    for page in ("", "priority/1/", "activity/1.1a/"):
        assert said in member.get(f"/p/peer/{case.period}/{page}").words(), page
    for name, report in in_files(member, case).items():
        assert report.priorities[0].activities[0].why.sentence == said, name


def test_all_eight_cases_are_there() -> None:
    found = cases()
    assert len(found) == 8
    assert {case.scenario for case in found if case.is_measured} == set(READINGS)
    assert {(case.scenario, case.as_of) for case in found if not case.is_measured} == set(SAID)
