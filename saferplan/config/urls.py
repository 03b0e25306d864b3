from django.urls import include, path

urlpatterns = [path("", include("saferplan.web.urls"))]
handler400 = "saferplan.web.site.views.bad_request"
handler403 = "saferplan.web.site.views.not_allowed"
handler404 = "saferplan.web.site.views.not_found"
handler500 = "saferplan.web.site.views.broken"
# Asked for by allauth when somebody has tried too often.
handler429 = "saferplan.web.site.views.too_many"
