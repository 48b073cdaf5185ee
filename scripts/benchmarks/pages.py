"""Pages a second of the real registry, served by waitress in a process of its own, asked by a few clients at once."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATHS = (
    "/de/search?q=Schuldnerberatung+Mainz",
    "/en/search?q=Schuldnerberatung+Mainz",
    "/api/search?q=Schuldnerberatung+Mainz&ui=de",
    "/api/search?kind=mfd&near=Koblenz&radius_km=40",
)
_CLIENTS = 4
_START_S = 180.0
_SERVER = """
import logging, sys
logging.getLogger("waitress").setLevel(logging.ERROR)
from finder.web import create_app
from waitress import serve
serve(create_app({"STATE_DIR": sys.argv[1]}), host="127.0.0.1", port=int(sys.argv[2]), threads=4)
"""


def pages_table(seconds: float) -> str:
    """Pages a second for each path over ``seconds``; one sentence where the web app cannot be started."""
    with tempfile.TemporaryDirectory(prefix="lotse-bench-") as state, _server(state) as port:
        if port is None:
            return "Pages: the web application could not be started; its message stands above."
        lines = [f"Pages of the real registry under waitress, {_CLIENTS} clients      pages/s   bytes"]
        for path in PATHS:
            lines.append(f"  {path:58}{_measured(port, path, seconds)}")
        return "\n".join(lines)


@contextmanager
def _server(state: str) -> Iterator[int | None]:
    port = _free_port()
    process = subprocess.Popen([sys.executable, "-c", _SERVER, state, str(port)], env=dict(os.environ))
    try:
        yield port if _ready(process, port) else None
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ready(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + _START_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.5)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.2)
    return False


def _measured(port: int, path: str, seconds: float) -> str:
    """Answers a second over all clients, and the size of one; the status where it is not 200."""
    status, size = _get(_connection(port), path)
    if status != http.client.OK:
        return f"   answered {status}"
    return f"{_rate(port, path, seconds):9.0f}{size:8}"


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def _rate(port: int, path: str, seconds: float) -> float:
    counts = [0] * _CLIENTS
    end = time.monotonic() + seconds

    def ask(client: int) -> None:
        connection = _connection(port)
        while time.monotonic() < end:
            _get(connection, path)
            counts[client] += 1

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, int]:
    """Status and size of one answer."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, len(answer.read())
