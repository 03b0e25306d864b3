from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401  registers what stands in the addresses below
from saferplan.web.measures import grid_views, load_views, request_views, then_views

urlpatterns = [
    path("measures/load/", load_views.load, name="measure-load"),
    path("measures/load/<slug:key>/", load_views.preview, name="measure-load-preview"),
    path("measures/load/<slug:key>/apply/", load_views.apply, name="measure-load-apply"),
    path("measures/load/<slug:key>/discard/", load_views.discard, name="measure-load-discard"),
    path("measures/grid/", grid_views.grids, name="measure-grids"),
    path("measures/grid/<int:agency>/<period:key>/", grid_views.grid, name="measure-grid"),
    path("measures/requests/", request_views.requests, name="measure-requests"),
    path("measures/requests/<int:pk>/", request_views.workbook, name="measure-request"),
    path("measures/<slug:code>/then-and-now/", then_views.then_and_now, name="measure-then"),
]
