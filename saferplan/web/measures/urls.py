from __future__ import annotations

from django.urls import path

from saferplan.web.measures import edit_views, link_views, list_views, release_views, said_views

urlpatterns = [
    path("measures/", list_views.measures, name="measures"),
    path("measures/register/", list_views.register, name="measure-register"),
    path("measures/new/", edit_views.new, name="measure-new"),
    path("measures/release/", release_views.returns, name="measure-returns"),
    path("measures/release/<int:agency>/", release_views.release, name="measure-release"),
    path("measures/<slug:code>/set-up/", edit_views.set_up, name="measure-set-up"),
    path("measures/<slug:code>/change/", edit_views.change, name="measure-change"),
    path("measures/<slug:code>/retire/", edit_views.retire, name="measure-retire"),
    path("measures/<slug:code>/baseline/", said_views.baseline, name="measure-baseline"),
    path("measures/<slug:code>/target/", said_views.target, name="measure-target"),
    path("measures/<slug:code>/break/", said_views.add_break, name="measure-break"),
    path("measures/<slug:code>/break/<int:pk>/withdraw/", said_views.withdraw_break, name="measure-withdraw-break"),
    path("measures/<slug:code>/leave-out/", said_views.exclude, name="measure-exclude"),
    path("measures/<slug:code>/leave-out/<int:pk>/lift/", said_views.lift, name="measure-lift-exclusion"),
    path("measures/<slug:code>/links/", link_views.links, name="measure-links"),
    path("measures/<slug:code>/links/<int:pk>/end/", link_views.end, name="measure-end-link"),
    path("measures/<slug:code>/links/<int:pk>/accept/", link_views.accept, name="measure-accept"),
    path("measures/<slug:code>/standing/", release_views.standing, name="measure-standing"),
    path("measures/<slug:code>/take-back/", release_views.take_back, name="measure-take-back"),
]
