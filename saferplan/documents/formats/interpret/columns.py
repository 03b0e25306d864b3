"""What a column or a label is about, from its heading or, where there is none, from what stands in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from saferplan.documents.formats.interpret.codes import is_code, split_code
from saferplan.documents.formats.interpret.vocabulary import (
    LIGHT_WORDS,
    TREND_WORDS,
    Key,
    light_of_colour,
    plain,
    read_both,
)
from saferplan.report.tree import Light


class About(StrEnum):
    """What a column, or the value beside a label, says."""

    CODE = "code"
    TITLE = "title"
    PRIORITY = "priority"
    OWNER = "owner"
    AIM = "aim"
    CRITERIA = "criteria"
    LIGHT = "light"
    RESULTS = "results"
    TREND = "trend"
    BOTH = "light and trend"
    POSITION = "position"
    STEP = "next step"
    WHO = "by whom"
    DUE = "by when"
    EARLIER = "earlier light"
    ABOVE_LIGHT = "light of the priority"
    ABOVE_TREND = "trend of the priority"
    OBJECTIVE = "objective"
    WHY = "why this light"
    HEADLINE = "overall light"


_LIGHT_NAMES = r"(?:b?rag|rag b|rags?|traffic lights?|lights?|status|rating|assessment|colour|color)"
_PATTERNS: tuple[tuple[About, str], ...] = (
    (
        About.EARLIER,
        rf"(?:previous|last|prior|earlier|former)\b.*{_LIGHT_NAMES}.*|{_LIGHT_NAMES}.*(?:previous|last) .*",
    ),
    (About.WHY, r"why this light"),
    (About.LIGHT, rf"(?:progress|performance|delivery|assurance|confidence) {_LIGHT_NAMES}"),
    (
        About.CRITERIA,
        rf"(?:{_LIGHT_NAMES} |success )*(?:rating |status )?(?:criteria|definitions?|"
        rf"thresholds?)(?: .*)?|how (?:we|we will|will we|it is|is it) (?:judged?|measured?|rated?)(?: .*)?",
    ),
    (About.BOTH, rf".*\b{_LIGHT_NAMES} (?:and |dot$)(?:dot|direction of travel|trend|direction|arrow)?"),
    (About.RESULTS, r"results?(?: light| status| rag)?|outcome (?:light|rag|status)|impact (?:light|rag)"),
    (
        About.TREND,
        r"(?:overall |current |priority )?"
        r"(?:dot|direction of travel|direction|trends?|travel|arrow|movement|change|trajectory)(?: arrow| of travel)?"
        r"|(?:trend|direction) (?:since|from|against) .*|.*\bdirection of travel|change since .*",
    ),
    (
        About.DUE,
        r"(?:by )?when|due(?: date| by)?|deadline|target date|timescales?|completion(?: date)?|(?:date )?due|date|by|"
        r"(?:target )?(?:end|finish|completion) date|timeframe|complete by",
    ),
    (
        About.WHO,
        r"by who(?:m)?|who|action owner|step owner|responsible for (?:the )?(?:step|action)|"
        r"(?:by )?(?:whom?|owner|lead)(?: and)?(?: by)? (?:when|(?:due |target )?date|deadline|timescale)",
    ),
    (
        About.STEP,
        r"(?:planned |proposed |agreed |future )?next steps?(?: .*)?|(?:proposed|agreed|future) "
        r"actions?|next actions?(?: .*)?|further actions?(?: .*)?|planned (?:actions?|work|activity)|what next|"
        r"actions? (?:required|needed|planned|to be taken|for (?:the )?next .*|to take)|(?:plans?|"
        r"actions?) for next .*|what.s next|"
        r"what (?:will|we will|needs to) (?:happen|do|be done) next|what happens next|what s next|"
        r"remedial action.*|actions? to (?:get|bring) back.*|steps?",
    ),
    (
        About.OWNER,
        r"(?:target |action |activity |lead |kpa |task )?(?:owners?|leads?)(?: .*)?|responsib(?:le|ility)(?: .*)?|"
        r"lead (?:officers?|agency|agencies|partners?|organisation|person|body)(?: .*)?|accountable(?: .*)?|"
        r"who is responsible|who leads|(?:agency|partner|officer)(?: responsible| lead)?|led by|"
        r"responsible (?:officer|person|agency)",
    ),
    (
        About.POSITION,
        r"(?:latest |current |quarterly |summary of |q\d )?(?:progress|position|commentary|narrative|updates?)(?: .*)?|"
        r"(?:.* )?(?:progress|update|commentary)(?: to date| this (?:quarter|period|month)| "
        r"summary)?|comments?(?: .*)?|reasons? for (?:the )?(?:assessment|rating|status|rag|light)|"
        r"what (?:has happened|happened|have we done|we have done|we did)(?: .*)?|where (?:are we|we "
        r"are)(?: now)?|current situation|latest|how (?:are we|is it|is this|we are) (?:doing|going|progressing)",
    ),
    (
        About.LIGHT,
        rf"(?:current |delivery |overall |work |this quarter |priority |kpa )?(?:{_LIGHT_NAMES})(?: {_LIGHT_NAMES})*",
    ),
    (
        About.LIGHT,
        rf"{_LIGHT_NAMES} (?:q\d|this quarter|now|current|quarter \d|light|.*20\d\d.*)|"
        rf".*\b(?:b?rag|traffic light)(?: colour| status| rating)?",
    ),
    (
        About.CODE,
        r"(?:action |activity |target |kpa |plan |item )?(?:refs?|reference|codes?|no|numbers?|id|"
        r"refs? no|reference number|action no)"
        r"|ref \w+ no",
    ),
    (
        About.AIM,
        r"(?:aims?|rationale|why|purpose|reason|aim rationale|aims? (?:and|or) rationale|why "
        r"(?:this|it) matters|intended outcomes?|aim .*)",
    ),
    (
        About.PRIORITY,
        r"(?:strategic |plan |scp |csp |our |partnership )*(?:priorit(?:y|ies)|themes?|strands?)(?: .*)?|priority area",
    ),
    (About.OBJECTIVE, r"(?:strategic )?objectives?|(?:desired )?outcomes?|what (?:we|do we) want to achieve"),
    (
        About.TITLE,
        r"(?:key )?(?:performance )?(?:activity|activities|actions?|kpas?|targets?|tasks?|"
        r"deliverables?|initiatives?|milestones?|"
        r"commitments?|projects?|what|description|measures?|workstreams?|work)(?: .*)?|"
        r"(?:what )?(?:we|are we going to|will we|we will) (?:do|said).*|what will (?:we do|be "
        r"done).*|(?:title|name)(?: of .*)?",
    ),
)
# "Direction of travel (DOT)": the long form says it.
_SHORTENED = re.compile(r"(?P<long>.*\S)\s*\([A-Za-z]{1,6}\)")
_COMPILED = tuple((about, re.compile(pattern)) for about, pattern in _PATTERNS)
# Where two columns could both be the activity, the word that says it more plainly wins.
_TITLE_RANK = (
    "activit",
    "kpa",
    "target",
    "action",
    "task",
    "deliverable",
    "commitment",
    "what",
    "description",
    "title",
)


@lru_cache(maxsize=8192)
def about(heading: str) -> About | None:
    """What a heading or label says its column or value is about; None where the words are not known."""
    if heading.strip(" .:") in ("#", "№"):
        return About.CODE
    words = plain(heading.replace("/", " ").replace("&", " and "))
    words = re.sub(r"\b(?:please|state)\b", "", words).strip()
    if not words or len(words.split()) > 9 or words in LIGHT_WORDS or words in TREND_WORDS:
        return None
    if re.search(r"\d", re.sub(r"\bq\d|20\d\d(?: \d\d)?|\bquarter \d", "", words)):
        return None
    found = next((each for each, pattern in _COMPILED if pattern.fullmatch(words)), None)
    if found is None and (match := _SHORTENED.fullmatch(heading.strip())):
        return about(match["long"])
    pieces = words.split()
    if found is None and 1 < len(pieces) <= 3 and min(len(piece) for piece in pieces) <= 2:
        return about("".join(pieces))  # "RA G": a narrow column broke the word
    return found


def settle(headings: Sequence[str]) -> dict[int, About]:
    """The meaning of each column of a header row; a column with an unknown or second meaning is left out.

    "Objective" is the activity where no other column is; "by whom" is the owner unless it follows the next steps.
    """
    found = {index: about(text) for index, text in enumerate(headings)}
    kinds: dict[int, About] = {index: each for index, each in found.items() if each is not None}
    _one_title(kinds, headings)
    values = set(kinds.values())
    step = next((index for index, each in kinds.items() if each is About.STEP), -1)
    for index, each in list(kinds.items()):
        if each is About.WHO and index > step and step >= 0:
            continue
        if each is About.WHO and About.OWNER not in values:
            kinds[index] = About.OWNER
        if each is About.OBJECTIVE and About.TITLE not in values and About.PRIORITY not in values:
            kinds[index] = About.TITLE
            values.add(About.TITLE)
    _above(kinds, headings)
    return _unique(kinds)


def _above(kinds: dict[int, About], headings: Sequence[str]) -> None:
    """Beside a column of priorities, one of two lights is the priority's: the one called so, or to the left."""
    title = next((index for index, each in kinds.items() if each is About.TITLE), None)
    above = next((index for index, each in kinds.items() if each is About.PRIORITY), None)
    if title is None or above is None:
        return
    for kind, other in ((About.LIGHT, About.ABOVE_LIGHT), (About.TREND, About.ABOVE_TREND)):
        same = [index for index, each in kinds.items() if each is kind]
        if len(same) < 2:
            continue
        named = [index for index in same if re.search(r"overall|priority|theme", headings[index], re.I)]
        left = [index for index in same if above < index < title]
        chosen = (named or left)[:1]
        for index in chosen:
            kinds[index] = other


