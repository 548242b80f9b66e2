from django.urls import path

from annotation import policy_urls
from annotation.api import (
    admin,
    diagnostics,
    items,
    media,
    own_work,
    projects,
    results,
    taxonomies,
    upcoming,
    work,
)

urlpatterns = [
    path("work/", work.WorkView.as_view()),
    path("work/adjudication/", work.AdjudicatedView.as_view()),
    path("projects/<slug:slug>/next/", work.NextView.as_view()),
    path("projects/<slug:slug>/upcoming/", upcoming.UpcomingView.as_view()),
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
    path("projects/<slug:slug>/upload/", admin.UploadView.as_view()),
    path("projects/<slug:slug>/ingest/", admin.IngestView.as_view()),
    path("projects/<slug:slug>/autolabel/", admin.AutolabelView.as_view()),
    path("recordings/", admin.RecordingListView.as_view()),
    path("recordings/<int:recording_id>/peaks/", media.PeaksView.as_view()),
    path("recordings/<int:recording_id>/spectrogram/", media.SpectrogramView.as_view()),
    path("recordings/<int:recording_id>/sensors/", media.SensorsView.as_view()),
    path("system/", admin.SystemView.as_view()),
    *own_work.urlpatterns,
    *items.urlpatterns,
    *results.urlpatterns,
    *diagnostics.urlpatterns,
    *policy_urls.urlpatterns,
    *taxonomies.urlpatterns,
]
media_urlpatterns = [
    path("recordings/<int:recording_id>/proxy.flac", media.ProxyView.as_view()),
    path("recordings/<int:recording_id>/video", media.VideoView.as_view()),
    path("recordings/<int:recording_id>/muted", media.MutedView.as_view()),
    path("recordings/<int:recording_id>/poster.jpg", media.PosterView.as_view()),
    path("recordings/<int:recording_id>/image", media.ImageView.as_view()),
]
