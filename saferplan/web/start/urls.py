from django.urls import path

from saferplan.web.start import agency_views, finish_views, reading_views, views

urlpatterns = [
    path("start/", views.new_partnership, name="start-partnership"),
    path("p/<slug:slug>/start/", views.overview, name="start"),
    path("p/<slug:slug>/start/upload/", views.upload, name="start-upload"),
    path("p/<slug:slug>/start/discard/", views.discard, name="start-discard"),
    path("p/<slug:slug>/start/read/", reading_views.read, name="start-read"),
    path("p/<slug:slug>/start/read/undo/", reading_views.undo, name="start-undo"),
    path("p/<slug:slug>/start/read/checked/", reading_views.checked, name="start-checked"),
    path("p/<slug:slug>/start/read/cover/", reading_views.cover, name="start-cover"),
    path("p/<slug:slug>/start/read/priority/<int:number>/", reading_views.priority, name="start-priority"),
    path("p/<slug:slug>/start/read/priority/<int:number>/add/", reading_views.new_activity, name="start-add-activity"),
    path("p/<slug:slug>/start/read/activity/<str:code>/", reading_views.activity, name="start-activity"),
    path("p/<slug:slug>/start/read/card/<int:number>/", reading_views.card, name="start-card"),
    path("p/<slug:slug>/start/original/", reading_views.download, name="start-original"),
    path("p/<slug:slug>/start/original/<int:number>/", reading_views.picture, name="start-picture"),
    path("p/<slug:slug>/start/agencies/", agency_views.agencies, name="start-agencies"),
    path("p/<slug:slug>/start/agencies/<int:pk>/remove/", agency_views.remove_agency, name="start-remove-agency"),
    path("p/<slug:slug>/start/contacts/<int:pk>/remove/", agency_views.remove_contact, name="start-remove-contact"),
    path("p/<slug:slug>/start/meeting/", views.meeting, name="start-meeting"),
    path("p/<slug:slug>/start/finish/", finish_views.finish, name="start-finish"),
    path("p/<slug:slug>/start/finish/undo/", finish_views.undo_import, name="start-undo-import"),
]
