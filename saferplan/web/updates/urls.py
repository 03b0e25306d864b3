from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.updates import handover_views, review_views, sent_views, views

urlpatterns = [
    path("updates/", views.updates, name="updates"),
    path("<period:key>/update/<int:card>/", views.update, name="update"),
    path("<period:key>/update/<int:card>/sent/", sent_views.sent, name="update-sent"),
    path("<period:key>/update/<int:card>/merge/<int:number>/", views.merge, name="update-merge"),
    path("<period:key>/update/<int:card>/hand-over/", handover_views.hand_over_page, name="update-hand-over"),
    path("<period:key>/update/<int:card>/evidence/<int:pk>/", sent_views.evidence, name="evidence"),
    path("review/", review_views.review_now, name="review-now"),
    path("<period:key>/review/", review_views.review, name="review"),
    path("<period:key>/review/<int:card>/", review_views.review_one, name="review-update"),
    path("<period:key>/review/<int:card>/correct/", review_views.correct, name="review-correct"),
]
