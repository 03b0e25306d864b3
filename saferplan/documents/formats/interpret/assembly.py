"""The finished tree out of the draft."""

from __future__ import annotations

from saferplan.documents.formats.interpret.context import Context
from saferplan.documents.formats.interpret.draft import ActivityDraft, CardDraft, PriorityDraft, alike
from saferplan.documents.formats.interpret.positions import position_of
from saferplan.report.places import Place
from saferplan.report.tree import (
    Activity,
    Card,
    Derivation,
    Light,
    Meeting,
    Partnership,
    Period,
    Plan,
    Priority,
    Report,
    Trend,
)


def assemble(context: Context) -> Report:
    """The report; the places of its cards are marked in the ledger."""
    draft = context.draft
    for details in [card for card in draft.cards if card.details_of is not None]:
        _details(details, context)
    cards = [card for card in draft.cards if card.details_of is None]
    for card in cards:
        _settle_targets(card, context)
    cards = [card for card in cards if not _is_the_listing(card, context)]
    made = tuple(_card(card, context) for card in cards)
    for index, card in enumerate(cards):
        context.ledger.mark(f"card:{index}", card.place)
    cover = draft.cover
    return Report(
        partnership=Partnership(name=cover.get("partnership.name", ""), motto=cover.get("partnership.motto", "")),
        title=cover.get("title", ""),
        plan=Plan(
            title=cover.get("plan.title", ""), starts=cover.get("plan.starts", ""), ends=cover.get("plan.ends", "")
        ),
        version=cover.get("version", ""),
        date=cover.get("date", ""),
        author=cover.get("author", ""),
        classification=cover.get("classification", ""),
        changes=cover.get("changes", ""),
        period=Period(
            key=cover.get("period.key", ""),
            label=cover.get("period.label", ""),
            work_to=cover.get("period.work_to", ""),
            figures_to=cover.get("period.figures_to", ""),
        ),
        meeting=Meeting(
            body=cover.get("meeting.body", ""),
            date=cover.get("meeting.date", ""),
            item=cover.get("meeting.item", ""),
            purpose=cover.get("meeting.purpose", ""),
        ),
        going_well=cover.get("going_well", ""),
        concern=cover.get("concern", ""),
        rollup_rule=cover.get("rollup_rule", ""),
        priorities=tuple(_priority(priority, context, has_cards=bool(cards)) for priority in draft.priorities),
        cards=made,
    )


def _details(card: CardDraft, context: Context) -> None:
    """The sheet of one activity that is no card: its owners, position and next steps are the activity's own."""
    activity = context.draft.activity(card.details_of or "")
    if activity is None:
        card.details_of = None
        return
    activity.owners = activity.owners or card.owners
    activity.criteria = activity.criteria if activity.criteria.is_stated() else card.criteria
    activity.position = activity.position or card.position
    activity.steps = activity.steps or card.steps
    if card.aim or card.has_light:
        message = f"The details of {activity.code} hold a light or an aim, which stand elsewhere for an activity."
        context.ledger.doubt("details-more", message, card.aim or card.status.light_stated, card.place)


def _settle_targets(card: CardDraft, context: Context) -> None:
    """Each target's code; a target with a title alone takes the code of the activity that is titled so."""
    settled: list[tuple[str, str]] = []
    for code, title in card.targets:
        if not code:
            known = context.draft.activities_titled(title)
            code = known[0].code if len(known) == 1 else ""
        activity = context.draft.activity(code) if code else None
        if activity is None and (title or code) and not _summarised(card, context):
            activity = _from_card(card, code, title, context)
            code = activity.code if activity else code
        elif activity is None:
            message = "This card's target is not in the list of activities. It is kept on the card."
            context.ledger.doubt("unknown-target", message, f"{code} {title}".strip(), card.place)
            code = code or "?"
        settled.append((code, title))
    card.targets = settled
    if card.priority is None and settled:
        owner = next((p for p in context.draft.priorities for a in p.activities if a.code == settled[0][0]), None)
        card.priority = owner


