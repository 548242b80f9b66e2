"""Still images: what a file holds, and a copy of it that any browser shows.

The original stays as it is, with everything in it. The copy is turned as the camera says, at most
``LONGEST_SIDE`` pixels long, and holds nothing of the camera's notes (places, names) but the
colour profile.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from ingestion.engines.errors import (
    DamagedMediaError,
    NotMediaError,
    TooLargeError,
    TruncatedMediaError,
)
from ingestion.engines.store import replacing

#: The formats we open. A closed list: others hand the file to further programs (EPS) or are too
#: rare to be tested.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")

#: How each format begins; of WebP the bytes from the eighth.
MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")

LONGEST_SIDE = 2048
#: More pixels than any camera that rates emotions needs, and 600 MB once decoded.
MOST_PIXELS = 150_000_000
JPEG_QUALITY = 92

#: What the result depends on besides the file. Raise it with every change of results.
VERSION = "image-1"


@dataclass(frozen=True, slots=True)
class Picture:
    """A still or animated image; ``width`` and ``height`` are of the image as it is shown."""

    format: str
    width: int
    height: int
    frames: int
    has_alpha: bool


def begins_like_image(start: bytes) -> bool:
    """Whether the first bytes of a file are those of an image that we open."""
    return start.startswith(MAGIC) or (start[:4] == b"RIFF" and start[8:12] == b"WEBP")


def look(path: Path) -> Picture:
    """What an image file says about itself. Raises a ``MediaError``."""
    with opened(path) as image:
        turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
        width, height = image.size[::-1] if turned else image.size
        return Picture(
            format=str(image.format),
            width=width,
            height=height,
            frames=getattr(image, "n_frames", 1),
            has_alpha=image.has_transparency_data,
        )


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """An image whose pixels are not read yet, checked for its size. Raises a ``MediaError``."""
    try:
        image = Image.open(path, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise NotMediaError(path, "is not an image that can be opened") from error
    except Image.DecompressionBombError as error:
        raise _bomb(path, "more pixels than can be opened") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise DamagedMediaError(path, f"cannot be read as an image ({error})", 0.0) from error
    with image:
        if image.width * image.height > MOST_PIXELS:
            raise _bomb(path, f"{image.width} x {image.height} pixels")
        try:
            yield image
        except Image.DecompressionBombError as error:
            raise _bomb(path, "more pixels than can be opened") from error
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            fault = f"is truncated or damaged: its pixels cannot be read ({error})"
            raise TruncatedMediaError(path, fault, 0.0) from error


def _bomb(path: Path, what: str) -> TooLargeError:
    return TooLargeError(
        path,
        f"has {what}; at most {MOST_PIXELS // 1_000_000} million pixels are taken. "
        "Give a smaller copy",
    )


def web_copy(path: Path, folder: Path) -> Path:
    """Write the copy for browsers into ``folder``; a JPEG, or a PNG where parts are transparent.

    Raises a ``MediaError`` and leaves nothing behind.
    """
    with opened(path) as image:
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is decoded at a fraction
        shown = ImageOps.exif_transpose(image)
        shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        profile = image.info.get("icc_profile")
        if shown.has_transparency_data:
            target, kind = folder / "image.png", "PNG"
            options: dict[str, Any] = {"optimize": True}
            shown = shown.convert("RGBA")
        else:
            target, kind = folder / "image.jpg", "JPEG"
            options = {"quality": JPEG_QUALITY, "subsampling": 0, "progressive": True}
            shown = _as_rgb(shown)
            profile = profile if image.mode in ("RGB", "RGBA", "P") else None
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(target) as partial:
            shown.save(partial, kind, icc_profile=profile, **options)
    return target


def _as_rgb(image: Any) -> Any:
    """8-bit RGB. Sixteen-bit grey is scaled: plain conversion would cut it off at 255."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    return image.convert("RGB")


def frames_of(path: Path) -> Iterator[tuple[float, Any]]:
    """The frames of an animated image in RGB, each with the second at which it is shown first.

    Browsers show a frame of 10 ms or less for 100 ms, and so do we.
    """
    with opened(path) as image:
        at = 0.0
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            yield at, _on_white(image)
            at += shown_seconds(image)


def animation_seconds(path: Path) -> float:
    """How long an animated image plays, once."""
    with opened(path) as image:
        total = 0.0
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            image.load()  # WebP knows the time of a frame only now
            total += shown_seconds(image)
        return total


def shown_seconds(image: Any) -> float:
    """How long the frame that an animated image stands at is shown."""
    milliseconds = float(image.info.get("duration") or 0)
    return milliseconds / 1000 if milliseconds > 10 else 0.1


def _on_white(image: Any) -> Any:
    if not image.has_transparency_data:
        return image.convert("RGB")
    above = image.convert("RGBA")
    ground = Image.new("RGBA", above.size, "white")
    return Image.alpha_composite(ground, above).convert("RGB")
