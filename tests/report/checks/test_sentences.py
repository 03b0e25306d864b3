"""Truth tables of the rules that look at sentences: what they find, and what they leave alone."""

from __future__ import annotations

import pytest

from saferplan.report.checks import run_checks
from saferplan.report.findings import Subject
from tests.report.checks.subjects import find, with_text

FOUND = {
    "personal-data": [
        "Write to ada.quill@merrowby.example for details.",
        "Write to aquill@post.example.",
        "Ring 07700 900123.",
        "Ring +44 7700 900123 or 01632 960001.",
        "Ring (020) 7946 0018.",
        "He was born on 3 May 2001.",
        "DOB: 03/05/2001",
        "Date of birth 3.5.01 is on file.",
        "The number QQ 12 34 56 C is not one, but AB 12 34 56 C is.",
        "Patient 943 476 5919 was seen.",
        "He lives at 12 Fish Quay Lane, Merrowby ME1 4AB.",
        "The family moved to Flat 3, Pilot Street.",
        "A car with plate AB51 CDE was seen.",
        "Ask licensing@merrowby.example.",
        "Ring 0300 123 4567.",
    ],
    "dead-reference": [
        "Burglary: see above.",
        "Cybercrime see above KPA3 regarding the briefing.",
        "As above.",
        "See 1.1a above.",
        "Same as last quarter.",
        "See previous update.",
        "As previously reported, the work goes on.",
        "Figures as per last report.",
        "The report is attached.",
        "See attached.",
        "Please find attached the new profile.",
        "The attached paper has more.",
        "Ditto.",
        "The work mentioned above goes on.",
        "Details are set out below.",
        "See below.",
        "The steps are as follows:",
        "As mentioned previously, it goes on.",
        "No change from last quarter.",
        "Report attached.",
        "See appendix.",
    ],
    "late-words": [
        "The new cameras are delayed.",
        "Nominees are awaited.",
        "We await dates for the next session.",
        "The course has not been effective.",
        "The visits are overdue.",
        "Fitting is three weeks late.",
        "The work is behind schedule.",
        "Work has not yet started.",
        "The survey was postponed.",
        "The team missed its target.",
        "The project is on hold.",
        "The training is yet to start.",
        "There has been no progress with the gate.",
        "Fitting has slipped to May.",
        "The drop-in was late in opening and is still delayed.",
        "The launch was pushed back to May.",
        "The deadline was missed.",
        "Uptake was lower than expected.",
    ],
    "abbreviation": [
        "The HQRP met.",
        "WRAP sessions were held.",
        "DCCCS leads the work.",
        "The MoJF has a new plan.",
        "We asked the QAs and the BDQ.",
    ],
    "capitals": [
        "The scheme is URGENT and runs on.",
        "This is NOT finished.",
        "THE BICYCLES WERE MARKED in spring.",
        "Talks with the Ferry Stage Trust and the ferry stage trust went on.",
    ],
    "figure-source": [
        "We spoke with over 1,500 people on the quay.",
        "Satisfaction is 74%.",
        "There were 38 thefts.",
        "About 250 residents came.",
        "Briefings were given to the 50+ groups.",
    ],
    "unknown-code": [
        "The work on lighting is told under 3.1.1b.",
        "See 1.1c for more.",
        "The courses of 2.1d went on.",
        "KPA 7 has more.",
        "This also serves Priority 9.",
        "Talks went on (3.1c).",
    ],
}