def _is_the_listing(card: CardDraft, context: Context) -> bool:
    """A sheet that is the only place where its one activity is listed, without an aim: all of it is the activity's."""
    activity = context.draft.activity(card.targets[0][0]) if len(card.targets) == 1 else None
    if activity is None or not activity.from_card or card.aim:
        return False
    activity.owners += [owner for owner in card.owners if owner not in activity.owners]
    activity.criteria = activity.criteria if activity.criteria.is_stated() else card.criteria
    activity.position += card.position
    activity.steps += card.steps
    return True


def _summarised(card: CardDraft, context: Context) -> bool:
    """Whether the activities of the card's priority are listed in a table of their own."""
    priority = card.priority
    pool = [priority] if priority is not None else context.draft.priorities
    return any(not activity.from_card for each in pool for activity in each.activities)


def _from_card(card: CardDraft, code: str, title: str, context: Context) -> ActivityDraft | None:
    """A report of cards alone: the card is where its activity is listed. A light for one target is its own."""
    context.current, context.stated = card.priority, card.priority is not None
    activity = context.add_activity(code, title, card.place)
    if activity is None:
        return None
    activity.from_card = True
    if len(card.targets) == 1:
        activity.status = card.status
    return activity


def _card(card: CardDraft, context: Context) -> Card:
    titles = []
    for code, title in card.targets:
        activity = context.draft.activity(code)
        titles.append("" if not title or (activity is not None and activity.title == title) else title)
    if card.status.trend is not Trend.NONE:
        _card_trend(card, context)
    return Card(
        priority=card.priority.number if card.priority else 0,
        targets=tuple(code for code, _ in card.targets),
        target_titles=tuple(titles) if any(titles) else (),
        owners=tuple(dict.fromkeys(card.owners)),
        aim=card.aim,
        criteria=card.criteria if card.criteria.is_stated() else context.draft.criteria,
        light=card.status.light,
        light_stated=card.status.light_stated,
        why=Derivation(sentence=card.why),
        position=position_of(card.position),
        next_steps=tuple(card.steps),
    )


def _card_trend(card: CardDraft, context: Context) -> None:
    """A card has no trend of its own: it is its one activity's, or a notice."""
    activity = context.draft.activity(card.targets[0][0]) if len(card.targets) == 1 else None
    trend = card.status.trend
    if activity is not None and activity.status.trend is Trend.NONE:
        activity.status.trend, activity.status.trend_stated = trend, card.status.trend_stated
    elif activity is None or activity.status.trend is not trend:
        message = f"The card gives the direction “{trend.value}”, which has no place on it."
        context.ledger.doubt("card-trend", message, card.status.trend_stated or trend.value, card.place)


def _priority(priority: PriorityDraft, context: Context, *, has_cards: bool) -> Priority:
    status = priority.status
    return Priority(
        number=priority.number,
        title=priority.title,
        objective=priority.objective,
        light=status.light,
        trend=status.trend,
        light_stated=status.light_stated,
        trend_stated=status.trend_stated,
        why=Derivation(sentence=priority.why),
        results=priority.results,
        results_text=priority.results_text,
        results_why=Derivation(sentence=priority.results_why),
        headline=priority.headline,
        headline_why=Derivation(sentence=priority.headline_why),
        activities=tuple(_activity(each, context, has_cards=has_cards) for each in priority.activities),
    )


def _activity(activity: ActivityDraft, context: Context, *, has_cards: bool) -> Activity:
    status = activity.status
    shared = activity.criteria if activity.criteria.is_stated() or has_cards else context.draft.criteria
    return Activity(
        code=activity.code,
        title=activity.title,
        light=status.light,
        trend=status.trend,
        light_stated=status.light_stated,
        trend_stated=status.trend_stated,
        why=Derivation(sentence=activity.why),
        results=activity.results,
        results_why=Derivation(sentence=activity.results_why),
        owners=tuple(activity.owners),
        criteria=shared,
        position=position_of(activity.position),
        next_steps=tuple(activity.steps),
    )


__all__ = ["Light", "Place", "alike", "assemble"]
