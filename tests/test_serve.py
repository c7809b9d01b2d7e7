"""Serving and watching: what an editor's browser gets, and nothing else; a change is built and told of."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from edition import serve
from edition.errors import UsageError

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    site = tmp_path / "build" / "site"
    (site / "ru").mkdir(parents=True)
    (site / "index.html").write_text("<html><body><p>Home</p></body></html>", encoding="utf-8")
    (site / "ru" / "index.html").write_text("<html><body><p>Дом</p></body></html>", encoding="utf-8")
    (site / "404.html").write_text("<html><body><p>Lost</p></body></html>", encoding="utf-8")
    (site / "data.json").write_text("{}", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "build" / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "build"


def test_pages_are_served_and_listen_for_the_next_build(out: Path) -> None:
    client = TestClient(serve.application(out), base_url="http://localhost")
    page = client.get("/ru/")
    assert page.status_code == 200 and "Дом" in page.text and serve.NEWS in page.text
    assert page.headers["content-type"] == "text/html; charset=utf-8" and page.headers["cache-control"] == "no-cache"
    assert client.get("/data.json").text == "{}"
    lost = client.get("/nothing.html")
    assert lost.status_code == 404 and "Lost" in lost.text


def test_without_live_the_pages_are_as_built(out: Path) -> None:
    client = TestClient(serve.application(out, live=False), base_url="http://localhost")
    assert client.get("/").content == (out / "site" / "index.html").read_bytes()
    assert client.get(serve.NEWS).status_code == 404


@pytest.mark.parametrize("path", ["/../secret.txt", "/..%2fsecret.txt", "/ru/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "//etc/passwd", "/%00", "/ru/%5c..%5c..%5csecret.txt", "/" + "a" * 5000])
def test_nothing_outside_the_site_is_served(path: str, out: Path) -> None:
    answer = TestClient(serve.application(out), base_url="http://localhost", raise_server_exceptions=False).get(path)
    assert answer.status_code in (400, 404, 414) and "secret" not in answer.text


def test_a_link_out_of_the_site_is_not_followed(out: Path) -> None:
    try:
        (out / "site" / "leak.txt").symlink_to(out / "secret.txt")
    except OSError:
        pytest.skip("this file system has no symbolic links: try another TMPDIR")
    assert TestClient(serve.application(out), base_url="http://localhost").get("/leak.txt").status_code == 404


def test_only_reading_is_answered(out: Path) -> None:
    client = TestClient(serve.application(out), base_url="http://localhost")
    assert {client.request(method, "/").status_code for method in ("POST", "PUT", "DELETE")} == {405}


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_port_that_is_taken_is_told_of(out: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="--port"):
            serve.beside(out, "127.0.0.1", taken.getsockname()[1])


def until(seconds: float, address: str, words: str) -> str:
    """The page at an address, once it has these words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                page = answer.read().decode("utf-8")
                if words in page:
                    return page
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError(f"{address} did not say “{words}” in {seconds} seconds")


def test_a_change_is_built_and_shown(tmp_path: Path, port: int) -> None:
    """The whole command: it builds, serves, sees a change, builds again, and stops when it is told to."""
    shutil.copytree(ROOT / "tests" / "case" / "passes", tmp_path / "tei")
    command = [sys.executable, "-m", "edition", "serve", "--port", str(port), "--edition", str(tmp_path / "tei")]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=os.environ) as server:
        try:
            page = f"http://127.0.0.1:{port}/index.html"
            assert "EventSource" in until(60, page, "A Small Edition")
            head = tmp_path / "tei" / "edition.xml"
            head.write_text(head.read_text("utf-8").replace("A Small Edition", "Another Edition"), encoding="utf-8")
            until(60, page, "Another Edition")
        finally:
            server.terminate()
            server.wait(20)
    with pytest.raises(OSError), urllib.request.urlopen(page, timeout=5):
        pass
