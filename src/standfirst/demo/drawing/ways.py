"""How one gets about: the swing bridge, its wheel, a road up a hill."""

from math import cos, pi, sin

from standfirst.demo.drawing.light import OCHRE, PAPER, between
from standfirst.demo.drawing.quays import lattice
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet, below, wave
from standfirst.demo.drawing.sky import birds, sea, sky


def roofs(sheet: Sheet, base: float, tall: float, ink: tuple[int, int, int]) -> None:
    """A town far off: gables, chimneys and one church, as one cut strip."""
    rng, x = sheet.rng, -20.0
    while x < WIDTH:
        wide, high = rng.uniform(46, 96), rng.uniform(0.45, 1) * tall
        sheet.shape(
            [
                (x, base),
                (x, base - high * 0.6),
                (x + wide / 2, base - high),
                (x + wide, base - high * 0.6),
                (x + wide, base),
            ],
            ink,
        )
        if rng.random() < 0.6:
            sheet.box(x + wide * 0.66, base - high * 1.12, x + wide * 0.78, base - high * 0.6, ink)
        x += wide - 2
    church = rng.uniform(0.15, 0.85) * WIDTH
    sheet.box(church, base - tall * 1.5, church + 46, base, ink)
    sheet.shape(
        [(church - 4, base - tall * 1.5), (church + 50, base - tall * 1.5), (church + 23, base - tall * 2.6)], ink
    )


def swing_bridge(sheet: Sheet) -> None:
    """The swing bridge, half open, over the river."""
    horizon, light = 590.0, sheet.light
    sky(sheet, horizon)
    hills = wave(470, 46, sheet.rng)
    sheet.shape(below(hills, horizon), between(light.far, light.sky, 0.35))
    roofs(sheet, horizon, 74, light.far)
    sea(sheet, horizon, HEIGHT)
    sheet.box(0, 640, 210, 860, light.middle)
    sheet.box(0, 628, 224, 650, light.near)
    sheet.box(1430, 640, WIDTH, 860, light.middle)
    sheet.box(1416, 628, WIDTH, 650, light.near)
    pivot, deck = 800.0, 600.0
    for strip in range(8):
        half = 170 - strip * 16
        sheet.box(pivot - half, 812 + strip * 24, pivot + half, 824 + strip * 24, light.near, 5)
    sheet.shape([(pivot - 130, 660), (pivot + 130, 660), (pivot + 164, 812), (pivot - 164, 812)], PAPER)
    sheet.screen(
        light.middle,
        (0.0, 0.85),
        within=[(pivot, 660), (pivot + 130, 660), (pivot + 164, 812), (pivot, 812)],
        across=True,
    )
    for course in range(1, 4):
        sheet.box(pivot - 136 - course * 8, 660 + course * 38, pivot + 136 + course * 8, 664 + course * 38, light.far)
    sheet.box(pivot - 150, 636, pivot + 150, 662, light.near, 6)
    # Both arms, foreshortened by the turn: the left one comes towards us.
    for side, reach, drop in ((-1, 590, 34), (1, 470, -22)):
        tip_x, tip_y = pivot + side * reach, deck + drop
        sheet.shape([(pivot, deck), (tip_x, tip_y), (tip_x, tip_y + 26), (pivot, deck + 36)], light.accent)
        top: list[Point] = []
        for turn in range(10):
            share = turn / 9
            rise = 190 * (1 - share) ** 1.25 + 30 * (1 - share) + 26
            top.append((pivot + side * reach * share, deck + drop * share - rise))
        sheet.stroke(top, light.accent, 13)
        for turn in range(9):
            (ax, ay), (bx, by) = top[turn], top[turn + 1]
            foot_a, foot_b = deck + drop * turn / 9, deck + drop * (turn + 1) / 9
            sheet.stroke([(ax, ay), (ax, foot_a)], light.accent, 8)
            sheet.stroke([(ax, foot_a), (bx, by)] if turn % 2 else [(ax, ay), (bx, foot_b)], light.accent, 5)
        sheet.stroke([(tip_x, tip_y), top[-1]], light.accent, 9)
    sheet.box(pivot - 46, deck - 300, pivot + 46, deck - 206, PAPER)
    sheet.shape([(pivot - 62, deck - 300), (pivot + 62, deck - 300), (pivot, deck - 360)], light.near)
    for pane in (-32, -8, 16):
        sheet.box(pivot + pane, deck - 284, pivot + pane + 17, deck - 244, light.lamp)
    birds(sheet, 8, (120, 90, 1500, 300))


