"""Which way a language is written."""

_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}


def direction(code: str) -> str:
    """``rtl`` or ``ltr`` for a language code such as ``ar`` or ``en-GB``."""
    return "rtl" if code.lower().replace("_", "-").split("-")[0] in _RIGHT_TO_LEFT else "ltr"
