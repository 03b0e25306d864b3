"""What allauth's pages need to stand in our frame."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saferplan.web.pages import Crumb, Page


class Framed:
    """Gives a page of allauth its title, and says so in the title where the form was not right."""

    title: str | Promise = ""
    current = ""
    is_inside_account = False

    def crumbs(self) -> Sequence[Crumb]:
        home = Crumb(_("Home"), reverse("home"))
        return (home, Crumb(_("Your account"), reverse("mfa_index"))) if self.is_inside_account else (home,)

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**options)  # type: ignore[misc]
        heading = str(self.title)
        form = context.get("form")
        title = _("Error: %(title)s") % {"title": heading} if form is not None and form.errors else heading
        page = Page(title=title, crumbs=self.crumbs(), current=self.current)
        return {**context, "page": page, "heading": heading}
