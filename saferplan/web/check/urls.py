from django.urls import path

from saferplan.web.check import views

urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/list/", views.check_list, name="check-list"),
    path("check/rules/", views.check_rules, name="check-rules"),
]
