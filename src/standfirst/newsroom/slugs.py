"""Slugs in any script: a name in Arabic or Welsh has an address too."""


class UnicodeSlugConverter:
    """Letters, numbers and underscores of any script, and hyphens."""

    regex = r"[-\w]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