LEFT_ALONE = {
    "personal-data": [
        "The meeting is on 12 September 2031.",
        "Grant 2031-0456789 was agreed.",
        "We spent £1,234,567 in 2031.",
        "Crime number 0123456 was closed.",
        "12 bicycles were found in Fish Quay Lane.",
        "The A12 and the M25 were closed.",
        "Postcode district ME1 has most thefts.",
        "There were 943 thefts, 476 robberies and 5919 calls.",
        "The team works from the station in Pilot Street.",
        "Room 101 is free.",
        "Version 10.20.30 is in use.",
    ],
    "dead-reference": [
        "The rate is above average.",
        "Temperatures fell below 5 degrees.",
        "Locks were attached to the stands.",
        "An outreach worker is attached to the hostel.",
        "It is the same as in other harbours.",
        "As ever, the ferry was full.",
        "See 1.1b for the anchors.",
        "Lamps above the stage were mended.",
        "The number is below the target.",
        "The steps are as follows: marking, then locking.",
        "We see the earlier start as a gain.",
    ],
    "late-words": [
        "Late-night ferries were visited.",
        "The Late Night Levy pays for it.",
        "The course starts in late September.",
        "The latest figures are good.",
        "The work went on without delay.",
        "There were no delays.",
        "The aim is to reduce delays at the gate.",
        "The plan behind the scheme is simple.",
        "Nothing is overdue.",
        "The fitting was delayed by storms but has since been completed.",
        "A later date was agreed.",
        "Doors stay closed behind the bar.",
        "Not only bicycles were marked.",
        "Officers stood behind the stage.",
        "Awaiting-trial figures are told elsewhere.",
        "Work that was overdue has now been completed.",
        "Isolated reports came in.",
    ],
    "abbreviation": [
        "The Fish Quay Renewal Trust (FQRT) met. The FQRT has a plan.",
        "The FQRT (Fish Quay Renewal Trust) met.",
        "NHS staff, MPs and the BBC came.",
        "CCTV was mended.",
        "MHSP is the partnership's short name.",
        "The Late Ferry Watch met; LFW now has a chair.",
        "Part II and part III went to print.",
        "The lamp by the SE1 sign works.",
        "PCs and TVs were given back.",
        "ASB (antisocial behaviour) fell.",
        "The OBE was given to the NHS.",
        "It opens on MON and TUE.",
    ],
    "capitals": [
        "The Ferry Stage Trust met the Ferry Stage Trust.",
        "NHS and BBC staff came.",
        "The FQRT MCBX met.",
        "Bicycle marking goes on at each Ferry Stage.",
    ],
    "figure-source": [
        "Thefts fell from 52 to 38.",
        "There were 38 thefts, against 52 last year.",
        "There were 38 thefts (source: recorded crime).",
        "According to the survey, 74% feel safe.",
        "The session is at 10.30 on 12 September 2031.",
        "We held 12 sessions.",
        "The grant is £12,500.",
        "Of 80 stands 52 are new.",
        "All 24 of 30 residents' groups agreed.",
        "The road A259 was closed.",
    ],
    "unknown-code": [
        "See 1.1a, 1.1b and 3.1a for more.",
        "It costs £1.1m a year.",
        "The session is at 2.30pm on 3.10.31.",
        "Version 1.1 was agreed.",
        "The rate is 3.4 per 1,000.",
        "It is 2.5km long and 1.2m wide.",
        "Tide tables give 4.2m at noon.",
        "Priority 1 has the most activities.",
        "Section 3.2 of the Act applies.",
    ],
}


@pytest.mark.parametrize(("code", "sentence"), [(code, text) for code, texts in FOUND.items() for text in texts])
def test_found(code: str, sentence: str) -> None:
    finding = find(code, with_text(sentence))
    assert finding is not None
    assert finding.spots
    assert "{" not in finding.sentence()


@pytest.mark.parametrize(("code", "sentence"), [(code, text) for code, texts in LEFT_ALONE.items() for text in texts])
def test_left_alone(code: str, sentence: str) -> None:
    finding = find(code, with_text(sentence))
    assert finding is None, finding and finding.sentence()


def test_role_mailboxes_weigh_less_than_people() -> None:
    soft = find("personal-data", with_text("Ask licensing@merrowby.example."))
    hard = find("personal-data", with_text("Ask ada.quill@merrowby.example."))
    assert soft is not None
    assert hard is not None
    assert soft.level == "consider"
    assert hard.level == "fix before publishing"


def test_trouble_told_beside_amber_or_of_an_amber_activity_is_no_contradiction() -> None:
    assert find("late-words", with_text("The lamp heads are delayed.", card=2)) is None
    assert find("late-words", with_text("Work on 3.1a is delayed.", card=0)) is None


def test_the_nearest_code_is_offered() -> None:
    finding = find("unknown-code", with_text("See 1.1.1a for the marking."))
    assert finding is not None
    assert "1.1.1a may mean 1.1a" in finding.sentence()


def test_rules_can_be_switched_off() -> None:
    report = with_text("One case was heard. Ring 07700 900123.")
    codes = [finding.code for finding in run_checks(Subject(report=report))]
    assert codes == ["personal-data", "small-numbers"]
    assert [f.code for f in run_checks(Subject(report=report), ignore={"personal-data"})] == ["small-numbers"]
