"""Single values out of cells: owners, criteria, next steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saferplan.documents.formats.interpret.columns import About, about
from saferplan.documents.formats.interpret.dates import read_date
from saferplan.documents.formats.interpret.vocabulary import LIGHT_LETTERS, is_blank, plain, read_light
from saferplan.documents.formats.source import Paragraph
from saferplan.report.tree import Criteria, Light, NextStep

_CRITERIA_WORDS = {
    "green": Light.GREEN,
    "amber": Light.AMBER,
    "yellow": Light.AMBER,
    "red": Light.RED,
    "blue": Light.COMPLETE,
    "complete": Light.COMPLETE,
    "completed": Light.COMPLETE,
}
_LIGHT_LEAD = re.compile(
    r"(?:(?<=[\s(;.|])|^)(?P<word>GREEN|AMBER|YELLOW|RED|BLUE|COMPLETED?|[Gg]reen|[Aa]mber|"
    r"[Yy]ellow|[Rr]ed|[Bb]lue|[Cc]ompleted?|[RAGB])"
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:[:=]\s*|\s[–—-]\s*|[–—]\s*|-\s+|\s+(?:means?|is|if|when|where)\s+(?:that\s+)?)"
)
_LINE_LEAD = re.compile(r"^(?P<word>GREEN|AMBER|YELLOW|RED|BLUE|Green|Amber|Yellow|Red|Blue)\s+(?=[A-Z0-9<>≥≤±(])")
_LABELLED = re.compile(
    r"(?:[\s,;(–—-]|^)+(?P<label>by whom|by when|who|when|owner|lead|officer|due(?: date)?|by|"
    r"deadline|target date|date)\s*:\s*",
    re.I,
)
_DASH = re.compile(r"\s+[–—|]\s+|\s+-\s+|\s*\|\s*|\t+|\s*—\s*")
_BRACKETS = re.compile(r"^(?P<text>.*\S)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*\.?$", re.DOTALL)
_DUE_WORDS = re.compile(
    r"^(?:(?:by|due|end of|before)\s+)?(?:Q[1-4](?:\s*\d{2,4}(?:[/-]\d{2,4})?)?|"
    r"quarter\s+\w+.*|ongoing|on-going|asap|tbc|immediate(?:ly)?|"
    r"(?:spring|summer|autumn|winter)(?:\s+\d{4})?|next (?:quarter|meeting|month)|year end|complete)$",
    re.I,
)


def owners_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The owners of a cell: one a line, or divided by commas, semicolons or slashes. "and" divides nothing.

    A cell that uses semicolons is divided by them alone, so that "Head of Parks, Play and Trees; Police" is two.
    """
    found: list[str] = []
    for line in lines:
        divide = r"\s*;\s*" if ";" in line else r"\s*[,;]\s*|\s*/\s*(?!\d)"
        parts = [
            part.strip(" .\t") if not part.strip().endswith("etc.") else part.strip() for part in re.split(divide, line)
        ]
        found += [part for part in parts if part and not is_blank(part)]
    return tuple(dict.fromkeys(found))


def criteria_of(lines: Sequence[str]) -> tuple[Criteria, str]:
    """The criteria in a cell, by light, and whatever stands before the first light or could not be placed."""
    found: dict[Light, str] = {}
    rest: list[str] = []
    current: Light | None = None
    for line in lines:
        pieces = _criteria_pieces(line)
        for light, text in pieces:
            if light is None:
                if current is None:
                    rest.append(text)
                    continue
                found[current] = f"{found[current]} {text}".strip()
            elif light in found:
                rest.append(text)
            else:
                current = light
                found[light] = text
    made = Criteria(**{light.value: _without_stop(found.get(light, "")) for light in _CRITERIA_LIGHTS})
    return made, " ".join(part for part in rest if not is_blank(part))


_CRITERIA_LIGHTS = (Light.GREEN, Light.AMBER, Light.RED, Light.COMPLETE)


def _criteria_pieces(line: str) -> list[tuple[Light | None, str]]:
    line = " ".join(line.split())
    matches = list(_LIGHT_LEAD.finditer(line))
    if not matches or matches[0].start() > 0:
        lead = _LINE_LEAD.match(line)
        matches = ([lead] if lead else []) + matches
    if not matches:
        word = line.strip(" :.").lower()
        seen = read_light(line)
        if seen.light in _CRITERIA_LIGHTS and not seen.rest and not seen.clash:
            return [(seen.light, "")]
        return [(_CRITERIA_WORDS[word], "")] if word in _CRITERIA_WORDS else [(None, line)]
    pieces: list[tuple[Light | None, str]] = []
    if line[: matches[0].start()].strip():
        pieces.append((None, line[: matches[0].start()].strip()))
    ends = [match.start() for match in matches[1:]] + [len(line)]
    for match, end in zip(matches, ends, strict=True):
        word = match["word"]
        light = LIGHT_LETTERS[word] if len(word) == 1 else _CRITERIA_WORDS[word.lower()]
        pieces.append((light, line[match.end() : end].strip()))
    return pieces


def _without_stop(text: str) -> str:
    text = text.strip(" ;,|(")
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def steps_of(paragraphs: Sequence[Paragraph]) -> list[NextStep]:
    """One next step a paragraph. Who and when are taken only where a sign divides them from the text.

    A line "Who: …; by: …" belongs to the step above it.
    """
    found = _stacked(paragraphs)
    for paragraph in paragraphs if not found else ():
        line = " ".join(paragraph.text.split()).lstrip("•●▪ ").strip()
        if not line or is_blank(line) or plain(line) in _NO_STEP:
            continue
        step = step_of(line)
        if not step.text and found and not (found[-1].who and found[-1].due):
            last = found[-1]
            found[-1] = NextStep(text=last.text, who=last.who or step.who, due=last.due or step.due)
        else:
            found.append(step if step.text else NextStep(text=line))
    return found


