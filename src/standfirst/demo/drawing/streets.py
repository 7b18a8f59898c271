"""The town: terraces, towers, shops, the market, the clock, the brewery."""

from math import cos, pi, sin

from standfirst.demo.drawing.light import BRICK, OCHRE, PAPER, PENCIL, Ink, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Sheet, below, wave
from standfirst.demo.drawing.sky import birds, sky
from standfirst.demo.drawing.ways import roofs


def _pane(sheet: Sheet, x: float, y: float, wide: float, high: float, chance: float) -> None:
    """A sash window, lit by ``chance`` when it is dark."""
    light = sheet.light
    dark = sheet.lit in {"night", "dusk"}
    lit = sheet.rng.random() < (chance if dark else 0.06)
    sheet.box(x - 5, y - 5, x + wide + 5, y + high + 8, between(light.near, PAPER, 0.75) if not dark else light.near)
    sheet.box(x, y, x + wide, y + high, light.lamp if lit else between(light.near, light.screen, 0.35))
    sheet.box(x, y + high / 2 - 2, x + wide, y + high / 2 + 2, light.near)
    sheet.box(x + wide / 2 - 2, y, x + wide / 2 + 2, y + high, light.near)


def _walls(sheet: Sheet) -> list[Ink]:
    light = sheet.light
    if sheet.lit == "night":
        return [
            light.middle,
            between(light.middle, light.far, 0.4),
            between(light.middle, light.near, 0.4),
            between(light.far, light.middle, 0.3),
        ]
    share = 0.5 if sheet.lit == "dusk" else 0.12
    return [
        between(ink, light.middle, share)
        for ink in (BRICK, OCHRE, between(BRICK, PAPER, 0.45), between(PENCIL, PAPER, 0.4), PAPER)
    ]


