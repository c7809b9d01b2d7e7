"""How long the server waits for slow clients: uvicorn's HTTP/1.1 protocol with an end to waiting for a request and for a reader."""

from __future__ import annotations

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# Seconds for a request to arrive whole, and for a client to take what was sent to it.
REQUEST, READING = 10.0, 30.0


class PatientProtocol(H11Protocol):
    """Ends a connection whose request does not arrive in time (408, RFC 9110, section 15.5.9), or whose client does not read the answer."""

    _waiting: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def handle_events(self) -> None:
        """See whether a request has come whole, with what follows its head: if so, wait no more; if the last one has been answered, wait for the next."""
        super().handle_events()
        if self.conn.their_state in (h11.IDLE, h11.SEND_BODY):
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop()
        self.resume_writing()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client reads slower than we write."""
        super().pause_writing()
        self._reading = self._reading or self.loop.call_later(READING, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has caught up."""
        super().resume_writing()
        if self._reading:
            self._reading.cancel()
            self._reading = None

    def _wait(self) -> None:
        self._waiting = self._waiting or self.loop.call_later(REQUEST, self._give_up)

    def _stop(self) -> None:
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        if self.conn.our_state is h11.IDLE and not self.transport.is_closing():
            for event in (h11.Response(status_code=408, headers=[("content-length", "0"), ("connection", "close")]), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
