"""Out of town: marsh, moor, turbines, a river by night, stars, a vegetable garden."""

from math import cos, pi, sin

from standfirst.demo.drawing.light import BRICK, OCHRE, PAPER, PRESS, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet, below, wave
from standfirst.demo.drawing.sky import birds, sea, sky


def marsh(sheet: Sheet) -> None:
    """Creeks that wind through a tidal marsh, and a flock over it."""
    light, rng = sheet.light, sheet.rng
    horizon = 470.0
    sky(sheet, horizon)
    sheet.shape(below([(x, min(y, horizon)) for x, y in wave(horizon - 20, 18, rng)], horizon + 2), light.far)
    sheet.box(0, horizon, WIDTH, HEIGHT, between(light.middle, OCHRE, 0.2))
    sheet.screen(light.near, (0.0, 0.55), (0, horizon, WIDTH, HEIGHT))
    for creek in range(3):
        left: list[Point] = []
        right: list[Point] = []
        phase, start, bend = rng.uniform(0, 6), 300 + creek * 480 + rng.uniform(-60, 60), rng.uniform(0.8, 1.25)
        for step in range(41):
            deep = (step / 40) ** 1.7
            y = horizon + 4 + deep * (HEIGHT - horizon)
            x = start + (creek - 1) * 260 * deep + sin(phase + step * 0.33 * bend) * (16 + 190 * deep)
            half = 5 + 74 * deep
            left.append((x - half, y))
            right.append((x + half, y))
        outline = [*left, *reversed(right)]
        sheet.shape([(x, y + 9) for x, y in outline], light.near)
        sheet.shape(outline, light.water if sheet.lit != "dawn" else light.glint)
        sheet.screen(light.screen, (0.0, 0.6), within=outline)
    for _ in range(150):
        deep = rng.random() ** 1.3
        x, y = rng.uniform(-20, WIDTH), horizon + 30 + deep * (HEIGHT - horizon)
        for blade in range(4):
            sheet.stroke(
                [
                    (x + blade * 4 * deep, y),
                    (x + blade * 10 * deep - 9 * deep, y - (10 + 54 * deep) * rng.uniform(0.6, 1.1)),
                ],
                light.near if blade % 2 else light.accent if deep > 0.75 and rng.random() < 0.25 else light.near,
                1.5 + 2.5 * deep,
            )
    for _ in range(46):
        share = rng.random()
        x, y = 240 + share * 1000 + rng.gauss(0, 60), 150 + 190 * sin(share * 3) + rng.gauss(0, 30)
        span = rng.uniform(9, 19)
        sheet.stroke([(x - span, y - span * 0.5), (x, y), (x + span, y - span * 0.6)], light.near, 3)


