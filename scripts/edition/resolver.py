"""Resolve citations from a built site, for its server and for whoever has a copy: what the page ``resolve.html`` does by script."""

from __future__ import annotations

import json
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from edition import downloads
from edition.ledger import Ledger, entries
from edition.ledger.resolve import UNKNOWN, Answer, resolve
from edition.ledger.units import Words

# Where in a site its ledger lies.
LEDGER = downloads.TEI + entries.NAME
# What a request may ask for, and the form of each value.
_ASKED = {"id": r"[^\x00-\x1f]{1,200}", "ref": r"[^\x00-\x1f]{1,200}", "v": r"[0-9.]{1,32}", "h": r"[0-9a-f]{4,64}", "q": r"[^\x00]{0,2000}"}
_HEADERS = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


def answer(site: Path, name: str, version: str = "", digest: str = "") -> Answer:
    """Resolve a citation by the ledger that a built site gives away. Raises InputError where it cannot be read."""
    path = site / LEDGER
    return resolve(Ledger(path, *entries.read(path)), lambda release, unit: _words(site, release, unit), name, version, digest)


def _words(site: Path, release: str, unit: str) -> Words | None:
    """Both readings of a unit in a release, from the data that the pages' scripts load."""
    for path in sorted((site / "v" / release).glob("*.words.js")):
        units = json.loads(path.read_text("utf-8").partition(" = ")[2].rstrip(";\n"))
        if unit in units:
            critical, source = units[unit]
            return Words("", "", critical, source)
    return None


def routes(site: Path) -> list[Route]:
    """Make the endpoint ``/resolve?id=…|ref=…&v=…&h=…``: JSON for programs; people with a browser are led to the page."""

    def resolved(request: Request) -> Response:
        asked = dict(request.query_params)
        if any(name not in _ASKED or not re.fullmatch(_ASKED[name], value) for name, value in asked.items()) or not ("id" in asked) ^ ("ref" in asked):
            return _problem(400, "Give id or ref, and as you like v (a version), h (a hash) and q (the words).")
        if "text/html" in request.headers.get("accept", ""):
            return RedirectResponse(f"/resolve.html?{request.url.query}", 303, _HEADERS)
        found = answer(site, asked.get("id") or asked["ref"], asked.get("v", ""), asked.get("h", ""))
        return JSONResponse(found.as_dict(), 404 if found.verdict == UNKNOWN else 200, _HEADERS)

    return [Route("/resolve", resolved)]


def _problem(status: int, detail: str) -> Response:
    """An error as RFC 9457 words it for programs."""
    return JSONResponse({"type": "about:blank", "status": status, "detail": detail}, status, _HEADERS, "application/problem+json")