def _stacked(paragraphs: Sequence[Paragraph]) -> list[NextStep]:
    """A table inside the cell, its cells one below another: first the headings, then each row."""
    kinds = [about(p.text) for p in paragraphs[:4]]
    width = next((n for n, kind in enumerate(kinds) if kind not in _STACKED), len(kinds))
    if width < 2 or len(paragraphs) <= width or len(paragraphs) % width:
        return []
    found = []
    for start in range(width, len(paragraphs), width):
        row = {kinds[n]: paragraphs[start + n].text.strip() for n in range(width)}
        text = row.get(About.STEP) or row.get(About.TITLE) or ""
        who = row.get(About.WHO) or row.get(About.OWNER) or ""
        due = row.get(About.DUE) or ""
        found.append(NextStep(text=text, who=who, due=due if (read := due_of(due)) is None else read))
    return found if all(step.text for step in found) else []


_NO_STEP = ("none", "nil", "na", "n a", "not applicable")
_STACKED = (About.STEP, About.TITLE, About.WHO, About.OWNER, About.DUE)


def step_of(line: str) -> NextStep:
    """Text, who and when of one next step in one line. `text` is empty where the line is only who and when."""
    labels = list(_LABELLED.finditer(line))
    if labels:
        return _labelled_step(line, labels)
    if match := _BRACKETS.match(line):
        parts = [part.strip() for part in re.split(r"\s*[,;]\s*|\s+[–—-]\s+", match["inside"]) if part.strip()]
        due = due_of(parts[-1]) if parts else None
        if due is not None and len(parts) <= 3:
            return NextStep(text=match["text"].strip(" –—-"), who=", ".join(parts[:-1]), due=due)
    parts = [part.strip() for part in _DASH.split(line) if part.strip()]
    if len(parts) >= 2 and (due := due_of(parts[-1].rstrip("."))) is not None:
        if len(parts) == 2:
            return NextStep(text=parts[0], due=due)
        text = line[: line.rindex(parts[-2], 0, line.rindex(parts[-1]))].rstrip(" –—-|\t")
        return NextStep(text=text, who=parts[-2], due=due)
    if len(parts) >= 2 and "," in parts[-1]:
        who, _, when = parts[-1].rstrip(".").rpartition(",")
        if (due := due_of(when)) is not None and len(who.split()) <= 6:
            text = line[: line.rindex(parts[-1])].rstrip(" –—-|\t")
            return NextStep(text=text, who=who.strip(), due=due)
    return NextStep(text=line)


def _labelled_step(line: str, labels: list[re.Match[str]]) -> NextStep:
    who = due = ""
    ends = [match.start() for match in labels[1:]] + [len(line)]
    for match, end in zip(labels, ends, strict=True):
        value = line[match.end() : end].strip(" ,;.()–—-")
        label = match["label"].lower()
        if label in ("by whom", "who", "owner", "lead", "officer"):
            who = who or value
        else:
            due = due or (due_of(value) if due_of(value) is not None else value) or ""
    return NextStep(text=line[: labels[0].start()].strip(" ,;(–—-"), who=who, due=due)


def due_of(text: str) -> str | None:
    """A due date as the tree holds it; words such as "Q3" stay; None where the text is neither."""
    text = " ".join(text.split()).strip(" ()")
    if not text:
        return None
    read = read_date(text)
    if read is not None:
        return read
    return text if _DUE_WORDS.match(text.rstrip(".")) else None


def zip_steps(steps: Sequence[Paragraph], whos: Sequence[Paragraph], dues: Sequence[Paragraph]) -> list[NextStep]:
    """Next steps whose who and when stand in columns of their own: line by line, or one for all."""
    made = steps_of(steps)
    people = [" ".join(p.text.split()) for p in whos if not is_blank(p.text)]
    dates = [" ".join(p.text.split()) for p in dues if not is_blank(p.text)]
    if not made and (people or dates):
        return []
    if not dates:
        people, dates = _who_and_when(people)
    found = []
    for index, step in enumerate(made):
        who = step.who or _for_line(people, index, len(made), ", ")
        due = step.due or _for_line(dates, index, len(made), "; ")
        found.append(NextStep(text=step.text, who=who.rstrip(".").strip(), due=_due(due)))
    return found


def _who_and_when(people: list[str]) -> tuple[list[str], list[str]]:
    """ "Licensing manager, 10 July 2024" in one cell, if each line is so; else a last line that is a date."""
    pairs = [re.split(r"\s*[,;/]\s*(?=[^,;/]*$)|\s+[–—-]\s+(?=\S+(?:\s\S+)*$)", line, maxsplit=1) for line in people]
    if people and all(len(pair) == 2 and due_of(pair[1]) is not None for pair in pairs):
        return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if len(people) > 1 and due_of(people[-1]) is not None and all(due_of(line) is None for line in people[:-1]):
        return people[:-1], people[-1:]
    return people, []


def _due(text: str) -> str:
    read = due_of(text)
    return read if read is not None else text


def _for_line(values: Sequence[str], index: int, count: int, glue: str) -> str:
    if len(values) == count:
        return values[index]
    return glue.join(values)
