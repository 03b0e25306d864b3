from __future__ import annotations

from django.urls import path

from saferplan.web.measures import load_views

urlpatterns = [
    path("measures/load/", load_views.load, name="measure-load"),
    path("measures/load/<slug:key>/", load_views.preview, name="measure-load-preview"),
    path("measures/load/<slug:key>/apply/", load_views.apply, name="measure-load-apply"),
    path("measures/load/<slug:key>/discard/", load_views.discard, name="measure-load-discard"),
]
