"""Seen from straight above, or flat: a pitch, a pool, a rowing eight, charts, an old map."""

from math import cos, pi, sin

from standfirst.demo.drawing.light import BRICK, OCHRE, PAPER, PENCIL, RUBRIC, SEPIA, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet, wave


def pitch(sheet: Sheet) -> None:
    """A football pitch, mown in stripes, with long shadows."""
    light, rng = sheet.light, sheet.rng
    green = between(light.middle, light.near, 0.2) if sheet.lit != "day" else light.middle
    sheet.box(0, 0, WIDTH, HEIGHT, light.near)
    empty = sheet.lit == "dusk"
    for seat in range(100 * 6 if empty else 0):
        x, y = 8.0 + seat % 100 * 16, 14.0 + seat // 100 % 6 * 19
        sheet.box(x, y, x + 11, y + 12, light.middle, 3)
        sheet.box(x, y + 942, x + 11, y + 954, light.middle, 3)
    for fan in range(0 if empty else 900):
        edge = fan % 2
        x, y = rng.uniform(0, WIDTH), rng.uniform(0, 118) if edge else rng.uniform(952, HEIGHT)
        sheet.disc(x, y, rng.uniform(4, 7), rng.choice((light.accent, PENCIL, PAPER, OCHRE, light.middle, light.far)))
    sheet.box(0, 130, WIDTH, 940, green)
    for stripe in range(10):
        sheet.box(stripe * 160, 130, stripe * 160 + 80, 940, between(green, PAPER, 0.09))
    sheet.screen(light.near, (0.5, 0.0) if sheet.lit == "day" else (0.75, 0.1), (0, 130, WIDTH, 940))
    line = 6
    sheet.box(60, 176, 1540, 176 + line, PAPER)
    sheet.box(60, 890, 1540, 890 + line, PAPER)
    for x in (60, 797, 1534):
        sheet.box(x, 176, x + line, 896, PAPER)
    sheet.ring(800, 536, 120, PAPER, line)
    sheet.disc(800, 536, 9, PAPER)
    for side in (0, 1):
        for deep, half in ((210, 250), (82, 116)):
            x0, x1 = (60, 60 + deep) if not side else (1540 - deep, 1540)
            for y in (536 - half, 536 + half):
                sheet.box(x0, y, x1, y + line, PAPER)
            sheet.box(x1 if not side else x0, 536 - half, (x1 if not side else x0) + line, 536 + half + line, PAPER)
        sheet.ring(60 + 140 if not side else 1400, 536, 118, PAPER, line, (307, 53) if not side else (127, 233))
    for corner in ((60, 176, 0), (1540, 176, 90), (1540, 896, 180), (60, 896, 270)):
        sheet.ring(corner[0], corner[1], 26, PAPER, line, (corner[2], corner[2] + 90))
    for player in range(0 if empty else 21):
        x, y = rng.uniform(120, 1480), rng.uniform(220, 860)
        angle = 0.35 if sheet.lit == "day" else 0.9
        sheet.stroke([(x, y), (x + 78 * cos(angle), y + 78 * sin(angle))], between(green, light.near, 0.75), 17)
        if sheet.lit == "night":
            sheet.stroke([(x, y), (x - 60 * cos(angle), y + 60 * sin(angle))], between(green, light.near, 0.6), 13)
        sheet.disc(x, y, 16, (light.accent if sheet.lit != "night" else BRICK) if player % 2 else PAPER)
        sheet.disc(x, y, 7, light.near)
    sheet.disc(rng.uniform(560, 700), rng.uniform(420, 640), 8, PAPER)
    if sheet.lit in {"night", "dusk"}:
        for x, y, aim in ((0, 130, 0.5), (WIDTH, 130, pi - 0.5)) if not empty else ((0, 130, 0.5),):
            beam: list[Point] = [(x, y)]
            for turn in range(9):
                angle = aim - 0.28 + turn * 0.07
                reach = min(1500.0, (940 - y) / sin(angle))
                beam.append((x + reach * cos(angle), y + reach * sin(angle)))
            sheet.spread(beam, light.lamp, 0.2)


