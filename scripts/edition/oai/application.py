"""OAI-PMH on the web: an endpoint that answers GET and POST at ``/oai`` from the package in the build folder."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from edition.errors import EditionError
from edition.oai import protocol, repository
from edition.oai.protocol import BATCH, Provider

PATH = "/oai"
# A request is some words; what is longer than this, or has more parts, is none (bytes, arguments).
_LONGEST, _MOST = 8_192, 16

# The name by which a request calls the server, which goes into the answer (RFC 9110, section 7.2).
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")


class _Stock:
    """The records of a build folder, read anew once it has been packed anew."""

    def __init__(self, file: Path, batch: int) -> None:
        self._file = file
        self._batch = batch
        self._stamp = (-1, -1)
        self._provider: Provider | None = None

    def provider(self) -> Provider | None:
        """What answers now; None where nothing has been packed."""
        with suppress(OSError, EditionError):  # it is being written: what was read before is still true
            found = self._file.stat()
            if (found.st_mtime_ns, found.st_size) != self._stamp:
                self._provider = Provider(repository.read(self._file), self._batch)
                self._stamp = (found.st_mtime_ns, found.st_size)
        return self._provider


def routes(out: Path, site_of: Callable[[Request], str], batch: int = BATCH) -> list[Route]:
    """Make the endpoint; ``site_of`` gives the address of the site for a request, ending in a slash, and can be trusted."""
    stock = _Stock(out / repository.RECORDS, batch)

    async def answer(request: Request) -> Response:
        if not _HOST.fullmatch(request.headers.get("host", "")):
            return PlainTextResponse("The request does not say by what name it calls this server.", 400)
        words = await _words(request)
        if words is None:
            return PlainTextResponse("Too long for a request of OAI-PMH.", 413)
        provider = await asyncio.to_thread(stock.provider)
        if provider is None:
            return PlainTextResponse("Nothing has been packed yet: edition package.", 503, {"Retry-After": "60"})
        site = site_of(request)
        asked = protocol.Request(site + PATH.strip("/"), site, datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
        return Response(provider.answer(words, asked), media_type="text/xml", headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})

    return [Route(PATH, answer, methods=["GET", "HEAD", "POST"])]


async def _words(request: Request) -> list[tuple[str, str]] | None:
    """The arguments of a request, in order; None for what is longer than any. What is not UTF-8 becomes a sign that no argument has."""
    query = request.scope["query_string"]
    body = b"" if request.method != "POST" else await _body(request)
    if body is None or len(query) + len(body) > _LONGEST:
        return None
    with suppress(ValueError):
        return parse_qsl("&".join(filter(None, (query.decode("latin-1"), body.decode("latin-1")))), keep_blank_values=True, max_num_fields=_MOST)
    return None


async def _body(request: Request) -> bytes | None:
    """The body of a request, no more of it read than can be one."""
    data = b""
    try:
        async for part in request.stream():
            data += part
            if len(data) > _LONGEST:
                return None
    except ClientDisconnect:
        return None
    return data
