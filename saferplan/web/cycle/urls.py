from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.cycle import download, views

urlpatterns = [
    path("", views.partnership, name="partnership"),
    path("history/", views.history, name="history"),
    path("<period:key>/", views.period, name="period"),
    path("<period:key>/print/", views.print_page, name="print"),
    path("<period:key>/decisions/", views.decisions, name="decisions"),
    path("<period:key>/priority/<int:number>/", views.priority, name="priority"),
    path("<period:key>/activity/<path:code>/", views.activity, name="activity"),
    path("<period:key>/download/<slug:name>/", download.download, name="download"),
    path("<period:key>/card/<int:number>/", views.card, name="card"),
]
