from django.urls import path

from releases.api import exports, releases, settings, withdrawals

urlpatterns = [
    path("withdrawals/", withdrawals.WithdrawalListView.as_view()),
    path("withdrawals/plan/", withdrawals.WithdrawalPlanView.as_view()),
    path("projects/<slug:slug>/release-settings/", settings.ReleaseSettingsView.as_view()),
    path("projects/<slug:slug>/split-preview/", settings.SplitPreviewView.as_view()),
    path("projects/<slug:slug>/releases/", releases.ReleaseListView.as_view()),
    path("projects/<slug:slug>/release-makings/", releases.MakingListView.as_view()),
    path(
        "projects/<slug:slug>/release-makings/<uuid:job_id>/cancel/",
        releases.MakingCancelView.as_view(),
    ),
    path("projects/<slug:slug>/releases/<str:tag>/", releases.ReleaseView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/report/", settings.ReleaseReportView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/formats/", exports.ReleaseFormatsView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/export/", exports.ReleaseExportView.as_view()),
]
