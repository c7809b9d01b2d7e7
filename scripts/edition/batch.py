"""Spread work on many files over processes, or over a cluster, through concurrent.futures.Executor.

What waits and what runs is bounded, whatever the number of files. When a process dies, all that was in work is done again, one file at a
time, so that the one which killed it is known; a file that does it twice is given back as dead, and the rest goes on.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, Protocol, Sequence, TypeVar

from edition.errors import ToolError, UsageError
from edition.findings import Finding
from edition.wording import words

Item = TypeVar("Item")
Result = TypeVar("Result")
# What happened to an item: its result, or None where it killed a process twice.
Done = tuple[Item, Result | None]

# How many items, and how many bytes of them, are handed over at once; a larger one goes alone.
_ITEMS, _BYTES = 8, 1_000_000
# So much of what is handed over may be on its way at once, beside one piece of whatever size.
_ON_THE_WAY = 64_000_000


class Crew(Protocol):
    """Who does the work: an executor that can be started again, and how many jobs it does at a time."""

    deaths: tuple[type[BaseException], ...]

    def start(self) -> Executor: ...

    def size(self) -> int: ...

    def stop(self, executor: Executor) -> None:
        """End at once, without waiting for what is in work."""


class Processes:
    """Processes of this machine, which stay warm."""

    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, number: int | None = None) -> None:
        wanted = number or os.cpu_count() or 1
        self._number = min(wanted, 61) if sys.platform == "win32" else wanted  # Windows waits for no more at once

    def start(self) -> Executor:
        return ProcessPoolExecutor(self._number, mp_context=multiprocessing.get_context(start_method()), initializer=_in_a_process)

    def size(self) -> int:
        return self._number

    def stop(self, executor: Executor) -> None:
        executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.terminate()


def start_method() -> str:
    """How processes begin: from a server that has no threads, where the system has fork; else anew."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def _in_a_process() -> None:
    """An interrupt is for the one who hands out work; when that one is gone, so are we."""
    with contextlib.suppress(ValueError):  # not in a main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()