def lido(sheet: Sheet) -> None:
    """A pool with lane ropes and swimmers, and its terrace."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, 0, WIDTH, HEIGHT, between(light.glint, OCHRE, 0.12))
    sheet.screen(light.screen, (0.0, 0.35))
    for slab in range(28):
        sheet.box(slab * 60, 0, slab * 60 + 2, 170, light.far)
        sheet.box(slab * 60, 920, slab * 60 + 2, HEIGHT, light.far)
    sheet.box(80, 150, 1520, 930, PAPER, 26)
    water = between(PENCIL, light.glint, 0.42)
    sheet.box(104, 174, 1496, 906, water, 10)
    sheet.screen(PENCIL, (0.0, 0.5), (104, 174, 1496, 906), across=True)
    for ripple in range(120):
        x, y = rng.uniform(120, 1400), rng.uniform(190, 890)
        long = rng.uniform(26, 90)
        sheet.stroke(
            [(x + long * t / 10, y + 6 * sin(t * 0.9 + ripple)) for t in range(11)], between(water, PAPER, 0.4), 3
        )
    for lane in range(1, 6):
        y = 174 + lane * 122
        for buoy in range(58):
            sheet.disc(116 + buoy * 24, y, 7, RUBRIC if buoy % 6 < 3 else PAPER)
    swimmers = [(420, 235, 1), (980, 480, -1), (640, 726, 1)]
    for x, y, way in swimmers:
        for trail in range(7):
            sheet.ring(
                x - way * (50 + trail * 40),
                y,
                16 + trail * 4,
                between(water, PAPER, 0.6 - trail * 0.07),
                3.4,
                (300, 60) if way < 0 else (120, 240),
            )
        skin = rng.choice((between(BRICK, PAPER, 0.5), between(SEPIA, BRICK, 0.4), between(OCHRE, PAPER, 0.45)))
        sheet.shape(
            [(x - way * 120, y - 7), (x, y - 25), (x + way * 10, y), (x, y + 25), (x - way * 120, y + 7)], light.near
        )
        sheet.stroke([(x, y - 20), (x + way * 46, y - 54), (x + way * 104, y - 44)], skin, 14)
        sheet.stroke([(x, y + 20), (x - way * 36, y + 48), (x - way * 84, y + 42)], skin, 14)
        sheet.disc(x + way * 36, y, 24, RUBRIC if way > 0 else OCHRE)
    for step in range(2):
        sheet.box(1484 + step * 0, 250 + step * 480, 1540, 260 + step * 480, light.near)
        sheet.box(1484, 300 + step * 480, 1540, 310 + step * 480, light.near)
    for towel in range(7):
        x = 150 + towel * 205 + rng.uniform(-20, 20)
        ink = rng.choice((RUBRIC, PENCIL, OCHRE, light.middle))
        sheet.box(x, 962, x + 74, 1046, ink)
        for band in range(2):
            sheet.box(x, 980 + band * 30, x + 74, 990 + band * 30, PAPER)
    sheet.box(300, 44, 470, 110, light.near, 4)
    sheet.box(312, 56, 458, 98, light.accent, 2)


def rowing(sheet: Sheet) -> None:
    """A rowing eight from above, and the rings it leaves."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, 0, WIDTH, HEIGHT, light.water)
    sheet.screen(light.middle, (0.65, 0.05))
    for _ripple in range(70):
        line = [(x, y) for x, y in wave(rng.uniform(0, HEIGHT), 5, rng)]
        start = rng.randrange(0, 170)
        sheet.stroke(
            line[start : start + rng.randrange(7, 24)], between(light.water, light.glint, rng.uniform(0.3, 0.9)), 3
        )
    slope = -0.2

    def at(along: float, aside: float) -> Point:
        return 800 + along * cos(slope) - aside * sin(slope), 560 + along * sin(slope) + aside * cos(slope)

    for set_ in range(3):
        for seat in range(8):
            side = 1 if seat % 2 else -1
            x, y = at(-560 - set_ * 330 + seat * 98, side * 224)
            for ring in range(3):
                sheet.ring(
                    x, y, 15 + ring * 15 + set_ * 9, between(light.glint, light.water, set_ * 0.27 + ring * 0.1), 4
                )
    wake = [at(-640, 0), at(-1300, -52), at(-1300, 52)]
    sheet.spread(wake, light.glint, 0.5)
    hull_line = [at(-640 + 1280 * t, -19 * sin(pi * t) ** 0.6) for t in [s / 40 for s in range(41)]]
    other = [at(-640 + 1280 * t, 19 * sin(pi * t) ** 0.6) for t in [s / 40 for s in range(41)]]
    sheet.shape([(x + 12, y + 24) for x, y in [*hull_line, *reversed(other)]], between(light.middle, light.near, 0.3))
    for seat in range(8):
        side = 1 if seat % 2 else -1
        along = -400 + seat * 98
        inner, tip = at(along, side * 8), at(along - 66, side * 226)
        sheet.stroke([inner, tip], PAPER, 7)
        sheet.stroke([at(along - 58, side * 200), at(along - 70, side * 240)], RUBRIC, 22)
    sheet.shape([*hull_line, *reversed(other)], light.near)
    for seat in range(9):
        along = -400 + seat * 98
        x, y = at(along, 0)
        shirt = PENCIL if seat < 8 else OCHRE
        sheet.disc(x, y, 27, shirt, 0.85)
        if seat < 8:
            side = 1 if seat % 2 else -1
            sheet.stroke([(x, y), at(along - 22, side * 46)], between(BRICK, PAPER, 0.5 if seat % 3 else 0.1), 9)
        sheet.disc(*at(along - 6, 0), 13, (light.near, SEPIA, OCHRE, light.near, BRICK)[seat % 5])


