"""Works of the port: cranes, stacks of boxes, a hull on the slip, the flood barrier."""

from math import cos, pi, sin

from standfirst.demo.drawing.afloat import coast
from standfirst.demo.drawing.light import OCHRE, PAPER, PENCIL, Ink, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet, below, wave
from standfirst.demo.drawing.sky import birds, sea, sky


def lattice(sheet: Sheet, start: Point, end: Point, depth: float, ink: Ink, width: float = 5) -> None:
    """A beam of two chords and a zigzag between them."""
    (x0, y0), (x1, y1) = start, end
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    nx, ny = -(y1 - y0) / long * depth, (x1 - x0) / long * depth
    bays = max(3, round(long / (depth * 1.5)))
    sheet.stroke([start, end], ink, width)
    sheet.stroke([(x0 + nx, y0 + ny), (x1 + nx, y1 + ny)], ink, width)
    zigzag: list[Point] = []
    for bay in range(bays + 1):
        share = bay / bays
        side = bay % 2
        zigzag.append((x0 + (x1 - x0) * share + nx * side, y0 + (y1 - y0) * share + ny * side))
    sheet.stroke(zigzag, ink, width * 0.55)


def _crane(sheet: Sheet, x: float, foot: float, tall: float, reach: float, ink: Ink) -> None:
    cab = foot - tall
    for side in (-1, 1):
        sheet.stroke([(x + side * tall * 0.13, foot), (x + side * tall * 0.06, cab + tall * 0.12)], ink, 9)
    for level in range(4):
        low, high = foot - tall * 0.2 * level, foot - tall * 0.2 * (level + 1)
        lean = tall * (0.13 - 0.016 * level)
        sheet.stroke([(x - lean, low), (x + lean * 0.86, high)], ink, 4)
        sheet.stroke([(x + lean, low), (x - lean * 0.86, high)], ink, 4)
    sheet.box(x - tall * 0.17, foot - tall * 0.2, x + tall * 0.17, foot - tall * 0.17, ink)
    way = 1 if reach > 0 else -1
    sheet.shape(
        [
            (x - way * tall * 0.2, cab),
            (x + way * tall * 0.1, cab),
            (x + way * tall * 0.1, cab + tall * 0.13),
            (x - way * tall * 0.2, cab + tall * 0.13),
        ],
        ink,
    )
    sheet.box(x + way * tall * 0.1 - 22, cab + 16, x + way * tall * 0.1 + 22, cab + 46, sheet.light.lamp)
    tip = (x + reach, cab - tall * 0.62)
    lattice(sheet, (x + way * tall * 0.06, cab), tip, 22 * way, ink)
    mast = (x - way * tall * 0.06, cab - tall * 0.36)
    sheet.stroke([(x, cab), mast, (x - way * tall * 0.18, cab)], ink, 8)
    sheet.stroke([mast, tip], ink, 3)
    sheet.stroke([tip, (tip[0], tip[1] + tall * 0.74)], ink, 3)
    sheet.ring(tip[0], tip[1] + tall * 0.74 + 13, 13, ink, 5, (270, 160))


def cranes(sheet: Sheet) -> None:
    """Harbour cranes against the sky."""
    horizon, light, rng = 800.0, sheet.light, sheet.rng
    sky(sheet, horizon)
    coast(sheet, horizon, 60)
    for turn in range(7):
        x = turn * 240 + rng.uniform(-40, 20)
        sheet.box(x, horizon - rng.uniform(50, 120), x + rng.uniform(120, 230), horizon, light.middle)
    sea(sheet, horizon, HEIGHT)
    _crane(sheet, 1280, 842, 380, rng.uniform(-250, -190), light.middle)
    _crane(sheet, 870, 858, 450, rng.uniform(190, 250), between(light.middle, light.near, 0.5))
    _crane(sheet, 390, 880, 560, rng.uniform(270, 330), light.near)
    sheet.box(0, 876, WIDTH, 934, light.near)
    for pile in range(17):
        sheet.box(40 + pile * 98, 934, 62 + pile * 98, 1010, light.near)
    for _ in range(3):
        x = rng.uniform(500, 1400)
        sheet.box(x, 838, x + 90, 878, light.accent, 4)
    birds(sheet, 9, (300, 80, 1500, 360))


