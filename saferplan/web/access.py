"""Who gets to see a page. What somebody may not see looks exactly like what is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from saferplan.accounts.models import Partnership, User
from saferplan.accounts.permissions import can
from saferplan.accounts.queries import find_with_role
from saferplan.accounts.rules import Right, Role, needs_second_step
from saferplan.web.accounts.session import passed_second_step

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """A member at a page of their partnership."""

    partnership: Partnership
    role: Role
    user: User

    def can(self, right: Right) -> bool:
        return can(self.role, right)

    @property
    def may_edit(self) -> bool:
        return self.can(Right.EDIT)

    @property
    def may_review(self) -> bool:
        return self.can(Right.REVIEW)

    @property
    def may_administer(self) -> bool:
        return self.can(Right.ADMINISTER)

    @property
    def sees_only_ready(self) -> bool:
        """A board member: periods that are not ready yet are not there for them."""
        return not self.can(Right.SEE_LIVE)


View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponseBase]
PublicView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


def _guarded(view: View[P], right: Right) -> PublicView[P]:
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        found = find_with_role(request.user, slug)
        if found is None or not can(found[1], right):
            raise Http404
        if settings.SECOND_STEP and needs_second_step(found[1]) and not passed_second_step(request, request.user):
            return _to_second_step(request)
        return _kept_private(view(request, Visit(*found, user=request.user), *args, **kwargs))

    return guarded


def _to_second_step(request: HttpRequest) -> HttpResponseBase:
    """To a code where the second step is set up, else to setting it up; then back."""
    name = "mfa_reauthenticate" if is_mfa_enabled(request.user) else "mfa_activate_totp"
    return redirect_to_login(request.get_full_path(), reverse(name))


def _kept_private(response: HttpResponseBase) -> HttpResponseBase:
    """What a member sees stays in no cache, so that nobody finds it after they have signed out."""
    if not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    return response


def for_board(view: View[P]) -> PublicView[P]:
    """A page of a period's dashboard: for all members; board members see it once the period is ready."""
    return _guarded(view, Right.SEE_READY)


def for_members(view: View[P]) -> PublicView[P]:
    """Findings, contradictions and what is still being written: for all members but the board's."""
    return _guarded(view, Right.SEE_FINDINGS)


def for_contributors(view: View[P]) -> PublicView[P]:
    """A page on which updates are written. Whose updates is checked by the action."""
    return _guarded(view, Right.CONTRIBUTE)


def for_reviewers(view: View[P]) -> PublicView[P]:
    """A page on which updates are returned or approved."""
    return _guarded(view, Right.REVIEW)


def for_editors(view: View[P]) -> PublicView[P]:
    """A page on which periods, the plan and the rules are changed."""
    return _guarded(view, Right.EDIT)


def for_administrators(view: View[P]) -> PublicView[P]:
    """A page on which people are let in and taken out."""
    return _guarded(view, Right.ADMINISTER)
