"""The second step: set up, asked for at sign-in, recovery codes, and the page of one's own account."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as allauth
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.totp.internal.flows import activate_totp
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from saferplan.accounts.models import User
from saferplan.accounts.queries import is_second_step_needed
from saferplan.web.accounts import forms
from saferplan.web.accounts.frame import Framed
from saferplan.web.accounts.session import AFTER, forget_second_step
from saferplan.web.accounts.views import Private


class Account(Framed, allauth.IndexView):
    """One's own account: password, second step, recovery codes."""

    template_name = "accounts/account.html"
    title = _("Your account")
    current = "account"

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context = super().get_context_data(**options)
        made = context["authenticators"]
        codes = made.get(Authenticator.Type.RECOVERY_CODES)
        return {
            **context,
            "has_second_step": Authenticator.Type.TOTP in made,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "is_needed": is_second_step_needed(cast(User, self.request.user)),
        }


class SecondStep(Framed, allauth.AuthenticateView):
    """At sign-in, after the password."""

    form_class = forms.CodeForm
    template_name = "accounts/code.html"
    title = _("Enter your code")

    def get_form_class(self) -> type:
        return self.form_class


@method_decorator(login_required, name="dispatch")
class SetUp(Private, Framed, totp.ActivateTOTPView):
    form_class = forms.SetUpForm
    template_name = "accounts/set_up.html"
    title = _("Set up the second step")
    is_inside_account = True

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        after = get_next_redirect_url(request)
        if after:
            request.session[AFTER] = after
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return redirect("mfa_index")
        return super().dispatch(request, *args, **options)

    def get_form_class(self) -> type:
        return self.form_class

    def form_valid(self, form: forms.SetUpForm) -> HttpResponse:
        """Whoever sets it up has just shown a code: this session needs no other."""
        made, _codes = activate_totp(self.request, form)
        post_authentication(self.request, made, reauthenticated=True)
        return redirect("mfa_view_recovery_codes")

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context = super().get_context_data(**options)
        picture = str(context["totp_svg"])
        secret = context["form"].secret
        return {
            **context,
            "picture": mark_safe(picture[picture.index("<svg") :]),
            "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            "is_needed": is_second_step_needed(cast(User, self.request.user)),
        }


class Remove(Framed, totp.DeactivateTOTPView):
    template_name = "accounts/remove.html"
    title = _("Remove the second step")
    is_inside_account = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        forget_second_step(self.request, cast(User, self.request.user))
        return response

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context = super().get_context_data(**options)
        return {**context, "is_needed": is_second_step_needed(cast(User, self.request.user))}


class Codes(Private, Framed, recovery.ViewRecoveryCodesView):
    template_name = "accounts/codes.html"
    title = _("Your recovery codes")
    is_inside_account = True

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context = super().get_context_data(**options)
        return {**context, "after": self.request.session.get(AFTER) or reverse("mfa_index")}


class NewCodes(Framed, recovery.GenerateRecoveryCodesView):
    template_name = "accounts/new_codes.html"
    title = _("Make new recovery codes")
    is_inside_account = True
