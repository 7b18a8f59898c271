"""Made-up text and canaries: the same at every run, and no eight words of one text in any other."""

import hashlib
import random

_LIST = """
    anchor basin barge beacon berth bollard bridge buoy cable canal captain cargo channel chart coaster crane
    crew current cutter deck depot derrick dock dredger estuary ferry fender freight funnel gale gangway gauge
    grain harbour hatch haul helm hull jetty keel ketch lamp landing lantern ledger lighter lock lugger mast
    mooring mudflat nets oar packet pier pilot piling plank quay rail rigging river rope rudder sail salt sand
    schooner shoal signal slipway sluice spar stern strand survey tackle tanker tender tide timber toll tonnage
    towline trawler tug vessel wake warehouse warden watch weir wharf winch wreck yard
"""
_WORDS = _LIST.split()


def prose(key: str, words: int = 40) -> str:
    """A text of ``words`` words that belongs to ``key`` alone."""
    rng = random.Random(key)
    return " ".join(rng.choice(_WORDS) for _ in range(words)).capitalize() + "."


def canary(tier: str, article: str, place: str) -> str:
    """``SF-<tier>-<article>-<place>-<12 characters>``: a name that stands in one place of one article."""
    return f"SF-{tier}-{article}-{place}-{hashlib.sha256(f'{tier} {article} {place}'.encode()).hexdigest()[:12]}"
