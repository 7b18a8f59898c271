"""Portraits of the demo's authors: heads cut from paper, each by its own recipe."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

from standfirst.demo.drawing.light import PAPER, Ink, between, ink
from standfirst.demo.drawing.sheet import Point, Sheet

SIZE = 800
MIDDLE = 400.0


@dataclass(frozen=True, slots=True)
class Face:
    """How one author looks. Colours are like ``C68A5E``; ``hair`` is the name of a cut, ``wears`` of a garment."""

    skin: str
    hair_ink: str
    hair: str
    cloth: str
    wears: str
    ground: str
    glasses: bool = False
    beard: bool = False
    long: float = 1.0  # of the face
    trim: str = "F6F1E4"


def portrait(name: str, face: Face) -> bytes:
    """The JPEG of one author, 800 by 800 pixels."""
    sheet = Sheet(f"face {name}", "day", (SIZE, SIZE))
    skin, hair, ground = ink(face.skin), ink(face.hair_ink), ink(face.ground)
    shade = between(skin, ink("3A1A1C"), 0.34)
    sheet.box(0, 0, SIZE, SIZE, ground)
    sheet.screen(between(ground, ink("1B1D22"), 0.4), (0.0, 0.6))
    sheet.disc(MIDDLE, 380, 300, between(ground, PAPER, 0.28))
    back, front = HAIR[face.hair]
    back(sheet, hair, face)
    _bust(sheet, face, skin, shade)
    _head(sheet, face, skin, shade)
    front(sheet, hair, face)
    _features(sheet, face, skin, shade, hair)
    return sheet.jpeg(72)


def oval(x: float, y: float, wide: float, high: float, start: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse between two angles in degrees, clockwise from three o'clock."""
    steps = 48
    return [
        (
            x + wide * cos((start + (end - start) * t / steps) * pi / 180),
            y + high * sin((start + (end - start) * t / steps) * pi / 180),
        )
        for t in range(steps + 1)
    ]


def _outline(face: Face, grow: float = 0) -> list[Point]:
    """The line of the face: a round brow that narrows to the chin."""
    points: list[Point] = []
    for x, y in oval(MIDDLE, 350, 128 + grow, 168 * face.long + grow):
        narrow = 1 - 0.2 * max(0.0, (y - 380) / 150) ** 1.4
        points.append((MIDDLE + (x - MIDDLE) * narrow, y))
    return points


def _bust(sheet: Sheet, face: Face, skin: Ink, shade: Ink) -> None:
    cloth, trim = ink(face.cloth), ink(face.trim)
    dark = between(cloth, ink("14161B"), 0.4)
    shoulders = [(70, 810), (92, 690), (170, 628), (300, 590), (500, 590), (630, 628), (708, 690), (730, 810)]
    sheet.shape(shoulders, cloth)
    sheet.screen(
        dark, (0.0, 0.7), (MIDDLE, 585, 735, SIZE), within=[(MIDDLE, 585), *shoulders[4:], (MIDDLE, 810)], across=True
    )
    sheet.shape([(330, 450), (470, 450), (482, 600), (MIDDLE, 656), (318, 600)], skin)
    sheet.shape([(330, 470), (470, 470), (476, 540), (MIDDLE, 560), (324, 540)], shade)
    if face.wears == "jacket":
        sheet.shape([(300, 596), (MIDDLE, 790), (500, 596), (482, 578), (MIDDLE, 660), (318, 578)], trim)
        sheet.shape([(318, 580), (236, 628), (352, 800), (MIDDLE, 810), (MIDDLE, 760)], dark)
        sheet.shape([(482, 580), (564, 628), (448, 800), (MIDDLE, 810), (MIDDLE, 760)], dark)
    elif face.wears == "roll neck":
        sheet.shape([(318, 560), (482, 560), (500, 628), (300, 628)], cloth)
        for rib in range(9):
            sheet.stroke([(326 + rib * 18.5, 566), (318 + rib * 20.5, 622)], dark, 4)
    elif face.wears == "shirt":
        sheet.shape([(318, 584), (MIDDLE, 668), (352, 716), (272, 604)], trim)
        sheet.shape([(482, 584), (MIDDLE, 668), (448, 716), (528, 604)], trim)
        for button in range(3):
            sheet.disc(MIDDLE, 710 + button * 44, 6, trim)
    else:
        sheet.shape([*oval(MIDDLE, 596, 96, 62, 0, 180)], skin)
        sheet.ring(MIDDLE, 594, 100, trim, 9, (14, 166))


def _head(sheet: Sheet, face: Face, skin: Ink, shade: Ink) -> None:
    if face.hair != "scarf":
        for side in (-1, 1):
            sheet.disc(MIDDLE + side * 130, 372, 25, skin if side < 0 else shade, 1.45)
    outline = _outline(face)
    sheet.shape(outline, skin)
    right = [(x, y) for x, y in outline if x >= MIDDLE + 18]
    right.sort(key=lambda point: point[1])
    bridge: list[Point] = [
        (MIDDLE + 18, 520 * face.long**0.3),
        (MIDDLE + 30, 430),
        (MIDDLE + 14, 398),
        (MIDDLE + 26, 320),
        (MIDDLE + 18, 190),
    ]
    sheet.shape([*right, *bridge], between(skin, shade, 0.42))
    sheet.screen(shade, (0.0, 0.85), within=[*right, *bridge], across=True)