def street(sheet: Sheet) -> None:
    """A row of tall old houses, one door lit."""
    light, rng = sheet.light, sheet.rng
    ground, x, turn = 930.0, -40.0, 0
    sky(sheet, 700)
    roofs(sheet, 560, 90, light.far)
    walls, lit_house = _walls(sheet), rng.choice((2, 3, 4))
    while x < WIDTH:
        wide, high = rng.uniform(220, 290), rng.uniform(430, 610)
        top, wall = ground - high, walls[(turn * 2 + turn // 3) % len(walls)]
        sheet.box(x, top, x + wide, ground, wall)
        sheet.screen(light.near, (0.0, 0.45), (x, top, x + wide, ground))
        if turn % 2:
            sheet.shape([(x - 8, top + 2), (x + wide + 8, top + 2), (x + wide * 0.5, top - 120)], light.near)
        else:
            sheet.shape(
                [(x - 6, top + 2), (x + 24, top - 78), (x + wide - 24, top - 78), (x + wide + 6, top + 2)], light.near
            )
        sheet.box(x + wide * 0.74, top - 150, x + wide * 0.88, top - 40, between(wall, light.near, 0.4))
        for pot in (0.76, 0.83):
            sheet.box(x + wide * pot, top - 172, x + wide * pot + 9, top - 148, light.accent)
        for floor in range(3 if high > 520 else 2):
            for column in range(3):
                _pane(sheet, x + wide * (0.13 + 0.28 * column), top + 46 + floor * 136, wide * 0.17, 84, 0.34)
        door = x + wide * (0.16 if turn % 2 else 0.62)
        here = turn == lit_house
        sheet.box(door - 7, ground - 142, door + 69, ground, PAPER if sheet.lit != "night" or here else light.near)
        sheet.box(door, ground - 134, door + 62, ground, (PENCIL, light.accent, light.near)[turn % 3])
        sheet.box(
            door,
            ground - 134,
            door + 62,
            ground - 108,
            light.lamp if here or sheet.lit in {"day", "dawn"} else light.near,
        )
        if here and sheet.lit in {"night", "dusk"}:
            sheet.spread(
                [(door, ground - 4), (door + 62, ground - 4), (door + 190, HEIGHT), (door - 130, HEIGHT)],
                light.lamp,
                0.45,
            )
        x, turn = x + wide + 2, turn + 1
    sheet.box(0, ground, WIDTH, HEIGHT, light.near)
    sheet.screen(light.middle, (0.65, 0.05), (0, ground, WIDTH, HEIGHT))
    if lit_house and sheet.lit in {"night", "dusk"}:
        sheet.box(0, ground, WIDTH, ground + 8, between(light.near, light.lamp, 0.25))
    sheet.stroke([(1420, ground + 10), (1420, 420), (1376, 420)], light.near, 10)
    sheet.disc(1366, 430, 22, light.lamp)


def terrace(sheet: Sheet) -> None:
    """One very long building with window after window, in perspective."""
    light = sheet.light
    sky(sheet, 600)
    roofs(sheet, 640, 60, light.far)
    near, far, away = 330.0, 600.0, 640.0
    wall = [(0, near), (1390, far), (1390, away), (0, 960)]
    sheet.shape([(0, near - 130), (1390, far - 22), (1400, far + 2), (0, near + 6)], light.near)
    sheet.shape(wall, between(BRICK, light.sky, 0.12))
    sheet.screen(light.near, (0.5, 0.05), within=wall, across=True)
    count = 26
    for turn in range(count):
        share = 1 - 0.885**turn
        after = 1 - 0.885 ** (turn + 0.52)
        left, right = 1390 * share + 24 * (1 - share), 1390 * after + 24 * (1 - share)
        tops = [near + (far - near) * s for s in (share, after)]
        feet = [960 + (away - 960) * s for s in (share, after)]
        for high, low in ((0.14, 0.4), (0.56, 0.82)):
            shape = [
                (left, tops[0] + (feet[0] - tops[0]) * high),
                (right, tops[1] + (feet[1] - tops[1]) * high),
                (right, tops[1] + (feet[1] - tops[1]) * low),
                (left, tops[0] + (feet[0] - tops[0]) * low),
            ]
            sheet.shape(shape, light.lamp if (turn * 7 + round(high * 10)) % 5 == 0 else light.near)
    sheet.shape([(0, 960), (1390, away), (WIDTH, away), (WIDTH, HEIGHT), (0, HEIGHT)], light.middle)
    sheet.screen(light.near, (0.0, 0.6), within=[(0, 960), (1390, away), (WIDTH, away), (WIDTH, HEIGHT), (0, HEIGHT)])
    sheet.shape([(500, HEIGHT), (1420, away + 4), (1470, away + 4), (1180, HEIGHT)], between(light.middle, PAPER, 0.45))
    sheet.box(1452, 470, 1462, away + 6, light.near)
    sheet.disc(1457, 462, 12, light.lamp)
    birds(sheet, 6, (700, 100, 1500, 360))


def towers(sheet: Sheet) -> None:
    """Blocks of flats, some windows lit."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 860)
    roofs(sheet, 870, 110, light.far)
    for left, wide, top in ((210.0, 400.0, 130.0), (880.0, 440.0, 250.0)):
        wall = between(PAPER, light.far, 0.45 if sheet.lit == "dusk" else 0.2)
        sheet.box(left, top, left + wide, 960, wall)
        side = [(left + wide, top), (left + wide + 130, top + 40), (left + wide + 130, 960), (left + wide, 960)]
        sheet.shape(side, light.near)
        sheet.box(left - 14, top - 26, left + wide + 12, top + 6, light.near)
        floors = round((950 - top) / 62)
        for floor in range(floors):
            y = top + 34 + floor * 62
            sheet.box(left, y + 40, left + wide, y + 48, between(wall, light.near, 0.55))
            for column in range(7):
                x = left + 22 + column * (wide - 30) / 7
                lit = rng.random() < (0.36 if sheet.lit in {"dusk", "night"} else 0.1)
                sheet.box(x, y, x + wide / 7 - 26, y + 34, light.lamp if lit else light.near)
                if rng.random() < 0.16:
                    sheet.box(x, y + 16, x + 14, y + 40, rng.choice((light.accent, OCHRE, light.middle)))
        sheet.screen(light.near, (0.0, 0.35), (left, top, left + wide, 960))
        sheet.box(left + wide * 0.4, top - 66, left + wide * 0.62, top - 20, light.near)
    sheet.shape(below([(x, y + 60) for x, y in wave(900, 16, rng)]), light.near)
    for _ in range(13):
        x = rng.uniform(0, WIDTH)
        sheet.stroke([(x, 980), (x, 900)], light.near, 7)
        sheet.disc(x, 886, rng.uniform(26, 52), between(light.near, light.middle, rng.uniform(0, 0.4)))


def _awning(sheet: Sheet, x: float, y: float, wide: float, high: float, ink: Ink) -> None:
    """A striped blind with a scalloped edge."""
    stripes = max(6, round(wide / 30))
    step = wide / stripes
    for stripe in range(stripes):
        tone = ink if stripe % 2 else PAPER
        inset = 0.05 * wide
        span = (wide - 2 * inset) / stripes
        sheet.shape(
            [
                (x + inset + stripe * span, y),
                (x + inset + (stripe + 1) * span, y),
                (x + (stripe + 1) * step, y + high),
                (x + stripe * step, y + high),
            ],
            tone,
        )
        sheet.disc(x + (stripe + 0.5) * step, y + high, step / 2, tone)
    sheet.screen(sheet.light.near, (0.0, 0.3), (x, y + high * 0.5, x + wide, y + high + step / 2))


def shops(sheet: Sheet) -> None:
    """A row of shop fronts with blinds; one is shuttered."""
    light, rng = sheet.light, sheet.rng
    dark = sheet.lit in {"dusk", "night"}
    sky(sheet, 400, clouds=3)
    walls, shut = _walls(sheet), (1, 3) if dark else (3,)
    for turn in range(4):
        x, wide = turn * 405.0 - 10, 400.0
        top, wall = rng.uniform(130, 210), walls[(turn + 1) % len(walls)]
        sheet.box(x, top, x + wide, 930, wall)
        sheet.screen(light.near, (0.0, 0.35), (x, top, x + wide, 560))
        sheet.box(x - 4, top - 18, x + wide + 4, top + 6, light.near)
        for column in range(3):
            _pane(sheet, x + 52 + column * 112, top + 70, 68, 120, 0.3)
        ink = (light.accent, PENCIL, light.middle, light.near)[turn]
        sheet.box(x + 14, 470, x + wide - 14, 536, ink)
        for word in range(rng.choice((2, 3))):
            sheet.box(x + 90 + word * 84, 494, x + 150 + word * 84, 512, PAPER, 3)
        sheet.box(x + 20, 600, x + 256, 880, light.near)
        if turn in shut:
            for slat in range(18):
                sheet.box(x + 26, 604 + slat * 15, x + 250, 615 + slat * 15, light.far)
        else:
            sheet.box(x + 28, 608, x + 248, 872, light.lamp if dark else between(light.near, light.screen, 0.5))
            for shelf in range(2):
                sheet.box(x + 28, 742 + shelf * 112, x + 248, 750 + shelf * 112, light.near)
                for thing in range(5):
                    size = rng.uniform(17, 30)
                    sheet.box(
                        x + 44 + thing * 41,
                        742 + shelf * 112 - size * 1.6,
                        x + 44 + thing * 41 + size,
                        742 + shelf * 112,
                        rng.choice((light.accent, OCHRE, PAPER, PENCIL)),
                        7,
                    )
        sheet.box(x + 282, 620, x + 372, 930, light.near)
        sheet.box(x + 294, 634, x + 360, 780, light.lamp if dark and turn not in shut else light.middle)
        if turn not in shut:
            _awning(sheet, x + 6, 536, wide - 12, 80, ink)
        sheet.box(x + 14, 880, x + 262, 930, ink)
    sheet.box(0, 930, WIDTH, HEIGHT, between(light.middle, light.near, 0.5))
    sheet.screen(light.near, (0.0, 0.8), (0, 930, WIDTH, HEIGHT))
    sheet.box(0, 930, WIDTH, 940, PAPER)


def market(sheet: Sheet) -> None:
    """Striped stalls under an arched glass roof."""
    light, rng = sheet.light, sheet.rng
    sheet.screen(light.screen, (0.45, 0.0), (0, 0, WIDTH, 700))
    sheet.disc(rng.uniform(450, 1150), 210, 92, light.sun)
    for arch, (reach, width) in enumerate(((1000, 22), (850, 17), (720, 13), (610, 10), (520, 8))):
        sheet.ring(800, 560 + arch * 16, reach * 0.9, light.near if arch < 2 else light.middle, width, (180, 360))
    for spoke in range(15):
        x = 800.0 + (spoke - 7) * 150
        sheet.stroke(
            [(800 + (spoke - 7) * 46, 150 + abs(spoke - 7) * 14), (x, -40 + abs(spoke - 7) * 40)], light.middle, 5
        )
    sheet.box(0, 560, WIDTH, 700, between(light.far, light.sky, 0.4))
    sheet.box(0, 700, WIDTH, 1010, between(light.middle, PAPER, 0.42))
    sheet.screen(light.middle, (0.2, 0.9), (0, 700, WIDTH, 1010))
    for column in range(9):
        sheet.box(column * 200 - 9, 470, column * 200 + 9, 720, light.middle)
    inks = [light.accent, PENCIL, light.middle, OCHRE, light.near]
    for row, (y, wide, high) in enumerate(((585.0, 230.0, 60.0), (735.0, 330.0, 96.0))):
        for turn in range(8 - 2 * row):
            x = -90.0 + turn * (wide + 14) + row * rng.uniform(-30, 30)
            foot = y + high + 66 + row * 96
            for leg in (0.06, 0.94):
                sheet.box(x + wide * leg - 4, y + high, x + wide * leg + 4, foot + 30, light.near)
            sheet.box(x + 12, foot - 34, x + wide - 12, foot + 40, between(BRICK, light.near, 0.35))
            for heap in range(round(wide / 40)):
                ink = rng.choice((light.accent, OCHRE, light.middle, PAPER, BRICK))
                for fruit in range(5):
                    sheet.disc(x + 26 + heap * 38 + fruit % 3 * 12, foot - 38 - fruit // 3 * 11, 9 + row * 2, ink)
            _awning(sheet, x, y, wide, high, inks[(turn + row * 2) % 5])
    sheet.box(0, 1010, WIDTH, HEIGHT, light.near)
    for tile in range(28):
        sheet.box(tile * 60, 1010, tile * 60 + 56, 1034, between(light.near, light.middle, 0.5 if tile % 2 else 0.25))


def town_hall(sheet: Sheet) -> None:
    """A clock tower over tiled roofs."""
    light = sheet.light
    sky(sheet, 820)
    roofs(sheet, 900, 150, light.far)
    x = 760.0
    sheet.box(x - 100, 330, x + 100, 1000, between(BRICK, PAPER, 0.3))
    sheet.screen(light.near, (0.0, 0.6), (x, 330, x + 100, 1000), across=True)
    sheet.box(x - 118, 300, x + 118, 338, PAPER)
    sheet.box(x - 118, 560, x + 118, 584, PAPER)
    sheet.shape([(x - 108, 302), (x + 108, 302), (x + 40, 150), (x - 40, 150)], light.near)
    sheet.shape([(x - 46, 152), (x + 46, 152), (x, 46)], light.accent)
    sheet.stroke([(x, 60), (x, 10)], light.near, 5)
    sheet.disc(x, 448, 84, light.near)
    sheet.disc(x, 448, 72, PENCIL)
    for hour in range(12):
        sheet.disc(x + 58 * cos(hour * pi / 6), 448 + 58 * sin(hour * pi / 6), 5 if hour % 3 else 8, PAPER)
    sheet.stroke([(x, 448), (x + 20, 400)], PAPER, 8)
    sheet.stroke([(x, 448), (x - 48, 424)], PAPER, 6)
    for slit in (-46, 26):
        sheet.box(x + slit, 640, x + slit + 22, 760, light.near)
    walls = _walls(sheet)
    for turn in range(8):
        left, wide = -60 + turn * 225.0, 232.0
        top = 830 + (turn * 67) % 90
        sheet.box(left, top, left + wide, HEIGHT, walls[turn % len(walls)])
        sheet.shape(
            [(left - 12, top + 2), (left + wide + 12, top + 2), (left + wide * 0.5, top - 110)],
            light.near if turn % 2 else light.accent,
        )
        for column in range(2):
            _pane(sheet, left + 50 + column * 92, top + 46, 44, 70, 0.4)
    birds(sheet, 9, (150, 120, 1400, 420))


def brewery(sheet: Sheet) -> None:
    """Brewery chimneys, and bottles on the line in front."""
    light, rng = sheet.light, sheet.rng
    sky(sheet, 700)
    roofs(sheet, 720, 80, light.far)
    for puff in range(11):
        sheet.disc(
            560 + puff * 62,
            150 - puff * 4 + rng.uniform(-16, 16),
            34 + puff * 6,
            between(light.glint, light.sky, 0.1 + puff / 16),
        )
    for x, top, wide in ((540.0, 170.0, 62.0), (1130.0, 330.0, 46.0)):
        sheet.shape(
            [(x - wide / 2, top), (x + wide / 2, top), (x + wide * 0.72, 760), (x - wide * 0.72, 760)],
            between(BRICK, light.middle, 0.15),
        )
        sheet.box(x - wide * 0.62, top - 12, x + wide * 0.62, top + 22, light.near)
        sheet.box(x - wide * 0.6, top + 70, x + wide * 0.6, top + 82, PAPER)
    for left, wide, top in ((90.0, 520.0, 430.0), (640.0, 330.0, 520.0), (980.0, 560.0, 470.0)):
        sheet.box(left, top, left + wide, 800, between(BRICK, light.middle, 0.35))
        sheet.screen(light.near, (0.0, 0.5), (left, top, left + wide, 800))
        teeth = round(wide / 130)
        for tooth in range(teeth):
            x = left + tooth * wide / teeth
            sheet.shape([(x, top + 1), (x, top - 70), (x + wide / teeth, top + 1)], light.near)
        for pane in range(round(wide / 88)):
            x = left + 26 + pane * 88
            sheet.box(x, top + 60, x + 48, top + 150, light.lamp if rng.random() < 0.3 else light.near)
            sheet.disc(x + 24, top + 60, 24, light.near)
    sheet.box(0, 790, WIDTH, HEIGHT, light.near)
    sheet.screen(light.middle, (0.0, 0.5), (0, 790, WIDTH, HEIGHT))
    for bottle in range(19):
        x, ink = 20 + bottle * 86, (between(BRICK, light.near, 0.45), between(OCHRE, BRICK, 0.5))[bottle % 3 == 0]
        sheet.box(x, 866, x + 54, 1012, ink, 12)
        sheet.box(x + 17, 776, x + 37, 880, ink, 8)
        sheet.box(x + 15, 768, x + 39, 788, PAPER, 4)
        sheet.box(x + 3, 916, x + 51, 978, PAPER)
        sheet.stroke([(x + 14, 946), (x + 26, 954), (x + 40, 938)], PENCIL, 5)
        sheet.box(x + 6, 876, x + 12, 1000, between(ink, PAPER, 0.4), 3)
    sheet.box(0, 1010, WIDTH, 1036, light.accent)
