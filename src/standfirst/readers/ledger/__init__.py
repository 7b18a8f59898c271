"""
The consent ledger: one row for every act by which somebody gave, refused or withdrew a consent, each chained to the one
before it. ``recording.record`` adds, ``people.acts_of`` reads, ``people.forget`` cuts the way from a reader to them.
"""
