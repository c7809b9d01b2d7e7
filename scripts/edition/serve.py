"""Serve a built site: its files and its texts (DTS), on loopback by default, to editors with pages that load themselves anew once the edition has been rebuilt."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import socket
from pathlib import Path
from typing import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from edition import resolver
from edition.dts.application import Library, routes
from edition.errors import UsageError
from edition.hosts import Hosts, OnlyKnownHosts
from edition.patience import PatientProtocol
from edition.oai.application import routes as harvesting

# Where a page hears of a new build (server-sent events, HTML Living Standard, 9.2), and the script that listens and reloads.
NEWS = "/-/built"
_LISTEN = f'<script>new EventSource("{NEWS}").onmessage = () => location.reload();</script>'.encode()
_EVERY = 0.3  # seconds between two looks at the build folder

# Connections at once, beyond which a request is told to come again (503), and bytes of the head of a request, beyond which it is none (400).
MOST_AT_ONCE, LONGEST_HEAD = 500, 16_384


class _Pages(StaticFiles):
    """The files of a site: nothing outside its folder, no listing, its own page for what is not there, nothing kept by the browser."""

    def __init__(self, site: Path, live: bool) -> None:
        super().__init__(directory=site, html=True)
        self._live = live

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        name = getattr(response, "path", "")
        if self._live and str(name).endswith(".html"):
            page = await asyncio.to_thread(Path(name).read_bytes)
            response = HTMLResponse(page.replace(b"</body>", _LISTEN + b"</body>"), status_code=response.status_code)
        response.headers["Cache-Control"] = "no-cache"
        return response


def application(out: Path, live: bool = True, host: str = "127.0.0.1") -> Starlette:
    """Make the ASGI application that serves ``out/site`` at ``host``; with ``live``, pages reload after each build."""
    library = Library(out)
    hosts = Hosts(host, library.address)

    async def built(request: Request) -> Response:
        return StreamingResponse(_builds(out / ".made.json", request), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    places = [*[Route(NEWS, built)] * live, *routes(library, hosts.site), *resolver.routes(out / "site"), *harvesting(out, hosts.site), Mount("/", _Pages(out / "site", live))]
    return Starlette(routes=places, middleware=[Middleware(OnlyKnownHosts, hosts=hosts)])


async def _builds(record: Path, request: Request) -> AsyncIterator[bytes]:
    """Send a message whenever the record of what was built has become another and then stayed the same for a moment."""
    told = seen = _stamp(record)
    yield b": listening\n\n"
    while not await request.is_disconnected():
        await asyncio.sleep(_EVERY)
        now = _stamp(record)
        if now == seen != told:
            told = now
            yield b"data: built\n\n"
        seen = now


def _stamp(record: Path) -> int:
    try:
        return record.stat().st_mtime_ns
    except OSError:
        return 0


def _check(host: str, port: int) -> None:
    """Raise UsageError where nothing can listen at an address."""
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        raise UsageError(f"Nothing can listen at {host}:{port}: {error.strerror}. Choose another with --port or --host.") from error


def server(out: Path, host: str, port: int, live: bool) -> uvicorn.Server:
    """Make the server with its limits: clients that are many, slow or odd get an answer that says so, and hold nothing up."""
    return uvicorn.Server(
        uvicorn.Config(
            application(out, live, host),
            host=host,
            port=port,
            http=PatientProtocol,
            ws="none",
            proxy_headers=False,
            server_header=False,
            log_level="error",  # not a line for each request that is odd
            limit_concurrency=MOST_AT_ONCE,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            timeout_keep_alive=5,
            timeout_graceful_shutdown=2,
        )
    )


def run(out: Path, host: str, port: int, live: bool) -> None:
    """Serve until interrupted. Raises UsageError where nothing can listen at the address."""
    _check(host, port)
    with contextlib.suppress(KeyboardInterrupt):
        server(out, host, port, live).run()


def beside(out: Path, host: str, port: int) -> multiprocessing.process.BaseProcess:
    """Start serving in a process of its own, so that building does not hold it up; it ends with this one. Raises UsageError where nothing can listen."""
    _check(host, port)
    process = multiprocessing.get_context("spawn").Process(target=run, args=(out, host, port, True), daemon=True)
    process.start()
    return process
