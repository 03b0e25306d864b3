"""Addresses of accounts. Names with `account_` and `mfa_` are those by which allauth finds them."""

from __future__ import annotations

from django.urls import path

from saferplan.web.accounts import invitation_views, views
from saferplan.web.accounts import second_step_views as second_step

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", second_step.SecondStep.as_view(), name="mfa_authenticate"),
    path("invitation/<slug:token>/", invitation_views.invitation, name="invitation"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("account/", second_step.Account.as_view(), name="mfa_index"),
    path("account/password/", views.ChangePassword.as_view(), name="account_change_password"),
    path("account/password/forgotten/", views.Forgotten.as_view(), name="account_reset_password"),
    path("account/password/forgotten/sent/", views.ForgottenSent.as_view(), name="account_reset_password_done"),
    path("account/password/new/done/", views.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    path(
        "account/password/new/<slug:uidb36>/<slug:key>/",
        views.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("account/confirm/", views.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", views.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("account/second-step/", second_step.SetUp.as_view(), name="mfa_activate_totp"),
    path("account/second-step/remove/", second_step.Remove.as_view(), name="mfa_deactivate_totp"),
    path("account/recovery-codes/", second_step.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("account/recovery-codes/new/", second_step.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
]
