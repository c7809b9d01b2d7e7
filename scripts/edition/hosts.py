"""Whose name a request may call the server by: the address of the site in an answer is made from it, and another page must not lead a browser here."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?")
_ANY = ("0.0.0.0", "::", "")


class Hosts:
    """The names of a server: those of the loopback interface, the one it listens at, and the host of the address it is published at.

    One that listens at all interfaces has any IP address for a name, too: no other page can give itself that name (DNS rebinding).
    """

    def __init__(self, bound: str, published: Callable[[], str] = lambda: "") -> None:
        self._bound = bound.lower()
        self._published = published

    def site(self, request: Request) -> str:
        """The address of the site for a request that is allowed, ending in a slash: as it is published, or as it was called."""
        called, published = request.headers.get("host", ""), self._published()
        return published if published and called.lower() == urlsplit(published).netloc.lower() else f"{request.url.scheme}://{called}/"

    def allow(self, called: str) -> bool:
        """Tell whether a ``Host`` (RFC 9110, section 7.2) is a name of the server."""
        match = _HOST.fullmatch(called)
        if not match:
            return False
        name = match[1].lower().strip("[]")
        if name in ("localhost", self._bound) or called.lower() == urlsplit(self._published()).netloc.lower():
            return True
        try:
            return ip_address(name).is_loopback or self._bound in _ANY
        except ValueError:
            return False


class OnlyKnownHosts:
    """Refuses requests that call the server by a name that is not its own (421, RFC 9110, section 15.5.20)."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "http" and not self._hosts.allow(Request(scope).headers.get("host", "")):
            await PlainTextResponse("This server does not go by that name.", 421)(scope, receive, send)
        else:
            await self._app(scope, receive, send)
