"""Pages that belong to no partnership: home, what the words mean, the components, and pages for what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from saferplan.accounts.queries import list_partnerships_of
from saferplan.web.limits import too_big
from saferplan.web.pages import Crumb, Page, show
from saferplan.web.site.accessibility import tested
from saferplan.web.site.gallery import gallery_context
from saferplan.web.site.words import present_words


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    partnerships = list_partnerships_of(request.user)
    return show(request, "site/home.html", Page(title=_("Home"), current="home"), partnerships=partnerships)


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    page = Page(title=_("What these words mean"), crumbs=[Crumb(_("Home"), "/")], current="words")
    return show(request, "site/words.html", page, words=present_words())


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, from the list of what the tests look at."""
    page = Page(title=_("Accessibility"), crumbs=[Crumb(_("Home"), "/")], current="accessibility")
    return show(request, "site/accessibility.html", page, tested=tested())


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build pages; not part of a running site."""
    if not (settings.DEBUG or getattr(settings, "SHOW_COMPONENTS", False)):
        raise Http404
    page = Page(title=_("Components"), crumbs=[Crumb(_("Home"), "/")])
    return show(request, "site/components.html", page, gallery=gallery_context())


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "site/not_found.html", Page(title=_("Page not found")), status=404)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show(request, "site/not_allowed.html", Page(title=_("You cannot do this")), status=403)


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show(request, "site/form_expired.html", Page(title=_("This form has expired")), status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_big(request)
    return show(request, "site/bad_request.html", Page(title=_("This request could not be read")), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Says sorry without the database or the session: either may be what broke."""
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("site/broken.html"), status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    return show(request, "site/too_many.html", Page(title=_("Too many attempts")), status=429)
