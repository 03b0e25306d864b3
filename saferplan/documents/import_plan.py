"""An import as a plan: what a report would change in a partnership, worked out and shown before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from saferplan.accounts.models import Partnership
from saferplan.common.dated import DatedValue
from saferplan.common.periods import Frequency, Span, label_of, span_of
from saferplan.cycle.models import Period
from saferplan.documents.errors import ImportRefused
from saferplan.documents.import_changes import Change, list_changes, list_notes
from saferplan.documents.import_facts import (
    Stated,
    cover_of,
    first_day,
    last_day,
    lights_to_state,
    meeting_of,
    problems_of,
    stated_in,
    updates_to_write,
)
from saferplan.documents.import_text import Earlier, ReadPlan, read_plan, same_text
from saferplan.documents.import_work import Work
from saferplan.documents.matching import Question, normal
from saferplan.documents.overtaken import Overtaken, find_overtaken, load_written, without_kept
from saferplan.documents.standing import Standing, load_standing
from saferplan.plan.dated import rows_for
from saferplan.plan.models import Plan, PlanVersion
from saferplan.report import tree

Value = TypeVar("Value")
# Stands for the instant of applying, which is later than all that is recorded.
UNTIL_APPLIED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """`changes` in the order of a report; `questions` must be answered through `matches` before it can be applied.

    `problems` are faults of the report that stop the import; `notes` are worth knowing and change nothing. `replaced`
    are the cards of which the report's text is to take the place of what partners wrote.
    """

    partnership: Partnership
    report: tree.Report
    period_key: str
    frequency: Frequency
    matches: Mapping[str, str]
    replaced: frozenset[UUID] = frozenset()
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    work: Work | None = field(default=None, repr=False, compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing to change: the report was imported before, as it is."""
        return not (self.changes or self.questions or self.problems)

    @property
    def overtaken(self) -> tuple[Overtaken, ...]:
        """The updates that partners wrote and of which the report says otherwise."""
        return self.work.overtaken if self.work else ()

    @property
    def kept(self) -> tuple[Overtaken, ...]:
        """Those of them that stay as they are."""
        return tuple(each for each in self.overtaken if not each.is_replaced)

    def check_ready(self) -> None:
        """Raise ImportRefused, saying why, if it cannot be applied."""
        if self.problems:
            raise ImportRefused("The report cannot be imported yet. " + " ".join(self.problems))
        if self.questions:
            codes = ", ".join(question.code for question in self.questions)
            raise ImportRefused(
                f"Say first what these are: {codes}. Each may be an earlier activity under another code, or new."
            )


def plan_import(
    partnership: Partnership,
    report: tree.Report,
    period_key: str,
    *,
    frequency: Frequency = Frequency.QUARTER,
    matches: Mapping[str, str] | None = None,
    replaced: Collection[UUID] = (),
) -> ImportPlan:
    """What importing the report for a period would change; writes nothing.

    `matches` answers questions: a code to the uid of an activity, or to "new". `replaced` are the cards of which the
    report's text is to take the place of what partners wrote. Raises BadMatches for an answer that does not fit. A
    fault of the report is no error here: it comes back in `problems`.
    """
    answers = dict(matches or {})
    bare = ImportPlan(
        partnership=partnership,
        report=report,
        period_key=period_key,
        frequency=frequency,
        matches=answers,
        replaced=frozenset(replaced),
    )
    problems = problems_of(report, period_key, frequency)
    if problems:
        return replace(bare, problems=tuple(problems))
    standing = load_standing(partnership, period_key, frequency.value)
    other = next((each for each in standing.periods if each.key == period_key and each != standing.period), None)
    if other is not None:
        return replace(bare, problems=(_another_ends_then(other),))
    span = span_of(period_key, frequency)
    plan = _find_plan(report.plan, standing, span)
    before = _version_before(plan, standing, span)
    read = read_plan(report, _earlier(plan, before, standing), answers)
    stated = stated_in(report, read)
    work = _work(report, standing, span, plan, before, read, stated, bare)
    return replace(
        bare,
        changes=tuple(list_changes(work, stated, before)),
        questions=tuple(read.matching.questions),
        notes=tuple(list_notes(report, partnership, period_key, read)),
        work=work,
    )


def plan_again(import_plan: ImportPlan, replaced: Collection[UUID] | None = None) -> ImportPlan:
    """The same import against what stands now, with the same answers, or with others of partners' words replaced."""
    return plan_import(
        import_plan.partnership,
        import_plan.report,
        import_plan.period_key,
        frequency=import_plan.frequency,
        matches=import_plan.matches,
        replaced=import_plan.replaced if replaced is None else replaced,
    )


def _another_ends_then(period: Period) -> str:
    """Addresses and lights name a period by its last month alone."""
    label = label_of(period.key, Frequency(period.frequency))
    return (
        f"There is a report for {label} already, and two cannot end with the same month. "
        "Choose the same length for this one, or another month."
    )


def proposed_matches(plan: ImportPlan) -> dict[str, str]:
    """The answers given, and for each open question the one that is proposed."""
    return {**plan.matches, **{question.code: question.proposed_answer for question in plan.questions}}


