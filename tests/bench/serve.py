"""How many requests a second the server answers, and at which rate none fails: requests arrive at a fixed rate, whether the ones before have
been answered or not, and each must have its answer whole, with status 200, within a second.

Usage: serve.py BUILD [SECONDS]. BUILD is a built edition. Prints one line a rate, and last the highest at which nothing failed. Not a test:
the figures are those of the machine, which server and client share.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from statistics import quantiles
from typing import Any

RATES = (50, 100, 200, 400, 600, 800, 1000, 1500, 2000, 3000)
PATIENCE = 1.0


def targets(port: int) -> list[str]:
    """What clients of DTS ask for, of every text: how it is divided, parts of each size, a range, and in one of ten requests the whole."""

    def read(path: str) -> Any:
        return json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/dts/{path}", timeout=10))

    found = ["/index.html", "/dts/", "/dts/collection"]
    for state in read("collection")["member"]:
        for text in read(f"collection?id={state['@id']}")["member"]:
            units = [unit["identifier"] for unit in read(f"navigation?resource={text['@id']}&down=-1")["member"]]
            found += [f"/dts/navigation?resource={text['@id']}&down={down}" for down in (1, -1)]
            found += [f"/dts/document?resource={text['@id']}&ref={unit}" for unit in units[:6]]
            found += [f"/dts/document?resource={text['@id']}&start={units[0]}&end={units[len(units) // 2]}", f"/dts/document?resource={text['@id']}"]
    return found


async def one(target: str, port: int, idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]) -> bool:
    """Ask for one thing, on an idle connection that the server has not ended or a new one; tell whether the answer came whole."""
    while idle and idle[-1][0].at_eof():
        idle.pop()[1].close()
    reader, writer = idle.pop() if idle else await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        await reader.readexactly(int(re.search(r"content-length: (\d+)", head)[1]))
    except BaseException:
        writer.close()  # who waits no longer hangs up
        raise
    idle.append((reader, writer))
    return head.startswith("HTTP/1.1 200")


async def at_rate(rate: int, seconds: float, port: int, wanted: list[str]) -> tuple[int, list[float]]:
    """Let requests arrive at a rate; give the number of those that failed, and how long the others took."""
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    took: list[float] = []
    failed = 0

    async def request(number: int, due: float) -> None:
        nonlocal failed
        try:
            if await asyncio.wait_for(one(wanted[number % len(wanted)], port, idle), PATIENCE):
                took.append(time.perf_counter() - due)
                return
        except (OSError, TimeoutError, asyncio.IncompleteReadError):
            pass
        failed += 1

    begun = time.perf_counter()
    waiting = []
    for number in range(int(rate * seconds)):
        due = begun + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        waiting.append(asyncio.create_task(request(number, due)))
    await asyncio.gather(*waiting)
    for _, writer in idle:
        writer.close()
    return failed, took


def main(build: Path, seconds: float) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = "import sys; from pathlib import Path; from edition import serve; serve.run(Path(sys.argv[1]), '127.0.0.1', int(sys.argv[2]), live=False)"
    with subprocess.Popen([sys.executable, "-c", command, str(build), str(port)]) as server:
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            wanted = targets(port)
            best = 0
            for rate in RATES:
                failed, took = asyncio.run(at_rate(rate, seconds, port, wanted))
                middle, late = (quantiles(took, n=100)[place] * 1000 for place in (49, 98)) if len(took) > 1 else (0, 0)
                print(f"{rate:5} requests/s  {len(took):6} answered  {failed:6} failed  median {middle:7.1f} ms  99 % within {late:7.1f} ms", flush=True)
                if failed:
                    break
                best = rate
            print(f"nothing fails at {best} requests a second")
        finally:
            server.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 10)
