from django.urls import path

from releases import api

urlpatterns = [
    path("projects/<slug:slug>/releases/", api.ReleaseListView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/", api.ReleaseView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/export/", api.ReleaseExportView.as_view()),
]
