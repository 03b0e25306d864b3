"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saferplan.web.accounts.forms import SignInForm
from saferplan.web.pages import Crumb, Page, show


class SignIn(LoginView):
    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        title = _("Sign in")
        if context["form"].errors:  # type: ignore[attr-defined]
            title = _("Error: %(title)s") % {"title": title}
        return {**context, "page": Page(title=title, crumbs=[Crumb(_("Home"), "/")], current="sign-in")}


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks on GET, so that no link or picture on another page can sign anybody out."""
    if request.method == "POST":
        logout(request)
        return redirect("home")
    if not request.user.is_authenticated:
        return redirect("home")
    return show(request, "accounts/sign_out.html", Page(title=_("Sign out"), crumbs=[Crumb(_("Home"), "/")]))
