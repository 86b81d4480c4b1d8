"""The addresses of the room."""

from django.urls import path

from belfort.law import views

app_name = "law"

urlpatterns = [
    path("", views.legal_parameters, name="parameters"),
]
