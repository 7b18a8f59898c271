"""One run of wrk with the header lines that a browser sends."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.9,de;q=0.7",
    "Connection": "keep-alive",
    "Upgrade-Insecure-Requests": "1",
    "Sec-CH-UA": '"Chromium";v="140", "Not=A?Brand";v="24"',
    "Sec-CH-UA-Mobile": "?0",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-User": "?1",
}
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Run:
    """Requests a second; latency in milliseconds; ``odd``: answers neither 2xx nor 3xx, and lost ones."""

    rate: float
    p50: float
    p99: float
    odd: int


def measure(url: str, headers: dict[str, str], folder: Path, *, seconds: float, connections: int, core: int) -> Run:
    """Ask for ``url`` with ``headers`` and a browser's own, as fast as one core can."""
    program = shutil.which("wrk")
    if program is None:
        raise FileNotFoundError("wrk is not installed; on Debian: apt-get install wrk")
    script = folder / "headers.lua"
    lines = [f"wrk.headers[{_lua(name)}] = {_lua(value)}" for name, value in (BROWSER | headers).items()]
    script.write_text("\n".join(lines), encoding="utf-8")
    command = ["taskset", "-c", str(core), program, "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency"]
    said = subprocess.run([*command, "-s", str(script), url], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s*([\d.]+)", said)
    if rate is None:
        raise RuntimeError(f"wrk said: {said}")
    errors = sum(int(number) for number in re.findall(r"Non-2xx or 3xx responses: (\d+)", said))
    for line in re.findall(r"Socket errors: (.*)", said):
        errors += sum(int(number) for number in re.findall(r"\d+", line))
    return Run(float(rate[1]), _latency(said, 50), _latency(said, 99), errors)


def _latency(said: str, percent: int) -> float:
    found = re.search(rf"^\s*{percent}%\s+([\d.]+)(us|ms|s)", said, re.MULTILINE)
    return float(found[1]) * _UNITS[found[2]] if found else float("nan")


def _lua(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
