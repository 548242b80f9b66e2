"""Drawn people for the sample film and pictures: flat shapes, faces that can be read.

A face is drawn twice as large as it is kept, which smooths its edges. Places are fractions of the
size of the picture, so that film and pictures share one drawing.
"""

from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]

OVERSIZE = 2
INK: Colour = (38, 34, 44)


@dataclass(frozen=True)
class Expression:
    """``frown``: brows down in the middle (1) or up (-1). ``lift``: brows raised, 0 to 1.

    ``smile``: corners of the mouth, -1 to 1. ``mouth``: how far it is open, 0 to 1. ``eyes``: how
    far they are open, 1 as usual. ``look``: where to, -1 left to 1 right.
    """

    frown: float = 0.0
    lift: float = 0.0
    smile: float = 0.1
    mouth: float = 0.0
    eyes: float = 1.0
    look: float = 0.0


#: Expressions of the manners that the sample dialogues are spoken in.
EXPRESSIONS = {
    "calm": Expression(smile=0.25),
    "excited": Expression(lift=0.7, smile=0.95, eyes=1.15),
    "angry": Expression(frown=1.0, smile=-0.55, eyes=0.85),
    "anxious": Expression(frown=-0.7, lift=0.5, smile=-0.3, eyes=1.2),
    "sad": Expression(frown=-0.9, smile=-0.75, eyes=0.6),
    "tender": Expression(frown=-0.3, smile=0.55, eyes=0.85),
}


@dataclass(frozen=True)
class Person:
    skin: Colour
    hair: Colour
    shirt: Colour
    long_hair: bool = False
    beard: bool = False


NORA = Person((226, 176, 140), (92, 46, 34), (178, 58, 72), long_hair=True)
BEN = Person((150, 103, 74), (34, 28, 30), (54, 104, 120), beard=True)
RITA = Person((240, 204, 172), (196, 150, 74), (86, 118, 74), long_hair=True)
SAM = Person((106, 72, 54), (28, 24, 26), (206, 150, 60))


def between(first: Expression, second: Expression, share: float) -> Expression:
    """One expression on its way to another, 0 to 1."""
    names = ("frown", "lift", "smile", "mouth", "eyes", "look")
    mixed = {
        name: getattr(first, name) * (1 - share) + getattr(second, name) * share for name in names
    }
    return replace(first, **mixed)


class Canvas:
    """A picture in fractions of its width (x) and height (y); radii are fractions of the height."""

    def __init__(self, size: tuple[int, int], background: Colour) -> None:
        self.size = size
        self._image = Image.new("RGB", (size[0] * OVERSIZE, size[1] * OVERSIZE), background)
        self._draw = ImageDraw.Draw(self._image)
        self.width, self.height = self._image.size

    def finished(self) -> Image.Image:
        return self._image.resize(self.size, Image.Resampling.LANCZOS)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height

    def box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        self._draw.rectangle((*self.at(left, top), *self.at(right, bottom)), fill=fill)

    def shape(self, corners: list[tuple[float, float]], fill: Colour) -> None:
        self._draw.polygon([self.at(*corner) for corner in corners], fill=fill)

    def round(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        """An ellipse around a point; both radii are fractions of the height."""
        (cx, cy), rx, ry = self.at(x, y), across * self.height, down * self.height
        self._draw.ellipse((cx - rx, cy - ry, cx + rx, cy + ry), fill=fill)

    def line(self, points: list[tuple[float, float]], width: float, fill: Colour) -> None:
        thick = max(1, round(width * self.height))
        places = [self.at(*point) for point in points]
        self._draw.line(places, fill=fill, width=thick, joint="curve")
        for x, y in (places[0], places[-1]):
            r = thick / 2
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=fill)


def draw_person(
    canvas: Canvas,
    person: Person,
    expression: Expression,
    *,
    middle: tuple[float, float],
    size: float,
) -> None:
    """Head and shoulders around the middle of the face; ``size`` is its half height."""
    face = _Face(canvas, *middle, size)
    face.body(person)
    face.head(person)
    face.eyes(person, expression)
    face.mouth(expression)


