"""The page that an invitation's link opens. Looking at it changes nothing; a button accepts."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from saferplan.accounts.errors import BadInvitation
from saferplan.accounts.invitation_actions import accept_as, accept_as_new
from saferplan.accounts.models import Invitation, User
from saferplan.accounts.people_queries import find_invitation, has_account
from saferplan.accounts.rules import Role, needs_second_step
from saferplan.web.accounts.forms import JoinForm
from saferplan.web.accounts.views import UNTOLD
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.role_words import ROLES, WHAT_THEY_DO


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    found = find_invitation(token, timezone.now())
    response = _gone(request) if found is None else _answer(request, found)
    add_never_cache_headers(response)
    response["Referrer-Policy"] = UNTOLD
    response["X-Robots-Tag"] = "noindex"
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    """Unknown, too old, used or taken back: all look alike."""
    return show(request, "accounts/invitation_gone.html", _frame(_("This link does not work")), status=404)


def _frame(title: str) -> Page:
    return Page(title=title, crumbs=[Crumb(_("Home"), reverse("home"))])


def _answer(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    if isinstance(request.user, User):
        return _for_user(request, found, request.user)
    if has_account(found.person.email):
        if request.method == "POST":
            return redirect(f"{reverse('sign-in')}?next={request.path}")
        return _page(request, found, "sign in")
    return _for_new(request, found)


def _for_user(request: HttpRequest, found: Invitation, user: User) -> HttpResponseBase:
    if user.username.lower() != found.person.email.lower():
        return _page(request, found, "other")
    if request.method == "POST":
        try:
            accept_as(invitation=found, user=user, now=timezone.now())
        except BadInvitation:
            return _gone(request)
        messages.success(request, _("You have joined."))
        return redirect(_first_page(found))
    return _page(request, found, "accept")


def _first_page(found: Invitation) -> str:
    """Whoever is to write updates begins with their list."""
    name = "updates" if Role(found.role) is Role.CONTRIBUTOR else "partnership"
    return reverse(name, args=[found.partnership.slug])


def _for_new(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    email = found.person.email
    form = JoinForm(request.POST if request.method == "POST" else None, email=email)
    if form.is_bound and form.is_valid():
        try:
            user = accept_as_new(invitation=found, password=form.cleaned_data["password"], now=timezone.now())
        except BadInvitation:
            return _gone(request)
        login = Login(user=user, email=email, redirect_url=_first_page(found))
        response: HttpResponseBase = perform_password_login(request, {"email": user.email}, login)
        request.session.set_expiry(0)
        messages.success(request, _("You have joined."))
        return response
    return _page(request, found, "new", form)


def _page(request: HttpRequest, found: Invitation, what: str, form: JoinForm | None = None) -> HttpResponse:
    role = Role(found.role)
    title = _("Join %(partnership)s") % {"partnership": found.partnership.name}
    failed = form is not None and bool(form.errors)
    return show(
        request,
        "accounts/invitation.html",
        _frame(_("Error: %(title)s") % {"title": title} if failed else title),
        heading=title,
        invitation=found,
        role=ROLES[role],
        does=WHAT_THEY_DO[role],
        second_step=needs_second_step(role),
        what=what,
        form=form,
    )
