from django.urls import path

from portal.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("about/accessibility/", views.accessibility, name="accessibility"),
    path("about/privacy/", views.privacy, name="privacy"),
    path("open-data/", views.open_data, name="open_data"),
    path("components/", views.components, name="components"),
]
