from __future__ import annotations

from django.urls import path

from saferplan.web.report_templates import views

urlpatterns = [
    path("templates/", views.templates, name="templates"),
    path("templates/<slug:kind>/file/", views.template_file, name="template-file"),
    path("templates/<slug:kind>/try/", views.try_out, name="try-template"),
    path("templates/<slug:kind>/remove/", views.remove, name="remove-template"),
]
