"""The two steps of a mark: what it would be is shown as the public would read it, then it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from saferplan.cycle.errors import BadUpdate
from saferplan.report.restrictions import LIGHT, Restriction, also_in, leaks, not_found, without_restricted
from saferplan.report.tree import Report
from saferplan.web.findings import subject_words
from saferplan.web.pages import Page, show
from saferplan.web.restrictions import present
from saferplan.web.restrictions.forms import RestrictForm


@dataclass(frozen=True, slots=True)
class Marking:
    """A text that is marked: its place, the field ("" for all, `light`), and its words as they are shown."""

    report: Report
    marks: Sequence[Restriction]
    place: str
    field: str
    words: str


def form_of(request: HttpRequest, marking: Marking) -> RestrictForm:
    has_words = marking.field not in ("", LIGHT)
    return RestrictForm(request.POST if request.method == "POST" else None, has_words=has_words)


def step(
    request: HttpRequest,
    page: Page,
    form: RestrictForm,
    marking: Marking,
    keep: Callable[[Restriction], HttpResponseBase],
    back: str,
) -> HttpResponseBase:
    """The form; what the public would read; or, when that was agreed to, what `keep` answers."""
    if not form.is_valid() or "change" in request.POST:
        return _show_form(request, page, form, marking, back)
    mark = Restriction(place=marking.place, field=marking.field, **form.cleaned_data)
    if "keep" in request.POST:
        try:
            return keep(mark)
        except BadUpdate as error:
            form.add_error(None, _(str(error)))
            return _show_form(request, page, form, marking, back)
    if not_found(marking.report, [mark]):
        form.add_error("passage", _("These words are not in that text. Copy them from it as they stand."))
        return _show_form(request, page, form, marking, back)
    return _show_public(request, page, form, marking, mark, back)


def _show_form(request: HttpRequest, page: Page, form: RestrictForm, marking: Marking, back: str) -> HttpResponse:
    is_light = marking.field == LIGHT
    return show(request, "restrictions/form.html", page, form=form, words=marking.words, is_light=is_light, back=back)


def _show_public(
    request: HttpRequest, page: Page, form: RestrictForm, marking: Marking, mark: Restriction, back: str
) -> HttpResponse:
    marks = [*marking.marks, mark]
    left = [each.place for each in leaks(without_restricted(marking.report, marks), [mark], marking.report)]
    others = [place for place in also_in(marking.report, mark) if place not in left]
    return show(
        request,
        "restrictions/confirm.html",
        page,
        sent=[(name, request.POST.get(name, "")) for name in form.fields],
        lines=present.public_words(marking.report, marks, marking.place, marking.field),
        is_light=marking.field == LIGHT,
        left=[subject_words(place, marking.report) for place in dict.fromkeys(left)],
        others=[subject_words(place, marking.report) for place in dict.fromkeys(others)],
        paragraph=present.paragraph_words(mark.paragraph),
        interest=mark.interest,
        back=back,
    )
