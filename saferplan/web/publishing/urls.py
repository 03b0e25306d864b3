from __future__ import annotations

from django.urls import path

from saferplan.web import converters  # noqa: F401 - its import makes <period:key> known
from saferplan.web.publishing import kept_views, proof_views, public_views

urlpatterns = [
    path("publications/", kept_views.publications, name="publications"),
    path("publications/help/", public_views.local_help, name="public-help"),
    path("publications/case-reviews/", public_views.case_reviews, name="case-reviews"),
    path("publications/<period:key>/<str:number>/", kept_views.publication, name="publication"),
    path("publications/<period:key>/<str:number>/check/", kept_views.check, name="check-publication"),
    path("publications/<period:key>/<str:number>/withdraw/", kept_views.withdraw, name="withdraw-publication"),
    path("publications/<period:key>/<str:number>/destroy/", kept_views.ask, name="ask-destruction"),
    path("publications/<period:key>/<str:number>/decide/", kept_views.decide, name="decide-destruction"),
    path("publications/<period:key>/<str:number>/file/<str:name>", kept_views.file, name="publication-file"),
    path("<period:key>/publish/", proof_views.publish, name="publish"),
    path("<period:key>/publish/prepare/", proof_views.prepare, name="prepare-proof"),
    path("<period:key>/publish/reasons/<slug:code>/", proof_views.give_reason, name="give-reason"),
    path("<period:key>/publish/files/", proof_views.files, name="proof-files"),
    path("<period:key>/publish/approve/", proof_views.approve, name="approve-proof"),
    path("<period:key>/publish/give-up/", proof_views.give_up, name="give-up-proof"),
    path("<period:key>/publish/<slug:audience>/<slug:name>/", proof_views.proof_file, name="proof-file"),
]