def chart(sheet: Sheet) -> None:
    """Bars in pairs on squared paper."""
    light, rng = sheet.light, sheet.rng
    _squared(sheet)
    base, x = 900.0, 190.0
    count = 6
    for group in range(count):
        tall = (640, 250, 190, 300, 150, 110)[group] * rng.uniform(0.9, 1.08)
        for bar, (ink, share) in enumerate(
            ((PENCIL, 1.0), (OCHRE if sheet.lit == "day" else light.accent, rng.uniform(0.45, 0.8)))
        ):
            left = x + bar * 88
            sheet.box(left + 8, base - tall * share + 10, left + 88, base, between(PAPER, light.near, 0.28))
            sheet.box(left, base - tall * share, left + 80, base, ink)
            if bar:
                sheet.screen(light.near, (0.45, 0.0), (left, base - tall * share, left + 80, base))
        sheet.box(x + 20, base + 26, x + 150, base + 38, between(PAPER, light.near, 0.6), 4)
        x += 222
    sheet.box(130, base, 1500, base + 8, light.near)
    sheet.box(130, 150, 136, base, light.near)
    _pencil(sheet)


def line_chart(sheet: Sheet) -> None:
    """A flat line, and from each of its points a forecast that flies away."""
    light = sheet.light
    _squared(sheet)
    came = [(190.0 + year * 170, 800 - (0, 12, 6, 24, 20, 38, 34)[year]) for year in range(7)]
    for turn, (x, y) in enumerate(came):
        for thin in range(26):
            share, after = thin / 26, (thin + 0.55) / 26
            reach = 330 - turn * 4
            rise = 470 + turn * 14
            sheet.stroke(
                [(x + reach * share, y - rise * share**1.5), (x + reach * after, y - rise * after**1.5)], RUBRIC, 7
            )
        sheet.disc(x + reach, y - rise, 11, RUBRIC)
    sheet.stroke(came, PENCIL, 17)
    for x, y in came:
        sheet.disc(x, y, 19, PENCIL)
        sheet.disc(x, y, 9, PAPER)
    sheet.box(130, 900, 1500, 908, light.near)
    sheet.box(130, 150, 136, 900, light.near)
    for year in range(7):
        sheet.box(160 + year * 170, 930, 220 + year * 170, 942, between(PAPER, light.near, 0.6), 4)


def _squared(sheet: Sheet) -> None:
    sheet.box(0, 0, WIDTH, HEIGHT, PAPER)
    sheet.screen(sheet.light.screen, (0.0, 0.32))
    for step in range(34):
        ink = between(PAPER, sheet.light.screen, 0.75 if step % 4 == 0 else 0.35)
        sheet.box(step * 50, 0, step * 50 + 2, HEIGHT, ink)
        sheet.box(0, step * 50, WIDTH, step * 50 + 2, ink)


def _pencil(sheet: Sheet) -> None:
    """A blue pencil, laid across a corner."""
    start, end = (1130.0, 120.0), (1500.0, 380.0)
    dx, dy = 0.818, 0.575
    nx, ny = -dy * 21, dx * 21
    for offset, ink in (
        (1.0, between(PENCIL, sheet.light.near, 0.4)),
        (0.35, PENCIL),
        (-0.4, between(PENCIL, PAPER, 0.25)),
    ):
        sheet.shape(
            [
                (start[0] + nx * offset, start[1] + ny * offset),
                (end[0] + nx * offset, end[1] + ny * offset),
                (end[0] + nx * (offset - 0.7), end[1] + ny * (offset - 0.7)),
                (start[0] + nx * (offset - 0.7), start[1] + ny * (offset - 0.7)),
            ],
            ink,
        )
    tip = (start[0] - dx * 84, start[1] - dy * 84)
    sheet.shape(
        [(start[0] + nx, start[1] + ny), (start[0] - nx * 1.1, start[1] - ny * 1.1), tip], between(OCHRE, PAPER, 0.5)
    )
    sheet.shape(
        [
            (tip[0] + dx * 30 + nx * 0.36, tip[1] + dy * 30 + ny * 0.36),
            (tip[0] + dx * 30 - nx * 0.36, tip[1] + dy * 30 - ny * 0.36),
            tip,
        ],
        PENCIL,
    )


