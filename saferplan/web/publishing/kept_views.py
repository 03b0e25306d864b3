"""The pages of what is published: the list, one publication with its files, and what is decided about it later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from saferplan.cycle.queries import list_periods
from saferplan.documents.publication_models import Publication
from saferplan.documents.publishing import archive, ending
from saferplan.documents.publishing.errors import NotPublished, NotThere
from saferplan.documents.publishing.verify import verify
from saferplan.report.audiences import Audience
from saferplan.web.access import Visit, for_board, for_editors
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods import wording
from saferplan.web.periods.loading import list_frame
from saferplan.web.publishing import present
from saferplan.web.publishing.forms import AskForm, DecideForm, RefuseForm, WithdrawForm
from saferplan.web.publishing.serving import frozen


@for_board
@require_safe
def publications(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All that was ever published, newest first."""
    found = archive.list_publications(visit.partnership)
    frame = _list_frame(visit, _("Publications"))
    lines = [present.present_line(each) for each in found]
    return show(request, "publishing/list.html", frame, lines=lines, may_edit=visit.may_edit)


@for_board
@require_safe
def publication(request: HttpRequest, visit: Visit, key: str, number: str) -> HttpResponse:
    """One publication: what it is, its files, and what can be decided about it."""
    found = _publication_or_404(visit, key, number)
    gone, request_made = archive.destruction_of(found), archive.open_request(found)
    content = archive.kept_content(found)
    return show(
        request,
        "publishing/publication.html",
        _frame(visit, found),
        publication=found,
        period=found.period,
        line=present.present_line(found),
        content=content,
        settled=present.settled_words(content) if content else "",
        is_broken=not gone and content is None,
        withdrawal=archive.withdrawal_of(found),
        destruction=gone,
        asked=request_made,
        is_asker=bool(request_made and request_made.by == visit.user.get_username()),
        asked_on=wording.moment(request_made.at) if request_made else "",
        editions=present.kept_files(found, list(found.files.all())) if archive.is_given_out(found) else (),
        is_public=found.files.filter(audience=Audience.PUBLIC.value).exists(),
        may_edit=visit.may_edit,
        decide=DecideForm(),
        refuse=RefuseForm(),
    )


@for_board
@require_safe
def file(request: HttpRequest, visit: Visit, key: str, number: str, name: str) -> HttpResponse:
    """A file of either edition, for members of the partnership."""
    found = _publication_or_404(visit, key, number)
    wanted = archive.find_file(found, name)
    if wanted is None:
        raise Http404
    if not archive.is_given_out(found):
        return show(request, "publishing/gone.html", _frame(visit, found), line=present.present_line(found), status=410)
    try:
        data = archive.bytes_of(wanted)
    except NotThere:
        line = present.present_line(found)
        return show(request, "publishing/gone.html", _frame(visit, found), line=line, is_broken=True, status=503)
    return frozen(data, media_type=wanted.media_type, name=wanted.name, sha256=wanted.sha256)


@for_board
@require_safe
def check(request: HttpRequest, visit: Visit, key: str, number: str) -> HttpResponse:
    """The proof that it is what was published: every file made again and compared."""
    found = _publication_or_404(visit, key, number)
    lines = list(verify(found))
    return show(
        request,
        "publishing/check.html",
        _below(visit, found, _("Is it what was published?")),
        lines=[(each.what, _(each.outcome.value), each.outcome.is_well) for each in lines],
        is_well=all(each.outcome.is_well for each in lines),
        publication=found,
    )


@for_editors
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, visit: Visit, key: str, number: str) -> HttpResponseBase:
    return _end(
        request,
        visit,
        _publication_or_404(visit, key, number),
        Ending(
            act=ending.withdraw,
            form=WithdrawForm,
            title=_("Withdraw it"),
            button=_("Withdraw it"),
            told=_(
                "It keeps its number and its place in the list, with the reason. Its files are no longer given out."
            ),
            done=_("It is withdrawn. It keeps its place and says why."),
        ),
    )


@for_editors
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, visit: Visit, key: str, number: str) -> HttpResponseBase:
    """The first of two people asks for it to be destroyed."""
    return _end(
        request,
        visit,
        _publication_or_404(visit, key, number),
        Ending(
            act=ending.ask_destruction,
            form=AskForm,
            title=_("Ask for it to be destroyed"),
            button=_("Stop giving it out, and ask for it to be destroyed"),
            told=_(
                "For a report that tells what nobody may know. From now on nothing of it is given out. When a "
                "second person confirms, its content and files are gone for good; number, dates, this reason and its "
                "hash remain."
            ),
            done=_("It is no longer given out. A second person confirms that it is destroyed."),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Something that one person decides about a publication, with a reason, and its words."""

    act: Callable[..., object]
    form: type[Form]
    title: str
    button: str
    told: str
    done: str


def _end(request: HttpRequest, visit: Visit, found: Publication, what: Ending) -> HttpResponseBase:
    form = what.form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], visit.user.get_username()
        try:
            what.act(publication=found, reason=reason, role=visit.role, by=by, now=timezone.now())
        except NotPublished as error:
            form.add_error("reason", _(str(error)))
        else:
            messages.success(request, what.done)
            return _back(visit, found)
    return show(
        request,
        "publishing/form.html",
        _below(visit, found, what.title),
        form=form,
        button=what.button,
        told=what.told,
        back=_address(visit, found),
    )


@for_editors
@require_http_methods(["POST"])
def decide(request: HttpRequest, visit: Visit, key: str, number: str) -> HttpResponseBase:
    """The second person destroys it, or finds that it may stay."""
    found = _publication_or_404(visit, key, number)
    by, now = visit.user.get_username(), timezone.now()
    try:
        if "refusal" in request.POST:
            ending.refuse_destruction(
                publication=found, reason=request.POST["refusal"], role=visit.role, by=by, now=now
            )
            messages.success(request, _("It stays, and is given out again."))
        else:
            ending.destroy(publication=found, typed=request.POST.get("typed", ""), role=visit.role, by=by, now=now)
            messages.success(request, _("It is destroyed. Its number, dates, reason and hash remain."))
    except NotPublished as error:
        messages.warning(request, _(str(error)))
    return _back(visit, found)


def _publication_or_404(visit: Visit, key: str, number: str) -> Publication:
    found = archive.find_publication(visit.partnership, key, number)
    if found is None:
        raise Http404
    return found


def _address(visit: Visit, found: Publication) -> str:
    return reverse("publication", args=[visit.partnership.slug, found.period.key, found.number])


def _back(visit: Visit, found: Publication) -> HttpResponseBase:
    return redirect(_address(visit, found))


def _list_frame(visit: Visit, title: str) -> Page:
    """Below the list of periods, which is not for board members: they come straight here."""
    return list_frame(visit, title, list_periods(visit.partnership), is_below=not visit.sees_only_ready)


def _frame(visit: Visit, found: Publication) -> Page:
    frame = _list_frame(visit, present.present_line(found).title)
    own = Crumb(_("Publications"), reverse("publications", args=[visit.partnership.slug]))
    return replace(frame, crumbs=[*frame.crumbs, own])


def _below(visit: Visit, found: Publication, title: str) -> Page:
    frame = _frame(visit, found)
    own = Crumb(present.present_line(found).title, _address(visit, found))
    return replace(frame, title=title, crumbs=[*frame.crumbs, own])
