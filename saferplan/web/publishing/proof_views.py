"""The pages of a proof: prepared by one person, looked at, approved by another."""

from __future__ import annotations

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.cycle.models import Period
from saferplan.cycle.period_queries import load_counts
from saferplan.cycle.period_states import PeriodHeld, PeriodMoved, find_transition, reasons_against
from saferplan.cycle.rules import PeriodState
from saferplan.documents.publication_models import Proof
from saferplan.documents.publishing import archive, proofs
from saferplan.documents.publishing import publish as publishing
from saferplan.documents.publishing.errors import NotPublished
from saferplan.documents.publishing.files import FileKind, file_kinds, file_name, make_file
from saferplan.report.editions import replaced_names
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.periods import wording
from saferplan.web.periods.loading import period_frame, period_or_404
from saferplan.web.publishing import present
from saferplan.web.publishing.forms import FirstForm, PrepareForm, ReasonForm
from saferplan.web.publishing.serving import frozen


@for_editors
@require_safe
def publish(request: HttpRequest, visit: Visit, key: str) -> HttpResponse:
    """Where publishing a period stands, and what is to be done next."""
    period = period_or_404(visit, key)
    proof = proofs.find_proof(visit.partnership, period)
    last = archive.latest_of(period)
    if proof is None:
        return _show_prepare(request, visit, period, PrepareForm() if last else FirstForm())
    content = proofs.content_of(proof)
    against = proofs.stands_against(content)
    counts = load_counts(visit.partnership, period, now=timezone.now())
    move = find_transition(PeriodState(period.state), PeriodState.PUBLISHED)
    warnings = reasons_against(move, counts) if move else ()
    settled = [each for each in content.findings if each.accepted]
    return show(
        request,
        "publishing/proof.html",
        period_frame(visit, period, _("Publish %(number)s") % {"number": proof.number}),
        period=period,
        proof=proof,
        prepared=wording.moment(proof.at),
        is_mine=proof.by == visit.user.get_username(),
        errors=present.present_groups(against.errors, content.report),
        open=present.present_groups(against.open, content.report),
        settled=present.present_groups(settled, content.report),
        obstacles=[present.obstacle_words(each, content.report) for each in against.obstacles],
        is_held=bool(against),
        editions=present.proof_files(proof),
        names=replaced_names(content),
        made=proof.files.count(),
        total=len(file_kinds()),
        warnings=[wording.reason_words(each) for each in warnings],
        codes=[each.code for each in warnings],
        is_ready=move is not None,
    )


def _show_prepare(request: HttpRequest, visit: Visit, period: Period, form: forms.Form) -> HttpResponse:
    last = archive.latest_of(period)
    return show(
        request,
        "publishing/prepare.html",
        period_frame(visit, period, _("Prepare the publication")),
        period=period,
        form=form,
        last=present.present_line(last) if last else None,
        number=archive.next_number(period),
        is_ready=PeriodState(period.state) is PeriodState.READY,
        state=wording.state_word(period.state),
        asks_nothing=isinstance(form, FirstForm),
    )