def wheel(sheet: Sheet) -> None:
    """A great toothed wheel, seen square on."""
    light = sheet.light
    sheet.box(0, 0, WIDTH, HEIGHT, between(PAPER, light.far, 0.25))
    sheet.screen(light.far, (0.1, 0.75))
    x, y, radius = 800.0, 560.0, 420.0
    sheet.disc(x + 26, y + 30, radius + 44, between(light.far, light.near, 0.4))
    teeth: list[Point] = []
    count = 44
    for tooth in range(count):
        for share, reach in ((0.0, 0), (0.14, 46), (0.44, 46), (0.58, 0)):
            angle = 2 * pi * (tooth + share) / count
            worn = 15 * max(0.0, cos(angle + 0.7)) if reach else 0
            teeth.append((x + (radius + reach - worn) * cos(angle), y + (radius + reach - worn) * sin(angle)))
    sheet.shape(teeth, light.near)
    sheet.disc(x, y, radius - 8, light.middle)
    sheet.disc(x, y, radius - 74, between(PAPER, light.far, 0.35))
    for spoke in range(8):
        angle = pi * spoke / 4 + 0.2
        dx, dy = cos(angle), sin(angle)
        sheet.shape(
            [
                (x + dx * 70 - dy * 42, y + dy * 70 + dx * 42),
                (x + dx * 350 - dy * 24, y + dy * 350 + dx * 24),
                (x + dx * 350 + dy * 24, y + dy * 350 - dx * 24),
                (x + dx * 70 + dy * 42, y + dy * 70 - dx * 42),
            ],
            light.middle,
        )
    sheet.disc(x, y, 132, light.near)
    sheet.disc(x, y, 92, light.accent)
    sheet.disc(x, y, 40, light.near)
    for bolt in range(16):
        angle = 2 * pi * bolt / 16
        sheet.disc(x + 378 * cos(angle), y + 378 * sin(angle), 11, light.near)
    for scratch in range(5):
        sheet.ring(
            x,
            y,
            radius - 20 - scratch * 11,
            between(light.middle, light.near, 0.35),
            2,
            (200 + scratch * 9, 300 - scratch * 7),
        )
    lattice(sheet, (-20, 1010), (WIDTH + 20, 1010), 40, light.near, 8)


def hill_road(sheet: Sheet) -> None:
    """A pale road that climbs a steep hill in hairpins."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 620, clouds=5)
    for turn, ink in enumerate((light.far, between(light.far, light.middle, 0.5))):
        sheet.shape(below(wave(470 + turn * 60, 70, rng)), ink)
    hill = [
        (x, 930 - 690 * sin(pi * min(1, max(0, (x + 60) / 1560)) ** 1.15) ** 1.6) for x in range(-20, WIDTH + 30, 10)
    ]
    sheet.shape(below(hill), light.middle)
    sheet.screen(light.near, (0.0, 0.75), within=below(hill))
    bends = [(820, 262), (960, 350), (640, 440), (1060, 545), (520, 665), (1150, 810), (560, 1080)]
    for turn in range(len(bends) - 1):
        (ax, ay), (bx, by) = bends[turn], bends[turn + 1]
        width = 9 + turn * 8.5
        curve = [(ax + (bx - ax) * t / 20, ay + (by - ay) * (3 * (t / 20) ** 2 - 2 * (t / 20) ** 3)) for t in range(21)]
        sheet.stroke(curve, PAPER, width)
        sheet.disc(bx, by, width / 2 + 2, PAPER)
    for _ in range(46):
        x, y = rng.uniform(60, 1540), rng.uniform(560, 1040)
        size = (y - 380) / 26
        sheet.disc(x, y, size, light.near)
        sheet.disc(x - size * 0.2, y - size * 0.25, size * 0.75, between(light.near, light.middle, 0.45))
    sheet.disc(812, 700, 15, light.near)
    for turn, (x, y) in enumerate(((860, 742), (705, 604), (900, 500))):
        scale = 1 - turn * 0.24
        for side in (-15, 15):
            sheet.ring(x + side * scale, y, 12 * scale, light.near, 3.4)
        sheet.stroke(
            [(x - 8 * scale, y - 10), (x + 2, y - 32 * scale), (x + 16 * scale, y - 24 * scale)],
            light.accent,
            8 * scale,
        )
        sheet.disc(x + 12 * scale, y - 42 * scale, 7 * scale, OCHRE)
