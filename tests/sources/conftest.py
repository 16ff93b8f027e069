"""A service on this computer that speaks both formats, with the faults that services have."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from planner.sources import fdc, off
from planner.sources.fetch import Limits
from planner.sources.pace import Pace

ANSWERS = Path(__file__).parent / "answers"
KEY = "SECRETKEY0123456789abcdefSECRET"


def answer_of(name):
    """Return a fixture: written by hand in the service's form, of foods that do not exist."""
    return json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class Service:
    """What the server does next, and what it saw."""

    base: str
    faults: list = field(default_factory=list)
    always: str = ""
    body: bytes | None = None
    seen: list = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), OSError):  # else the other side has had enough
            super().handle_error(request, client_address)


def _handler(service):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def do_GET(self):
            service.seen.append((self.path, dict(self.headers)))
            fault = service.faults.pop(0) if service.faults else service.always
            service.counts[fault or "fine"] += 1
            try:
                getattr(self, f"fault_{fault}")() if fault else self.fine()
            except OSError:
                self.close_connection = True  # the other side has had enough

        def give(self, status, body=b"", kind="application/json", **headers):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(body)

        def fine(self):
            if service.body is not None:
                return self.give(200, service.body)
            name = _name_of(urlsplit(self.path).path)
            if name is None:
                return self.give(404, b'{"status":0,"status_verbose":"product not found"}')
            return self.give(200, json.dumps(answer_of(name)).encode())

        def fault_wait_seconds(self):
            self.give(429, b"{}", Retry_After="1")

        def fault_wait_date(self):
            soon = self.date_time_string(time.time() + 2)
            self.give(429, b"{}", Retry_After=soon)

        def fault_wait_an_hour(self):
            self.give(429, b"{}", Retry_After="3600")

        def fault_wait_nonsense(self):
            self.give(503, b"{}", Retry_After="soon")

        def fault_status_500(self):
            self.give(500, b"oops", "text/plain")

        def fault_status_503(self):
            self.give(503, b"<html>", "text/html")

        def fault_status_403(self):
            self.give(403, b'{"error":{"code":"API_KEY_INVALID","message":"' + KEY.encode() + b'"}}')

        def fault_cut_off(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"foods": [')
            self.close_connection = True

        def fault_cut_off_late(self):
            """Break off where what came is whole as JSON, and is not the whole answer."""
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(b'{"foods": []}')
            self.close_connection = True

        def fault_no_gzip(self):
            self.give(200, b"no gzip at all", Content_Encoding="gzip")

        def fault_gzip_bomb(self):
            self.give(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

        def fault_bad_chunks(self):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n")
            self.wfile.write(b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")
            self.close_connection = True

        def fault_no_http(self):
            self.wfile.write(b"\x00\x01 this is another protocol\r\n\r\n")
            self.close_connection = True

        def fault_odd_location(self):
            self.give(302, Location="http://[::1:99999/")

        def fault_html(self):
            self.give(200, b"<html>maintenance</html>", "text/html")

        def fault_json_as_text(self):
            self.give(200, b'{"foods": []}', "text/plain")

        def fault_no_json(self):
            self.give(200, b'{"foods": [')

        def fault_deep(self):
            self.give(200, b"[" * 200_000)

        def fault_huge(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.close_connection = True
            while not service.stop.is_set():
                self.wfile.write(b" " * 65536)

        def fault_huge_500(self):
            self.send_response(500)
            self.end_headers()
            self.close_connection = True
            while not service.stop.is_set():
                self.wfile.write(b" " * 65536)

        def fault_slow(self):
            service.stop.wait(20)
            self.close_connection = True

        def fault_drip(self):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.close_connection = True
            while not service.stop.wait(0.05):
                self.wfile.write(b" ")
                self.wfile.flush()

        def fault_drip_headers(self):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            self.close_connection = True
            while not service.stop.wait(0.05):
                self.wfile.write(b"a")
                self.wfile.flush()

        def fault_elsewhere(self):
            self.give(302, Location=f"http://localhost:{self.server.server_port}/stolen")

        def fault_here(self):
            self.give(302, Location=self.path)

    return Handler


def _name_of(path):
    if path.endswith("/foods/search"):
        return "fdc_search"
    if path.endswith("/cgi/search.pl"):
        return "off_search"
    by_end = {
        "/food/900001": "fdc_foundation", "/food/900002": "fdc_abridged", "/food/900005": "fdc_branded",
        "/5000000000012.json": "off_product", "/5000000000029.json": "off_drink",
    }  # fmt: skip
    return next((name for end, name in by_end.items() if path.endswith(end)), None)


@pytest.fixture
def service(monkeypatch):
    """Run the server, and point both sources at it, with limits that a test can wait for."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("FDC_API_KEY", KEY)
    found = Service("")
    server = _Server(("127.0.0.1", 0), _handler(found))
    server.daemon_threads = True
    found.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    monkeypatch.setattr(fdc, "BASE", f"{found.base}/fdc/v1")
    monkeypatch.setattr(off, "BASE", found.base)
    for module, name in ((fdc, "_pace"), (off, "_products_pace"), (off, "_search_pace")):
        monkeypatch.setattr(module, name, Pace(10_000, 60))
    yield found
    found.stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def quick():
    """Return limits: a deadline long enough for whatever is fine, short enough for a test."""
    return Limits(connect=1.0, read=1.0, total=2.5, most_bytes=1_000_000, tries=3, back_off=0.01)


@pytest.fixture
def usda(service, quick):
    return fdc.FoodDataCentral(f"{service.base}/fdc/v1", {"limits": quick})


@pytest.fixture
def facts(service, quick):
    return off.OpenFoodFacts(service.base, {"limits": quick})
