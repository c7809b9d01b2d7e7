"""Serve a built site to its editors: files only, on loopback by default, and pages that load themselves anew once the edition has been rebuilt."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from pathlib import Path
from typing import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from edition.errors import UsageError
from edition.oai.application import routes as harvesting

# Where a page hears of a new build (server-sent events, HTML Living Standard, 9.2), and the script that listens and reloads.
NEWS = "/-/built"
_LISTEN = f'<script>new EventSource("{NEWS}").onmessage = () => location.reload();</script>'.encode()
_EVERY = 0.3  # seconds between two looks at the build folder


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


def application(out: Path, live: bool = True) -> Starlette:
    """Make the ASGI application that serves ``out/site``; with ``live``, pages reload after each build."""

    async def built(request: Request) -> Response:
        return StreamingResponse(_builds(out / ".made.json", request), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    return Starlette(routes=[Route(NEWS, built)] * live + harvesting(out, lambda request: str(request.base_url)) + [Mount("/", _Pages(out / "site", live))])


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


def run(out: Path, host: str, port: int, live: bool) -> None:
    """Serve until interrupted. Raises UsageError where nothing can listen at the address."""
    _check(host, port)
    uvicorn.run(application(out, live), host=host, port=port, log_level="warning", server_header=False)


def beside(out: Path, host: str, port: int) -> multiprocessing.process.BaseProcess:
    """Start serving in a process of its own, so that building does not hold it up; it ends with this one. Raises UsageError where nothing can listen."""
    _check(host, port)
    process = multiprocessing.get_context("spawn").Process(target=run, args=(out, host, port, True), daemon=True)
    process.start()
    return process
