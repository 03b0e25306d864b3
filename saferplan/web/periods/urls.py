from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.periods import meeting_views, owner_views, views

urlpatterns = [
    path("periods/", views.periods, name="periods"),
    path("periods/plan/", views.plan, name="plan-period"),
    path("periods/<period:key>/", views.run, name="run-period"),
    path("periods/<period:key>/move/<slug:to>/", views.move, name="move-period"),
    path("periods/<period:key>/dates/", views.dates, name="period-dates"),
    path("periods/<period:key>/cover/", views.cover, name="period-cover"),
    path("periods/<period:key>/messages/", views.messages_to_partners, name="period-messages"),
    path("periods/<period:key>/owners/", owner_views.owners, name="period-owners"),
    path("periods/<period:key>/owners/<int:card>/", owner_views.owner, name="period-owner"),
    path("periods/<period:key>/meetings/add/", meeting_views.add_meeting, name="add-meeting"),
    path("periods/<period:key>/meetings/<int:pk>/", meeting_views.change_meeting, name="change-meeting"),
    path("periods/<period:key>/meetings/<int:pk>/usual/", meeting_views.usual_steps, name="usual-steps"),
    path("periods/<period:key>/meetings/<int:pk>/step/", meeting_views.add_step, name="add-step"),
    path("periods/<period:key>/steps/<int:pk>/", meeting_views.change_step, name="change-step"),
    path("periods/<period:key>/steps/<int:pk>/done/", meeting_views.mark, name="mark-step"),
]
