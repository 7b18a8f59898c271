"""The pages of a reader's rights: each finds, calls one verb, answers."""
