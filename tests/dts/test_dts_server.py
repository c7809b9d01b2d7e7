"""The server as it runs: clients that are slow, many, or speak no HTTP hold nothing up, and under load nothing fails."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Coroutine, Iterator

import pytest
import uvicorn

from edition import patience, serve

Start = Callable[..., tuple[uvicorn.Server, int]]


@pytest.fixture
def start(out: Path) -> Iterator[Start]:
    """Start a server in a thread; stopped at the end."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def started() -> tuple[uvicorn.Server, int]:
        server = serve.server(out, "127.0.0.1", 0, live=False)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        wait(lambda: server.started)
        return server, server.servers[0].sockets[0].getsockname()[1]

    yield started
    for server, thread in running:
        server.should_exit = True
        thread.join(30)


def wait(until: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def said(port: int, request: bytes) -> bytes:
    """Send bytes and read until the server closes."""
    received = b""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client, contextlib.suppress(TimeoutError, ConnectionError):
        client.sendall(request)
        while piece := client.recv(65536):
            received += piece
    return received


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


def head(target: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {target} HTTP/1.1", *(headers or ("Host: localhost",)), "Connection: close", "", ""]).encode("latin-1")


@pytest.mark.parametrize(
    ("request_bytes", "expected"),
    [
        (head("/dts/"), 200),
        (head("/dts/collection?id=" + "a" * 3000), 414),
        (head("/dts/collection?id=" + "a" * 4_000_000), 400),
        (head("/dts/", "Host: localhost", "X-Long: " + "a" * 4_000_000), 400),
        (head("/dts/", *["Host: localhost"] * 2), 400),
        (head("/dts/", "X-None: 1"), 400),
        (head("/dts/", "Host: localhost", "X-A: 1\x00"), 400),
        (head("http://evil.example/dts/"), 404),
        (head("/dts/document?resource=one&ref=\xff"), 400),
        (head("/..%2f..%2f..%2f.made.json"), 404),
        (head("/../../.made.json"), 404),
        (head("/files/%2e%2e/%2e%2e/.made.json"), 404),
        (b"GET /dts/\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 0),
        (b"POST /dts/collection HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nConnection: close\r\n\r\nid=xy", 405),
        (b"GET /dts/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n", 200),
    ],
    ids=range(16),
)
def test_odd_requests(start: Start, request_bytes: bytes, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "REQUEST", 0.3)
    _, port = start()
    answer = said(port, request_bytes)
    assert status(answer) in ((expected,) if 0 < expected != 400 else (0, 400, 408)), answer[:200]
    assert not re.search(rb"Traceback|/tmp|\.py\b|uvicorn|inputs", answer)


def test_a_request_that_does_not_come_is_not_waited_for(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "REQUEST", 0.3)
    _, port = start()
    assert status(said(port, b"GET /dts/ HTTP/1.1\r\nHost: lo")) == 408
    assert said(port, b"")[:12] == b"HTTP/1.1 408"
    for beginning in (b"GET /dts/ HTTP/1.1\r\nX-Slow: ", b"POST /dts/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"):
        with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client, contextlib.suppress(OSError):
            client.sendall(beginning)
            end = time.monotonic() + 20
            while time.monotonic() < end:
                client.sendall(b"a")
                time.sleep(0.02)
            pytest.fail("drop by drop a request is waited for without end")
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as client:
        client.sendall(b"HEAD /dts/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status(client.recv(65536)) == 200
        client.sendall(b"GET /dts/ HTT")
        assert status(client.recv(65536)) == 408, "the second request of a connection is waited for no longer than the first"


def test_an_answer_that_is_not_read_is_given_up(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "READING", 0.3)
    server, port = start()
    with closing(socket.socket()) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(20)
        client.connect(("127.0.0.1", port))
        client.sendall(b"GET /dts/document?resource=one HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3000)
        wait(lambda: server.server_state.connections)
        wait(lambda: not server.server_state.connections)


def test_more_clients_than_there_is_room_for_are_told_to_come_again(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "MOST_AT_ONCE", 4)
    server, port = start()
    idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(4)]
    wait(lambda: len(server.server_state.connections) >= 4)
    assert status(said(port, head("/dts/"))) == 503
    for client in idle:
        client.close()
    wait(lambda: not server.server_state.connections)
    assert status(said(port, head("/dts/"))) == 200


TARGETS = ["/dts/", "/dts/collection?id=edition", "/dts/navigation?resource=one&down=-1", "/dts/document?resource=one&ref=2.2", "/dts/document?resource=one&start=1.2&end=3", "/dts/document?resource=two"]


def test_nothing_fails_under_load(start: Start) -> None:
    _, port = start()

    async def client(number: int) -> list[int]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        found = []
        for turn in range(20):
            writer.write(f"GET {TARGETS[(number + turn) % len(TARGETS)]} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            top = (await reader.readuntil(b"\r\n\r\n")).decode()
            await reader.readexactly(int(re.search(r"content-length: (\d+)", top)[1]))
            found.append(int(top.split(" ")[1]))
        writer.close()
        return found

    async def clients() -> list[list[int]]:
        return await asyncio.gather(*map(client, range(30)))

    assert Counter(status for found in _apart(clients) for status in found) == {200: 600}


def _apart(clients: Callable[[], Coroutine[Any, Any, list[list[int]]]]) -> list[list[int]]:
    """Run clients in a thread of their own: this one may have a loop already, that of a browser."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(lambda: asyncio.run(clients())).result()