def moor(sheet: Sheet) -> None:
    """Hill behind hill, a dry stone wall, sheep."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 560, clouds=6)
    inks = [light.far, between(light.far, light.middle, 0.5), light.middle]
    for turn, ink in enumerate(inks):
        line = wave(400 + turn * 120, 84 - turn * 8, rng, detail=3)
        sheet.shape(below(line), ink)
        sheet.screen(light.near, (0.0, 0.3 + 0.1 * turn), within=below(line, 700 + turn * 150))
    front = wave(800, 60, rng, detail=2)
    sheet.shape(below(front), light.near)
    sheet.screen(between(light.middle, OCHRE, 0.3), (0.55, 0.0), within=below(front))
    path = [(150 + 1270 * t + 70 * sin(t * 5), 1080 - 640 * t**0.8) for t in [s / 60 for s in range(54)]]
    for turn, (x, y) in enumerate(path[:-1]):
        size = 21 * (1 - turn / 66)
        for course in range(3):
            sheet.box(
                x - size,
                y - size * 0.8 * (course + 1),
                x + size * 0.9,
                y - size * 0.8 * course - size * 0.1,
                rng.choice((PAPER, light.far, between(PAPER, light.far, 0.5))),
                size / 4,
            )
        sheet.box(x - size * 0.8, y - size * 2.9, x + size * 0.5, y - size * 2.35, PAPER, size / 5)
    for _ in range(17):
        x, y = rng.uniform(60, 1540), rng.uniform(640, 1010)
        size = (y - 430) / 22
        if abs(y - (1080 - 640 * ((x - 150) / 1270 if x > 150 else 0) ** 0.8)) < 70:
            continue
        for leg in (-0.55, 0.4):
            sheet.box(x + leg * size, y, x + leg * size + size * 0.16, y + size * 0.8, light.near)
        sheet.disc(x, y, size, PAPER, 0.68)
        sheet.disc(x + size * 0.95, y - size * 0.28, size * 0.36, light.near, 1.15)
    if sheet.lit == "dusk":
        sheet.shape([(1180, 470), (1260, 470), (1260, 420), (1220, 392), (1180, 420)], light.near)
        sheet.box(1205, 436, 1222, 454, light.lamp)
    birds(sheet, 6, (200, 90, 1300, 330))


def turbines(sheet: Sheet) -> None:
    """Wind turbines that stand in the sea, seen from a green head."""
    light, rng = sheet.light, sheet.rng
    horizon = 650.0
    sky(sheet, horizon)
    sea(sheet, horizon, HEIGHT)
    for turn in range(11):
        x = 60 + turn * 145 + rng.uniform(-34, 34)
        tall = rng.choice((170, 220, 290)) * rng.uniform(0.9, 1.1)
        ink = PAPER if sheet.lit != "dusk" else between(PAPER, light.sun, 0.2)
        foot, hub = horizon + tall * 0.1, horizon - tall
        sheet.shape(
            [(x - tall * 0.014, hub), (x + tall * 0.014, hub), (x + tall * 0.026, foot), (x - tall * 0.026, foot)], ink
        )
        sheet.box(x - tall * 0.04, foot - tall * 0.05, x + tall * 0.04, foot, light.accent)
        start = rng.uniform(0, 2 * pi)
        for blade in range(3):
            angle = start + blade * 2 * pi / 3
            dx, dy = cos(angle), sin(angle)
            long, fat = tall * 0.58, tall * 0.028
            sheet.shape(
                [
                    (x, hub),
                    (x + dx * long * 0.25 - dy * fat, hub + dy * long * 0.25 + dx * fat),
                    (x + dx * long, hub + dy * long),
                    (x + dx * long * 0.2 + dy * fat * 0.5, hub + dy * long * 0.2 - dx * fat * 0.5),
                ],
                ink,
            )
        sheet.disc(x, hub, tall * 0.026, light.near)
    head = [(x, 1000 - 230 * max(0, (x - 420) / 1180) ** 1.4) for x in range(-20, WIDTH + 30, 20)]
    sheet.shape(below(head), light.near)
    sheet.screen(light.middle, (0.5, 0.0), within=below(head))
    sheet.box(1240, 822, 1350, 834, PAPER)
    sheet.box(1240, 794, 1350, 804, PAPER)
    for leg in (1250, 1334):
        sheet.box(leg, 790, leg + 8, 884, PAPER)


def river(sheet: Sheet) -> None:
    """A river that winds through dark fields under the moon, eels in it."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 430, clouds=2)
    for turn in range(3):
        sheet.shape(below(wave(360 + turn * 54, 46, rng)), between(light.far, light.middle, turn / 2))
    field = wave(540, 24, rng)
    sheet.shape(below(field), light.middle)
    sheet.screen(light.near, (0.1, 0.9), within=below(field))
    left: list[Point] = []
    right: list[Point] = []
    for step in range(61):
        deep = (step / 60) ** 1.6
        x, half = 930 + sin(step * 0.2) * (40 + 280 * deep) - 150 * deep, 8 + 230 * deep
        left.append((x - half, 500 + deep * 590))
        right.append((x + half, 500 + deep * 590))
    outline = [*left, *reversed(right)]
    sheet.shape([(x, y + 8) for x, y in outline], light.near)
    sheet.shape(outline, light.screen)
    sheet.screen(light.near, (0.0, 0.7), within=outline)
    for _ in range(30):
        step = rng.randrange(26, 60)
        deep = (step / 60) ** 1.6
        x, y = left[step][0] + rng.uniform(0.08, 0.6) * (right[step][0] - left[step][0]), 500 + deep * 590
        long = 20 + 100 * deep
        sheet.stroke([(x + long * t / 14, y + sin(t * 0.8) * 10 * deep) for t in range(15)], light.glint, 2 + 6 * deep)
    for _ in range(9):
        x, size = rng.choice((rng.uniform(0, 420), rng.uniform(1230, 1580))), rng.uniform(36, 84)
        sheet.stroke([(x, 640), (x, 640 - size)], light.near, 8)
        sheet.disc(x, 640 - size * 1.3, size * 0.72, light.near)


