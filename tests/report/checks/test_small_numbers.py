from __future__ import annotations

import pytest

from saferplan.report.findings import Level
from tests.report.checks.subjects import find, with_text

COUNTS = [
    "In the reporting period 4 cases were referred out and the rest stayed.",
    "And one case was heard for the harbour.",
    "Two cases were heard.",
    "There were 3 victims of domestic abuse.",
    "Three young people were referred to the panel.",
    "Only one referral was received.",
    "5 repeat victims came back to the service.",
    "Seven residents asked for a review.",
    "A single victim came forward.",
    "A couple of residents were moved.",
    "Referrals: 3",
    "Cases heard: 2",
    "The number of victims was 5.",
    "Victims (4) were offered support.",
    "Referrals fell from 9 to 6.",
    "Two of the victims were under 18.",
    "One of five victims withdrew.",
    "3 out of 12 victims withdrew.",
    "Six children were on the list.",
    "We know of 2 high risk domestic abuse victims.",
    "2 MARAC cases were heard.",
    "There were two sexual offences on the quay.",
    "Four hate crimes were recorded.",
    "Three men were arrested.",
    "The project works with 7 families.",
    "One child was taken into care.",
    "In one case the victim moved away.",
    "4 stands were held for 3 victims.",
    "One person died.",
    "Between 3 and 6 cases a month were heard.",
    "At least two children live there.",
    "One offender was recalled.",
    "2 rough sleepers were helped into a hostel.",
    "There was one suicide in the quarter.",
    "Two arrests were made.",
    "5 Prevent referrals were discussed.",
    "All 3 survivors were safe.",
    "Two women and one child were moved.",
    "**4** cases were heard.",
    "Two (2) victims came back.",
    "The panel saw 14 people, of whom 3 were children.",
    "Victims seen 3, sessions held 12.",
    "MARAC heard one case.",
    "3 victims/survivors were supported.",
    "Two 15 year old girls were reported missing.",
    "In the quarter two cases were heard.",
    "Last month 3 victims came forward.",
    "Case numbers are small: the 3 cases are told in private.",
]

OTHER_NUMBERS = [
    "Areas of concern relate to resilience due to a team of 3.",
    "Awareness sessions x3 have been delivered.",
    "Officers delivered 4x street information stands.",
    "A drop-in runs on the 2nd and 4th Wednesday of each month.",
    "Activities 2.1.1c and 2.1.1f are for victims.",
    "The helpline for victims is open 24/7.",
    "The forum met on 5 November and heard from residents.",
    "It started 3 months ago for residents.",
    "KPA 3 cases are told elsewhere.",
    "Three case studies were written.",
    "Two case conferences were held.",
    "One victim support worker started.",
    "Two residents' meetings were held.",
    "Four children's centres took part.",
    "7% of victims withdrew.",
    "3 per cent of cases were closed.",
    "It costs £4 per resident.",
    "One in four women has been followed.",
    "1 in 5 children knows the scheme.",
    "Fewer than 8 cases were heard.",
    "There were fewer than five victims.",
    "5 or fewer victims came forward.",
    "A total of 214 victims were offered support.",
    "412 residents took part.",
    "4 per cent fewer victims.",
    "Tier 3 offenders are visited.",
    "Year 6 pupils saw the play.",
    "Key stage 2 children took part.",
    "Children aged 7 take part.",
    "Help is open to children under 5.",
    "A 5 year old child could read it.",
    "Doors open at 7 pm for residents.",
    "Residents met at 7.30 pm.",
    "No cases were heard.",
    "0 cases were heard.",
    "No one was hurt.",
    "One of our aims is to help victims.",
    "Two leaflets for victims were printed.",
    "Five officers met victims.",
    "Two new staff joined.",
    "Five additional police constables were funded.",
    "There are 1.4 cases per 1,000 residents.",
    "Two thirds of victims were satisfied.",
    "Three times more victims came forward.",
    "Two youth clubs opened.",
    "Three family hubs opened.",
    "Two business cases were approved.",
    "The 3-week course helps offenders.",
    "Six two-hour sessions for parents were held.",
    "We offer one-to-one sessions with victims.",
    "One resident association joined.",
    "There were 2,004 cases.",
    "Section 5 offenders are told in a letter.",
    "Postcode SE1 7AB residents were told.",
    "The victim strategy has 4 aims.",
    "A 7-year-old child can use it.",
    "Six weeks of work with offenders ended.",
    "Four out of five stalls were visited by residents.",
    "The figures are for quarter 2 cases only.",
    "By 6 pm residents had left.",
    "Four new cameras protect residents.",
    "Five schools took part, with 640 children.",
    "We met 4 times with residents.",
    "The two teams work with victims.",
    "All 5 sessions for victims took place.",
]


@pytest.mark.parametrize("sentence", COUNTS)
def test_a_small_count_of_people_is_found(sentence: str) -> None:
    finding = find("small-numbers", with_text(sentence))
    assert finding is not None
    assert finding.level is Level.FIX
    assert finding.spots[0].key == "card:0"


@pytest.mark.parametrize("sentence", OTHER_NUMBERS)
def test_other_numbers_are_left_alone(sentence: str) -> None:
    finding = find("small-numbers", with_text(sentence))
    assert finding is None, finding and finding.sentence()


def test_every_place_is_listed_and_the_words_are_quoted() -> None:
    finding = find("small-numbers", with_text("Four cases went out and one case was heard."))
    assert finding is not None
    assert finding.sentence().endswith("“Four cases”; “one case”.")
    assert [spot.quote for spot in finding.spots] == ["Four cases went out and one case was heard."]