def old_map(sheet: Sheet) -> None:
    """A stained linen map of a river mouth, with streets, a compass rose, a ship and a whale."""
    light, rng = sheet.light, sheet.rng
    linen, brown = between(PAPER, OCHRE, 0.2), between(SEPIA, light.near, 0.35)
    sheet.box(0, 0, WIDTH, HEIGHT, linen)
    sheet.screen(between(OCHRE, SEPIA, 0.3), (0.0, 0.3))
    for _stain in range(7):
        x, y, size = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(50, 170)
        sheet.ring(x, y, size, between(linen, SEPIA, 0.22), 7)
        sheet.disc(x, y, size - 7, between(linen, OCHRE, 0.2))
    shore = [
        (520 + 90 * sin(y / 130) + 36 * sin(y / 47) + max(0, 240 - abs(y - 560) * 1.5) * -0.9, y)
        for y in range(-10, HEIGHT + 20, 10)
    ]
    for ripple in range(4):
        sheet.stroke([(x + 16 + ripple * 19, y) for x, y in shore], between(linen, PENCIL, 0.6 - ripple * 0.14), 3)
    sheet.stroke(shore, brown, 6)
    banks = [
        [(x, 560 + side * (34 + (x - 300) * 0.07) + 26 * sin(x / 90)) for x in range(-10, 350, 10)] for side in (-1, 1)
    ]
    for bank in banks:
        sheet.stroke(bank, brown, 5)
    for row in range(11):
        for house in range(5):
            x, y = 52 + house * 62 + rng.uniform(-9, 9), 96 + row * 92 + rng.uniform(-9, 9)
            if 480 < y < 660:
                continue
            size = rng.uniform(17, 25)
            sheet.shape(
                [
                    (x, y),
                    (x + size * 1.5, y),
                    (x + size * 1.5, y - size),
                    (x + size * 0.75, y - size * 1.8),
                    (x, y - size),
                ],
                BRICK if (row * house) % 7 == 3 else between(linen, PAPER, 0.6),
            )
            sheet.stroke(
                [
                    (x, y),
                    (x + size * 1.5, y),
                    (x + size * 1.5, y - size),
                    (x + size * 0.75, y - size * 1.8),
                    (x, y - size),
                    (x, y),
                ],
                brown,
                2.6,
            )
            sheet.stroke(
                [(x + size * 1.1, y - size * 1.5), (x + size * 1.2, y - size * 2.2), (x + size * 1.5, y - size * 2.7)],
                between(linen, brown, 0.6),
                2.2,
            )
    cx, cy = 1310.0, 270.0
    for point in range(16):
        angle, long = point * pi / 8, (170, 66, 104, 66)[point % 4]
        for half, ink in ((0.16, RUBRIC if point % 4 == 0 else brown), (-0.16, linen)):
            sheet.shape(
                [
                    (cx, cy),
                    (cx + 44 * cos(angle + half * 2), cy + 44 * sin(angle + half * 2)),
                    (cx + long * cos(angle), cy + long * sin(angle)),
                ],
                ink,
            )
    sheet.ring(cx, cy, 112, brown, 3)
    for ray in range(16):
        angle = ray * pi / 8
        sheet.stroke(
            [(cx + 176 * cos(angle), cy + 176 * sin(angle)), (cx + 1900 * cos(angle), cy + 1900 * sin(angle))],
            between(linen, brown, 0.2),
            1.6,
        )
    sheet.shape([(820, 470), (1010, 470), (1034, 440), (976, 520), (848, 520)], brown)
    for mast, tall in ((868, 130), (936, 160), (990, 104)):
        sheet.stroke([(mast, 470), (mast, 470 - tall)], brown, 5)
        sheet.shape(
            [
                (mast - 38, 470 - tall * 0.9),
                (mast + 34, 470 - tall * 0.9),
                (mast + 44, 470 - tall * 0.4),
                (mast - 30, 470 - tall * 0.4),
            ],
            PAPER,
        )
    sheet.shape([(936, 310), (984, 320), (936, 334)], RUBRIC)
    whale = [(880 + 380 * t, 850 - 120 * sin(pi * t) ** 0.7) for t in [s / 30 for s in range(31)]]
    sheet.shape([*whale, (1330, 770), (1344, 830), (1300, 866), (1260, 874), (1060, 890), (900, 880)], brown)
    sheet.disc(936, 830, 8, linen)
    sheet.stroke([(900, 866), (980, 872), (1040, 856)], linen, 4)
    for jet in (-26, 0, 26):
        sheet.stroke([(990, 742), (990 + jet * 0.6, 690), (990 + jet * 1.7, 672)], brown, 4)
    for fold in (533, 1066):
        sheet.spread([(fold - 4, 0), (fold + 4, 0), (fold + 4, HEIGHT), (fold - 4, HEIGHT)], brown, 0.18)
