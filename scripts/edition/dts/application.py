"""The DTS server (Level 1): endpoints that answer at ``/dts/`` from a built site, and say of each answer what a cache must know."""

from __future__ import annotations

import asyncio
import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from edition import corpus, disk, documents
from edition.dts import addresses, answers, catalogue, objects
from edition.dts.addresses import Addresses
from edition.dts.answers import Passage, Refused
from edition.dts.catalogue import Catalogue
from edition.errors import EditionError

# The most members that one page of an answer has.
PAGE = 500

# What every answer says: anybody's page may read it, and a cache asks whether it still holds.
_HEADERS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
_JSON = "application/ld+json"

# Where in the folder of a site, or of a release in it, its edition lies.
_HEAD = "files/tei/edition.xml"
_RELEASE = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


@dataclass(frozen=True)
class _Stock:
    """What a site has, as it was read at a moment (seconds since 1970)."""

    catalogue: Catalogue
    moment: int


class Library:
    """The texts that a built site gives away, read anew once it has been built anew."""

    def __init__(self, out: Path) -> None:
        self._record = out / ".made.json"
        self._site = out / "site"
        self._reading = asyncio.Lock()
        self._stamp = -1
        self._stock: _Stock | None = None
        self._addressed = (-1, "")

    async def stock(self) -> _Stock:
        """What there is now. Raises Refused where nothing can be read, for instance while it is built for the first time."""
        async with self._reading:
            stamp = _stamp(self._record)
            if stamp != self._stamp:
                with suppress(EditionError):  # it is being written: what was read before is still true
                    self._stock = await asyncio.to_thread(_read, self._site, stamp // 10**9)
                    self._stamp = stamp
        if self._stock is None:
            raise Refused(503, "The texts are not built yet.")
        return self._stock

    def address(self) -> str:
        """The address below which the edition is published, or empty."""
        stamp = _stamp(self._site / _HEAD)
        if stamp != self._addressed[0]:
            with suppress(EditionError):
                self._addressed = (stamp, corpus.Edition(documents.parse(self._site / _HEAD), (), ()).address)
        return self._addressed[1]


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _read(site: Path, moment: int) -> _Stock:
    """Read the edition that a site gives away, and each of its releases (below ``v/``), with all that answers need. Raises EditionError."""
    newest = corpus.load(site / _HEAD)
    releases = sorted((path for path in site.glob("v/*") if _RELEASE.fullmatch(path.name)), key=lambda path: [*map(int, path.name.split("."))], reverse=True)
    states = [catalogue.state(newest, site=site), *(catalogue.state(corpus.load(path / _HEAD), f"v/{path.name}/", path.name, site) for path in releases if disk.is_file(path / _HEAD))]
    found = catalogue.catalogue(newest.title, states)
    for resource in found.resources:
        resource.passages  # noqa: B018  computed now, not while somebody waits
    return _Stock(found, moment)


def routes(library: Library, site_of: Callable[[Request], str]) -> list[Route]:
    """Make the endpoints; ``site_of`` gives the address of the site for a request, ending in a slash, and can be trusted."""

    async def entry(query: bytes, where: Addresses) -> Response:
        return _response(objects.encoded(objects.entry(where)), _JSON)

    async def collection(query: bytes, where: Addresses) -> Response:
        asked = answers.parameters("collection", query)
        stock = await library.stock()
        return _response(objects.encoded(answers.collection(stock.catalogue, asked, where, PAGE)), _JSON, stock)

    async def navigation(query: bytes, where: Addresses) -> Response:
        asked = answers.parameters("navigation", query)
        stock = await library.stock()
        return _response(objects.encoded(answers.navigation(stock.catalogue, asked, where, PAGE)), _JSON, stock)

    async def document(query: bytes, where: Addresses) -> Response:
        asked = answers.parameters("document", query)
        stock = await library.stock()
        passage = answers.document(stock.catalogue, asked)
        return _response(passage.data(), passage.media_type, stock, _links(passage, where))

    endpoints = {"/dts": entry, "/dts/collection": collection, "/dts/navigation": navigation, "/dts/document": document}
    return [Route(path + slash, _Endpoint(answer, site_of)) for path, answer in endpoints.items() for slash in ("", "/")]


class _Endpoint:
    """An endpoint as an ASGI application: reads only, answers or refuses, and says so where the client has the answer."""

    def __init__(self, answer: Callable[[bytes, Addresses], Awaitable[Response]], site_of: Callable[[Request], str]) -> None:
        self._answer = answer
        self._site_of = site_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answered(Request(scope))
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        try:
            if request.method not in ("GET", "HEAD"):
                raise Refused(405, "There is nothing to do here but to read.")
            return _conditional(request, await self._answer(request.scope["query_string"], addresses.queries(self._site_of(request))))
        except Refused as error:
            return _problem(error)


def _response(body: bytes, kind: str, stock: _Stock | None = None, links: str = "") -> Response:
    headers = _HEADERS | {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    headers |= {"Last-Modified": formatdate(stock.moment, usegmt=True)} if stock else {}
    headers |= {"Link": links} if links else {}
    return Response(body, media_type=kind, headers=headers)


def _links(passage: Passage, where: Addresses) -> str:
    """The ``Link`` of a document (RFC 8288): its collection, its licence, and the page where people read the same."""
    resource = passage.resource
    element = passage.start.element if passage.start else resource.document.root
    identifier = element.get(documents.XML_ID) if passage.start else None
    page = where.site + quote(resource.page) + (f"#{quote(identifier)}" if identifier else "")
    links = [f'<{where.query("collection", {"id": resource.identifier})}>; rel="collection"', f'<{page}>; rel="alternate"; type="text/html"']
    links += [f'<{quote(licence, safe=":/?&=@%+,;~")}>; rel="license"' for licence in resource.metadata.get("license", []) if isinstance(licence, str)]
    return ", ".join(links)


def _conditional(request: Request, response: Response) -> Response:
    """Answer 304 where the client has what it would get (RFC 9110, section 13.2.2)."""
    wanted, since = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
    if wanted is not None:
        same = wanted.strip() == "*" or response.headers["etag"] in [tag.strip().removeprefix("W/") for tag in wanted.split(",")]
    else:
        same = since is not None and "last-modified" in response.headers and not _later(response.headers["last-modified"], since)
    if not same:
        return response
    kept = {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(status_code=304, headers=kept)


def _later(modified: str, since: str) -> bool:
    try:
        return parsedate_to_datetime(modified) > parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):
        return True  # not a date: the condition is not there


def _problem(error: Refused) -> Response:
    """An error as RFC 9457 words it for programs; it repeats nothing of what was asked."""
    body = {"type": "about:blank", "title": HTTPStatus(error.status).phrase, "status": error.status, "detail": error.detail}
    also = {405: {"Allow": "GET, HEAD"}, 503: {"Retry-After": "5"}}.get(error.status, {})
    return JSONResponse(body, error.status, _HEADERS | {"Cache-Control": "no-store"} | also, "application/problem+json")
