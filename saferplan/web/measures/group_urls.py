from __future__ import annotations

from django.urls import path

from saferplan.web.measures import area_views, group_views

urlpatterns = [
    path("measures/groups/", group_views.groups, name="comparison-groups"),
    path("measures/groups/new/", group_views.new, name="comparison-group-new"),
    path("measures/groups/<int:pk>/", group_views.group, name="comparison-group"),
    path("measures/groups/<int:pk>/change/", group_views.change, name="comparison-group-change"),
    path("measures/groups/<int:pk>/members/", group_views.members, name="comparison-group-members"),
    path("measures/groups/<int:pk>/members/<int:member>/leave/", group_views.leave, name="comparison-group-leave"),
    path(
        "measures/groups/<int:pk>/members/<int:member>/withdraw/",
        group_views.withdraw,
        name="comparison-group-withdraw",
    ),
    path("measures/<slug:code>/areas/", area_views.areas, name="measure-areas"),
    path("measures/<slug:code>/areas/<slug:key>/", area_views.preview, name="measure-areas-preview"),
    path("measures/<slug:code>/areas/<slug:key>/apply/", area_views.apply, name="measure-areas-apply"),
    path("measures/<slug:code>/areas/<slug:key>/discard/", area_views.discard, name="measure-areas-discard"),
]