def _features(sheet: Sheet, face: Face, skin: Ink, shade: Ink, hair: Ink) -> None:
    dark = between(ink("1B1D22"), hair, 0.12)
    brow = between(hair, ink("1B1D22"), 0.45)
    for side in (-1, 1):
        x = MIDDLE + side * 56
        sheet.shape([*oval(x, 354, 27, 12)], PAPER)
        sheet.disc(x + 2, 354, 12, dark)
        sheet.disc(x - 2, 350, 3.6, PAPER)
        sheet.stroke([(x - 29, 353), (x - 14, 342), (x + 10, 341), (x + 28, 352)], dark, 6)
        sheet.stroke([(x - side * 30, 316), (x + side * 4, 307), (x + side * 34, 318)], brow, 10)
    sheet.stroke([(MIDDLE + 8, 364), (MIDDLE + 20, 412), (MIDDLE - 2, 420)], shade, 6)
    if face.beard:
        jaw = [(x, y) for x, y in _outline(face, 3) if y > 400]
        jaw.sort(key=lambda point: point[0])
        lower = jaw
        sheet.shape(
            [(lower[0][0], 396), *lower, (lower[-1][0], 396), (MIDDLE + 62, 434), (MIDDLE, 424), (MIDDLE - 62, 434)],
            hair,
        )
        sheet.screen(
            ink("1B1D22"),
            (0.0, 0.5),
            within=[(MIDDLE, 424), *[p for p in lower if p[0] > MIDDLE], (MIDDLE + 120, 396), (MIDDLE + 62, 434)],
            across=True,
        )
    lip = between(ink("A3443A"), skin, 0.35 if not face.beard else 0.5)
    sheet.shape(
        [
            (MIDDLE - 40, 458),
            (MIDDLE - 12, 450),
            (MIDDLE, 454),
            (MIDDLE + 12, 450),
            (MIDDLE + 40, 458),
            (MIDDLE + 16, 472),
            (MIDDLE - 16, 472),
        ],
        lip,
    )
    sheet.stroke(
        [(MIDDLE - 44, 456), (MIDDLE - 14, 461), (MIDDLE + 14, 461), (MIDDLE + 44, 455)], between(lip, dark, 0.7), 4
    )
    if face.glasses:
        for side in (-1, 1):
            sheet.ring(MIDDLE + side * 57, 358, 47, dark, 7)
        sheet.stroke([(MIDDLE - 12, 350), (MIDDLE + 12, 350)], dark, 7)
        for side in (-1, 1):
            sheet.stroke([(MIDDLE + side * 103, 352), (MIDDLE + side * 128, 346)], dark, 7)


def _nothing(sheet: Sheet, hair: Ink, face: Face) -> None:
    """Some cuts have no hair behind the head."""


def _top(face: Face) -> float:
    return 350 - 168 * face.long


def _short_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    top = _top(face)
    sheet.shape(
        [
            (268, 372),
            (258, 270),
            (292, top - 12),
            (380, top - 48),
            (490, top - 30),
            (540, 262),
            (532, 372),
            (514, 290),
            (470, 252),
            (360, 262),
            (300, 268),
            (284, 300),
        ],
        hair,
    )
    sheet.stroke([(320, top + 22), (392, top - 14), (470, top + 2)], between(hair, PAPER, 0.25), 6)


def _crop_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    top = _top(face)
    sheet.shape(
        [
            (270, 340),
            *oval(MIDDLE, 330, 134, 330 - top + 22, 188, 352),
            (530, 340),
            (512, 270),
            (460, 240),
            (340, 240),
            (288, 270),
        ],
        hair,
    )


def _curls(sheet: Sheet, hair: Ink, reach: float, top: float) -> None:
    for turn in range(26):
        angle = pi * (0.93 + 1.14 * turn / 25)
        sheet.disc(MIDDLE + reach * cos(angle), 320 + (reach + 330 - top - 190) * sin(angle), 58, hair)


def _curly_back(sheet: Sheet, hair: Ink, face: Face) -> None:
    sheet.disc(MIDDLE, 318, 190, hair)
    _curls(sheet, hair, 168, _top(face))


def _curly_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    for turn in range(9):
        angle = pi * (1.08 + 0.84 * turn / 8)
        sheet.disc(MIDDLE + 122 * cos(angle), 320 + 128 * sin(angle), 40, hair)
        sheet.ring(MIDDLE + 150 * cos(angle), 310 + 160 * sin(angle), 22, between(hair, PAPER, 0.22), 5, (180, 320))


