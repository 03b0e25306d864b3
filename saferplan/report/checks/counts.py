"""Counts of people in a sentence, as against other small numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_SINGLE = {"a single": 1, "only one": 1, "just one": 1, "a couple of": 2, "a pair of": 2, "sole": 1}
_NUMBER_WORDS = "|".join(sorted([*WORDS, *_SINGLE], key=len, reverse=True))

_PLURAL = (
    "cases|victims|survivors|referrals|children|residents|offenders|reoffenders|suspects|perpetrators|persons|people"
    "|individuals|youths|youngsters|teenagers|adults|men|women|girls|boys|pupils|students|clients|patients|tenants"
    "|households|families|complainants|arrests|deaths|suicides|fatalities|casualties|injuries|sleepers|prisoners"
    "|detainees|prosecutions|convictions|rapes|murders|homicides|stabbings|assaults|mothers|fathers|babies|infants"
    "|refugees|migrants|pensioners|nominals|abusers|witnesses|disclosures|applicants|claimants|parents|siblings"
)
_SINGULAR = (
    "case|victim|survivor|referral|child|resident|offender|reoffender|suspect|perpetrator|person|individual|youth"
    "|youngster|teenager|adult|man|woman|girl|boy|pupil|student|client|patient|tenant|household|family|complainant"
    "|arrest|death|suicide|fatality|casualty|injury|sleeper|prisoner|detainee|prosecution|conviction|rape|murder"
    "|homicide|stabbing|assault|mother|father|baby|infant|refugee|migrant|pensioner|nominal|abuser|witness|disclosure"
    "|applicant|claimant|parent|sibling"
)
_SENSITIVE = (
    r"(?:sexual|hate|domestic|honour|honour-based|knife|racist|homophobic)(?:[ -]\w+)?"
    r" (?:offences?|crimes?|incidents?|attacks?)"
)
# What makes the people word only the first part of another thing, as in "case study".
_HEADS = (
    "study|studies|review|reviews|conference|conferences|management|manager|managers|officer|officers|work|worker"
    "|workers"
    "|file|files|law|load|loads|meeting|meetings|centre|centres|support|safety|protection|liaison|panel|panels|hub|hubs"
    "|association|associations|group|groups|forum|forums|club|clubs|service|services|team|teams|strategy|strategies"
    "|policy|policies|programme|programmes|project|projects|plan|plans|survey|surveys|champion|champions|board|boards"
    "|event|events|session|sessions|leaflet|leaflets|form|forms|pathway|pathways|system|systems|process|processes"
    "|profile|profiles|guide|guides|training|engagement|council|councils|hostel|hostels|home|homes|house|houses|block"
    "|blocks|scheme|schemes|route|routes|line|lines|unit|units|impact|satisfaction|care|focus|workshop|workshops|page"
    "|pages|day|days|newsletter|newsletters|ambassador|ambassadors|representative|representatives|reps?|partners?"
    "|organisations?|charity|charities|agency|agencies|role|roles|post|posts|advocates?|advis[eo]rs?|coordinators?"
    "|volunteers?|mentors?|voice|parking|permits?|street|streets|area|areas|zones?|estates?|learning|education|kits?"
    "|statements?|letters?|packs?|courses?|classes|class|summit|rights|exploitation|abuse|wellbeing|welfare"
    "|counsell\\w+"
)
# Before the people word: things that are counted in their own right, units, and labels.
_NOT_BETWEEN = re.compile(
    r"\b(?:of|in|for|to|and|or|with|from|the|by|at|on|than|as|that|which|who|is|are|was|were|has|have|had|will|per|x"
    r"|year|years|month|months|week|weeks|day|days|hour|hours|minute|minutes|time|times|old|business|test|use|display"
    r"|third|thirds|half|quarters?|fifths?|million|thousand|hundred|percent|cent|percentage|points?|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|key|staff|officers?|our|their|its|helped"
    r"|pm|am|(?:protect|reduc|show|allow|attract|assist|remind|tell|told|ask|advis|serv|sav|keep|deter|monitor"
    r"|brought|bring"
    r"|visit|meet|train|help|reach|support|engag|contact|identif|refer|affect|involv)\w+)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:KPA|KPI|priority|phase|section|level|tier|stage|step|part|version|zone|ward|area|table|figure|page|appendix"
    r"|objective|target|action|item|category|grade|band|type|schedule|room|unit|route|no\.?"
    r"|number|class|chapter|annex|operation|channel|level|block|floor|key stage|ks|article|rule|age|aged|ages|x|times"
    r"|district|sector|cohort|wave|band|option|under|over)\s*$|[x×]\s*$"
    r"|(?<!\bthe )(?<!\bthis )(?<!\blast )(?<!\beach )(?<!\bevery )(?<!\bpast )\b(?:quarter|year|week|day|month)\s*$",
    re.IGNORECASE,
)
_BANDED = re.compile(
    r"\b(?:fewer than|less than|under|below|up to|more than|over|no more than|every|each|any|no|for every|per"
    r"|out of every)\s*$",
    re.IGNORECASE,
)
# "Four cameras for ..." counts cameras, not people; "anonymous" and "homeless" are no plurals.
_PLURAL_BETWEEN = re.compile(r"\b[a-z]{3,}(?<!ou)(?<!s)(?<!u)s\b")
_RATIO = re.compile(rf"\b(?:\d+|{_NUMBER_WORDS}) in (?:every )?$", re.IGNORECASE)

_NUMBER = rf"(?<![\w.,/:£$€#%&-])(?P<number>\d{{1,2}}|\b(?:{_NUMBER_WORDS}))(?![\w%:/£-]|[.,]\d)(?! ?%)"
_RANGE = r"(?:(?P<low>\d{1,2}) ?(?:-|–|to) ?)?"
_BAND_AFTER = r"(?! or (?:fewer|less|under|more|over)\b)"
_AHEAD = re.compile(
    rf"{_NUMBER}{_BAND_AFTER}\)?(?: \d{{1,2}}[ -]years?[ -]old)?"
    rf"(?P<of> out of (?:the )?\d+| of (?:the|our|these|those|all)(?: \d+| (?:{_NUMBER_WORDS}))?"
    r"| (?:was|were|is|are)(?: an?| the)?)?"
    rf"(?P<between>(?: (?!\d)[\w’'&]+(?:-\w+)*){{0,4}}?) "
    rf"(?P<people>{_PLURAL}|{_SINGULAR}|{_SENSITIVE})(?![\w’'-])",
    re.IGNORECASE,
)
_HEAD_FOLLOWS = re.compile(rf"\s+(?:(?:and|&)\s+\w+s?['’]?\s+)?(?:{_HEADS})\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\b(?P<people>{_PLURAL}|{_SENSITIVE})(?: (?!aged|under|over|age)[\w’'-]+){{0,4}}?"
    rf"(?:\s*[:=(–-]\s*| (?:heard|received|made|referred|reported|recorded|opened|closed|discussed|seen) |\s+(?:was"
    rf"|were|is|are|stood at|totalled|to|at)\s+)(?:only |just )?{_NUMBER}{_BAND_AFTER}"
    r"(?=\s*(?:[).,;]|$|this\b|last\b|in the\b|during\b|for the\b|compared\b|against\b|over the\b|from\b))",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"\b(?:aged?|stage|tier|level|year|section|page|table|priority|zone|phase|per cent|percent)\b[^,;]*$", re.IGNORECASE
)


def counts_of_people(sentence: str, below: int) -> Iterator[str]:
    """The words of each count of people from 1 up to, but not including, `below`."""
    seen: list[tuple[int, int]] = []
    for match in _matches_ahead(sentence):
        if 0 < _value(match["number"]) < below and _counts(sentence, match):
            seen.append(match.span())
            yield match[0].strip()
    for match in _BEHIND.finditer(sentence):
        inside = any(start < match.end("number") and match.start("number") < end for start, end in seen)
        if 0 < _value(match["number"]) < below and not inside and not _NOT_COUNTED.search(match[0]):
            yield match[0].strip()


def _matches_ahead(sentence: str) -> Iterator[re.Match[str]]:
    """Also those that begin inside another match, as in "4 stands for 3 victims"."""
    match = _AHEAD.search(sentence)
    while match:
        yield match
        match = _AHEAD.search(sentence, match.end("number"))


def _value(text: str) -> int:
    folded = text.casefold()
    if folded.isdigit():
        return int(folded)
    return WORDS.get(folded) or _SINGLE[folded]


def _counts(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[max(0, match.start() - 40) : match.start()]
    after = sentence[match.end() : match.end() + 80]
    if _LABEL.search(before) or _BANDED.search(before) or _RATIO.search(before):
        return False
    if _PLURAL_BETWEEN.search(match["between"]):
        return False
    if _NOT_BETWEEN.search(match["between"]) or _HEAD_FOLLOWS.match(after):
        return False
    singular = re.fullmatch(_SINGULAR, match["people"], re.IGNORECASE) is not None
    if singular and (_value(match["number"]) > 1 or (match["of"] or "").startswith((" of", " out"))):
        return False
    return re.match(r"\s+(?:at a time|per|each)\b", after) is None