@for_editors
@require_POST
def prepare(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """Freeze the period as a proof, anew where there is one."""
    period = period_or_404(visit, key)
    last = archive.latest_of(period)
    form = PrepareForm(request.POST) if last else FirstForm(request.POST)
    if not form.is_valid():
        return _show_prepare(request, visit, period, form)
    try:
        proofs.prepare(period=period, by=visit.user.get_username(), now=timezone.now(), **form.cleaned_data)
    except NotPublished as error:
        messages.warning(request, _(str(error)))
    return redirect("publish", visit.partnership.slug, key)


@for_editors
@require_POST
def give_up(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    period = period_or_404(visit, key)
    proofs.give_up(period=period, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("The proof is gone. Nothing was published."))
    return redirect("publish", visit.partnership.slug, key)


@for_editors
@require_http_methods(["GET", "POST"])
def give_reason(request: HttpRequest, visit: Visit, key: str, code: str) -> HttpResponseBase:
    """Leave findings of one check as they are, for one reason."""
    proof = _proof_or_404(visit, key)
    content = proofs.content_of(proof)
    rows = [each for each in content.findings if each.code == code and proofs.is_answerable(each)]
    if not rows:
        raise Http404
    group = present.present_groups(rows, content.report)[0]
    choices = [(each.mark, f"{each.subject}: {each.quote}") for each in group.spots]
    given = next((each.accepted for each in rows if each.accepted), "")
    initial = {"marks": [mark for mark, _words in choices], "reason": given}
    form = ReasonForm(request.POST if request.method == "POST" else None, choices=choices, initial=initial)
    if form.is_valid():
        try:
            proofs.accept(proof=proof, by=visit.user.get_username(), now=timezone.now(), **form.cleaned_data)
        except NotPublished as error:
            form.add_error("reason", _(str(error)))
        else:
            messages.success(request, _("The reason is kept with the publication."))
            return redirect("publish", visit.partnership.slug, key)
    return show(
        request,
        "publishing/reason.html",
        _below(visit, proof.period, group.name),
        form=form,
        group=group,
        period=proof.period,
    )


@for_editors
@require_safe
def files(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """Make the next file and come back for the one after, so that whoever waits sees how far it is."""
    proof = _proof_or_404(visit, key)
    proofs.make_next_file(proof)
    left, total = len(proofs.files_to_make(proof)), len(file_kinds())
    if not left:
        messages.success(request, _("All files are made. Look at them before they go out."))
        return redirect("publish", visit.partnership.slug, key)
    response = show(
        request,
        "publishing/making.html",
        _below(visit, proof.period, _("Making the files")),
        made=total - left,
        total=total,
        period=proof.period,
    )
    response["Refresh"] = f"0; url={reverse('proof-files', args=[visit.partnership.slug, key])}"
    return response


@for_editors
@require_safe
def proof_file(request: HttpRequest, visit: Visit, key: str, audience: str, name: str) -> HttpResponse:
    """A file exactly as that audience will get it."""
    proof = _proof_or_404(visit, key)
    kind = _kind_or_404(audience, name)
    content = proofs.content_of(proof)
    data = make_file(content, kind)
    return frozen(data, media_type=kind.format.media_type, name=file_name(content, key, kind))


@for_editors
@require_POST
def approve(request: HttpRequest, visit: Visit, key: str) -> HttpResponseBase:
    """Publish what was looked at."""
    proof = _proof_or_404(visit, key)
    back = redirect("publish", visit.partnership.slug, key)
    try:
        out = publishing.approve(
            proof=proof,
            seen=request.POST.get("seen", ""),
            role=visit.role,
            confirmed=request.POST.getlist("confirmed"),
            by=visit.user.get_username(),
            now=timezone.now(),
        )
    except NotPublished as error:
        messages.warning(request, _(str(error)))
        return back
    except PeriodHeld as held:
        messages.warning(request, " ".join(wording.reason_words(each) for each in held.reasons))
        return back
    except PeriodMoved as moved:
        said = {"state": wording.state_word(moved.state)}
        messages.warning(request, _("Somebody else has moved this period meanwhile. It is now: %(state)s.") % said)
        return back
    messages.success(request, _("Number %(number)s is published.") % {"number": out.number})
    return redirect("publication", visit.partnership.slug, key, out.number)


def _proof_or_404(visit: Visit, key: str) -> Proof:
    proof = proofs.find_proof(visit.partnership, period_or_404(visit, key))
    if proof is None:
        raise Http404
    return proof


def _kind_or_404(audience: str, name: str) -> FileKind:
    for kind in file_kinds():
        if (kind.audience.value, kind.format.name) == (audience, name):
            return kind
    raise Http404


def _below(visit: Visit, period: Period, title: str) -> Page:
    frame = period_frame(visit, period, title)
    own = Crumb(_("Publish"), reverse("publish", args=[visit.partnership.slug, period.key]))
    return replace(frame, crumbs=[*frame.crumbs, own])
