from django.urls import path

from autolabel import api

urlpatterns = [path("cards/", api.CardListView.as_view())]
