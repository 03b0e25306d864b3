"""Figures from a file or a paste: sent, read, asked about, shown as changes, and loaded whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.files.errors import ParserFailed, RefusedFile
from saferplan.measures import loading_actions as loads
from saferplan.measures.errors import BadMeasure
from saferplan.measures.loading.mapping import SourceReading
from saferplan.measures.series import MeasureFacts
from saferplan.web.access import Visit, for_contributors
from saferplan.web.measures import load_pending as pending
from saferplan.web.measures.load_forms import AnswersForm, LoadForm
from saferplan.web.measures.loading import frame, releaser_of
from saferplan.web.measures.present_load import load_words, present_preview
from saferplan.web.pages import Crumb, Page, show


def loadable(visit: Visit, now: datetime) -> Sequence[MeasureFacts]:
    """The measures that the visitor may give figures of: all for editors, else those of their own agencies."""
    suppliers = None if visit.may_edit else releaser_of(visit).agencies
    return loads.loadable_measures(visit.partnership, suppliers, as_at=now)


def _page(visit: Visit, title: str) -> Page:
    return frame(visit, title, Crumb(_("Load figures"), reverse("measure-load", args=[visit.partnership.slug])))


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send a file or paste a table. Nothing counts until its changes were seen."""
    form = LoadForm(request.POST, request.FILES) if request.method == "POST" else LoadForm()
    if form.is_bound and form.is_valid():
        name, data = form.given()
        source = form.cleaned_data["source"]
        reading = loads.find_mapping(visit.partnership, source) or SourceReading()
        try:
            key = pending.keep(request, visit, name=name, data=data, source=source, reading=reading)
        except (RefusedFile, ParserFailed) as problem:
            form.add_error("file" if name else "pasted", str(problem))
        else:
            return redirect("measure-load-preview", visit.partnership.slug, key)
    return show(
        request,
        "measures/load.html",
        frame(visit, _("Load figures")),
        form=form,
        sources=loads.list_mapping_names(visit.partnership),
        measures=[measure.name for measure in loadable(visit, timezone.now())],
        loads=[(each, load_words(each)) for each in loads.list_loads(visit.partnership)],
    )


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """What the file says and would change. A POST answers how it is to be read."""
    now = timezone.now()
    known = loadable(visit, now)
    sent = pending.find(request, visit, key)
    shown = loads.preview(sent.book, sent.reading, known, today=timezone.localdate(now))
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        questions=shown.reading.questions,
        sheets=[sheet.name for sheet in sent.book.sheets if not sheet.is_empty],
        sheet=shown.reading.sheet,
        reading=sent.reading,
        measures=known,
    )
    if form.is_bound and form.is_valid():
        pending.answer(request, visit, sent, form.answered())
        return redirect("measure-load-preview", visit.partnership.slug, key)
    return _preview(request, visit, sent, shown, form)


def _preview(
    request: HttpRequest, visit: Visit, sent: pending.Pending, shown: loads.Preview, form: AnswersForm
) -> HttpResponse:
    page = present_preview(shown)
    return show(
        request,
        "measures/load_preview.html",
        _page(visit, page.title),
        key=sent.key,
        name=sent.name or _("What you pasted"),
        source=sent.source,
        preview=page,
        form=form,
    )


@for_contributors
@require_POST
def apply(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """Record all that the preview shows, or nothing."""
    now = timezone.now()
    sent = pending.find(request, visit, key)
    shown = loads.preview(sent.book, sent.reading, loadable(visit, now), today=timezone.localdate(now))
    by = visit.user.get_username()
    try:
        _load, done = loads.apply_load(
            partnership=visit.partnership,
            shown=shown,
            source=sent.reading,
            source_name=sent.source,
            file_name=sent.name,
            sha256=key,
            by=by,
            now=now,
        )
    except BadMeasure as problem:
        messages.error(request, cast(str, problem.args[0]))
        return redirect("measure-load-preview", visit.partnership.slug, key)
    loads.keep_mapping(partnership=visit.partnership, name=sent.source, source=sent.reading, by=by, now=now)
    pending.forget(request, visit, key)
    said = _("Loaded: %(new)s new and %(revised)s revised figures. They are provisional until they are released.")
    messages.success(request, said % {"new": f"{done.new:,}", "revised": f"{done.revised:,}"})
    return redirect("measures", visit.partnership.slug)


@for_contributors
@require_POST
def discard(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    pending.forget(request, visit, key)
    messages.success(request, _("The file was taken back. Nothing was loaded."))
    return redirect("measure-load", visit.partnership.slug)
