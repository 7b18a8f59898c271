"""nginx as a cache before the site, with the configuration that the documentation gives."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.exits.places import PROXY
from tests.serving.running import ROOT, RunningSite, free_port, wait_until
from tests.serving.wire import Connection

DOCUMENTED = ROOT / "docs" / "how-to" / "cache-in-front.md"
_AROUND = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; proxy_bind {proxy};
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  {documented}
}}
"""


def documented(site: RunningSite, folder: Path, port: int) -> str:
    """
    What the documentation gives, with this machine's places in it. Each must stand there once, or once in each place
    that it says to put into the server.
    """
    config, *within = re.findall(r"```nginx\n(.*?)```", DOCUMENTED.read_text(encoding="utf-8"), re.DOTALL)
    end = config.rindex("}")
    config = f"{config[:end]}{''.join(within)}{config[end:]}"
    once, each = 1, 1 + len(within)
    places = {
        "/var/cache/nginx/standfirst": (f"{folder}/cache", once),
        "listen 80;": (f"listen 127.0.0.1:{port};", once),
        "http://127.0.0.1:8000": (site.url, each),
        # The site listens to its own name alone, and nginx stands at another port here.
        "Host $host;": (f"Host {site.host[0][1]};", each),
    }
    for there, (here, times) in places.items():
        assert config.count(there) == times, there
        config = config.replace(there, here)
    return str(config)


class Cache:
    """A running nginx before ``site``. Everything it writes is under ``folder``."""

    def __init__(self, site: RunningSite, folder: Path) -> None:
        program = shutil.which("nginx")
        assert program is not None
        self.port = free_port()
        folder.chmod(0o755)
        config = folder / "nginx.conf"
        config.write_text(
            _AROUND.format(folder=folder, proxy=PROXY, documented=documented(site, folder, self.port)), "utf-8"
        )
        # Run by root it would give its files to another user, who may not enter the folders of the tests.
        self._process = subprocess.Popen(
            [program, "-p", str(folder), "-c", str(config), "-g", "user root;" if os.geteuid() == 0 else ""],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_until(self._answers, 20)

    def _answers(self) -> bool:
        assert self._process.poll() is None, "nginx has ended"
        try:
            with Connection(self.port) as connection:
                return connection.get("/healthz").status == 200
        except OSError:
            return False

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(20)
