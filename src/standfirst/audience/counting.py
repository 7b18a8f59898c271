"""The numbers of this process: the front door adds what it shows, Django's side what happens."""

from standfirst.frontdoor.counts import Counts

counts = Counts()
"""Only a web process flushes them (``standfirst.serving``); elsewhere they stay a bounded heap of nothing much."""