def _one_title(kinds: dict[int, About], headings: Sequence[str]) -> None:
    titles = [index for index, each in kinds.items() if each is About.TITLE]
    if len(titles) < 2:
        return
    best = min(titles, key=lambda index: (_rank(headings[index]), index))
    has_steps = About.STEP in kinds.values()
    for index in titles:
        if index != best:
            is_action = plain(headings[index]) in ("action", "actions")
            after = index > best and any(each is About.POSITION for each in kinds.values())
            if is_action and after and not has_steps:
                kinds[index] = About.STEP
            else:
                del kinds[index]


def _rank(heading: str) -> int:
    words = plain(heading)
    return next((rank for rank, word in enumerate(_TITLE_RANK) if word in words), len(_TITLE_RANK))


def _unique(kinds: Mapping[int, About]) -> dict[int, About]:
    found: dict[int, About] = {}
    for index in sorted(kinds):
        if kinds[index] not in found.values() or kinds[index] in (About.LIGHT, About.EARLIER):
            found[index] = kinds[index]
    return found


def columns_by_content(columns: Sequence[Sequence[str]], fills: Sequence[Sequence[str]], key: Key) -> dict[int, About]:
    """Columns without headings: codes, lights and arrows are known by what they are; the longest text is the title.

    `columns` and `fills` are by column, then by row. Nothing is returned unless codes and lights are both there.
    """
    found: dict[int, About] = {}
    for index, texts in enumerate(columns):
        kind = _kind_of(texts, fills[index], key)
        if kind and kind not in found.values():
            found[index] = kind
    if About.LIGHT not in found.values() and About.BOTH not in found.values():
        return {}
    rest = [index for index in range(len(columns)) if index not in found and any(columns[index])]
    coded = [i for i in rest if _share(columns[i], lambda text: split_code(text) is not None) >= 0.6]
    if About.CODE in found.values() and len(rest) >= 1:
        after = [i for i in rest if i > min(i for i, each in found.items() if each is About.CODE)]
        if len(rest) == 1 or after[:1]:
            found[after[0] if after else rest[0]] = About.TITLE
    elif coded:
        found[coded[0]] = About.TITLE
    else:
        return {}
    return found


def _kind_of(texts: Sequence[str], fills: Sequence[str], key: Key) -> About | None:
    filled = [text for text in texts if text.strip()]
    if not filled:
        colours = [light_of_colour(fill) for fill in fills]
        real = [each for each in colours if each not in (None, Light.NONE)]
        return About.LIGHT if real and len(real) * 2 >= len(colours) else None
    seen = [read_both(text, key) for text in filled]
    lights = [each for each in seen if each.light is not None and not each.rest]
    trends = [each for each in seen if each.trend is not None and not each.rest]
    if len(lights) >= 0.6 * len(filled):
        return About.BOTH if len(trends) >= 0.6 * len(filled) else About.LIGHT
    if len(trends) >= 0.6 * len(filled):
        return About.TREND
    if _share(texts, is_code) >= 0.6:
        return About.CODE
    return None


def _share(texts: Sequence[str], test: object) -> float:
    filled = [text for text in texts if text.strip()]
    if not filled or not callable(test):
        return 0.0
    return sum(1 for text in filled if test(text)) / len(filled)
