"""A real scheduler with two workers on this machine, of which one is killed midway, gives the bytes that one machine gives."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import pytest

pytest.importorskip("distributed", reason="needs dask.distributed: pip install 'rapallo-edition[cluster]'")

from edition import batch, rendering, rendering_batch, validate
from edition.errors import ToolError, UsageError
from test_batch import ROOT, TEI, command, folder, go, texts  # noqa: F401

# Half of them take as long as a page of print does.
COUNT = 1000 if os.environ.get("EDITION_LONG") else 24


def dask(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """A command of dask, at home in a folder of its own, in a process group of its own."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "scripts", ROOT / "tests")))}
    return subprocess.Popen([sys.executable, "-m", "dask", *arguments], cwd=home, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started, without a chance to tidy up."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait(30)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    if not hasattr(os, "killpg"):
        pytest.skip("ends its workers by POSIX process groups")
    home = tmp_path / "elsewhere"
    home.mkdir()
    told = home / "scheduler.json"
    started = [dask(home, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))]
    try:
        while not told.is_file() or not told.read_bytes().endswith(b"}"):
            assert started[0].poll() is None
            time.sleep(0.05)
        address = json.loads(told.read_bytes())["address"]
        started += [dask(home, "worker", address, "--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--local-directory", str(home / name)) for name in "ab"]
        yield address, started[1:]
    finally:
        for process in reversed(started):
            kill(process)


def test_a_cluster_gives_the_same_bytes_though_a_worker_dies(cluster: tuple[str, list[subprocess.Popen[bytes]]], texts: Path, tmp_path: Path) -> None:  # noqa: F811
    address, workers = cluster
    for number in range(COUNT):
        (texts / f"z {number}.xml").write_text(TEI.format(number, f"<p>word {number}</p>" * (200 * (number % 2))), "utf-8")
    out = tmp_path / "of the cluster"
    journal = out / ".edition-batch" / "manifest.jsonl"
    running = command("render", texts, "-o", out, "--to", "html,text,pdf", "--cluster", address)
    while not journal.is_file() or journal.read_bytes().count(b"\n") < 12:
        assert running.poll() is None, running.communicate()
        time.sleep(0.02)
    kill(workers[0])
    said = running.communicate(timeout=300)[1]
    assert running.returncode == 1 and "№ 03.xml:1:" in said and "internal error" not in said, said
    here = tmp_path / "of this machine"
    outcomes, _ = go(texts, here, batch.Processes(2), formats=("html", "text", "pdf"))
    assert folder(out) == folder(here) and len(folder(here)) == 3 * (len(outcomes) - 1) + 1
    assert said == "".join(f"{message}\n" for one in outcomes for message in one.messages)

    files = validate.select([texts])
    assert validate.validate(files, crew=batch.Cluster(address)) == validate.validate(files)


def test_who_has_another_toolchain_is_refused() -> None:
    with pytest.raises(ToolError, match="another version"):
        batch._relay("0" * 64, dict)


def test_who_lacks_the_fonts_is_refused(tmp_path: Path) -> None:
    job = rendering.Job(tmp_path / "x.xml", tmp_path / "x", ("pdf",), fonts=(Path("fonts"),))
    with pytest.raises(ToolError, match="does not see this folder"):
        rendering_batch.work([rendering_batch.Task(job, str(tmp_path), {}, {}, "")])


def test_where_no_scheduler_is(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no scheduler answers"):
        batch.Cluster("nowhere")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="pip install"):
        batch.Cluster("tcp://127.0.0.1:1")
