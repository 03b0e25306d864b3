"""Signing in and out, passwords, and saying again who one is."""

from __future__ import annotations

from typing import Any

from allauth.account import views as allauth
from allauth.account.internal.flows.logout import logout
from allauth.mfa.base import views as second_step
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from saferplan.web.accounts import forms
from saferplan.web.accounts.frame import Framed
from saferplan.web.mail import present_mail
from saferplan.web.pages import Crumb, Page, show


class SignIn(Framed, allauth.LoginView):
    form_class = forms.SignInForm
    template_name = "accounts/sign_in.html"
    title = gettext_lazy("Sign in")
    current = "sign-in"

    def get_form_class(self) -> type:
        return self.form_class


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Asks on GET, so that no link or picture on another page can sign anybody out."""
    if request.method == "POST":
        logout(request, show_message=False)
        return redirect("home")
    if not request.user.is_authenticated:
        return redirect("home")
    return show(
        request, "accounts/sign_out.html", Page(title=_("Sign out"), crumbs=[Crumb(_("Home"), reverse("home"))])
    )


# The address of a page that a secret opens is told to nobody. (With "no-referrer" browsers hide where a form comes
# from, too, and the check against forged forms would refuse it.)
UNTOLD = "strict-origin"


class Private:
    """A page that no cache keeps and whose address goes nowhere else."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **options)  # type: ignore[misc]
        add_never_cache_headers(response)
        response["Referrer-Policy"] = UNTOLD
        return response


class Forgotten(Framed, allauth.PasswordResetView):
    form_class = forms.ForgottenForm
    template_name = "accounts/forgotten.html"
    title = gettext_lazy("Forgotten your password?")

    def get_form_class(self) -> type:
        return self.form_class


class ForgottenSent(Framed, allauth.PasswordResetDoneView):
    """The same whether the address is known or not."""

    template_name = "accounts/forgotten_sent.html"
    title = gettext_lazy("Look at your email")

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        return {**super().get_context_data(**options), "mail": present_mail()}


class NewPassword(Private, Framed, allauth.PasswordResetFromKeyView):
    form_class = forms.NewPasswordForm
    template_name = "accounts/new_password.html"
    title = gettext_lazy("Choose a new password")

    def get_form_class(self) -> type:
        return self.form_class

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        if options.get("token_fail"):
            options["form"] = None
            self.title = gettext_lazy("This link does not work")
        return super().get_context_data(**options)


class NewPasswordDone(Framed, allauth.PasswordResetFromKeyDoneView):
    template_name = "accounts/new_password_done.html"
    title = gettext_lazy("Your password is changed")


class ChangePassword(Framed, allauth.PasswordChangeView):
    form_class = forms.ChangePasswordForm
    template_name = "accounts/form.html"
    title = gettext_lazy("Change your password")
    is_inside_account = True
    extra_context = {"button": gettext_lazy("Change password")}

    def get_form_class(self) -> type:
        return self.form_class

    def get_default_success_url(self) -> str:
        return reverse("mfa_index")


class PasswordAgain(Framed, allauth.ReauthenticateView):
    form_class = forms.PasswordAgainForm
    template_name = "accounts/confirm.html"
    title = gettext_lazy("Confirm that it is you")

    def get_form_class(self) -> type:
        return self.form_class


class CodeAgain(Framed, second_step.ReauthenticateView):
    form_class = forms.CodeAgainForm
    template_name = "accounts/confirm.html"
    title = gettext_lazy("Confirm that it is you")

    def get_form_class(self) -> type:
        return self.form_class
