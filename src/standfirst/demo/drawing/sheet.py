"""A sheet of paper and what can be done to it: lay a cut shape, print a screen of dots, bring up the grain."""

import random
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

from standfirst.demo.drawing.light import LIGHTS, Ink, Light

WIDTH, HEIGHT = 1600, 1067
FINE = 2  # drawn this many times larger, so that edges come out smooth
Point = tuple[float, float]


class Sheet:
    """One picture in the making. Lengths are in pixels of the finished one; ``rng`` is the only source of chance."""

    def __init__(self, seed: str, light: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.rng = random.Random(seed)
        self.light: Light = LIGHTS[light]
        self.lit = light
        self.size = size
        self.image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), self.light.sky)
        self._pen = ImageDraw.Draw(self.image)

    def shape(self, points: Sequence[Point], ink: Ink) -> None:
        """Lay a polygon."""
        self._pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=ink)

    def box(self, left: float, top: float, right: float, bottom: float, ink: Ink, radius: float = 0) -> None:
        """Lay a rectangle, its corners rounded by ``radius``."""
        corners = [left * FINE, top * FINE, max(left, right) * FINE - 1, max(top, bottom) * FINE - 1]
        if radius:
            self._pen.rounded_rectangle(corners, radius * FINE, fill=ink)
        elif corners[2] >= corners[0] and corners[3] >= corners[1]:
            self._pen.rectangle(corners, fill=ink)

    def disc(self, x: float, y: float, radius: float, ink: Ink, flat: float = 1) -> None:
        """Lay a disc; ``flat`` is its height over its width."""
        high = radius * flat
        self._pen.ellipse([(x - radius) * FINE, (y - high) * FINE, (x + radius) * FINE, (y + high) * FINE], fill=ink)

    def ring(
        self, x: float, y: float, radius: float, ink: Ink, width: float, arc: tuple[float, float] = (0, 360)
    ) -> None:
        """Draw a circle, or the part of it between two angles in degrees, clockwise from three o'clock."""
        corners = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
        self._pen.arc(corners, arc[0], arc[1], fill=ink, width=max(1, round(width * FINE)))

    def stroke(self, points: Sequence[Point], ink: Ink, width: float) -> None:
        """Draw a line through the points."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._pen.line(scaled, fill=ink, width=max(1, round(width * FINE)), joint="curve")

    def spread(self, points: Sequence[Point], ink: Ink, share: float) -> None:
        """Lay a polygon of thin ink: ``share`` of it covers what is below."""
        left, top = max(0, round(min(x for x, _ in points) * FINE)), max(0, round(min(y for _, y in points) * FINE))
        right = min(self.image.width, round(max(x for x, _ in points) * FINE) + 1)
        bottom = min(self.image.height, round(max(y for _, y in points) * FINE) + 1)
        mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
        ImageDraw.Draw(mask).polygon([(x * FINE - left, y * FINE - top) for x, y in points], fill=round(share * 255))
        self.image.paste(ink, (left, top), mask)

    def screen(
        self,
        ink: Ink,
        tone: tuple[float, float],
        area: tuple[float, float, float, float] | None = None,
        within: Sequence[Point] | None = None,
        across: bool = False,
    ) -> None:
        """
        Print dots that grow from the first ``tone`` to the second (0 to 1), downwards or ``across``.

        ``area`` is left, top, right, bottom; ``within`` cuts the dots to a polygon.
        """
        if within is not None and area is None:
            area = (
                min(x for x, _ in within),
                min(y for _, y in within),
                max(x for x, _ in within),
                max(y for _, y in within),
            )
        left, top, right, bottom = (round(edge * FINE) for edge in area or (0, 0, *self.size))
        left, top, right, bottom = (
            max(0, left),
            max(0, top),
            min(self.image.width, right),
            min(self.image.height, bottom),
        )
        if right <= left or bottom <= top:
            return
        size = right - left, bottom - top
        ramp = Image.linear_gradient("L")
        if across:
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        start, end = tone
        ramp = ramp.point([round(255 * (start + (end - start) * step / 255)) for step in range(256)]).resize(size)
        threshold = _dots(self.image.size).crop((left, top, right, bottom))
        dots = ImageChops.subtract(ramp, threshold).point([0] + [255] * 255)
        mask = Image.blend(ramp, dots, DOTTED)
        if within is not None:
            cut = Image.new("L", size, 0)
            ImageDraw.Draw(cut).polygon([(x * FINE - left, y * FINE - top) for x, y in within], fill=255)
            mask = ImageChops.multiply(mask, cut)
        self.image.paste(ink, (left, top), mask)

    def jpeg(self, quality: int = 66) -> bytes:
        """The finished picture: smoothed down, with the grain of paper and dry ink in it."""
        picture = self.image.reduce(FINE)
        shift = self.rng.randrange(400), self.rng.randrange(400)
        for grain in (_fibre(), _speckle()):
            part = grain.crop((*shift, shift[0] + picture.width, shift[1] + picture.height))
            picture = ImageChops.add(picture, Image.merge("RGB", (part, part, part)), 1, -128)
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
        return out.getvalue()


PITCH = 26  # of the dots, in drawn pixels
DOTTED = 0.28  # how much of a tone is dots; the rest is smooth, which keeps small renditions calm and light


@lru_cache(maxsize=2)
def _dots(size: tuple[int, int]) -> Image.Image:
    """For each drawn pixel the tone from which it is inked: round dots in rows at 45 degrees."""
    steps = [
        round(127.5 + 63 * (cos(2 * pi * (x + y) / PITCH) + cos(2 * pi * (x - y) / PITCH)))
        for y in range(PITCH)
        for x in range(PITCH)
    ]
    tile = Image.frombytes("L", (PITCH, PITCH), bytes(steps))
    sheet = Image.new("L", size)
    for x in range(0, size[0], PITCH):
        sheet.paste(tile, (x, 0))
    row = sheet.crop((0, 0, size[0], PITCH))
    for y in range(0, size[1], PITCH):
        sheet.paste(row, (0, y))
    return sheet


def _noise(size: tuple[int, int], seed: int) -> Image.Image:
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))


@lru_cache(maxsize=1)
def _fibre() -> Image.Image:
    """Slow mottling of the ink, a few steps either way of 128."""
    coarse = _noise((520, 390), 7).resize((2080, 1560), Image.Resampling.BICUBIC)
    return coarse.point([round(128 + (step - 128) * 0.045) for step in range(256)])


@lru_cache(maxsize=1)
def _speckle() -> Image.Image:
    """Fine grain, and here and there a fleck that took no ink."""
    fine = _noise((2080, 1560), 11)
    return fine.point([round(128 + (step - 128) * 0.022) + (14 if step >= 255 else 0) for step in range(256)])


def wave(
    y: float, height: float, rng: random.Random, *, width: float = WIDTH, detail: int = 4, step: int = 8
) -> list[Point]:
    """A rolling line across the sheet about ``y``: a sum of ``detail`` waves, each shorter and lower."""
    parts = [(rng.uniform(0, 2 * pi), (1.7**turn) * rng.uniform(0.8, 1.25)) for turn in range(detail)]
    return [
        (x, y + height * sum(sin(phase + 2 * pi * speed * x / width) / speed for phase, speed in parts) / 1.8)
        for x in range(-step, round(width) + 2 * step, step)
    ]


def below(line: Sequence[Point], bottom: float = HEIGHT + 10) -> list[Point]:
    """The polygon from a line down to ``bottom``."""
    return [*line, (line[-1][0], bottom), (line[0][0], bottom)]
