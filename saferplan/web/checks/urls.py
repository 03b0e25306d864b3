from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.checks import views

urlpatterns = [
    path("checks/", views.choose_checks, name="choose-checks"),
    path("<period:key>/findings/", views.findings, name="findings"),
]