class Cluster:
    """The workers of a dask.distributed scheduler; each does the work in a process of its own, since the XSLT engine must not run in a thread."""

    def __init__(self, address: str) -> None:
        """Raises UsageError where dask is not installed or no scheduler answers."""
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise UsageError("--cluster needs dask.distributed. Install it: pip install 'rapallo-edition[cluster]'.") from error
        self.deaths: tuple[type[BaseException], ...] = (BrokenExecutor, KilledWorker)
        try:
            connect: Any = Client  # which has no types
            self._client = connect(address, timeout=20, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise UsageError(f"{address}: no scheduler answers. Start one with `dask scheduler`, and name its address.") from error
        warnings.filterwarnings("ignore", message="Sending large graph")  # one large document is one
        logging.getLogger("distributed.client").setLevel(logging.ERROR)  # what a worker that dies leaves undone is done again: nobody need hear of it
        self._asked, self._size = 0.0, 0

    def start(self) -> Executor:
        return _Relayed(self._client.get_executor(pure=False))

    def size(self) -> int:
        """The threads of all workers, which may come and go."""
        if time.monotonic() - self._asked > 5:
            self._asked, self._size = time.monotonic(), sum(self._client.nthreads().values())
        return max(self._size, 1)

    def stop(self, executor: Executor) -> None:
        executor.shutdown(wait=False)
        self._client.close()


class _Relayed(Executor):
    """An executor that passes on each call to a process beside the worker that gets it, if that has the same toolchain."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, call: Callable[..., Result], /, *arguments: Any, **more: Any) -> Future[Result]:
        return self._executor.submit(_relay, tool(), partial(call, *arguments, **more))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait)


_beside: dict[int, ProcessPoolExecutor] = {}


def _relay(wanted: str, call: Callable[[], Result]) -> Result:
    """In a thread of a worker: let the process that belongs to it do the work. Raises ToolError where the toolchain is another one."""
    if tool() != wanted:
        raise ToolError("a worker of the cluster has another version of this toolchain or of its engines. Install the same on all machines.")
    thread = threading.get_ident()
    if thread not in _beside:
        multiprocessing.current_process().daemon = False  # dask's workers are, and then may have no process of their own
        _beside[thread] = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(start_method()), initializer=_in_a_process)
    try:
        return _beside[thread].submit(call).result()
    except BrokenExecutor:
        _beside.pop(thread).shutdown(wait=False)
        raise


def tool() -> str:
    """The hash of all that decides what comes out: the code, stylesheets and schema, and the versions of the engines."""
    from edition import memory

    return memory.maker()


def done(crew: Crew, work: Callable[[Sequence[Item]], Sequence[Result]], items: Iterable[Item], weight: Callable[[Item], int] = lambda _: 0) -> Iterator[Done[Item, Result]]:
    """Do ``work`` on all items, some at a time; give each with its result as soon as it is there, in no order.

    Items are taken from their iterator only when they can be handed over; ``weight`` is their size in bytes. What ``work`` raises ends everything.
    """
    run = _Run(crew, work, weight)
    try:
        yield from run.all(items)
    except BaseException:
        crew.stop(run.executor)
        raise
    run.executor.shutdown()


class _Run:
    """The state of one call of ``done``."""

    def __init__(self, crew: Crew, work: Callable[[Sequence[Any]], Sequence[Any]], weight: Callable[[Any], int]) -> None:
        self._crew, self._work, self._weight = crew, work, weight
        self.executor = crew.start()
        self._running: dict[Future[Sequence[Any]], list[Any]] = {}
        self._suspects: deque[Any] = deque()

    def all(self, items: Iterable[Any]) -> Iterator[Done[Any, Any]]:
        chunks = self._chunks(iter(items))
        chunk = next(chunks, None)
        while chunk is not None or self._running:
            while chunk is not None and not self._suspects and self._has_room(chunk):
                self._submit(chunk)
                chunk = next(chunks, None)
            yield from self._collect()
            if self._suspects:
                yield from self._one_by_one()

    def _chunks(self, items: Iterator[Any]) -> Iterator[list[Any]]:
        chunk: list[Any] = []
        size = 0
        for item in items:
            weight = self._weight(item)
            if chunk and (len(chunk) == _ITEMS or size + weight > _BYTES):
                yield chunk
                chunk, size = [], 0
            chunk.append(item)
            size += weight
        if chunk:
            yield chunk

    def _has_room(self, chunk: list[Any]) -> bool:
        """Two chunks for each that works: one in work, one waiting."""
        on_the_way = sum(self._weight(item) for chunk in (*self._running.values(), chunk) for item in chunk)
        return not self._running or (len(self._running) < 2 * self._crew.size() and on_the_way <= _ON_THE_WAY)

    def _submit(self, chunk: list[Any]) -> None:
        try:
            self._running[self.executor.submit(self._work, chunk)] = chunk
        except BrokenExecutor:
            self._suspects += chunk

    def _collect(self) -> Iterator[Done[Any, Any]]:
        """Give what is done; where a process has died, everything that was handed over is first seen to its end."""
        ready = wait(self._running, return_when=FIRST_COMPLETED).done if self._running else set()
        while ready:
            for future in ready:
                yield from self._result(future)
            ready = wait(self._running).done if self._suspects and self._running else set()

    def _result(self, future: Future[Sequence[Any]]) -> Iterator[Done[Any, Any]]:
        chunk = self._running.pop(future)
        try:
            yield from zip(chunk, future.result(), strict=True)
        except self._crew.deaths:
            self._suspects += chunk

    def _one_by_one(self) -> Iterator[Done[Any, Any]]:
        """Do alone what was in work when a process died: whoever is there when it happens again, and once more, has done it."""
        suspects, self._suspects = self._suspects, deque()
        self._restart()
        for item in suspects:
            yield from self._alone(item)
            if self._suspects:
                yield from self._alone(self._suspects.pop())
            if self._suspects:
                yield self._suspects.pop(), None

    def _alone(self, item: Any) -> Iterator[Done[Any, Any]]:
        self._submit([item])
        yield from self._collect()
        if self._suspects:
            self._restart()

    def _restart(self) -> None:
        self.executor.shutdown(wait=False)
        self.executor = self._crew.start()


def deadly(path: Path) -> Finding:
    """What is said of a file that is given back as dead."""
    mend = words("Give the process more memory, or render the file on a machine that has it; else report it with this file.")
    return Finding(str(path), 1, None, "E006", words("reading it ended the process twice"), mend)


def in_order(results: Iterable[Done[Item, Result]], order: Sequence[Item]) -> Iterator[Done[Item, Result]]:
    """Give results in the order of their items: as soon as one and all before it are there."""
    early: dict[Item, Result | None] = {}
    wanted = iter(order)
    item = next(wanted, None)
    for one, result in results:
        early[one] = result
        while item is not None and item in early:
            yield item, early.pop(item)
            item = next(wanted, None)
