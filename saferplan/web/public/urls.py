from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.public import views

urlpatterns = [
    path("reports/", views.archive_page, name="reports"),
    path("reports/feed.xml", views.feed, name="reports-feed"),
    path("reports/help/", views.help_page, name="reports-help"),
    path("reports/compare/", views.compare_page, name="reports-compare"),
    path("reports/<period:key>/", views.latest, name="reports-latest"),
    path("reports/<period:key>/<str:number>/", views.report_page, name="report"),
    path("reports/<period:key>/<str:number>/<str:name>", views.report_file, name="report-file"),
]
