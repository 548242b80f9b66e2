"""Addresses of what a project decides: questions, quality, recruiting, adjudication, turns."""

from django.urls import path

from annotation.api import adjudication, quality, recruiting, schemes, turns

urlpatterns = [
    path("projects/<slug:slug>/scheme/", schemes.SchemeView.as_view()),
    path("projects/<slug:slug>/quality/", quality.QualityView.as_view()),
    path("projects/<slug:slug>/quality/anchoring/", quality.AnchoringView.as_view()),
    path("projects/<slug:slug>/known/", quality.KnownItemListView.as_view()),
    path("projects/<slug:slug>/raters/", quality.RaterGrantView.as_view()),
    path("projects/<slug:slug>/items/<int:item_id>/known/", quality.KnownItemView.as_view()),
    path("projects/<slug:slug>/languages/", quality.MyLanguagesView.as_view()),
    path("projects/<slug:slug>/accept/", quality.AcceptView.as_view()),
    path("projects/<slug:slug>/adjudication/", adjudication.QueueView.as_view()),
    path("projects/<slug:slug>/adjudication/<int:item_id>/", adjudication.BesideView.as_view()),
    path("projects/<slug:slug>/recordings/<int:recording_id>/turns/", turns.TurnsView.as_view()),
    path("projects/<slug:slug>/links/", recruiting.LinkListView.as_view()),
    path("projects/<slug:slug>/links/<int:link_id>/", recruiting.LinkView.as_view()),
    path(
        "projects/<slug:slug>/links/<int:link_id>/participants/",
        recruiting.ParticipantListView.as_view(),
    ),
    path(
        "projects/<slug:slug>/links/<int:link_id>/participants.csv",
        recruiting.ParticipantCsvView.as_view(),
    ),
    path("join/<str:token>/", recruiting.JoinView.as_view()),
    path("join/<str:token>/return/", recruiting.ReturnView.as_view()),
]