def _work(
    report: tree.Report,
    standing: Standing,
    span: Span,
    plan: Plan | None,
    before: PlanVersion | None,
    read: ReadPlan,
    stated: Stated,
    asked: ImportPlan,
) -> Work:
    key, frequency = asked.period_key, asked.frequency
    updates = updates_to_write(stated.updates, standing.updates, stated.owners)
    written = load_written(standing.period) if standing.period else {}
    overtaken = find_overtaken(updates, written, stated.about, asked.replaced)
    later = standing.later_spans(span.ends)
    title = plan.title if plan else report.plan.title
    return Work(
        standing=standing,
        key=key,
        frequency=frequency,
        span=span,
        read=read,
        name="" if standing.partnership.name else report.partnership.name,
        motto="" if standing.partnership.motto else report.partnership.motto,
        plan=plan,
        plan_title=title,
        plan_dates=_plan_dates(plan, report.plan),
        version=_version_that_says_it(plan, before, standing, read),
        cover=cover_of(report, key, frequency),
        meeting=meeting_of(report),
        lights=lights_to_state(stated.lights, standing.latest, standing.imported),
        owners=_dated(stated.owners, standing.owners, span, later, ()),
        criteria=_dated(stated.criteria, standing.criteria, span, later, tree.Criteria()),
        updates=without_kept(updates, written, overtaken),
        overtaken=overtaken,
    )


def _dated(
    stated: Mapping[UUID, Value],
    standing: Mapping[UUID, Sequence[DatedValue[Value]]],
    span: Span,
    later: Sequence[tuple[date, date]],
    nothing: Value,
) -> dict[UUID, Sequence[DatedValue[Value]]]:
    rows = {
        card: rows_for(
            standing.get(card, ()),
            value,
            starts=span.starts,
            ends=span.ends,
            later=later,
            nothing=nothing,
            now=UNTIL_APPLIED,
        )
        for card, value in stated.items()
    }
    return {card: added for card, added in rows.items() if added}


def _find_plan(said: tree.Plan, standing: Standing, span: Span) -> Plan | None:
    """The plan of that title whose dates, where both are known, are the same. Untitled: the nearest period's plan."""
    if not said.title:
        nearest = _nearest_period_version(standing, span, {version.pk for version in standing.versions})
        if nearest is not None:
            return next(plan for plan in standing.plans if plan.pk == nearest.plan_id)
        return standing.plans[-1] if standing.plans else None
    dates = (first_day(said.starts), last_day(said.ends))
    titled = [plan for plan in standing.plans if normal(plan.title) == normal(said.title)]
    exact = [plan for plan in titled if (plan.starts, plan.ends) == dates]
    near = [
        plan
        for plan in titled
        if all(
            mine is None or theirs is None or mine == theirs for mine, theirs in zip(_dates(plan), dates, strict=True)
        )
    ]
    return next(iter([*exact, *near]), None)


def _dates(plan: Plan) -> tuple[date | None, date | None]:
    return plan.starts, plan.ends


def _plan_dates(plan: Plan | None, said: tree.Plan) -> tuple[date | None, date | None]:
    starts, ends = _dates(plan) if plan else (None, None)
    return starts or first_day(said.starts), ends or last_day(said.ends)


def _version_before(plan: Plan | None, standing: Standing, span: Span) -> PlanVersion | None:
    """The version that a report is matched with: its period's, or the nearest period's, or one that followed it."""
    if plan is None:
        return None
    versions = {version.pk for version in standing.versions if version.plan_id == plan.pk}
    own = standing.period
    nearest = _nearest_period_version(standing, span, versions)
    if nearest is None:
        return next((v for v in reversed(standing.versions) if v.pk in versions), None)
    if own is not None and own.plan_version_id == nearest.pk:
        return nearest
    ended = [p.ends for p in standing.periods if p.plan_version_id in versions and p.ends < span.ends]
    followed = [
        v for v in standing.versions if v.pk in versions and ended and ended[-1] < v.effective_from <= span.ends
    ]
    return followed[-1] if followed else nearest


def _nearest_period_version(standing: Standing, span: Span, versions: set[int]) -> PlanVersion | None:
    by_key = {version.pk: version for version in standing.versions}
    own = standing.period
    if own is not None and own.plan_version_id in versions:
        return by_key[own.plan_version_id]
    periods = [period for period in standing.periods if period.plan_version_id in versions]
    earlier = [period for period in periods if period.ends <= span.ends]
    nearest = earlier[-1] if earlier else (periods[0] if periods else None)
    return by_key[nearest.plan_version_id] if nearest else None


def _earlier(plan: Plan | None, before: PlanVersion | None, standing: Standing) -> Earlier:
    newest_first = list(reversed(standing.versions))
    mine = [v for v in newest_first if plan is not None and v.plan_id == plan.pk]
    others = [v for v in newest_first if plan is None or v.plan_id != plan.pk]
    return Earlier(
        before=standing.texts[before.pk] if before else None,
        same_plan=[standing.texts[v.pk] for v in mine if before is None or v.pk != before.pk],
        other_plans=[standing.texts[v.pk] for v in others],
    )


def _version_that_says_it(
    plan: Plan | None, before: PlanVersion | None, standing: Standing, read: ReadPlan
) -> PlanVersion | None:
    if plan is None:
        return None
    mine = [v for v in reversed(standing.versions) if v.plan_id == plan.pk]
    candidates = ([before] if before else []) + mine
    return next((v for v in candidates if same_text(standing.texts[v.pk], read.text)), None)