def containers(sheet: Sheet) -> None:
    """Stacks of boxes and the gantry over them."""
    light, rng = sheet.light, sheet.rng
    ground = 900.0
    sky(sheet, ground, clouds=3)
    for turn in range(5):
        x = 100 + turn * 330 + rng.uniform(-30, 30)
        sheet.stroke([(x, ground), (x, 420), (x + 120, 420), (x + 120, ground)], light.far, 12)
        lattice(sheet, (x - 110, 420), (x + 250, 420), 18, light.far, 4)
    inks = [light.accent, PENCIL if sheet.lit != "night" else light.screen, OCHRE, light.middle, PAPER, light.near]
    for column in range(8):
        x = -40 + column * 212
        for row in range(rng.choice((3, 4, 4, 5, 6)) if column not in (3, 4) else rng.choice((1, 2))):
            _box(sheet, x, ground - 92 * (row + 1), 204, 88, rng.choice(inks))
    left, right = 520.0, 1130.0
    for leg in (left, right):
        sheet.box(leg - 13, 236, leg + 13, ground + 4, light.near)
        sheet.stroke([(leg, 330), (leg + (150 if leg == left else -150), 236)], light.near, 9)
    lattice(sheet, (300, 196), (1400, 196), 44, light.near, 9)
    trolley = rng.uniform(690, 900)
    sheet.box(trolley - 44, 240, trolley + 44, 276, light.accent)
    for side in (-56, 56):
        sheet.stroke([(trolley + side * 0.5, 276), (trolley + side, 480)], light.near, 3)
    _box(sheet, trolley - 104, 482, 208, 90, light.accent)
    sheet.box(0, ground, WIDTH, HEIGHT, light.near)
    sheet.screen(light.middle, (0.5, 0.0), (0, ground, WIDTH, HEIGHT))
    for stripe in range(9):
        sheet.box(stripe * 200 - 30, 978, stripe * 200 + 80, 987, light.lamp)


def _box(sheet: Sheet, x: float, y: float, long: float, high: float, ink: Ink) -> None:
    sheet.box(x, y, x + long, y + high, ink)
    dark = between(ink, sheet.light.near, 0.28)
    for rib in range(1, 9):
        sheet.box(x + long * rib / 9 - 3, y + 8, x + long * rib / 9 + 3, y + high - 8, dark)
    sheet.box(x, y + high - 5, x + long, y + high, dark)


def shipyard(sheet: Sheet) -> None:
    """The ribs of a hull on the slip, under a small crane."""
    horizon, light = 640.0, sheet.light
    sky(sheet, horizon)
    coast(sheet, horizon, 40)
    sea(sheet, horizon, HEIGHT)
    sheet.shape([(0, 850), (WIDTH, 770), (WIDTH, HEIGHT), (0, HEIGHT)], between(light.middle, light.near, 0.4))
    sheet.screen(light.near, (0.0, 0.8), within=[(0, 850), (WIDTH, 770), (WIDTH, HEIGHT), (0, HEIGHT)])
    for rib in range(15):
        share = rib / 14
        x = 270 + share * 1010
        deep = 330 * sin(pi * (0.16 + share * 0.62)) ** 0.7
        foot = 828 - share * 56
        lean = 30 * (share - 0.3)
        curve = [(x + lean * (1 - turn / 12), foot - deep * (turn / 12)) for turn in range(13)]
        bulge = [(px - 46 * sin(pi * turn / 24) ** 2 * (1 - share), py) for turn, (px, py) in enumerate(curve)]
        sheet.stroke(bulge, light.near, 13)
    for level in (0.32, 0.64, 0.95):
        sheet.stroke(
            [
                (270 + s * 1010 + 24, 828 - s * 56 - 330 * sin(pi * (0.16 + s * 0.62)) ** 0.7 * level)
                for s in [t / 28 for t in range(29)]
            ],
            light.accent if level > 0.9 else light.near,
            7 if level > 0.9 else 5,
        )
    sheet.shape([(220, 836), (1330, 774), (1400, 640), (1426, 642), (1356, 796), (220, 862)], light.near)
    for prop in range(7):
        x = 300 + prop * 160
        sheet.stroke([(x - 50, 900 - prop * 9), (x, 830 - prop * 9)], OCHRE, 9)
    _crane(sheet, 1150, 812, 330, -240, light.middle)
    birds(sheet, 7, (300, 90, 1400, 330))


def barrier(sheet: Sheet) -> None:
    """Piers and gates across a river mouth, in rain."""
    horizon, light, rng = 560.0, sheet.light, sheet.rng
    sky(sheet, horizon, clouds=6)
    coast(sheet, horizon, 30)
    sea(sheet, horizon, HEIGHT)
    for pier in range(5):
        x = 90.0 + pier * 350
        sheet.box(x - 40, 700, x + 310, 735, light.accent if pier != 2 else light.middle)
        if pier != 2:
            sheet.screen(light.near, (0.1, 0.8), (x + 44, 690, x + 306, 790))
            sheet.box(x + 44, 690, x + 306, 702, light.accent)
    for pier in range(5):
        x = 90.0 + pier * 350
        sheet.shape([(x - 46, 830), (x - 46, 520), (x + 46, 520), (x + 46, 830), (x, 862)], PAPER)
        sheet.screen(light.middle, (0.0, 0.9), (x - 4, 520, x + 46, 836), across=True)
        hood: list[Point] = [(x + 62 * cos(pi + pi * t / 20), 520 + 120 * sin(pi + pi * t / 20)) for t in range(21)]
        sheet.shape(hood, light.near)
        sheet.box(x - 9, 452, x + 9, 482, light.lamp)
    for turn in range(3):
        line = wave(862 + turn * 74, 12 + 7 * turn, rng, detail=5)
        sheet.shape(below(line), between(light.water, light.near, 0.28 + 0.24 * turn))
        sheet.stroke(line, light.glint, 3 + turn)
    for _ in range(150):
        x, y, long = rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.uniform(18, 52)
        sheet.stroke([(x, y), (x - long * 0.3, y + long)], light.glint, 1.6)
