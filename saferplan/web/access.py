"""Who gets to see a page. What somebody may not see looks exactly like what is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from saferplan.accounts.models import Partnership
from saferplan.accounts.permissions import can_edit, can_see_findings, can_see_live
from saferplan.accounts.queries import find_with_role
from saferplan.accounts.rules import Role

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visit:
    """A reader at a partnership's page."""

    partnership: Partnership
    role: Role | None

    @property
    def is_member(self) -> bool:
        return self.role is not None

    @property
    def may_edit(self) -> bool:
        return can_edit(self.role)


View = Callable[Concatenate[HttpRequest, Visit, P], HttpResponseBase]
PublicView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


def _guarded(view: View[P], may_see: Callable[[Visit], bool]) -> PublicView[P]:
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        found = find_with_role(request.user, slug)
        visit = Visit(*found) if found else None
        if visit is not None and may_see(visit):
            return _kept_private(view(request, visit, *args, **kwargs), visit)
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        raise Http404

    return guarded


def _kept_private(response: HttpResponseBase, visit: Visit) -> HttpResponseBase:
    """What a member sees stays in no cache, so that nobody finds it after they have signed out."""
    if visit.is_member and not response.has_header("Cache-Control"):
        add_never_cache_headers(response)
    return response


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def for_readers(view: View[P]) -> PublicView[P]:
    """A live page: for members, and for all where the partnership is the open demo."""
    return _guarded(view, lambda visit: can_see_live(visit.role, visit.partnership))


def for_members(view: View[P]) -> PublicView[P]:
    """A page that is never public: findings, drafts, who is late."""
    return _guarded(view, lambda visit: can_see_findings(visit.role))


def for_editors(view: View[P]) -> PublicView[P]:
    """A page on which things are changed."""
    return _guarded(view, lambda visit: visit.may_edit)
