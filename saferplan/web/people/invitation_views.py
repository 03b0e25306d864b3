"""Letting somebody in: the choice of a role makes an invitation, or changes the role of a member."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from saferplan.accounts import invitation_actions, people_actions
from saferplan.accounts.errors import BadInvitation, NotAllowed
from saferplan.accounts.letters import Letter, invitation_letter
from saferplan.accounts.people_queries import Somebody
from saferplan.accounts.queries import find_person_of
from saferplan.accounts.rules import INVITATION_DAYS, Role, Standing, grantable, needs_second_step
from saferplan.web.access import Visit, for_editors
from saferplan.web.accounts.session import require_fresh
from saferplan.web.links import absolute
from saferplan.web.pages import show
from saferplan.web.people.forms import RoleForm
from saferplan.web.people.views import LINK, as_reader, back, crumb_of, done, frame, somebody_or_404
from saferplan.web.role_words import ROLES


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    """For a member the role is changed; for anybody else it is an invitation."""
    found = somebody_or_404(visit, pk)
    if found.standing is Standing.LEFT:
        return back(visit, pk)
    is_member = found.standing is Standing.JOINED
    options = {"roles": grantable(visit.role), "initial": {"role": found.role.value if found.role else ""}}
    form = RoleForm(request.POST, **options) if request.method == "POST" else RoleForm(**options)  # type: ignore[arg-type]
    if form.is_bound and form.is_valid():
        chosen = form.chosen()
        if needs_second_step(chosen) or needs_second_step(found.role):
            require_fresh(request)
        try:
            _change(request, visit, found, chosen) if is_member else _invite(request, visit, found, chosen)
        except (NotAllowed, BadInvitation) as error:
            form.add_error("role", str(error))
        else:
            return back(visit, pk)
    name = {"name": found.person.name}
    title = _("Change the role of %(name)s") % name if is_member else _("Invite %(name)s") % name
    return show(
        request,
        "people/role.html",
        frame(visit, title, crumb_of(visit, found)),
        form=form,
        somebody=found,
        is_member=is_member,
        days=INVITATION_DAYS,
        back=crumb_of(visit, found).url,
    )


def _change(request: HttpRequest, visit: Visit, somebody: Somebody, chosen: Role) -> None:
    people_actions.change_role(person=somebody.person, role=chosen, **as_reader(visit))
    messages.success(request, _("The role is changed."))


def _invite(request: HttpRequest, visit: Visit, somebody: Somebody, chosen: Role) -> None:
    me = find_person_of(visit.user, visit.partnership)

    def link(token: str) -> str:
        return absolute(request, reverse("invitation", args=[token]))

    def letter(token: str) -> Letter:
        return invitation_letter(
            name=somebody.person.name,
            partnership=visit.partnership.name,
            role=str(ROLES[chosen]).lower(),
            by=me.name if me else visit.user.get_username(),
            url=link(token),
        )

    made = invitation_actions.invite(person=somebody.person, role=chosen, letter=letter, **as_reader(visit))
    # Shown once, on the page that follows.
    request.session[LINK] = {str(somebody.person.pk): link(made.token)}
    messages.success(request, _("%(name)s is invited.") % {"name": somebody.person.name})


@for_editors
@require_POST
def revoke(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    found = somebody_or_404(visit, pk)
    if done(request, lambda: invitation_actions.revoke(person=found.person, **as_reader(visit))):
        messages.success(request, _("The invitation is taken back: its link opens nothing."))
    return back(visit, pk)
