"""A middleware for tests: what was rendered, in which process and as which variant; a render waits for its gate."""

import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_LONGEST_WAIT = 30.0


class CountsRenders:
    """Writes a line for each render that the front door asks for; while ``gate`` lies in the data folder it waits."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        variant = getattr(request, "page_variant", None)
        if variant is not None:
            line = f"{os.getpid()} {request.get_full_path()} {variant.value}\n"
            file = os.open(_log(settings.STANDFIRST_DATA), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            try:
                os.write(file, line.encode())
            finally:
                os.close(file)
            until = time.monotonic() + _LONGEST_WAIT
            while gate(settings.STANDFIRST_DATA).exists() and time.monotonic() < until:
                time.sleep(0.01)
        return self.get_response(request)


def gate(data: Path) -> Path:
    return data / "gate"


def renders(data: Path) -> Counter[tuple[int, str, str]]:
    """How often each process has rendered each address as each variant."""
    log = _log(data)
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    return Counter((int(pid), path, variant) for pid, path, variant in (line.split(" ") for line in lines))


def forget(data: Path) -> None:
    _log(data).unlink(missing_ok=True)


def _log(data: Path) -> Path:
    return data / "renders.log"
