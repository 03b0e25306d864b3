"""What of a period's report the public may not read: seen in its texts, marked, and taken off again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.models import Period
from saferplan.cycle.reports import build_report
from saferplan.cycle.restriction_actions import end_restriction, restrict
from saferplan.cycle.restriction_queries import Places, find_restriction, load_restrictions, placed
from saferplan.report.restrictions import PARAGRAPHS, Restriction, Text, not_found, texts_of, without_restricted
from saferplan.report.tree import Report
from saferplan.web.access import Visit, for_editors
from saferplan.web.findings import subject_words
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods.loading import period_frame, period_or_404
from saferplan.web.restrictions.forms import EndForm, RestrictForm

FIELDS = {
    "going_well": gettext_lazy("Going well"),
    "concern": gettext_lazy("Concern"),
    "changes": gettext_lazy("What changed"),
    "objective": gettext_lazy("Objective"),
    "results_text": gettext_lazy("Results"),
    "title": gettext_lazy("Title"),
    "target_titles": gettext_lazy("Titles on the card"),
    "owners": gettext_lazy("Owners"),
    "aim": gettext_lazy("Aim"),
    "criteria": gettext_lazy("Criteria"),
    "position": gettext_lazy("Current position"),
    "next_steps": gettext_lazy("Next steps"),
    "why": gettext_lazy("Why this light"),
    "results_why": gettext_lazy("Why this results light"),
    "headline_why": gettext_lazy("Why this overall light"),
}


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark: `state` says where its words are no longer in the text."""

    pk: int
    words: str
    paragraph: str
    interest: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class TextLine:
    name: str
    words: str
    public: str
    url: str
    marks: tuple[MarkLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    texts: tuple[TextLine, ...]


@for_editors
@require_safe
def restricted(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Every text of the report, with what is restricted in it."""
    period = period_or_404(visit, key)
    report, marks = _report_and_marks(visit, period)
    lost = [mark for _place, mark in marks if mark.is_lost]
    frame = period_frame(visit, period, _("What the public may not read"))
    groups = _groups(visit, period, report, marks)
    return show(request, "restrictions/list.html", frame, groups=groups, lost=lost, period=period)


@for_editors
@require_http_methods(["GET", "POST"])
def restrict_text(request: HttpRequest, visit: Visit, key: str, place: str, field: str) -> HttpResponseBase:
    """Keep a text or words of it from the public."""
    period, now = period_or_404(visit, key), timezone.now()
    report = build_report(visit.partnership, period, as_at=now)
    text = next((each for each in texts_of(report) if (each.place, each.field) == (place, field)), None)
    if text is None:
        raise Http404
    form = RestrictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        mark = Restriction(place=place, field=field, **form.cleaned_data)
        try:
            restrict(period=period, mark=mark, report=report, role=visit.role, by=visit.user.get_username(), now=now)
        except BadUpdate as error:
            form.add_error("passage", _(str(error)))
        else:
            messages.success(request, _("The public will not read it. Here is what it reads instead."))
            return redirect("restricted", visit.partnership.slug, key)
    page = _below(visit, period, _("Restrict: %(text)s") % {"text": _name(text, report)})
    return show(request, "restrictions/form.html", page, form=form, text=text, back=_address(visit, period))


@for_editors
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, visit: Visit, key: str, pk: int) -> HttpResponseBase:
    """Take a mark off."""
    period = period_or_404(visit, key)
    found = find_restriction(visit.partnership, period, pk)
    if found is None:
        raise Http404
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            end_restriction(
                restriction=found,
                reason=form.cleaned_data["reason"],
                role=visit.role,
                by=visit.user.get_username(),
                now=timezone.now(),
            )
        except BadUpdate as error:
            form.add_error("reason", _(str(error)))
        else:
            messages.success(request, _("The mark is taken off."))
            return redirect("restricted", visit.partnership.slug, key)
    page = _below(visit, period, _("Let the public read it"))
    words = found.passage or _("The whole text")
    return show(request, "restrictions/end.html", page, form=form, words=words, back=_address(visit, period))


def _report_and_marks(visit: Visit, period: Period) -> tuple[Report, list[tuple[Restriction, MarkLine]]]:
    now = timezone.now()
    report = build_report(visit.partnership, period, as_at=now)
    rows = load_restrictions(visit.partnership, period, as_at=now)
    marks = placed(rows, Places(visit.partnership, period))
    lost = set(not_found(report, marks))
    return report, [
        (mark, MarkLine(row.pk, row.passage, _paragraph(row.paragraph), row.interest, mark in lost))
        for row, mark in zip(rows, marks, strict=True)
    ]


def _paragraph(number: str) -> str:
    return _("paragraph %(number)s: %(words)s") % {"number": number, "words": _(PARAGRAPHS.get(number, ""))}


def _groups(
    visit: Visit, period: Period, report: Report, marks: list[tuple[Restriction, MarkLine]]
) -> tuple[Group, ...]:
    public = {(each.place, each.field): each.words for each in texts_of(_public(report, marks))}
    found: dict[str, list[TextLine]] = {}
    for text in texts_of(report):
        mine = tuple(line for mark, line in marks if mark.place == text.place and mark.field in ("", text.field))
        now = public.get((text.place, text.field), "")
        address = reverse("restrict", args=[visit.partnership.slug, period.key, text.place, text.field])
        line = TextLine(str(FIELDS[text.field]), text.words, now if now != text.words else "", address, mine)
        found.setdefault(subject_words(text.place, report), []).append(line)
    return tuple(Group(name, tuple(texts)) for name, texts in found.items())


def _public(report: Report, marks: list[tuple[Restriction, MarkLine]]) -> Report:
    return without_restricted(report, [mark for mark, line in marks if not line.is_lost])


def _name(text: Text, report: Report) -> str:
    return f"{subject_words(text.place, report)}, {str(FIELDS[text.field]).lower()}"


def _address(visit: Visit, period: Period) -> str:
    return reverse("restricted", args=[visit.partnership.slug, period.key])


def _below(visit: Visit, period: Period, title: str) -> Page:
    frame = period_frame(visit, period, title)
    own = Crumb(_("What the public may not read"), _address(visit, period))
    return replace(frame, crumbs=[*frame.crumbs, own])
