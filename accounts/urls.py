from django.urls import path

from accounts import api

urlpatterns = [
    path("session/", api.SessionView.as_view()),
    path("users/", api.UserListView.as_view()),
    path("users/<int:user_id>/", api.UserView.as_view()),
]
