from django.urls import path

from jobs import api

urlpatterns = [
    path("jobs/", api.JobListView.as_view()),
    path("jobs/<uuid:job_id>/", api.JobView.as_view()),
    path("jobs/<uuid:job_id>/items/", api.JobItemListView.as_view()),
    path("jobs/<uuid:job_id>/cancel/", api.JobCancelView.as_view()),
    path("jobs/<uuid:job_id>/retry/", api.JobRetryView.as_view()),
]