def night_sky(sheet: Sheet) -> None:
    """The Milky Way over the black outline of an island."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, 0, WIDTH, HEIGHT, light.near)
    sheet.screen(light.screen, (0.15, 0.75), (0, 0, WIDTH, 860))
    for _cloud in range(520):
        share = rng.random()
        x, y = 60 + share * 1500 + rng.gauss(0, 76), 880 - share * 950 + rng.gauss(0, 90)
        sheet.disc(x, y, rng.uniform(6, 40), between(light.sky, light.screen, rng.uniform(0.15, 0.5)), 0.7)
    for _ in range(30):
        share = rng.random()
        sheet.disc(
            80 + share * 1480 + rng.gauss(0, 26),
            860 - share * 930 + rng.gauss(0, 26),
            rng.uniform(8, 34),
            light.sky,
            0.7,
        )
    for _ in range(1500):
        share = rng.random()
        spread = 80 if rng.random() < 0.66 else 420
        x, y = 60 + share * 1500 + rng.gauss(0, spread), 880 - share * 950 + rng.gauss(0, spread)
        sheet.disc(x, y, rng.choice((0.8, 1.0, 1.2, 1.6, 2.4)), rng.choice((PAPER, light.glint, light.lamp, PAPER)))
    for _ in range(11):
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, 700)
        sheet.disc(x, y, 3.6, PAPER)
        sheet.stroke([(x - 11, y), (x + 11, y)], PAPER, 1.2)
        sheet.stroke([(x, y - 11), (x, y + 11)], PAPER, 1.2)
    sheet.box(0, 900, WIDTH, HEIGHT, light.middle)
    sheet.screen(light.near, (0.1, 0.9), (0, 900, WIDTH, HEIGHT))
    island = [(x, min(y + abs(x - 980) * 0.16, 904)) for x, y in wave(800, 46, rng)]
    sheet.shape(below(island, 906), light.near)
    sheet.box(1116, 858, 1132, 872, light.lamp)
    for strip in range(7):
        sheet.box(
            1110 - strip * 2,
            912 + strip * 20,
            1138 + strip * 2,
            917 + strip * 20,
            between(light.lamp, light.middle, strip / 7),
            2,
        )
    sheet.box(0, 962, 500, 980, light.near)
    for post in range(6):
        sheet.box(20 + post * 92, 940, 32 + post * 92, 1040, light.near)
    sheet.disc(462, 918, 13, light.near)
    sheet.shape([(446, 966), (478, 966), (472, 928), (452, 928)], light.near)


def garden(sheet: Sheet) -> None:
    """Vegetable beds in rows, beans on poles, a school wall."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 420)
    sheet.box(0, 300, WIDTH, 520, between(BRICK, PAPER, 0.25))
    sheet.screen(light.near, (0.0, 0.35), (0, 300, WIDTH, 520))
    sheet.box(0, 288, WIDTH, 306, PAPER)
    for window in range(6):
        x = 80 + window * 265
        sheet.box(x - 8, 340, x + 148, 470, PAPER)
        sheet.box(x, 348, x + 140, 462, between(light.near, light.screen, 0.4))
        sheet.box(x + 67, 348, x + 73, 462, PAPER)
    sheet.box(0, 520, WIDTH, HEIGHT, between(BRICK, light.near, 0.62))
    sheet.screen(light.near, (0.1, 0.7), (0, 520, WIDTH, HEIGHT))
    leaves = [
        PRESS,
        light.middle,
        between(PRESS, OCHRE, 0.4),
        between(light.middle, PAPER, 0.3),
        between(BRICK, PRESS, 0.2),
    ]
    for row in range(9):
        ink = leaves[row % 5]
        for step in range(22):
            near = step / 21
            x, y = 800 + (row - 4) * (66 + 260 * near**1.5), 548 + 560 * near**1.5
            size = 7 + 44 * near**1.5
            if not -60 < x < WIDTH + 60:
                continue
            for leaf in range(6):
                angle = pi * (1.05 + leaf * 0.18)
                sheet.disc(
                    x + cos(angle) * size * 0.75,
                    y + sin(angle) * size * 0.5,
                    size * 0.46,
                    between(ink, PAPER, 0.05 + 0.05 * leaf),
                )
            if row % 3 == 1:
                sheet.disc(x, y - size * 0.2, size * 0.36, rng.choice((light.accent, OCHRE)))
    for pole in range(7):
        x = 130 + pole * 48
        sheet.stroke([(x, 840), (x + (340 - x) * 0.3 + 40, 300)], OCHRE, 7)
        for _leaf in range(13):
            share = rng.random()
            sheet.disc(
                x + ((340 - x) * 0.3 + 40) * share + rng.uniform(-13, 13),
                840 - 540 * share,
                rng.uniform(9, 19),
                rng.choice(leaves[:3]),
                0.8,
            )
