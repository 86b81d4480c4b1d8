"""The addresses of the room."""

from django.urls import path

from belfort.places import views

app_name = "places"

urlpatterns = [
    path("", views.municipalities, name="municipalities"),
    path("<slug:code>/", views.municipality, name="municipality"),
]
