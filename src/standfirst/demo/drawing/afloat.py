"""What floats: ships, ferries, fishing boats, a lighthouse in a sea, lines of buoys."""

from standfirst.demo.drawing.light import BRICK, OCHRE, PAPER, PENCIL, between
from standfirst.demo.drawing.sheet import HEIGHT, WIDTH, Point, Sheet, below, wave
from standfirst.demo.drawing.sky import birds, sea, sky


def coast(sheet: Sheet, horizon: float, height: float = 26) -> None:
    """A far shore on the horizon, at one end higher than at the other."""
    line = [(x, min(y, horizon + 1)) for x, y in wave(horizon - height, height, sheet.rng)]
    sheet.shape(below(line, horizon + 2), sheet.light.far)


def hull(x: float, y: float, long: float, high: float, rake: float = 0.06) -> list[Point]:
    """A hull that floats at ``y``, its bow to the right."""
    return [
        (x, y - high * 0.92),
        (x + long * 0.86, y - high),
        (x + long * (1 + rake), y - high * 1.28),
        (x + long * 0.95, y),
        (x + long * 0.03, y),
    ]


def mirrored(sheet: Sheet, x: float, y: float, long: float, deep: float) -> None:
    """The dark shape of a hull in the water under it, broken into strips."""
    rng, dark = sheet.rng, sheet.light.near
    for turn in range(9):
        top = y + 4 + turn * deep / 9
        share = 1 - turn / 10
        inset = long * (1 - share) / 2 + rng.uniform(-0.04, 0.04) * long
        sheet.box(x + inset, top, x + long - inset, top + deep / 9 * (0.72 - 0.05 * turn), dark, radius=4)


def ship(sheet: Sheet) -> None:
    """A cargo ship, broadside, with boxes on deck."""
    horizon, light, rng = 610.0, sheet.light, sheet.rng
    sky(sheet, horizon)
    coast(sheet, horizon)
    sea(sheet, horizon, HEIGHT)
    left, y, long = rng.uniform(190, 330), 735.0, rng.uniform(960, 1080)
    mirrored(sheet, left, y, long, 190)
    boxes = [light.accent, light.middle, OCHRE, light.far, PENCIL if sheet.lit != "night" else light.screen]
    deck = y - 118
    for column in range(9):
        stacked = rng.choice((1, 2, 2, 3, 3, 4))
        for row in range(stacked):
            x = left + long * 0.24 + column * long * 0.073
            sheet.box(x, deck - 38 * (row + 1), x + long * 0.07, deck - 38 * row - 3, rng.choice(boxes))
    sheet.shape(hull(left, y, long, 122), light.near)
    sheet.shape(
        [(left + 12, y - 26), (left + long * 0.965, y - 26), (left + long * 0.95, y), (left + long * 0.03, y)],
        light.accent,
    )
    house = left + long * 0.05
    sheet.box(house, y - 320, house + 124, y - 110, PAPER)
    sheet.screen(light.far, (0.1, 0.6), (house, y - 320, house + 124, y - 110), across=True)
    for floor in range(5):
        for window in range(5):
            pane = light.lamp if sheet.lit in {"night", "dusk"} and rng.random() < 0.8 else light.near
            sheet.box(
                house + 14 + window * 21, y - 304 + floor * 36, house + 27 + window * 21, y - 288 + floor * 36, pane
            )
    sheet.box(house - 14, y - 336, house + 146, y - 318, light.near)
    sheet.box(house + 20, y - 408, house + 78, y - 334, light.accent)
    sheet.box(house + 20, y - 408, house + 78, y - 392, light.near)
    sheet.stroke([(left + long * 0.93, y - 130), (left + long * 0.93, y - 300)], light.near, 5)
    birds(sheet, 6, (900, 160, 1500, 420))


def ferry(sheet: Sheet) -> None:
    """A small lit ferry on the way to an island."""
    horizon, light, rng = 560.0, sheet.light, sheet.rng
    sky(sheet, horizon, clouds=2)
    island = wave(horizon - 70, 60, rng, detail=3)
    sheet.shape(below([(x, min(y + abs(x - 1120) * 0.14, horizon)) for x, y in island], horizon), light.middle)
    for _ in range(9):
        x = rng.uniform(900, 1350)
        sheet.box(x, horizon - rng.uniform(12, 60), x + 9, horizon - 8, light.lamp)
    sea(sheet, horizon, HEIGHT, glints=34)
    left, y, long = 330.0, 790.0, 620.0
    mirrored(sheet, left, y, long, 130)
    for window in range(9):
        x = left + 92 + window * 48
        for strip in range(6):
            sheet.box(
                x - strip * 2,
                y + 14 + strip * 30,
                x + 26 + strip,
                y + 24 + strip * 30,
                between(light.lamp, light.water, strip / 7),
                4,
            )
    sheet.shape(hull(left, y, long, 84, 0.09), light.near)
    sheet.box(left + 18, y - 66, left + long * 0.98, y - 52, light.accent)
    sheet.box(left + 62, y - 172, left + long * 0.86, y - 80, PAPER)
    for window in range(9):
        x = left + 86 + window * 48
        sheet.box(x, y - 152, x + 32, y - 106, light.lamp)
    sheet.box(left + 150, y - 246, left + 400, y - 172, PAPER)
    for window in range(4):
        sheet.box(left + 172 + window * 56, y - 230, left + 214 + window * 56, y - 190, light.lamp)
    sheet.box(left + 190, y - 340, left + 262, y - 246, light.accent)
    sheet.box(left + 190, y - 340, left + 262, y - 318, light.near)
    sheet.stroke([(left + 440, y - 172), (left + 440, y - 372)], PAPER, 4)
    sheet.disc(left + 440, y - 372, 8, light.lamp)


