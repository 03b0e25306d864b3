from __future__ import annotations

from django.urls import path

from saferplan.web.people import invitation_views, views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/add/", views.add, name="person-add"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/change/", views.change, name="person-change"),
    path("people/<int:pk>/role/", invitation_views.role, name="person-role"),
    path("people/<int:pk>/revoke/", invitation_views.revoke, name="person-revoke"),
    path("people/<int:pk>/left/", views.leave, name="person-leave"),
    path("people/<int:pk>/back/", views.come_back, name="person-back"),
    path("people/<int:pk>/second-step/", views.forget_second_step, name="person-second-step"),
]
