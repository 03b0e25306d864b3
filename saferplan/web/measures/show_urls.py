from __future__ import annotations

from django.urls import path

from saferplan.web.measures import show_views

urlpatterns = [
    path("measures/glance/", show_views.glance, name="measures-glance"),
    path("measures/<slug:code>/", show_views.measure, name="measure"),
    path("measures/<slug:code>/values.csv", show_views.values, name="measure-values"),
]