def boats(sheet: Sheet) -> None:
    """Fishing boats at their moorings, the nearest largest."""
    horizon, light, rng = 520.0, sheet.light, sheet.rng
    sky(sheet, horizon)
    coast(sheet, horizon, 44)
    sea(sheet, horizon, HEIGHT)
    inks = [light.near, light.accent, PENCIL, light.middle]
    places = [(0.62, 590, 0.34), (0.16, 625, 0.44), (0.84, 680, 0.55), (0.36, 770, 0.86), (0.7, 905, 1.15)]
    for turn, (x, y, scale) in enumerate(places):
        _boat(sheet, x * WIDTH + rng.uniform(-40, 40), y, scale, inks[turn % 4])
    birds(sheet, 8, (200, 120, 1400, 400))


def _boat(sheet: Sheet, x: float, y: float, scale: float, ink: tuple[int, int, int]) -> None:
    light, rng = sheet.light, sheet.rng
    long = 330 * scale
    left = x - long / 2
    mirrored(sheet, left, y, long, 90 * scale)
    sheet.stroke([(left + long * 0.62, y - 60 * scale), (left + long * 0.62, y - 330 * scale)], light.near, 6 * scale)
    sheet.stroke([(left + long * 0.62, y - 300 * scale), (left + long * 0.2, y - 120 * scale)], light.near, 3 * scale)
    sheet.shape(hull(left, y, long, 70 * scale, 0.12), ink)
    sheet.stroke(
        [(left + 4, y - 56 * scale), (left + long * 0.9, y - 62 * scale), (left + long * 1.1, y - 80 * scale)],
        PAPER,
        7 * scale,
    )
    sheet.box(left + long * 0.5, y - 160 * scale, left + long * 0.78, y - 66 * scale, PAPER)
    sheet.box(left + long * 0.54, y - 144 * scale, left + long * 0.75, y - 108 * scale, light.near)
    sheet.box(left + long * 0.47, y - 172 * scale, left + long * 0.82, y - 158 * scale, ink)
    for pot in range(3):
        px = left + long * (0.1 + 0.12 * pot)
        sheet.box(px, y - (96 + rng.uniform(0, 14)) * scale, px + 32 * scale, y - 62 * scale, OCHRE, 8 * scale)


def lighthouse(sheet: Sheet) -> None:
    """A lighthouse on its rock, the beam over the sea."""
    horizon, light, rng = 660.0, sheet.light, sheet.rng
    sky(sheet, horizon, sun=False, clouds=5)
    x, top = rng.uniform(0.36, 0.62) * WIDTH, 210.0
    beam = light.lamp if sheet.lit != "storm" else light.sun
    sheet.spread([(x, top + 52), (-40, 40), (-40, 330)], beam, 0.42)
    sheet.spread([(x, top + 52), (WIDTH + 40, 0), (WIDTH + 40, 300)], beam, 0.5)
    sea(sheet, horizon, HEIGHT)
    tower = [(x - 46, top + 120), (x + 46, top + 120), (x + 84, 730), (x - 84, 730)]
    sheet.shape(tower, PAPER)
    for band in (0, 2):
        high, low = 330 + band * 95, 425 + band * 95
        grow = 38 / 610
        sheet.shape(
            [
                (x - 46 - (high - 330) * grow - 13, high),
                (x + 46 + (high - 330) * grow + 13, high),
                (x + 46 + (low - 330) * grow + 13, low),
                (x - 46 - (low - 330) * grow - 13, low),
            ],
            light.accent,
        )
    sheet.screen(
        light.near, (0.0, 0.75), within=[(x, top + 120), (x + 46, top + 120), (x + 84, 730), (x, 730)], across=True
    )
    sheet.box(x - 66, top + 104, x + 66, top + 122, light.near)
    sheet.box(x - 36, top + 20, x + 36, top + 104, light.lamp)
    for bar in (-36, -12, 12, 32):
        sheet.box(x + bar, top + 20, x + bar + 5, top + 104, light.near)
    sheet.shape([(x - 50, top + 22), (x + 50, top + 22), (x, top - 34)], light.near)
    rock = [(px, 735 + (y - 735) * 1.0 + abs(px - x) * 0.34) for px, y in wave(712, 22, rng, detail=5)]
    sheet.shape(below(rock), light.near)
    for turn in range(3):
        line = wave(850 + turn * 78, 13 + 6 * turn, rng, detail=4)
        sheet.shape(below(line), between(light.water, light.near, 0.25 + 0.27 * turn))
        sheet.stroke(line, light.glint, 3 + turn)
    birds(sheet, 5, (120, 300, 560, 560))


def sea_farm(sheet: Sheet) -> None:
    """Rows of buoys that run away over a calm sea to a low island."""
    horizon, light, rng = 400.0, sheet.light, sheet.rng
    sky(sheet, horizon)
    island = [(x, min(y + abs(x - 500) * 0.1, horizon)) for x, y in wave(horizon - 62, 40, rng)]
    sheet.shape(below(island, horizon), light.middle)
    sea(sheet, horizon, HEIGHT, glints=40)
    for row in range(-7, 8):
        for step in range(16):
            far = 0.86**step
            x, y = 800 + row * 330 * far + 60 * (1 - far), horizon + 14 + 640 * far
            size = 34 * far + 1.5
            if not -60 < x < WIDTH + 60:
                continue
            if step < 9:
                sheet.box(x - size * 0.8, y + size * 0.7, x + size * 0.8, y + size * 1.05, light.near, size / 6)
            sheet.disc(x, y, size, BRICK if (row + step) % 3 else OCHRE)
            sheet.disc(x - size * 0.25, y - size * 0.28, size * 0.32, between(BRICK, PAPER, 0.6))
    birds(sheet, 7, (820, 90, 1500, 320))
