"""nginx as the yardstick: the same bytes as a static file, sendfile on, access log off, one process."""

import shutil
import subprocess
import time
from pathlib import Path

CONFIG = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_timeout 60; keepalive_requests 100000000;
  default_type "text/html; charset=utf-8"; etag on; server_tokens off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


class Nginx:
    """A running nginx on ``port`` that serves the files put into it. Everything it writes is under ``folder``."""

    def __init__(self, folder: Path, port: int, core: int) -> None:
        program = shutil.which("nginx")
        if program is None:
            raise FileNotFoundError("nginx is not installed; on Debian: apt-get install nginx-light")
        self.port = port
        self._files = folder / "files"
        self._files.mkdir(parents=True)
        config = folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=folder, port=port), encoding="utf-8")
        # As root nginx gives its worker to another user, who must be able to read the files.
        for path in (folder, self._files):
            path.chmod(0o755)
        self._process = subprocess.Popen(
            ["taskset", "-c", str(core), program, "-p", str(folder), "-c", str(config)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.5)

    def put(self, name: str, content: bytes) -> str:
        """Serve ``content``; returns its URL."""
        path = self._files / name
        path.write_bytes(content)
        path.chmod(0o644)
        return f"http://127.0.0.1:{self.port}/{name}"

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)
