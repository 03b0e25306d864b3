"""The people of a partnership: who they are, what they may do, who joins and who leaves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.accounts import actions, people_actions
from saferplan.accounts.errors import NotAllowed
from saferplan.accounts.people_queries import (
    Somebody,
    find_email_of,
    find_open_invitation,
    find_somebody,
    has_second_step,
    list_everybody,
)
from saferplan.accounts.queries import list_agencies
from saferplan.accounts.rules import Standing
from saferplan.cycle.period_queries import latest_period_of
from saferplan.documents.owner_ties import tie_known_owners
from saferplan.plan.people_queries import list_named
from saferplan.web.access import Visit, for_administrators, for_editors
from saferplan.web.mail import present_mail
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.people.forms import PersonForm
from saferplan.web.people.present import present_doing, present_groups, present_left, present_line
from saferplan.web.start.views import menu_of

LINK = "invitation_link"


def frame(visit: Visit, title: str, *crumbs: Crumb) -> Page:
    slug = visit.partnership.slug
    people = Crumb(_("People"), reverse("people", args=[slug]))
    return Page(
        title=title,
        partnership=visit.partnership,
        crumbs=(people, *crumbs) if title != people.text else (Crumb(_("Partnerships"), reverse("home")),),
        menu=menu_of(visit),
        current="people",
    )


def somebody_or_404(visit: Visit, pk: int) -> Somebody:
    found = find_somebody(visit.partnership, pk, timezone.now())
    if found is None:
        raise Http404
    return found


def crumb_of(visit: Visit, somebody: Somebody) -> Crumb:
    return Crumb(somebody.person.name, reverse("person", args=[visit.partnership.slug, somebody.person.pk]))


def back(visit: Visit, pk: int) -> HttpResponse:
    return redirect("person", visit.partnership.slug, pk)


@for_editors
@require_safe
def people(request: HttpRequest, visit: Visit) -> HttpResponse:
    everybody = list_everybody(visit.partnership, timezone.now())
    slug, me = visit.partnership.slug, visit.user.pk
    return show(
        request,
        "people/people.html",
        frame(visit, _("People")),
        groups=present_groups(slug, everybody, list_agencies(visit.partnership), me),
        left=present_left(slug, everybody, me),
    )


@for_editors
@require_safe
def person(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    found = somebody_or_404(visit, pk)
    invitation = find_open_invitation(found.person)
    user = found.person.user if found.standing is Standing.JOINED else None
    return show(
        request,
        "people/person.html",
        frame(visit, found.person.name),
        somebody=found,
        line=present_line(visit.partnership.slug, found, visit.user.pk),
        doing=present_doing(found, visit.role, has_second_step=user is not None and has_second_step(user)),
        invitation=invitation,
        email=find_email_of(invitation) if invitation else None,
        link=request.session.pop(LINK, {}).get(str(pk), ""),
        named=list_named(visit.partnership, found.person),
        latest=latest_period_of(visit.partnership),
        mail=present_mail(),
    )


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    options: dict[str, Any] = {"agencies": list_agencies(visit.partnership)}
    form = PersonForm(request.POST, **options) if request.method == "POST" else PersonForm(**options)
    if form.is_bound and form.is_valid():
        made = _add(visit, form)
        if made:
            messages.success(request, _("%(name)s is added.") % {"name": form.cleaned_data["name"]})
            return back(visit, made)
    return _form(request, visit, form, _("Add a person"), _("Add"), reverse("people", args=[visit.partnership.slug]))


def _add(visit: Visit, form: PersonForm) -> int | None:
    values = form.values()
    also_for = values.pop("also_for")
    given: dict[str, Any] = {"by": visit.user.get_username(), "now": timezone.now()}
    try:
        with transaction.atomic():
            made = actions.add_person(partnership=visit.partnership, **values, **given)
            if also_for:
                people_actions.change_person(person=made, **values, also_for=also_for, **given)
            tie_known_owners(partnership=visit.partnership, **given)
    except IntegrityError:
        form.add_error("email", _("Somebody on the list has this email address already."))
        return None
    return made.pk


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    found = somebody_or_404(visit, pk)
    options: dict[str, Any] = {
        "agencies": list_agencies(visit.partnership),
        "signs_in": found.person.user_id is not None,
        "initial": PersonForm.initial_of(found.person),
    }
    form = PersonForm(request.POST, **options) if request.method == "POST" else PersonForm(**options)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                given: dict[str, Any] = {"by": visit.user.get_username(), "now": timezone.now()}
                people_actions.change_person(person=found.person, **form.values(), **given)
                tie_known_owners(partnership=visit.partnership, **given)
        except IntegrityError:
            form.add_error("email", _("Somebody on the list has this email address already."))
        else:
            messages.success(request, _("The details are saved."))
            return back(visit, pk)
    return _form(request, visit, form, _("Change details"), _("Save"), crumb_of(visit, found).url, found)


def _form(
    request: HttpRequest, visit: Visit, form: Form, title: str, button: str, to: str, somebody: Somebody | None = None
) -> HttpResponse:
    crumbs = (crumb_of(visit, somebody),) if somebody else ()
    return show(request, "people/form.html", frame(visit, title, *crumbs), form=form, button=button, back=to)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    """Asks first, with what they are still named for."""
    found = somebody_or_404(visit, pk)
    if found.standing is Standing.LEFT:
        return back(visit, pk)
    if request.method == "POST":
        if done(request, lambda: people_actions.leave(person=found.person, **as_reader(visit))):
            messages.success(request, _("%(name)s has left.") % {"name": found.person.name})
        return back(visit, pk)
    title = _("%(name)s has left?") % {"name": found.person.name}
    page = frame(visit, title, crumb_of(visit, found))
    return show(request, "people/leave.html", page, somebody=found, named=list_named(visit.partnership, found.person))


@for_editors
@require_POST
def come_back(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    found = somebody_or_404(visit, pk)
    if done(request, lambda: people_actions.come_back(person=found.person, **as_reader(visit))):
        messages.success(request, _("%(name)s is back.") % {"name": found.person.name})
    return back(visit, pk)


@for_administrators
@require_POST
def forget_second_step(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    from saferplan.web.accounts.session import require_fresh

    found = somebody_or_404(visit, pk)
    require_fresh(request)
    if done(request, lambda: people_actions.forget_second_step(person=found.person, **as_reader(visit))):
        messages.success(request, _("They set up the second step anew when they next sign in."))
    return back(visit, pk)


def as_reader(visit: Visit) -> dict[str, Any]:
    return {"as_role": visit.role, "by": visit.user.get_username(), "now": timezone.now()}


def done(request: HttpRequest, act: Any) -> bool:
    """Does it; where it is not allowed, the reason is told."""
    try:
        act()
    except NotAllowed as error:
        messages.error(request, str(error))
        return False
    return True
