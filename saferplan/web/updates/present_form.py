"""An update as its form shows it, and two texts that are to become one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from saferplan.cycle.lateness import lateness
from saferplan.cycle.models import EvidenceFile, Revision
from saferplan.cycle.queries import label
from saferplan.cycle.review_queries import latest_return, latest_saved
from saferplan.cycle.update_checks import Problem, problems_of
from saferplan.cycle.update_contents import Contents, StepLine
from saferplan.cycle.update_queries import contents_of
from saferplan.cycle.update_rights import Who
from saferplan.cycle.update_text import ADVISED_WORDS, Piece, differences, word_count
from saferplan.report import tree
from saferplan.report.tree import Light
from saferplan.web.codes import codes_words as words_of_codes
from saferplan.web.pages import Crumb, Page, partnership_menu
from saferplan.web.updates.forms import MOST_STEPS, UpdateForm, rows_sent
from saferplan.web.updates.loading import UpdatePage
from saferplan.web.updates.wording import CHOICES, due_words, light_words


@dataclass(frozen=True, slots=True)
class Choice:
    """A light to choose; `hint` is the criteria beside it."""

    light: Light
    id: str
    words: str
    hint: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class LightQuestion:
    """The light of an activity: `field` where it can be chosen, else what stands."""

    code: str
    title: str
    last: str
    now: Light
    field: BoundField | None
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FileLine:
    id: int
    name: str
    size: str
    url: str


def frame(page: UpdatePage, title: str, *, within: bool = False) -> Page:
    """The frame of a page; `within` for those under the update's own."""
    slug = page.slug
    crumbs = [Crumb(_("Your updates"), reverse("updates", args=[slug]))]
    if not page.is_theirs:
        crumbs = [Crumb(_("Review"), reverse("review", args=[slug, page.period.key]))]
    if within:
        crumbs.append(Crumb(codes_words(page), reverse("update", args=page.args)))
    menu = partnership_menu(page.visit.partnership, page.visit.role, page.period.key)
    return Page(
        title=title,
        partnership=page.visit.partnership,
        crumbs=crumbs,
        menu=menu,
        current="updates" if page.is_theirs else "review",
    )


def codes_words(page: UpdatePage) -> str:
    return words_of_codes(page.asked.codes.values()) or page.asked.title


def form_title(page: UpdatePage, form: UpdateForm) -> str:
    title = _("Update on %(codes)s") % {"codes": codes_words(page)}
    return _("Error: %(title)s") % {"title": title} if form.errors else title


def open_form(page: UpdatePage, rows: str) -> UpdateForm:
    """The form as it opens: with what was saved; before that with last time's text, steps and lights."""
    contents = page.contents
    if contents == Contents():
        contents = Contents(position=page.last.position, steps=page.last.steps)
    wanted = rows_sent({"rows": rows}) if rows else 0
    return form_of(page, contents, rows=wanted)


def form_of(page: UpdatePage, contents: Contents, *, rows: int = 0, base: int | None = None) -> UpdateForm:
    initial = UpdateForm.initial_of(contents, page.asked, page.revision if base is None else base)
    for activity, light in page.last.lights.items():
        initial.setdefault(f"light-{activity}", light.value)
    count = min(max(len(contents.steps), rows, 1), MOST_STEPS)
    return UpdateForm(initial=initial, **_options(page, count))


def sent_form(page: UpdatePage, request: HttpRequest) -> UpdateForm:
    """The form as it was sent. Which steps may be dropped is known from what was there before."""
    contents = page.contents if page.contents != Contents() else Contents(steps=page.last.steps)
    initial = UpdateForm.initial_of(contents, page.asked, page.revision)
    options = _options(page, rows_sent(request.POST))
    return UpdateForm(request.POST, request.FILES, initial=initial, **options)


def kept_form(page: UpdatePage, kept: Mapping[str, str]) -> UpdateForm:
    """The form with what somebody wrote before they had to sign in again, without complaints."""
    form = UpdateForm(kept, **_options(page, rows_sent(kept)))
    base = kept.get("base", "")
    return form_of(page, form.contents(), base=int(base) if base.isascii() and base.isdigit() else 0)


def _options(page: UpdatePage, rows: int) -> dict[str, Any]:
    return {
        "asked": page.asked,
        "rows": rows,
        "chooses_lights": page.may_choose_lights,
        "names_source": page.is_for_agency,
    }


def problems(page: UpdatePage, form: UpdateForm) -> Sequence[Problem]:
    """What is missing besides what the form found itself."""
    told = {name for name, errors in form.errors.items() if errors}
    # Whoever ticked that nothing has changed knows that the text is the same.
    told |= {"position"} if "no_change_reason" in told else set()
    found = problems_of(form.contents(), activities=page.asked.codes, before=page.last.position, today=page.today)
    return [problem for problem in found if form.field_of(problem.about) not in told]


