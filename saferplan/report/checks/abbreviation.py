"""Abbreviations that are never spelt out."""

from __future__ import annotations

import re

from saferplan.report.checks.passages import all_texts, listed, spot, wording
from saferplan.report.findings import Finding, Level, Rule, Subject
from saferplan.report.tree import Report

_WELL_KNOWN = frozenset(
    re.findall(
        r"\w+",
        """
        AA AGM AIDS AM ATM BBC BRAG BSc BST BT CBE CCTV CEO DNA DVD EU FAQ FRI GCSE GMT GP GPS HIV HQ HR ID IT
        ITV JPEG LED MBE MON MOT MP NB NHS OBE OK PC PDF PhD PIN PM PNG PS QR RAC RAF RAG RNLI RSPCA RSVP SAT
        SMS SUN TBA TBC THU TUE TV UK UN US USA USB VAT WC WED WiFi
        """,
    )
)
_PART = r"[A-Z]{2,7}|[A-Z][a-z]?[A-Z]{1,3}|[A-Z][A-Za-z]{1,3}[A-Z]"
_TOKEN = re.compile(rf"(?<![\w@./'’-])(?:{_PART})(?:&(?:{_PART}))*(?=s?\b)(?![\w]*@|\.\w)")
_LOUD = frozenset(("not", "must", "never", "all", "new", "urgent", "note", "important", "red", "amber", "green"))
_ROMAN = re.compile(r"[IVX]{2,5}")
# A report has a few dozen; a text of capitals only must not keep the page busy.
_MOST = 200
_SMALL = "(?:(?:of|and|the|for|in|on|to|against|with|by|a|&|/)[ -]+)*"


def find(subject: Subject) -> Finding | None:
    texts = [(passage.key, passage.text) for passage in all_texts(subject.report)]
    texts += [
        (f"card:{index}", "; ".join(card.owners)) for index, card in enumerate(subject.report.cards) if card.owners
    ]
    texts += [(f"activity:{a.code}", "; ".join(a.owners)) for _, a in subject.report.activities() if a.owners]
    plain_words = _lower_words(texts)
    first: dict[str, tuple[str, str]] = {}
    for key, text in texts:
        for match in _TOKEN.finditer(text):
            for short in match[0].split("&"):
                if len(short) > 1 and not _known(short, plain_words):
                    first.setdefault(short, (key, _near(text, match)))
    titles = "\n".join([*(passage.text for passage in wording(subject.report)), *_names(subject.report)])
    whole = "\n".join([*(text for _, text in texts), titles])
    found = {short: where for short, where in list(first.items())[:_MOST] if not _spelt_out(short, whole, titles)}
    if not found:
        return None
    return Finding(
        code=RULE.code,
        level=Level.CONSIDER,
        message="These abbreviations are never spelt out: {short}."
        if len(found) > 1
        else "The abbreviation {short} is never spelt out.",
        advice="Write the words in full the first time, with the abbreviation in brackets.",
        params={"short": listed(sorted(found))},
        spots=tuple(spot(subject, key, quote) for _, (key, quote) in sorted(found.items())),
    )


def _known(short: str, plain_words: frozenset[str]) -> bool:
    return short in _WELL_KNOWN or _ROMAN.fullmatch(short) is not None or short.casefold() in plain_words


def _lower_words(texts: list[tuple[str, str]]) -> frozenset[str]:
    """Words that also stand in small letters: in capitals they are loud, not short."""
    return frozenset(word for _, text in texts for word in re.findall(r"\b[a-z]{2,}\b", text)) | _LOUD


def _names(report: Report) -> list[str]:
    plan = [report.partnership.name, report.plan.title, report.title, report.author, report.meeting.body]
    return [*plan, report.period.label, report.classification]


def _near(text: str, match: re.Match[str]) -> str:
    start = max(0, text.rfind(" ", 0, max(0, match.start() - 30)) + 1)
    end = text.find(" ", match.end() + 30)
    return text[start : end if end > 0 else len(text)]


def _spelt_out(short: str, whole: str, titles: str) -> bool:
    """In brackets after or before its words, or as words with capitals, or as the words of a title."""
    letters = [letter for letter in short if letter.isalpha()]
    any_case = r"[\s-]+".join(_SMALL + rf"[{a.upper()}{a.lower()}][\w’']*" for a in letters)
    if re.search(rf"{any_case},?\s*[(“\"'‘]+{re.escape(short)}s?\b", whole):
        return True
    if re.search(rf"\b{re.escape(short)}s?\s*(?:\(|[:,–=-]\s+|stands for |means ){any_case}", whole):
        return True
    first = letters[0]
    if re.search(rf"(?i)\b{re.escape(short)}s?\s*\((?:the )?{first}[\w’'-]+ [\w’'-]+", whole):
        return True
    if re.search(rf"\(the\s+{re.escape(short)}\)", whole):
        return True
    starts = rf"\b{letters[0].upper()}[\w’']*"
    capitals = [_SMALL + rf"{letter.upper()}[a-z][\w’']*" for letter in letters[1:]]
    if len(letters) > 1 and re.search(r"[\s-]+".join([starts, *capitals]), whole):
        return True
    loose = [_SMALL + rf"[{letter.upper()}{letter.lower()}][\w’']*" for letter in letters[1:]]
    line_start = r"(?m)(?:^|(?<=[.:;] ))"
    return len(letters) > 2 and re.search(line_start + r"[\s-]+".join([starts, *loose]), titles) is not None


RULE = Rule(
    code="abbreviation",
    name="An abbreviation is never spelt out",
    why="Members, residents and new colleagues read the report too, and one abbreviation can mean several things.",
    example="The HQRP met and reviewed the stalls on the quay.",
    find=find,
)
