from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.restrictions import own_views, views

urlpatterns = [
    path("<period:key>/restricted/", views.restricted, name="restricted"),
    path("<period:key>/restricted/<str:place>/<slug:field>/", views.restrict_text, name="restrict"),
    path("<period:key>/update/<int:card>/restrict/<slug:field>/", own_views.restrict_update, name="restrict-update"),
    path("<period:key>/restricted/<int:pk>/", views.end, name="end-restriction"),
]
