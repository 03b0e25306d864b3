"""Every address of the site, by concept. What a partnership has stands under `/p/<partnership>/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from saferplan.web.site import views as site

urlpatterns: list[URLPattern | URLResolver] = [
    path("", site.home, name="home"),
    path("words/", site.words, name="words"),
    path("accessibility/", site.accessibility, name="accessibility"),
    path("components/", site.components, name="components"),
    path("", include("saferplan.web.accounts.urls")),
    path("", include("saferplan.web.check.urls")),
    path("", include("saferplan.web.start.urls")),
    path("p/<slug:slug>/", include("saferplan.web.cycle.urls")),
    path("p/<slug:slug>/", include("saferplan.web.periods.urls")),
    path("p/<slug:slug>/", include("saferplan.web.updates.urls")),
    path("p/<slug:slug>/", include("saferplan.web.checks.urls")),
    path("p/<slug:slug>/", include("saferplan.web.lights.urls")),
    path("p/<slug:slug>/", include("saferplan.web.people.urls")),
    path("p/<slug:slug>/", include("saferplan.web.public.urls")),
    path("p/<slug:slug>/", include("saferplan.web.publishing.urls")),
    path("p/<slug:slug>/", include("saferplan.web.restrictions.urls")),
    path("p/<slug:slug>/", include("saferplan.web.report_templates.urls")),
    path("p/<slug:slug>/", include("saferplan.web.measures.load_urls")),
    path("p/<slug:slug>/", include("saferplan.web.measures.group_urls")),
    path("p/<slug:slug>/", include("saferplan.web.measures.urls")),
    path("p/<slug:slug>/", include("saferplan.web.measures.show_urls")),
]
