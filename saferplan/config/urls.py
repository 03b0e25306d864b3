from django.urls import include, path

urlpatterns = [path("", include("saferplan.web.urls"))]
