"""The scenes by the name that the content calls them."""

from collections.abc import Callable

from standfirst.demo.drawing import above, afloat, country, indoors, quays, streets, ways
from standfirst.demo.drawing.sheet import Sheet

Scene = Callable[[Sheet], None]

SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        *(above.pitch, above.lido, above.rowing, above.chart, above.line_chart, above.old_map),
        *(afloat.ship, afloat.ferry, afloat.boats, afloat.lighthouse, afloat.sea_farm),
        *(country.marsh, country.moor, country.turbines, country.river, country.night_sky, country.garden),
        *(indoors.books, indoors.stage, indoors.cinema, indoors.brass, indoors.record, indoors.table, indoors.boots),
        *(quays.cranes, quays.containers, quays.shipyard, quays.barrier),
        *(streets.street, streets.terrace, streets.towers, streets.shops, streets.market, streets.town_hall),
        *(streets.brewery, ways.swing_bridge, ways.wheel, ways.hill_road),
    )
}


def drawn(seed: str, scene: str, light: str) -> bytes:
    """The JPEG of ``scene`` in ``light``; equal seeds give equal bytes. Raises KeyError for one that is not there."""
    sheet = Sheet(seed, light)
    SCENES[scene](sheet)
    return sheet.jpeg()
