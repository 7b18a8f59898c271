"""Under a roof: shelves, a stage, a cinema, brass, a record, a table, a pair of boots."""

from math import cos, pi, sin

from standfirst.demo.drawing.light import BRICK, OCHRE, PAPER, PENCIL, PRESS, RUBRIC, SEPIA, Ink, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet


def books(sheet: Sheet) -> None:
    """Shelves of books, with gaps where some are out."""
    light, rng = sheet.light, sheet.rng
    wood = between(SEPIA, OCHRE, 0.45)
    sheet.box(0, 0, WIDTH, HEIGHT, between(wood, light.near, 0.55))
    inks: list[Ink] = [
        PENCIL,
        RUBRIC,
        OCHRE,
        PRESS,
        PAPER,
        light.near,
        light.middle,
        BRICK,
        between(PENCIL, PAPER, 0.5),
        between(OCHRE, PAPER, 0.5),
    ]
    for shelf in range(3):
        floor, x = 330 + shelf * 350.0, -12.0
        while x < WIDTH:
            if rng.random() < 0.07:
                x += rng.uniform(60, 170)
                continue
            wide, tall, ink = rng.uniform(24, 64), rng.uniform(190, 286), rng.choice(inks)
            lean = rng.uniform(30, 56) if rng.random() < 0.06 else 0.0
            top = floor - tall
            sheet.shape([(x + lean, top), (x + lean + wide, top), (x + wide, floor), (x, floor)], ink)
            mark = PAPER if ink != PAPER else RUBRIC
            style = rng.randrange(4)
            if style == 0:
                for band in (0.12, 0.17, 0.82):
                    sheet.box(
                        x + lean * (1 - band),
                        top + tall * band,
                        x + lean * (1 - band) + wide,
                        top + tall * band + 5,
                        mark,
                    )
            elif style == 1:
                sheet.box(
                    x + wide * 0.22 + lean * 0.7,
                    top + tall * 0.2,
                    x + wide * 0.78 + lean * 0.7,
                    top + tall * 0.46,
                    mark,
                )
            elif style == 2:
                sheet.box(
                    x + wide * 0.42 + lean * 0.5, top + tall * 0.2, x + wide * 0.58 + lean * 0.5, top + tall * 0.7, mark
                )
            else:
                sheet.disc(x + wide / 2 + lean * 0.8, top + tall * 0.2, wide * 0.2, mark)
            sheet.shape(
                [(x + lean + wide - 5, top), (x + lean + wide, top), (x + wide, floor), (x + wide - 5, floor)],
                between(ink, light.near, 0.35),
            )
            x += wide + 2 + lean * 1.3
        sheet.screen(light.near, (0.5, 0.0), (0, floor - 310, WIDTH, floor - 190))
        sheet.box(0, floor, WIDTH, floor + 30, wood)
        sheet.box(0, floor + 24, WIDTH, floor + 34, between(wood, light.near, 0.6))
        for ticket in range(4):
            sheet.box(130 + ticket * 410, floor + 4, 210 + ticket * 410, floor + 22, PAPER)


def stage(sheet: Sheet) -> None:
    """An empty stage, the curtains drawn back, two beams that cross."""
    light = sheet.light
    red = between(RUBRIC, light.near, 0.1)
    sheet.box(0, 0, WIDTH, HEIGHT, light.near)
    sheet.screen(light.far, (0.0, 0.8), (250, 100, 1350, 800))
    for x, foot in ((420.0, 950.0), (1180.0, 650.0)):
        sheet.spread([(x - 16, 60), (x + 16, 60), (foot + 190, 830), (foot - 190, 830)], light.lamp, 0.5)
    sheet.shape([(150, 800), (1450, 800), (1600, 930), (0, 930)], between(SEPIA, OCHRE, 0.35))
    for plank in range(27):
        sheet.stroke([(150 + plank * 50, 800), (plank * 61.5, 930)], between(SEPIA, light.near, 0.3), 2.4)
    for foot in (650.0, 950.0):
        sheet.disc(foot, 858, 190, light.lamp, 0.24)
    sheet.stroke([(800, 850), (800, 560)], light.near, 7)
    sheet.disc(800, 852, 46, light.near, 0.3)
    sheet.disc(800, 546, 17, light.near)
    for side in (-1, 1):
        for fold in range(7):
            outer, wide = 800 + side * (812 - fold * 52), 54
            sway = fold * fold * 4.4
            shape: list[Point] = [(outer, -10)]
            shape += [
                (outer - side * wide, -10),
                (outer - side * wide + side * sway * 0.9, 520),
                (outer - side * wide + side * sway * 1.05, 884),
                (outer + side * sway, 884),
                (outer + side * sway * 0.8, 520),
            ]
            sheet.shape(shape, red if fold % 2 else between(red, light.near, 0.4))
        sheet.box(800 + side * 660 - 90, 560, 800 + side * 660 + 90, 588, OCHRE, 10)
    for swag in range(6):
        x = 133.0 + swag * 267
        sheet.disc(x, 0, 150, red if swag % 2 else between(red, light.near, 0.25), 0.85)
        sheet.ring(x, 0, 132, OCHRE, 9, (8, 172))
    sheet.box(0, 930, WIDTH, HEIGHT, light.near)
    for lamp in range(13):
        sheet.disc(60 + lamp * 124, 934, 28, light.lamp)
        sheet.disc(60 + lamp * 124, 944, 36, light.near, 0.72)
    for seat in range(11):
        sheet.box(-20 + seat * 152, 990, 112 + seat * 152, 1100, light.middle, 34)


