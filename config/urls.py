"""Addresses: the API, media, and the browser application for everything else."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.csrf import ensure_csrf_cookie
from drf_spectacular.views import SpectacularAPIView

from annotation.urls import media_urlpatterns


def api_nowhere(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {"message": f"There is nothing at {request.path}.", "extra": {}}, status=404
    )


@ensure_csrf_cookie
def application(request: HttpRequest) -> HttpResponseBase:
    """The page that holds the browser application; it reads the address itself."""
    page = settings.FRONTEND_DIST / "index.html"
    if not page.is_file():
        return HttpResponse(
            "The browser application is not built: run `make setup`.",
            status=503,
            content_type="text/plain",
        )
    response = FileResponse(page.open("rb"), content_type="text/html")
    response["Cache-Control"] = "no-cache"
    return response


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("accounts.urls")),
    path("api/", include("jobs.urls")),
    path("api/", include("autolabel.urls")),
    path("api/", include("annotation.urls")),
    path("api/", include("releases.urls")),
    path("api/schema/", SpectacularAPIView.as_view()),
    re_path("^api/", api_nowhere),
    path("media/", include((media_urlpatterns, "media"))),
    # Not a built file that is gone: a page in place of a script would end in a riddle.
    re_path("^(?!assets/)", application),
]
