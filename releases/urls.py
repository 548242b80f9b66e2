from django.urls import path

from releases import api, export_api, settings_api, withdrawal_api

urlpatterns = [
    path("withdrawals/", withdrawal_api.WithdrawalListView.as_view()),
    path("withdrawals/plan/", withdrawal_api.WithdrawalPlanView.as_view()),
    path("projects/<slug:slug>/release-settings/", settings_api.ReleaseSettingsView.as_view()),
    path("projects/<slug:slug>/split-preview/", settings_api.SplitPreviewView.as_view()),
    path("projects/<slug:slug>/releases/", api.ReleaseListView.as_view()),
    path("projects/<slug:slug>/releases/<str:tag>/", api.ReleaseView.as_view()),
    path(
        "projects/<slug:slug>/releases/<str:tag>/report/", settings_api.ReleaseReportView.as_view()
    ),
    path(
        "projects/<slug:slug>/releases/<str:tag>/formats/", export_api.ReleaseFormatsView.as_view()
    ),
    path("projects/<slug:slug>/releases/<str:tag>/export/", export_api.ReleaseExportView.as_view()),
]
