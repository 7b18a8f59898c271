"""Skies and open water: what most pictures of a port begin with."""

from standfirst.demo.drawing.light import between
from standfirst.demo.drawing.sheet import WIDTH, Sheet


def sky(sheet: Sheet, horizon: float, *, sun: bool = True, clouds: int = 4) -> None:
    """Dots that thicken towards the horizon, a sun or moon, and clouds as long cut strips."""
    light, rng = sheet.light, sheet.rng
    night = sheet.lit == "night"
    tone = (0.0, 0.62) if not night else (0.05, 0.5)
    if sheet.lit == "storm":
        tone = (0.75, 0.05)
    elif sheet.lit == "day":
        tone = (0.7, 0.0)
    sheet.screen(light.screen, tone, (0, 0, WIDTH, horizon))
    if night:
        for _ in range(90):
            x, y = rng.uniform(0, WIDTH), rng.uniform(0, horizon * 0.8)
            sheet.disc(x, y, rng.choice((0.9, 1.2, 1.6, 2.2)), light.glint)
    if sun and sheet.lit != "storm":
        x = rng.uniform(0.18, 0.82) * WIDTH
        if sheet.lit in {"dawn", "dusk"}:
            sheet.disc(x, horizon - rng.uniform(20, 130), rng.uniform(105, 150), light.sun)
        else:
            sheet.disc(x, horizon * rng.uniform(0.26, 0.44), 62 if night else 84, light.sun)
    pale = between(light.sky, light.glint, 0.7) if not night else between(light.sky, light.screen, 0.55)
    if sheet.lit == "storm":
        pale = between(light.sky, light.screen, 0.55)
    for _ in range(clouds):
        cloud(sheet, rng.uniform(0, WIDTH), rng.uniform(0.08, 0.7) * horizon, rng.uniform(190, 460), pale)


def cloud(sheet: Sheet, x: float, y: float, width: float, ink: tuple[int, int, int]) -> None:
    """A cloud cut from paper: three strips with round ends, one on another."""
    rng = sheet.rng
    thick = width * 0.075
    for turn in range(3):
        half = width * (0.5 - 0.12 * abs(turn - 1)) * rng.uniform(0.8, 1.1)
        middle = x + rng.uniform(-0.16, 0.16) * width
        top = y + (turn - 1) * thick * 0.86
        sheet.box(middle - half, top, middle + half, top + thick, ink, radius=thick / 2)


def sea(sheet: Sheet, horizon: float, bottom: float, *, glints: int = 26) -> None:
    """Water from the horizon down: flat, with dots that thicken towards us and short strips of light."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, horizon, WIDTH, bottom, light.water)
    deep = light.near if sheet.lit in {"night", "dusk"} else light.middle
    sheet.screen(deep, (0.05, 0.7), (0, horizon, WIDTH, bottom))
    for _ in range(glints):
        depth = rng.random() ** 1.4
        y = horizon + 8 + depth * (bottom - horizon - 20)
        long = (20 + 190 * depth) * rng.uniform(0.5, 1.3)
        x = rng.uniform(-60, WIDTH)
        thick = 2 + 6 * depth
        sheet.box(x, y, x + long, y + thick, light.glint if rng.random() < 0.62 else light.middle, radius=thick / 2)


def birds(sheet: Sheet, count: int, area: tuple[float, float, float, float], size: float = 9) -> None:
    """Far birds, each a shallow tick of two strokes."""
    rng = sheet.rng
    left, top, right, bottom = area
    for _ in range(count):
        x, y, span = rng.uniform(left, right), rng.uniform(top, bottom), size * rng.uniform(0.6, 1.5)
        lift = span * rng.uniform(0.25, 0.6)
        sheet.stroke(
            [(x - span, y - lift), (x, y), (x + span, y - lift * rng.uniform(0.6, 1.2))], sheet.light.near, 2.2
        )
