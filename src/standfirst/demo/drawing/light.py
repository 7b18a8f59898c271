"""The inks of a picture, by the hour it shows."""

from dataclasses import dataclass

Ink = tuple[int, int, int]


def ink(code: str) -> Ink:
    """The ink of a colour like ``1F45A8``."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def between(one: Ink, other: Ink, share: float) -> Ink:
    """A flat mixture: ``share`` 0 is ``one``, 1 is ``other``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


PAPER = ink("F6F1E4")
BLACK = ink("1B1D22")
PENCIL = ink("1F45A8")
RUBRIC = ink("A3201A")
PRESS = ink("1A6640")
SEPIA = ink("734A00")
OCHRE = ink("E0A83F")
BRICK = ink("C2573B")


@dataclass(frozen=True, slots=True)
class Light:
    """Flat inks from the sky to the nearest thing, and two that shine: ``sun`` and ``lamp``."""

    sky: Ink
    screen: Ink  # printed over the sky as dots
    sun: Ink
    far: Ink
    middle: Ink
    near: Ink
    water: Ink
    glint: Ink
    lamp: Ink
    accent: Ink


LIGHTS: dict[str, Light] = {
    "dawn": Light(
        sky=ink("F4E3CB"),
        screen=ink("E59A7C"),
        sun=ink("D9523C"),
        far=ink("B9A9B4"),
        middle=ink("6E7FA6"),
        near=ink("22345F"),
        water=ink("C9CCD6"),
        glint=ink("F8EBD8"),
        lamp=ink("F7D99A"),
        accent=ink("C2443A"),
    ),
    "day": Light(
        sky=ink("E4EAF0"),
        screen=ink("9CB6D6"),
        sun=ink("F0C25B"),
        far=ink("A9BFC4"),
        middle=ink("5E8C86"),
        near=ink("1D4650"),
        water=ink("8FB0C6"),
        glint=ink("EDF2F2"),
        lamp=ink("FAE6B4"),
        accent=ink("B5362B"),
    ),
    "dusk": Light(
        sky=ink("EDB077"),
        screen=ink("C24A3A"),
        sun=ink("F9E2AE"),
        far=ink("A4525A"),
        middle=ink("64365A"),
        near=ink("241B38"),
        water=ink("B8695C"),
        glint=ink("F6CE92"),
        lamp=ink("F9D888"),
        accent=ink("A3201A"),
    ),
    "night": Light(
        sky=ink("182A57"),
        screen=ink("3459A8"),
        sun=ink("F3EBD2"),
        far=ink("24407F"),
        middle=ink("152349"),
        near=ink("0C1226"),
        water=ink("1C3468"),
        glint=ink("7E9BD6"),
        lamp=ink("F2C466"),
        accent=ink("C65242"),
    ),
    "storm": Light(
        sky=ink("C6CDD1"),
        screen=ink("74828F"),
        sun=ink("EFE9DA"),
        far=ink("94A1A8"),
        middle=ink("55666F"),
        near=ink("212D36"),
        water=ink("7D8F97"),
        glint=ink("DDE2E0"),
        lamp=ink("F0C768"),
        accent=ink("A3301F"),
    ),
}
