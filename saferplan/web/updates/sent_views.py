"""What can be done with an update that was sent: take it back, withdraw it, answer a correction; and its files."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from saferplan.accounts.errors import NotAllowed
from saferplan.cycle.correction_actions import agree_to_correction, object_to_correction
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.evidence_actions import store
from saferplan.cycle.review_queries import find_evidence
from saferplan.cycle.update_actions import reopen_update, rewrite_update, withdraw_update
from saferplan.files.errors import DamagedStore
from saferplan.web.access import Visit, for_contributors
from saferplan.web.pages import show
from saferplan.web.updates import present_sent
from saferplan.web.updates.forms import WordsForm
from saferplan.web.updates.loading import UpdatePage, open_update
from saferplan.web.updates.present_form import frame


def show_sent(request: HttpRequest, page: UpdatePage, **changed: Any) -> HttpResponse:
    context = present_sent.sent(page) | changed
    return show(request, "updates/sent.html", frame(page, present_sent.sent_title(page)), **context)


@for_contributors
@require_POST
def sent(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """Reopen, begin again, withdraw, object or agree: the button that was pressed says which."""
    page = open_update(visit, key, card)
    what: dict[str, Any] = {"period": page.period, "asked": page.asked, "by": page.actor, "now": page.now}
    act = request.POST.get("act", "")
    try:
        if act == "reopen":
            reopen_update(**what)
            messages.success(request, _("Your update is yours again. Send it in when you have changed it."))
        elif act == "rewrite":
            rewrite_update(**what)
        elif act == "agree":
            agree_to_correction(**what)
            messages.success(request, _("Thank you: the changed text is used in reports."))
        elif act in ("withdraw", "object"):
            return _with_words(request, page, act, what)
        else:
            raise Http404
    except (BadUpdate, NotAllowed) as refused:
        messages.warning(request, _(str(refused)))
    return redirect("update", *page.args)


def _with_words(request: HttpRequest, page: UpdatePage, act: str, what: dict[str, Any]) -> HttpResponseBase:
    is_withdrawal = act == "withdraw"
    form: WordsForm = (present_sent.withdraw_form if is_withdrawal else present_sent.objection_form)(request.POST)
    if not form.is_valid():
        return show_sent(request, page, form=form, **{"withdraw" if is_withdrawal else "objection": form})
    words = form.cleaned_data["words"]
    if is_withdrawal:
        withdraw_update(why=words, **what)
        messages.success(request, _("The update is withdrawn. Until a new one is approved there is no update."))
    else:
        object_to_correction(words=words, **what)
        messages.success(request, _("The editor sees your objection. Until it is settled your own text is used."))
    return redirect("update", *page.args)


@for_contributors
def evidence(request: HttpRequest, visit: Visit, key: str, card: int, pk: int) -> HttpResponse:
    """A file beside an update, always as a download that can do nothing on its own."""
    page = open_update(visit, key, card)
    found = find_evidence(visit.partnership, page.period, card, pk)
    if found is None:
        raise Http404
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        data = store().get(found.sha256)
    except DamagedStore:
        raise Http404 from None
    response = HttpResponse(data, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
