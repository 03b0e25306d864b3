"""Handing an update, or one activity of it, to a colleague; and back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.people_queries import list_writers
from saferplan.accounts.queries import find_person
from saferplan.cycle.errors import BadUpdate
from saferplan.cycle.handover_actions import hand_back, hand_over
from saferplan.cycle.update_rights import Who
from saferplan.web.access import Visit, for_contributors
from saferplan.web.pages import show
from saferplan.web.updates.forms import HandOverForm
from saferplan.web.updates.loading import UpdatePage, open_update
from saferplan.web.updates.present_form import codes_words, frame


@for_contributors
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over_page(request: HttpRequest, visit: Visit, key: str, card: int) -> HttpResponseBase:
    """Who has it, and whom to give it to. Whoever was handed something only sees how to hand it back."""
    page = open_update(visit, key, card)
    if request.method == "POST" and "end" in request.POST:
        return _hand_back(request, page)
    may_hand_over = bool(page.who & {Who.LEAD, Who.EDITOR}) and page.may_write
    if request.method == "POST" and not may_hand_over:
        messages.warning(request, _("Only whoever leads an update can hand it over, while it is being written."))
        return redirect("update-hand-over", *page.args)
    form = _form(request, page)
    if request.method == "POST" and form.is_valid():
        person = find_person(visit.partnership, int(form.cleaned_data["person"]))
        activity = form.cleaned_data.get("activity", "")
        try:
            if person is None:
                raise BadUpdate("Choose somebody of this partnership.")
            hand_over(
                period=page.period,
                asked=page.asked,
                person=person,
                activity=int(activity) if activity else None,
                words=form.cleaned_data["words"],
                by=page.actor,
                now=page.now,
            )
        except (BadUpdate, NotAllowed) as refused:
            form.add_error(None, _(str(refused)))
        else:
            said = _("%(name)s finds it in their list of updates now. You can still write it too.")
            if person.user_id is None:
                said = _("%(name)s has it now, but cannot sign in yet: ask the editor to invite them.")
            messages.success(request, said % {"name": person.name})
            return redirect("update", *page.args)
    title = _("Hand over the update on %(codes)s") % {"codes": codes_words(page)}
    title = _("Error: %(title)s") % {"title": title} if form.errors else title
    return show(
        request,
        "updates/hand_over.html",
        frame(page, title, within=True),
        at=page,
        codes=codes_words(page),
        form=form,
        handed=[(each, page.name(each.by)) for each in page.handovers],
        may_hand_over=may_hand_over,
        me=page.actor.person,
    )


def _form(request: HttpRequest, page: UpdatePage) -> HandOverForm:
    others = [each for each in list_writers(page.visit.partnership) if each.pk != page.actor.person]
    near = [each for each in others if each.agency_id in page.actor.agencies]
    far = [each for each in others if each not in near]
    data = request.POST if request.method == "POST" else None
    return HandOverForm(data, asked=page.asked, near=near, others=far)


def _hand_back(request: HttpRequest, page: UpdatePage) -> HttpResponseBase:
    number = request.POST["end"]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    try:
        ended = hand_back(period=page.period, asked=page.asked, handover=int(number), by=page.actor, now=page.now)
    except (BadUpdate, NotAllowed) as refused:
        messages.warning(request, _(str(refused)))
        return redirect("update-hand-over", *page.args)
    if ended.person_id == page.actor.person:
        messages.success(request, _("You handed it back."))
        return redirect("updates", page.slug)
    messages.success(request, _("%(name)s no longer has it.") % {"name": ended.person.name})
    return redirect("update-hand-over", *page.args)
