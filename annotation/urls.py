from django.urls import path

from annotation.api import admin, media, projects, results, work

urlpatterns = [
    path("work/", work.WorkView.as_view()),
    path("projects/<slug:slug>/next/", work.NextView.as_view()),
    path("projects/<slug:slug>/my-ratings/", work.MyRatingsView.as_view()),
    path("assignments/<int:assignment_id>/", work.AssignmentView.as_view()),
    path("assignments/<int:assignment_id>/draft/", work.DraftView.as_view()),
    path("assignments/<int:assignment_id>/ratings/", work.RatingView.as_view()),
    path("assignments/<int:assignment_id>/skip/", work.SkipView.as_view()),
    path("assignments/<int:assignment_id>/reopen/", work.ReopenView.as_view()),
    path("presets/", projects.PresetListView.as_view()),
    path("projects/", projects.ProjectListView.as_view()),
    path("projects/<slug:slug>/", projects.ProjectView.as_view()),
    path("projects/<slug:slug>/members/", projects.MemberListView.as_view()),
    path("projects/<slug:slug>/items/", projects.ItemListView.as_view()),
    path("projects/<slug:slug>/upload/", admin.UploadView.as_view()),
    path("projects/<slug:slug>/ingest/", admin.IngestView.as_view()),
    path("projects/<slug:slug>/autolabel/", admin.AutolabelView.as_view()),
    path("recordings/", admin.RecordingListView.as_view()),
    path("recordings/<int:recording_id>/peaks/", media.PeaksView.as_view()),
    path("system/", admin.SystemView.as_view()),
    *results.urlpatterns,
]
media_urlpatterns = [
    path("recordings/<int:recording_id>/proxy.flac", media.ProxyView.as_view()),
]
