"""What is known while reading on: the draft, the ledger, and whose part of the report this is."""

from __future__ import annotations

from dataclasses import dataclass, field

from saferplan.documents.formats.interpret.codes import Heading, lead_number
from saferplan.documents.formats.interpret.draft import (
    FROM_OVERVIEW,
    FROM_SECTION,
    ActivityDraft,
    CardDraft,
    Draft,
    PriorityDraft,
    Status,
    alike,
)
from saferplan.documents.formats.interpret.status import light_text, split_light, split_signs
from saferplan.documents.formats.interpret.views import Ledger
from saferplan.documents.formats.interpret.vocabulary import Key
from saferplan.report.places import Place


@dataclass(slots=True)
class Context:
    """`current` is the priority that is being read; `stated` says that a heading right before named it.

    `card` is the card that following text may continue; `details_of` the activity whose facts follow.
    """

    draft: Draft = field(default_factory=Draft)
    ledger: Ledger = field(default_factory=Ledger)
    key: Key = field(default_factory=Key)
    current: PriorityDraft | None = None
    stated: bool = False
    card: CardDraft | None = None
    details_of: str | None = None
    section: str = ""
    letters: dict[str, int] = field(default_factory=dict)

    def open_priority(self, heading: Heading, rank: int, place: Place, code: str = "") -> PriorityDraft:
        """The priority of a heading, made if it is new. `code` is one of its activities', where it has no number."""
        heading, signs = split_signs(heading, self.key)
        heading, light = split_light(heading, self.key)
        priority = self._find(heading, code)
        if priority is None:
            number = heading.number or lead_number(code)
            if number is None or self.draft.numbered(number):
                number = self.draft.next_number()
                message = f"This priority has no number in the file. It is the number {number} by its order."
                self.ledger.doubt("no-number", message, heading.title, place)
            priority = PriorityDraft(number)
            self.draft.priorities.append(priority)
            self.ledger.mark(f"priority:{number}", place)
        self._title(priority, heading.title, rank, place)
        if heading.objective:
            self.objective(priority, heading.objective, place)
        if light and not priority.stated:
            priority.status, priority.stated = light_text(light, self.key, self.ledger, place), True
        if signs != Status() and not priority.stated:
            priority.status, priority.stated = signs, True
        self.current = priority
        self.stated = True
        return priority

    def _find(self, heading: Heading, code: str) -> PriorityDraft | None:
        if heading.number is not None:
            return self.draft.numbered(heading.number)
        found = self.draft.titled(heading.title)
        if found is None and (number := lead_number(code)) is not None:
            other = self.draft.numbered(number)
            return other if other and (not other.title or _same(other.title, heading.title)) else None
        return found

    def _title(self, priority: PriorityDraft, title: str, rank: int, place: Place) -> None:
        if not title:
            return
        kept, dropped = (title, priority.title) if rank > priority.title_from else (priority.title, title)
        if dropped and not _same(kept, dropped):
            message = f"Priority {priority.number} has two titles. The other one is kept: “{kept}”."
            self.ledger.doubt("two-titles", message, dropped, place)
        if rank > priority.title_from:
            priority.title, priority.title_from = title, rank

    def objective(self, priority: PriorityDraft, text: str, place: Place) -> None:
        if not priority.objective:
            priority.objective = text
        elif alike(priority.objective) != alike(text):
            message = f"Priority {priority.number} has two objectives. The first one is kept."
            self.ledger.doubt("two-objectives", message, text, place)

    def priority_of(self, code: str, place: Place) -> PriorityDraft:
        """The priority of an activity: the one whose heading stands above, else the one its code names."""
        number = lead_number(code)
        if self.current is not None and (self.stated or number is None or not self.draft.numbered(number)):
            return self.current
        if number is None:
            letter = code[:1].upper()
            number = self.letters.setdefault(letter, len(self.letters) + 1) if letter.isalpha() else 1
        priority = self.draft.numbered(number)
        if priority is None:
            priority = PriorityDraft(number)
            self.draft.priorities.append(priority)
            message = f"No heading names the priority of {code}. It stands under priority {number}."
            self.ledger.doubt("no-priority", message, code, place)
            self.ledger.mark(f"priority:{number}", place)
        return priority

    def add_activity(self, code: str, title: str, place: Place) -> ActivityDraft | None:
        """A new activity, or None (with a notice) where another one has this code already."""
        priority = self.priority_of(code, place)
        if not code:
            # "#2.3" is the third line of priority 2: a sign that no plan uses, so nobody takes it for the plan's code.
            code = f"#{priority.number}.{len(priority.activities) + 1}"
            self.ledger.doubt(
                "no-code", f"This activity has no code in the file. Here it is called {code}.", title, place
            )
        known = self.draft.activity(code)
        if known is not None and alike(known.title) == alike(title):
            self.ledger.doubt("activity-twice", f"{code} is listed twice. The first listing is kept.", title, place)
            return None
        if known is not None:
            self.ledger.doubt("code-twice", f"Two activities have the code {code}. Both are kept.", title, place)
        activity = ActivityDraft(code, title, place=place)
        priority.activities.append(activity)
        self.ledger.mark(f"activity:{code}", place)
        return activity


def _same(one: str, other: str) -> bool:
    """Whether two titles are one said shorter: "Prevent" within "… the Prevent strategy"."""
    a, b = sorted((alike(_bare(one)), alike(_bare(other))), key=len)
    return a in b


def _bare(title: str) -> str:
    words = title.lower()
    for lead in ("key performance activities for ", "key performance activities: ", "activities for ", "actions for "):
        _, found, after = words.partition(lead)
        words = after if found else words
    return words


__all__ = ["FROM_OVERVIEW", "FROM_SECTION", "Context"]