class _Face:
    """Draws in units of half a face, from its middle: right and down are positive."""

    def __init__(self, canvas: Canvas, x: float, y: float, size: float) -> None:
        self._canvas, self._x, self._y, self._size = canvas, x, y, size
        self._wide = canvas.width / canvas.height

    def body(self, person: Person) -> None:
        shadow = _darker(person.skin)
        if person.long_hair:
            self._round(0, 0.1, 1.0, 1.2, person.hair)
            self._box(-1.0, 0.1, 1.0, 1.35, person.hair)
        self._round(0, 2.45, 1.75, 1.15, person.shirt)
        self._box(-0.3, 0.7, 0.3, 1.45, shadow)
        self._round(0, 1.45, 0.42, 0.2, shadow)

    def head(self, person: Person) -> None:
        shadow = _darker(person.skin)
        for side in (-1, 1):
            self._round(side * 0.8, 0.08, 0.14, 0.2, shadow)
        self._round(0, 0, 0.8, 1.0, person.skin)
        if person.beard:
            self._round(0, 0.42, 0.72, 0.6, person.hair)
            self._round(0, 0.1, 0.66, 0.56, person.skin)
            self._round(0, 0.52, 0.36, 0.2, person.skin)
        self._round(0, -0.72, 0.7, 0.36, person.hair)
        self._round(0, -0.44, 0.6, 0.26, person.skin)
        self._line([(0.02, -0.02), (0.09, 0.22), (-0.05, 0.25)], 0.045, shadow)

    def eyes(self, person: Person, expression: Expression) -> None:
        white: Colour = (250, 248, 244)
        brow = _darker(person.hair, 0.8)
        for side in (-1, 1):
            middle = side * 0.34
            self._round(middle, -0.12, 0.16, 0.11 * expression.eyes, white)
            self._round(middle + 0.06 * expression.look, -0.12, 0.075, 0.085, INK)
            if expression.eyes < 0.75:  # the lid comes down
                self._box(middle - 0.18, -0.26, middle + 0.18, -0.15, person.skin)
                self._line([(middle - 0.15, -0.14), (middle + 0.15, -0.14)], 0.03, INK)
            high = -0.36 - 0.12 * expression.lift
            inner = high + 0.12 * expression.frown
            outer = high - 0.04 * expression.frown
            self._line([(side * 0.15, inner), (side * 0.54, outer)], 0.065, brow)

    def mouth(self, expression: Expression) -> None:
        lips: Colour = (120, 44, 48)
        if expression.mouth > 0.08:
            if expression.smile > 0.5:
                self._laugh(expression, lips)
            else:
                self._round(0, 0.52, 0.17 + 0.06 * expression.smile, 0.19 * expression.mouth, lips)
            return
        bend = 0.15 * expression.smile
        steps = [at / 8 for at in range(-8, 9)]
        self._line([(0.27 * at, 0.52 + bend * (0.5 - at * at)) for at in steps], 0.055, lips)

    def _laugh(self, expression: Expression, fill: Colour) -> None:
        """An open mouth under a straight upper lip."""
        arc = [at / 8 for at in range(-8, 9)]
        low = [(0.3 * at, 0.46 + 0.36 * expression.mouth * (1 - at * at)) for at in arc]
        self._canvas.shape([self._place(*point) for point in low], fill)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return self._x + x * self._size / self._wide, self._y + y * self._size

    def _round(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        size = self._size
        self._canvas.round(*self._place(x, y), across * size, down * size, fill)

    def _box(self, left: float, top: float, right: float, bottom: float, fill: Colour) -> None:
        self._canvas.box(*self._place(left, top), *self._place(right, bottom), fill)

    def _line(self, points: list[tuple[float, float]], width: float, fill: Colour) -> None:
        self._canvas.line([self._place(*point) for point in points], width * self._size, fill)


def _darker(colour: Colour, share: float = 0.86) -> Colour:
    red, green, blue = (round(part * share) for part in colour)
    return red, green, blue