def _long_back(sheet: Sheet, hair: Ink, face: Face) -> None:
    sheet.shape(
        [
            *oval(MIDDLE, 320, 176, 186, 180, 360),
            (598, 560),
            (560, 660),
            (470, 640),
            (330, 640),
            (240, 660),
            (202, 560),
        ],
        hair,
    )


def _long_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    top = _top(face)
    for side in (-1, 1):
        sheet.shape(
            [
                (MIDDLE + 20, top - 26),
                (MIDDLE + side * 120, top + 10),
                (MIDDLE + side * 172, 330),
                (MIDDLE + side * 186, 560),
                (MIDDLE + side * 122, 540),
                (MIDDLE + side * 126, 360),
                (MIDDLE + side * 108, 276),
                (MIDDLE + 20, top + 50),
            ],
            hair,
        )
    sheet.stroke(
        [(MIDDLE + 24, top - 12), (MIDDLE - 80, top + 56), (MIDDLE - 142, 330), (MIDDLE - 158, 500)],
        between(hair, PAPER, 0.2),
        5,
    )


def _bob_back(sheet: Sheet, hair: Ink, face: Face) -> None:
    sheet.shape([*oval(MIDDLE, 320, 172, 180, 180, 360), (574, 480), (520, 512), (280, 512), (226, 480)], hair)


def _bob_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    top = _top(face)
    sheet.shape(
        [
            (236, 470),
            (232, 320),
            (262, 220),
            (340, top - 18),
            (460, top - 18),
            (538, 220),
            (568, 320),
            (564, 470),
            (520, 440),
            (524, 310),
            (500, 282),
            (300, 286),
            (276, 310),
            (280, 440),
        ],
        hair,
    )
    sheet.stroke([(300, 240), (380, 208), (480, 222)], between(hair, PAPER, 0.3), 6)


def _bun_back(sheet: Sheet, hair: Ink, face: Face) -> None:
    sheet.disc(MIDDLE + 10, _top(face) - 50, 66, hair)
    sheet.ring(MIDDLE + 10, _top(face) - 50, 44, between(hair, PAPER, 0.25), 5, (200, 330))


def _bun_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    top = _top(face)
    sheet.shape(
        [
            (270, 372),
            (256, 290),
            (286, 200),
            (MIDDLE, top - 26),
            (514, 200),
            (544, 290),
            (530, 372),
            (518, 300),
            (440, 226),
            (340, 240),
            (288, 302),
        ],
        hair,
    )
    for sweep in range(3):
        sheet.stroke(
            [(300 + sweep * 20, 250 - sweep * 10), (360 + sweep * 16, top + 14), (MIDDLE + 8, top - 16)],
            between(hair, PAPER, 0.2),
            4,
        )


def _thin_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    for side in (-1, 1):
        sheet.shape(
            [
                (MIDDLE + side * 124, 250),
                (MIDDLE + side * 148, 300),
                (MIDDLE + side * 140, 382),
                (MIDDLE + side * 124, 360),
                (MIDDLE + side * 118, 300),
            ],
            hair,
        )


def _scarf_back(sheet: Sheet, hair: Ink, face: Face) -> None:
    sheet.shape(
        [
            *oval(MIDDLE, 340, 178, 204, 180, 360),
            (590, 520),
            (640, 700),
            (620, 810),
            (180, 810),
            (160, 700),
            (210, 520),
        ],
        hair,
    )


def _scarf_front(sheet: Sheet, hair: Ink, face: Face) -> None:
    dark, pale = between(hair, ink("14161B"), 0.3), between(hair, PAPER, 0.22)
    for start, end in ((180, 360), (0, 180)):
        sheet.shape(
            [*oval(MIDDLE, 362, 112, 152, start, end), *reversed(oval(MIDDLE, 350, 182, 214, start, end))], hair
        )
    sheet.shape([*oval(MIDDLE, 600, 214, 96, 0, 360)], hair)
    sheet.shape([*oval(MIDDLE, 566, 150, 40, 0, 180), (270, 640), (330, 690), (MIDDLE + 60, 700), (560, 640)], hair)
    for fold in range(3):
        sheet.stroke(oval(MIDDLE, 540 + fold * 40, 160 + fold * 18, 44 + fold * 8, 24 + fold * 6, 158), dark, 7)
    sheet.stroke(oval(MIDDLE, 350, 158, 190, 196, 262), pale, 5)
    sheet.stroke(oval(MIDDLE, 600, 190, 76, 96, 150), pale, 5)


Cut = Callable[[Sheet, Ink, Face], None]
HAIR: dict[str, tuple[Cut, Cut]] = {
    "short": (_nothing, _short_front),
    "crop": (_nothing, _crop_front),
    "curly": (_curly_back, _curly_front),
    "long": (_long_back, _long_front),
    "bob": (_bob_back, _bob_front),
    "bun": (_bun_back, _bun_front),
    "thin": (_nothing, _thin_front),
    "scarf": (_scarf_back, _scarf_front),
}
