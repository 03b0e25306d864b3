"""Groups of other areas: which there are, who belongs to them from when to when."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saferplan.measures import group_actions as actions
from saferplan.measures.errors import BadMeasure
from saferplan.measures.group_queries import find_group, find_member, list_groups, list_members
from saferplan.measures.models import ComparisonGroup, GroupMember
from saferplan.web.access import Visit, for_editors, for_members
from saferplan.web.measures.group_forms import GroupForm, LeaveForm, MembersForm
from saferplan.web.measures.loading import frame
from saferplan.web.measures.present_groups import present_group, present_groups
from saferplan.web.pages import Crumb, Page, show


def _group_or_404(visit: Visit, pk: int) -> ComparisonGroup:
    found = find_group(visit.partnership, pk)
    if found is None:
        raise Http404
    return found


def _member_or_404(visit: Visit, pk: int, member: int) -> GroupMember:
    found = find_member(_group_or_404(visit, pk), member)
    if found is None:
        raise Http404
    return found


def groups_crumb(visit: Visit) -> Crumb:
    return Crumb(_("Other areas"), reverse("comparison-groups", args=[visit.partnership.slug]))


def _page(visit: Visit, title: str, group: ComparisonGroup | None = None) -> Page:
    if group is None:
        return frame(visit, title, groups_crumb(visit))
    own = Crumb(group.name, reverse("comparison-group", args=[visit.partnership.slug, group.pk]))
    return frame(visit, title, groups_crumb(visit), own)


@for_members
@require_safe
def groups(request: HttpRequest, visit: Visit) -> HttpResponse:
    today = timezone.localdate()
    return show(
        request,
        "measures/group_list.html",
        frame(visit, _("Other areas")),
        visit=visit,
        groups=present_groups(list_groups(visit.partnership), today),
    )


@for_members
@require_safe
def group(request: HttpRequest, visit: Visit, pk: int) -> HttpResponse:
    """One group: who made it, who belongs, and when that changed."""
    found = _group_or_404(visit, pk)
    return show(
        request,
        "measures/group.html",
        _page(visit, found.name),
        visit=visit,
        group=found,
        told=present_group(found, list_members(found), timezone.localdate()),
    )


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    data = request.POST if request.method == "POST" else None
    form = GroupForm(data, group=None, own_area=visit.partnership.name)
    made: list[ComparisonGroup] = []

    def write() -> None:
        by = visit.user.get_username()
        made.append(actions.make_group(partnership=visit.partnership, text=form.text, by=by, now=timezone.now()))

    if _is_written(form, write):
        messages.success(request, _("The group is made. Add its areas now."))
        return redirect("comparison-group-members", visit.partnership.slug, made[0].pk)
    back = reverse("comparison-groups", args=[visit.partnership.slug])
    return _form(request, _page(visit, _("New group")), form, _("Make the group"), back)


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    found = _group_or_404(visit, pk)
    form = GroupForm(request.POST if request.method == "POST" else None, group=found, own_area=found.own_area)

    def write() -> None:
        actions.change_group(group=found, text=form.text, by=visit.user.get_username(), now=timezone.now())

    if _is_written(form, write):
        messages.success(request, _("The group is changed."))
        return _to(visit, found)
    return _form(request, _page(visit, _("Change the group"), found), form, _("Save"), _address(visit, found))


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, visit: Visit, pk: int) -> HttpResponseBase:
    found = _group_or_404(visit, pk)
    form = MembersForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        actions.add_members(
            group=found,
            areas=form.cleaned_data["areas"].splitlines(),
            joined_on=form.cleaned_data["joined_on"],
            by=visit.user.get_username(),
            now=timezone.now(),
        )

    if _is_written(form, write):
        messages.success(request, _("The areas are added."))
        return _to(visit, found)
    return _form(request, _page(visit, _("Add areas"), found), form, _("Add them"), _address(visit, found))


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, visit: Visit, pk: int, member: int) -> HttpResponseBase:
    found = _member_or_404(visit, pk, member)
    form = LeaveForm(request.POST if request.method == "POST" else None)

    def write() -> None:
        left_on = form.cleaned_data["left_on"]
        actions.end_membership(member=found, left_on=left_on, by=visit.user.get_username(), now=timezone.now())

    if _is_written(form, write):
        messages.success(request, _("%(area)s leaves the group on that day.") % {"area": found.area})
        return _to(visit, found.group)
    title = _("%(area)s leaves the group") % {"area": found.area}
    return _form(request, _page(visit, title, found.group), form, _("Save"), _address(visit, found.group))


@for_editors
@require_POST
def withdraw(request: HttpRequest, visit: Visit, pk: int, member: int) -> HttpResponseBase:
    """It never belonged: it was a mistake."""
    found = _member_or_404(visit, pk, member)
    actions.withdraw_member(member=found, by=visit.user.get_username(), now=timezone.now())
    messages.success(request, _("%(area)s is taken out: it never belonged to the group.") % {"area": found.area})
    return _to(visit, found.group)


def _is_written(form: Form, write: Callable[[], None]) -> bool:
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        write()
    except BadMeasure as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _form(request: HttpRequest, page: Page, form: Form, button: str, back: str) -> HttpResponse:
    return show(request, "measures/edit_form.html", page, form=form, button=button, back=back)


def _address(visit: Visit, group: ComparisonGroup) -> str:
    return reverse("comparison-group", args=[visit.partnership.slug, group.pk])


def _to(visit: Visit, group: ComparisonGroup) -> HttpResponse:
    return redirect("comparison-group", visit.partnership.slug, group.pk)