def form_page(page: UpdatePage, form: UpdateForm) -> dict[str, Any]:
    returned = latest_return(page.row) if page.row and page.row.state == "returned" else None
    timing = lateness(page.state, page.due, page.now)
    position = form["position"].value() or ""
    lead = page.asked.lead
    return {
        "at": page,
        "form": form,
        "codes": codes_words(page),
        "questions": questions(page, form),
        "due": due_words(page.due, timing),
        "is_late": timing.is_late,
        "returned": returned,
        "returned_by": page.name(returned.by) if returned else "",
        "last_label": page.last.period.label or label(page.last.period) if page.last.period else "",
        "words": word_count(position),
        "advised": ADVISED_WORDS,
        "is_long": word_count(position) > ADVISED_WORDS,
        "steps": list(form.step_rows()),
        "rows": form.rows,
        "may_add_step": form.rows < MOST_STEPS,
        "files": file_lines(page, page.evidence),
        "lead": lead.words if lead else "",
        "is_lead": Who.LEAD in page.who,
        "may_submit": bool(page.who & {Who.LEAD, Who.EDITOR}),
        "handed": [(each, page.name(each.by)) for each in page.handovers],
    }


def questions(page: UpdatePage, form: UpdateForm) -> list[LightQuestion]:
    found = []
    for activity in page.asked.activities:
        name = f"light-{activity.id}"
        field = form[name] if name in form.fields else None
        last = page.last.lights.get(activity.id, Light.NONE)
        found.append(
            LightQuestion(
                code=activity.code,
                title=activity.title,
                last=light_words(last) if last is not Light.NONE else "",
                now=page.contents.lights.get(activity.id, last),
                field=field,
                choices=tuple(_choices(field, page.criteria)) if field else (),
            )
        )
    return found


def _choices(field: BoundField, criteria: tree.Criteria) -> Iterable[Choice]:
    chosen = str(field.value() or "")
    for at, (light, words) in enumerate(CHOICES.items()):
        hint = _hint(light, criteria)
        yield Choice(light, f"{field.auto_id}_{at}", str(words), hint, light.value == chosen)


def _hint(light: Light, criteria: tree.Criteria) -> str:
    """The criteria beside a choice; where there are none at all the page says so once."""
    if light is Light.DEFERRED:
        return _("It is planned for later, so nothing was to be done in this period.")
    if light is Light.COMPLETE:
        return criteria.complete or _("All of it is done; there is nothing more to report.")
    text = {Light.GREEN: criteria.green, Light.AMBER: criteria.amber, Light.RED: criteria.red}[light]
    return text or (_("No criteria are recorded for this.") if criteria.is_stated() else "")


def file_lines(page: UpdatePage, files: Sequence[EvidenceFile]) -> list[FileLine]:
    return [
        FileLine(file.pk, file.name, _size(file.size), reverse("evidence", args=[*page.args, file.pk]))
        for file in files
    ]


def _size(size: int) -> str:
    return (
        _("%(kb)s KB") % {"kb": max(1, round(size / 1_000))}
        if size < 1_000_000
        else _("%(mb).1f MB") % {"mb": size / 1_000_000}
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its words, with what differs from the other; its lights and steps."""

    pieces: tuple[Piece, ...]
    lights: tuple[tuple[str, Light], ...]
    steps: tuple[tree.NextStep, ...]


def side(page: UpdatePage, contents: Contents, before: str) -> Side:
    return Side(differences(before, contents.position), lights_of(page, contents), steps_of(contents.steps))


def lights_of(page: UpdatePage, contents: Contents) -> tuple[tuple[str, Light], ...]:
    return tuple((code, contents.lights.get(activity, Light.NONE)) for activity, code in page.asked.codes.items())


def steps_of(steps: Iterable[StepLine]) -> tuple[tree.NextStep, ...]:
    """Steps in the shape that the component draws."""
    return tuple(
        tree.NextStep(text=step.text, who=step.who, due=step.due.isoformat() if step.due else step.due_words)
        for step in steps
    )


def merging(page: UpdatePage, parked: Revision, form: UpdateForm) -> dict[str, Any]:
    theirs, mine = page.contents, contents_of(parked)
    other = latest_saved(page.row) if page.row else None
    return {
        **form_page(page, form),
        "theirs": Side((), lights_of(page, theirs), steps_of(theirs.steps)),
        "their_text": theirs.position,
        "other": page.name(other.by) if other else "",
        "other_at": other.at if other else None,
        "mine": side(page, mine, theirs.position),
    }