def cinema(sheet: Sheet) -> None:
    """Rows of seats, a beam, and a screen."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, 0, WIDTH, HEIGHT, light.near)
    sheet.screen(light.far, (0.5, 0.0), (0, 0, WIDTH, 700))
    sheet.box(384, 116, 1216, 566, light.middle)
    sheet.box(400, 130, 1200, 552, PAPER)
    sheet.screen(light.far, (0.55, 0.05), (400, 130, 1200, 552))
    sheet.disc(950, 292, 62, light.accent)
    waves = [(400 + t * 20, 440 + 16 * sin(t * 0.7)) for t in range(41)]
    sheet.shape([*waves, (1200, 552), (400, 552)], between(PENCIL, light.middle, 0.3))
    sheet.shape([(560, 438), (840, 438), (810, 478), (580, 478)], light.near)
    sheet.box(650, 388, 722, 438, light.near, 6)
    sheet.box(692, 340, 698, 392, light.near)
    sheet.spread([(1600, -30), (1600, 40), (1200, 552), (400, 552), (400, 130), (1200, 130)], light.lamp, 0.14)
    for side in (-1, 1):
        for fold in range(5):
            x = 800.0 + side * (470 + fold * 70)
            sheet.shape(
                [(x, 60), (x + side * 70, 60), (x + side * 74, 640), (x - side * 2, 640)],
                RUBRIC if fold % 2 else between(RUBRIC, light.near, 0.45),
            )
    for row in range(4):
        y, size, gap = 640 + row * 110, 50 + row * 19, 112 + row * 44
        ink = between(between(RUBRIC, light.near, 0.25), light.near, 0.75 - row * 0.2)
        for seat in range(-9, 10):
            x = 800 + seat * gap + (row % 2) * gap / 2
            if rng.random() < 0.38 and row < 3:
                head = between(light.near, light.middle, 0.55)
                sheet.disc(x, y - size * 0.42, size * 0.38, head, 1.15)
                sheet.disc(x, y + size * 0.34, size * 0.72, head, 0.6)
            sheet.box(x - gap * 0.42, y, x + gap * 0.42, y + 240, ink, size * 0.5)
            sheet.box(x - gap * 0.36, y + 9, x + gap * 0.36, y + 15, between(ink, light.lamp, 0.2), 3)


def brass(sheet: Sheet) -> None:
    """The bells of brass instruments, seen from the front."""
    light, rng = sheet.light, sheet.rng
    sheet.box(0, 0, WIDTH, HEIGHT, light.near)
    sheet.screen(light.middle, (0.0, 0.9))
    gold, pale = OCHRE, between(OCHRE, PAPER, 0.55)
    bells = [
        (250, 330, 190),
        (690, 240, 150),
        (1060, 330, 176),
        (1420, 250, 200),
        (470, 690, 230),
        (930, 700, 196),
        (1310, 720, 236),
        (90, 820, 170),
        (720, 1010, 150),
        (1120, 1030, 130),
        (1580, 1000, 170),
    ]
    for x, y, size in bells:
        swing = rng.uniform(0.7, 2.4)
        bend = [(x + cos(swing) * size * t * 0.34 + 20 * sin(t), y + sin(swing) * size * t * 0.34) for t in range(9)]
        sheet.stroke(bend, between(gold, SEPIA, 0.55), size * 0.2)
        sheet.stroke(bend, gold, size * 0.13)
    for x, y, size in bells:
        sheet.disc(x + 9, y + 12, size, light.near)
        sheet.disc(x, y, size, gold)
        sheet.ring(x, y, size * 0.97, pale, size * 0.035)
        for turn, share in enumerate((0.8, 0.6, 0.42)):
            sheet.disc(x + turn * 3, y + turn * 4, size * share, between(gold, SEPIA, 0.2 + turn * 0.26))
        sheet.disc(x + 10, y + 13, size * 0.25, light.near)
        sheet.ring(x, y, size * 0.88, PAPER, size * 0.045, (196, 258))
        sheet.ring(x, y, size * 0.7, pale, size * 0.025, (200, 240))
        sheet.ring(x, y, size * 0.9, light.accent, size * 0.03, (20, 70))


def record(sheet: Sheet) -> None:
    """A record, and rings of sound that leave it."""
    light = sheet.light
    x, y = 660.0, 540.0
    for ring in range(15, 0, -1):
        sheet.disc(x, y, 380 + ring * 84, between(light.sky, light.screen, 0.5) if ring % 2 else light.sky)
    sheet.screen(light.screen, (0.0, 0.7))
    sheet.disc(x + 20, y + 26, 432, light.accent)
    sheet.disc(x, y, 430, light.near)
    for groove in range(24):
        sheet.ring(x, y, 176 + groove * 10, between(light.near, light.middle, 0.5 if groove % 5 else 1.0), 2.4)
    for start in (205, 25):
        for groove in range(22):
            sheet.ring(x, y, 180 + groove * 11, light.far, 3.4, (start + groove * 0.4, start + 26 - groove * 0.3))
    sheet.disc(x, y, 152, OCHRE)
    sheet.disc(x, y, 128, between(OCHRE, PAPER, 0.35))
    waves = [(x - 116 + t * 6, y + 40 + 11 * sin(t * 0.6)) for t in range(40)]
    sheet.stroke(waves, PENCIL, 7)
    sheet.stroke([(px, py + 26) for px, py in waves[3:-3]], PENCIL, 5)
    sheet.disc(x, y - 40, 26, RUBRIC)
    sheet.disc(x, y, 11, light.near)
    sheet.disc(1330, 250, 74, light.near)
    sheet.disc(1330, 250, 44, PAPER)
    sheet.stroke([(1330, 250), (1300, 640), (1040, 760)], PAPER, 17)
    sheet.shape([(1072, 716), (1012, 752), (1038, 800), (1094, 766)], light.near)


def table(sheet: Sheet) -> None:
    """A bowl of soup on a cloth, bread, a lemon and a smoked fish, seen from above."""
    light, rng = sheet.light, sheet.rng
    cloth = between(PENCIL, PAPER, 0.2)
    sheet.box(0, 0, WIDTH, HEIGHT, cloth)
    for turn in range(24):
        sheet.spread([(turn * 70, 0), (turn * 70 + 30, 0), (turn * 70 + 30, HEIGHT), (turn * 70, HEIGHT)], PAPER, 0.3)
        sheet.spread([(0, turn * 70), (WIDTH, turn * 70), (WIDTH, turn * 70 + 30), (0, turn * 70 + 30)], PAPER, 0.3)
    sheet.screen(light.near, (0.0, 0.5))
    sheet.disc(646, 566, 402, between(light.near, PENCIL, 0.3))
    sheet.disc(620, 536, 400, PAPER)
    sheet.ring(620, 536, 376, PENCIL, 9)
    sheet.ring(620, 536, 352, PENCIL, 3)
    sheet.disc(620, 536, 306, between(PAPER, OCHRE, 0.3))
    sheet.disc(620, 536, 290, between(PAPER, OCHRE, 0.17))
    for _ in range(20):
        angle, away = rng.uniform(0, 2 * pi), rng.uniform(20, 236)
        x, y, size = 620 + cos(angle) * away, 536 + sin(angle) * away, rng.uniform(24, 46)
        corners = [(x + cos(angle + k * pi / 2) * size, y + sin(angle + k * pi / 2) * size * 0.9) for k in range(4)]
        sheet.shape(corners, rng.choice((between(OCHRE, PAPER, 0.4), between(BRICK, PAPER, 0.55), PAPER)))
    for _ in range(46):
        angle, away = rng.uniform(0, 2 * pi), rng.uniform(0, 256)
        sheet.disc(620 + cos(angle) * away, 536 + sin(angle) * away, rng.uniform(4, 10), PRESS, rng.uniform(0.4, 1))
    sheet.stroke([(900, 300), (1150, 60)], between(light.near, PAPER, 0.55), 26)
    sheet.disc(1266, 836, 164, between(light.near, PENCIL, 0.3))
    for slice_ in range(3):
        sheet.disc(1250 - slice_ * 62, 820 - slice_ * 40, 150, between(SEPIA, OCHRE, 0.4))
        sheet.disc(1250 - slice_ * 62, 820 - slice_ * 40, 130, between(OCHRE, PAPER, 0.62))
    fish = [(1120 + 400 * t, 330 + sin(pi * t**0.8) * 84) for t in [s / 30 for s in range(31)]]
    back = [(1120 + 400 * t, 330 - sin(pi * t**0.8) * 74) for t in [s / 30 for s in range(31)]]
    sheet.shape([*fish, (1590, 400), (1570, 330), (1590, 262), *reversed(back)], between(OCHRE, BRICK, 0.45))
    for rib in range(9):
        sheet.stroke(
            [(1230 + rib * 30, 270 + rib * 4), (1248 + rib * 30, 330), (1230 + rib * 30, 392 - rib * 4)],
            between(OCHRE, SEPIA, 0.5),
            4,
        )
    sheet.disc(1166, 322, 11, light.near)
    sheet.ring(1120, 330, 96, between(OCHRE, SEPIA, 0.5), 5, (310, 50))
    sheet.disc(1090, 560, 76, OCHRE)
    sheet.disc(1090, 560, 63, between(OCHRE, PAPER, 0.7))
    for wedge in range(9):
        angle = wedge * 2 * pi / 9
        sheet.stroke([(1090, 560), (1090 + cos(angle) * 60, 560 + sin(angle) * 60)], OCHRE, 4)


def boots(sheet: Sheet) -> None:
    """A pair of football boots and a ball."""
    light = sheet.light
    sheet.box(0, 0, WIDTH, HEIGHT, between(light.middle, PAPER, 0.35))
    for stripe in range(8):
        sheet.shape(
            [(stripe * 230 - 60, 0), (stripe * 230 + 55, 0), (stripe * 230 - 45, HEIGHT), (stripe * 230 - 160, HEIGHT)],
            between(light.middle, PAPER, 0.25),
        )
    sheet.screen(light.near, (0.0, 0.5))
    sheet.box(0, 880, WIDTH, 894, PAPER)
    for x, y, ink in ((150.0, 760.0, RUBRIC), (420.0, 880.0, PENCIL)):
        sole = [(x, y), (x + 640, y), (x + 690, y - 40), (x + 690, y + 22), (x, y + 22)]
        upper = [
            (x + 6, y),
            (x - 8, y - 300),
            (x + 190, y - 330),
            (x + 232, y - 190),
            (x + 420, y - 150),
            (x + 590, y - 120),
            (x + 680, y - 66),
            (x + 690, y),
        ]
        sheet.shape(upper, ink)
        sheet.screen(light.near, (0.0, 0.6), within=upper)
        sheet.shape(sole, PAPER)
        sheet.shape([(x - 8, y - 300), (x + 190, y - 330), (x + 196, y - 292), (x - 6, y - 262)], light.near)
        for lace in range(5):
            sheet.stroke(
                [(x + 222 + lace * 44, y - 206 + lace * 13), (x + 282 + lace * 40, y - 118 + lace * 9)], PAPER, 9
            )
        for line in range(3):
            sheet.shape(
                [
                    (x + 120 + line * 56, y - 6),
                    (x + 150 + line * 56, y - 6),
                    (x + 210 + line * 46, y - 140),
                    (x + 186 + line * 46, y - 146),
                ],
                PAPER,
            )
        for stud in range(6):
            sheet.shape(
                [
                    (x + 30 + stud * 112, y + 22),
                    (x + 78 + stud * 112, y + 22),
                    (x + 68 + stud * 112, y + 62),
                    (x + 40 + stud * 112, y + 62),
                ],
                light.near,
            )
    x, y, size = 1300.0, 690.0, 196.0
    sheet.disc(x + 10, y + 206, size, light.near, 0.12)
    sheet.disc(x, y, size, PAPER)
    spots = [(0.0, 0.0, 66.0)] + [
        (cos(k * 2 * pi / 5 - pi / 2) * 146, sin(k * 2 * pi / 5 - pi / 2) * 146, 45.0) for k in range(5)
    ]
    for dx, dy, wide in spots:
        turn = pi / 2 if (dx, dy) == (0.0, 0.0) else 0.0
        tilt = 0.0 if turn else pi
        pentagon = [
            (x + dx + wide * cos(2 * pi * k / 5 - pi / 2 + tilt), y + dy + wide * sin(2 * pi * k / 5 - pi / 2 + tilt))
            for k in range(5)
        ]
        sheet.shape(pentagon, light.near)
    for spoke in range(5):
        angle = spoke * 2 * pi / 5 - pi / 2
        sheet.stroke(
            [(x + cos(angle) * 60, y + sin(angle) * 60), (x + cos(angle) * 116, y + sin(angle) * 116)], light.near, 6
        )
    sheet.ring(x, y, size, light.near, 7)
