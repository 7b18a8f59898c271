"""The phases: each is one question to a draft, answered with a word or with nothing."""
