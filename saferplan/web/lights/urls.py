from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.lights import rule_views, views

urlpatterns = [
    path("rules/", rule_views.rules, name="light-rules"),
    path("<period:key>/set/priority/<int:number>/work/", views.priority_work, name="set-priority-work"),
    path("<period:key>/set/priority/<int:number>/results/", views.priority_results, name="set-priority-results"),
    path("<period:key>/set/card/<int:number>/", views.card, name="set-card"),
    path("<period:key>/set/activity/<path:code>/", views.activity, name="set-activity"),
]
