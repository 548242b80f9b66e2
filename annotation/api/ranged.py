"""Files over HTTP: whole, in ranges (RFC 9110), or not at all where the browser has them."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import http_date, parse_etags, quote_etag
from rest_framework.request import Request

BLOCK_BYTES = 1 << 16
#: An address that names its content by hash holds the same for ever; others may be asked again.
KEPT_FOR_EVER = "private, max-age=31536000, immutable"
KEPT_A_DAY = "private, max-age=86400"


def file_response(
    request: Request, path: Path, *, content_type: str, content: str
) -> HttpResponseBase:
    """A file, or the part of it that a Range header asks for (one range).

    `content` is a hash of what the file is made of, under which the browser may keep it.
    """
    etag = quote_etag(f"{content[:32]}-{path.name}")
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponseBase = HttpResponse(status=304)
    else:
        condition = request.headers.get("If-Range", "")
        asked = request.headers.get("Range", "") if condition in ("", etag) else ""
        response = ranged(path, asked, content_type=content_type)
    response["ETag"] = etag
    named = request.query_params.get("v")
    same = bool(named) and content.startswith(str(named))
    # Only members may have it, so no cache on the way may keep it.
    response["Cache-Control"] = KEPT_FOR_EVER if same else KEPT_A_DAY
    return response


def ranged(path: Path, asked: str, *, content_type: str) -> HttpResponseBase:
    """A file, or the one range of bytes that is asked for."""
    size = path.stat().st_size
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", asked.strip())
    if match is None or match.groups() == ("", ""):
        response: HttpResponseBase = FileResponse(path.open("rb"), content_type=content_type)
        status_headers = {"Content-Length": str(size)}
    else:
        first, last = _span(match[1], match[2], size)
        if first > last:
            return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        response = StreamingHttpResponse(
            _blocks(path, first, last), status=206, content_type=content_type
        )
        status_headers = {
            "Content-Length": str(last - first + 1),
            "Content-Range": f"bytes {first}-{last}/{size}",
        }
    for name, value in status_headers.items():
        response[name] = value
    response["Accept-Ranges"] = "bytes"
    response["Last-Modified"] = http_date(path.stat().st_mtime)
    return response


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:  # the last N bytes
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last) if last else size - 1, size - 1)


def _blocks(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (block := file.read(min(BLOCK_BYTES, left))):
            left -= len(block)
            yield block
