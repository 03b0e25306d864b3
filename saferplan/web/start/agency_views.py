"""Who owes an update: the agencies and their contacts. Each can be taken away again."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.accounts import actions
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.people_actions import drop_contact
from saferplan.accounts.queries import find_agency, find_person, list_agencies, list_people
from saferplan.documents import uploads
from saferplan.documents.owner_ties import tie_known_owners
from saferplan.web.access import Visit, for_editors
from saferplan.web.pages import show
from saferplan.web.start.forms import AgencyForm, ContactForm
from saferplan.web.start.present import owners_without_agency
from saferplan.web.start.views import by, page


@for_editors
@require_http_methods(["GET", "POST"])
def agencies(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    known = list_agencies(visit.partnership)
    adds_contact = "contact" in request.POST
    form = AgencyForm(request.POST if request.method == "POST" and not adds_contact else None)
    contact = ContactForm(request.POST if adds_contact else None, agencies=known, prefix="contact")
    if form.is_bound and form.is_valid() and _add_agency(request, visit, form):
        return redirect("start-agencies", visit.partnership.slug)
    if contact.is_bound and contact.is_valid() and _add_contact(request, visit, contact):
        return redirect("start-agencies", visit.partnership.slug)
    upload = uploads.find_upload(visit.partnership)
    report = uploads.current_report(upload) if upload else None
    return show(
        request,
        "start/agencies.html",
        page(visit, _("Name agencies and contacts")),
        form=form,
        contact=contact,
        agencies=known,
        people=[person for person in list_people(visit.partnership) if person.left_on is None],
        owners=owners_without_agency(report, known),
    )


def _add_agency(request: HttpRequest, visit: Visit, form: AgencyForm) -> bool:
    try:
        with transaction.atomic():
            actions.add_agency(partnership=visit.partnership, by=by(request), now=timezone.now(), **form.cleaned_data)
            tie_known_owners(partnership=visit.partnership, by=by(request), now=timezone.now())
    except IntegrityError:
        form.add_error("name", _("This agency is on the list already."))
        return False
    messages.success(request, _("%(name)s is added.") % {"name": form.cleaned_data["name"]})
    return True


def _add_contact(request: HttpRequest, visit: Visit, form: ContactForm) -> bool:
    try:
        with transaction.atomic():
            actions.add_person(partnership=visit.partnership, by=by(request), now=timezone.now(), **form.cleaned_data)
            tie_known_owners(partnership=visit.partnership, by=by(request), now=timezone.now())
    except IntegrityError:
        form.add_error("email", _("Somebody on the list has this email address already."))
        return False
    messages.success(request, _("%(name)s is added.") % {"name": form.cleaned_data["name"]})
    return True


@for_editors
@require_POST
def remove_agency(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    agency = find_agency(visit.partnership, pk)
    if agency is None:
        raise Http404
    actions.remove_agency(agency=agency, by=by(request), now=timezone.now())
    messages.success(request, _("%(name)s is taken off the list.") % {"name": agency.name})
    return redirect("start-agencies", visit.partnership.slug)


@for_editors
@require_POST
def remove_contact(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    person = find_person(visit.partnership, pk)
    if person is None:
        raise Http404
    try:
        is_gone = drop_contact(person=person, as_role=visit.role, by=by(request), now=timezone.now())
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        said = _("%(name)s is taken off the list.") if is_gone else _("%(name)s has left; what they did stays.")
        messages.success(request, said % {"name": person.name})
    return redirect("start-agencies", visit.partnership.slug)
