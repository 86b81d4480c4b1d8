"""The root of every address."""

from django.urls import include, path

from belfort.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("belfort.ui.urls")),
    path("", include("belfort.accounts.urls")),
    path("plans/", include("belfort.plan.urls")),
    path("municipalities/", include("belfort.places.urls")),
    path("law/", include("belfort.law.urls")),
]

handler400 = "belfort.ui.views.bad_request"
