"""Files that mean harm, each through the command itself: a clear finding, the right exit status, nothing hangs, nothing is fetched, no memory without bounds.

By default the commands run on what can be read at all are ``validate``, ``render`` and ``witness``, on all else ``validate``; with EDITION_LONG=1 all three on everything.
"""

from __future__ import annotations

import ctypes
import gzip
import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Callable, Iterator, NamedTuple

import pytest

from edition import inputs

ROOT = Path(__file__).resolve().parents[1]
GOOD = Path(__file__).parent / "case" / "rules" / "good"
LONG = bool(os.environ.get("EDITION_LONG"))
SECRET = "what no document may read"
# The engine's library maps much that it never uses; this counts what is written to, which is what a machine runs out of.
MEMORY, SECONDS = 2 << 30, 60

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="x" n="x" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body>'
TAIL = "</body></text></TEI>"
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def tei(content: str, before: str = "") -> str:
    return f"{before}{HEAD}<p>{content}</p>{TAIL}"


def entities(declared: str, content: str = "&a;", name: str = "TEI") -> str:
    return tei(content, f"<!DOCTYPE {name} [{declared}]>")


def whole(text: str, encoding: str, declared: str | None = None) -> bytes:
    return f'<?xml version="1.0" encoding="{declared or encoding}"?>{text}'.encode(encoding)


class Hostile(NamedTuple):
    """A file that means harm: its content, in which WEB and FOLDER stand for places it must not reach; the exit status of ``validate``; what is said."""

    content: str | bytes | Callable[[], str]
    status: int
    says: str
    rendered: bool = False


LAUGHS = '<!ENTITY a0 "0123456789abcdef">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 16}">' for i in range(1, 9)) + '<!ENTITY a "&a8;">'
E001, E002, E003, E101 = (f"x.xml:{place}: error {code}: " for place, code in ((r"\d+:\d+", "E001"), (r"\d+:\d+", "E002"), (r"\d+", "E003"), (r"\d+:\d+", "E101")))
GROW = E001 + ".*entities that grow beyond all measure.*Write the text itself"
LENGTH = E001 + ".*longer than can be read.*Cut it"

HOSTILE = {
    # entities and DTDs
    "billion-laughs": Hostile(entities(LAUGHS), 1, GROW),
    "billion-laughs-in-a-value": Hostile(entities(LAUGHS, '<x a="&a;"/>'), 1, GROW),
    "quadratic": Hostile(entities(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000), 1, GROW),
    "entity-of-itself": Hostile(entities('<!ENTITY a "&b;"><!ENTITY b "&a;">'), 1, E001 + ".*contains itself"),
    "external-entity-file": Hostile(entities('<!ENTITY a SYSTEM "FOLDER/secret.txt">'), 1, E001 + ".*entity &a;"),
    "external-entity-uri": Hostile(entities('<!ENTITY a SYSTEM "file://FOLDER/secret.txt">'), 1, E001 + ".*entity &a;"),
    "external-entity-http": Hostile(entities('<!ENTITY a SYSTEM "WEB/a.xml">'), 1, E001 + ".*entity &a;"),
    "external-entity-in-a-value": Hostile(entities('<!ENTITY a SYSTEM "FOLDER/secret.txt">', '<x a="&a;"/>'), 1, E001),
    "external-unparsed-entity": Hostile(entities('<!NOTATION n SYSTEM "WEB/n"><!ENTITY a SYSTEM "WEB/a.png" NDATA n>', "x"), 1, E003, True),
    "dtd-http": Hostile(tei("x", '<!DOCTYPE TEI SYSTEM "WEB/tei.dtd">'), 1, E003 + ".*Take it out", True),
    "dtd-public": Hostile(tei("x", '<!DOCTYPE TEI PUBLIC "-//TEI//DTD//EN" "WEB/tei.dtd">'), 1, E003, True),
    "dtd-file": Hostile(tei("&leak;", '<!DOCTYPE TEI SYSTEM "FOLDER/secret.dtd">'), 1, E001 + ".*entity &leak;"),
    "parameter-entity-http": Hostile(entities('<!ENTITY % p SYSTEM "WEB/p.dtd">%p;', "x"), 1, E001),
    "parameter-entity-file": Hostile(entities('<!ENTITY % p SYSTEM "FOLDER/secret.dtd">%p;<!ENTITY a "&leak;">'), 1, E001),
    "parameter-entities-that-grow": Hostile(entities('<!ENTITY % a "' + "x" * 1000 + '">' + "".join(f"<!ENTITY % a{i} '{'&#37;a;' * 99}'>%a{i};" for i in range(99)), "x"), 1, E001),
    # deep, long and many
    "nest-of-300": Hostile(tei("<hi>" * 300 + "x" + "</hi>" * 300), 1, E001 + ".*nested deeper than 256.*Bring"),
    "nest-of-100000": Hostile(lambda: tei("<hi>" * 100_000 + "x" + "</hi>" * 100_000), 1, E001 + ".*nested deeper than 256"),
    "nest-of-240": Hostile(tei("<hi>" * 240 + "x" + "</hi>" * 240), 1, E101, True),
    "nest-never-closed": Hostile(lambda: HEAD + "<p>" * 1_000_000, 1, E001),
    "value-of-10-megabytes": Hostile(lambda: tei(f'<ref target="#{"x" * 10_000_000}"/>'), 1, LENGTH),
    "value-of-2-megabytes": Hostile(lambda: tei(f'<ref target="#{"x" * 2_000_000}">x</ref>'), 1, E101, True),
    "text-of-11-megabytes": Hostile(lambda: tei("x " * 5_500_000), 1, LENGTH),
    "name-of-a-megabyte": Hostile(lambda: tei(f"<{'x' * 1_000_000}/>"), 1, LENGTH),
    "100000-attributes": Hostile(lambda: tei("<x %s/>" % " ".join(f'a{i}=""' for i in range(100_000))), 1, E001 + ".*more than 1000 attributes.*Divide"),
    "20000-namespaces": Hostile(lambda: tei("<x %s/>" % " ".join(f'xmlns:a{i}="u{i}"' for i in range(20_000))), 1, E001 + ".*more than 1000 attributes"),
    "900-attributes": Hostile(lambda: tei("<x %s/>" % " ".join(f'a{i}="" xmlns:a{i}="u"' for i in range(450))), 1, E101, True),
    "1000-faults-in-a-line": Hostile(tei("<x/>" * 1_000), 1, E101, True),
    # bytes that are no characters
    "cyrillic-as-utf-8": Hostile(b'<?xml version="1.0" encoding="UTF-8"?>' + tei("мир").encode("cp1251"), 3, E002 + ".*Save the file as UTF-8"),
    "cyrillic-undeclared": Hostile(tei("мир").encode("cp1251"), 3, E002),
    "cyrillic-declared": Hostile(whole(tei("мир"), "windows-1251"), 1, E101, True),
    "utf-16-in-name-only": Hostile(whole(tei("мир"), "utf-8", "UTF-16"), 3, E002 + ".*Save the file as UTF-8"),
    "utf-16-without-a-mark": Hostile(whole(tei("мир"), "utf-16-le", "UTF-16"), 3, E002),
    "utf-16-without-a-mark-big": Hostile(whole(tei("мир"), "utf-16-be"), 3, E002),
    "utf-16-half-a-character": Hostile(whole(tei("мир"), "utf-16") + b"x", 3, E002),
    "utf-32": Hostile(whole(tei("мир"), "utf-32"), 3, E002),
    "ebcdic": Hostile(whole(tei("x"), "cp037"), 3, E002),
    "encoding-unknown": Hostile(whole(tei("x"), "utf-8", "no-such"), 3, E002 + ".*not known"),
    "nul-in-the-text": Hostile(tei("a\0b"), 1, E001 + ".*control character.*Take"),
    "nul-alone": Hostile(b"\0" * 1000, 1, E001),
    "all-bytes": Hostile(bytes(range(256)) * 50, 1, E001),
    "compressed": Hostile(gzip.compress(tei("x").encode(), mtime=0), 1, E001),
    "surrogates": Hostile(tei("x").encode().replace(b"<p>x", b"<p>\xed\xa0\x80"), 3, E002),
    # next to nothing
    "empty": Hostile(b"", 1, E001 + ".*the file is empty.*Write"),
    "blank": Hostile(b" \n\t\r\n", 1, E001),
    "mark-alone": Hostile(b"\xef\xbb\xbf", 1, E001),
    # half a file
    "half-a-tag": Hostile(tei("x")[:150], 1, E001 + ".*a tag does not end; `teiHeader`.*End it with >"),
    "half-a-comment": Hostile(HEAD + "<p><!-- x", 1, E001 + ".*a comment does not end; `p`.*-->"),
    "half-a-cdata-section": Hostile(HEAD + "<p><![CDATA[ x", 1, E001 + ".*CDATA section does not end"),
    "half-an-instruction": Hostile(HEAD + "<p><?x y", 1, E001 + ".*processing instruction does not end"),
    "half-a-doctype": Hostile("<!DOCTYPE TEI [", 1, E001 + ".*DOCTYPE is not finished"),
    "half-a-character": Hostile((HEAD + "<p>мир").encode()[:-1], 1, E001 + ".*within a character; `p`.*end of the file is lost"),
    "half-an-entity": Hostile(HEAD + "<p>&am", 1, E001),
    "half-a-tree": Hostile(HEAD + "<p>x</p>", 1, E001 + ".*`body` is open here.*end tags that are missing"),
    # what asks for other files
    "xinclude-file": Hostile(tei(f'<xi:include {XI} parse="text" href="FOLDER/secret.txt"/>'), 1, E101, True),
    "xinclude-itself": Hostile(tei(f'<xi:include {XI} href="x.xml"/>'), 1, E101, True),
    "xinclude-http": Hostile(tei(f'<xi:include {XI} href="WEB/x.xml"/>'), 1, E101, True),
    "xinclude-of-texts-as-entity": Hostile(tei(f'<xi:include {XI} href="x.xml" xpointer="xpointer(//*)"><xi:fallback>x</xi:fallback></xi:include>'), 1, E101, True),
    "xml-model-http": Hostile(tei("x", '<?xml-model href="WEB/x.rng"?>'), 1, E101, True),
    "xml-stylesheet-http": Hostile(tei("x", '<?xml-stylesheet href="WEB/x.xsl" type="text/xsl"?>'), 1, E101, True),
    "schema-location-http": Hostile(tei("x").replace("<TEI ", f'<TEI {XSI} xsi:schemaLocation="http://www.tei-c.org/ns/1.0 WEB/x.xsd" '), 1, E101, True),
    "base-http": Hostile(tei('<ref target="x.xml#a">x</ref><graphic url="WEB/x.png"/>').replace("<TEI ", '<TEI xml:base="WEB/" '), 1, E101, True),
    "pointer-to-a-secret": Hostile(tei('<ref target="FOLDER/secret.txt#a">x</ref>'), 1, E101, True),
    "xml-1.1": Hostile('<?xml version="1.1"?>' + tei("&#1;"), 1, E001),
    "xml-2.0": Hostile('<?xml version="2.0"?>' + tei("x"), 1, E001 + ".*version of XML"),
}


class Said(NamedTuple):
    """What a command said and how it ended."""

    status: int
    text: str


def _bounded() -> None:
    """Less memory and time than would hurt; and root may not read everything, for permissions to be tested."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        _PRCTL(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


_PRCTL: Callable[..., int] = getattr(ctypes.CDLL(None), "prctl", lambda *_: -1)


def command(*arguments: object, folder: Path) -> Said:
    """Run the command in a folder. It has to end in time, and without a traceback or a complaint of its engines."""
    line = [sys.executable, "-m", "edition", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(line, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False, preexec_fn=_bounded if sys.platform == "linux" else None)
    said = (done.stdout + done.stderr).decode("utf-8")
    assert not re.search(r"Traceback|internal error|graal|JAXP|SXXP", said), said[:2000]
    assert done.returncode in (0, 1, 2, 3), said[:2000]
    assert SECRET not in said
    return Said(done.returncode, said)


@pytest.fixture
def web() -> Iterator[str]:
    """The address of a server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a small good edition in ``tei`` and what nobody may read."""
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "secret.dtd").write_text(f'<!ENTITY leak "{SECRET}">')
    shutil.copytree(GOOD, tmp_path / "tei")
    return tmp_path


def no_halves(out: Path, status: int) -> None:
    """What was written is whole, and nothing where there were errors."""
    written = [path for path in out.rglob("*") if path.is_file()]
    assert [path.name for path in written if path.name.startswith(".")] == []
    assert not status or not written
    for path in written:
        text = path.read_text("utf-8")
        assert SECRET not in text and text.endswith("\n" if path.suffix == ".txt" else ">") or text.rstrip().endswith("</html>")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content(name: str, home: Path, web: str) -> None:
    case = HOSTILE[name]
    content = case.content() if callable(case.content) else case.content
    data = content.encode() if isinstance(content, str) else content
    data = data.replace(b"WEB", web.encode()).replace(b"FOLDER", str(home).encode())
    (home / "x.xml").write_bytes(data)
    said = command("validate", "x.xml", folder=home)
    assert said.status == case.status and re.search(case.says, said.text), said.text[:2000]
    assert all(re.search(r"[.?!]$", row.rstrip()) for row in said.text.splitlines() if re.match(r"\S*x\.xml:", row)), "every finding says how to mend it"
    if case.rendered or LONG:
        # These are whole, so they are rendered, and as the text of an edition they are no witness.
        rendered = command("render", "x.xml", "-o", "out", "--to", "html,text", folder=home)
        assert rendered.status == (0 if case.rendered else case.status), rendered.text[:2000]
        no_halves(home / "out", rendered.status)
    if LONG:
        shutil.copy(home / "x.xml", home / "tei" / "texts" / "one.xml")
        witness = command("witness", "--edition", "tei", folder=home)
        assert witness.status == (2 if case.rendered else case.status), witness.text[:2000]


# What is no file


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere.xml")


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _forbidden(path: Path) -> None:
    path.write_text(tei("x"))
    path.chmod(0)


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 40)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path.relative_to(Path.cwd())))


@pytest.mark.parametrize("make", [_pipe, _loop, _dangling, _endless, _forbidden, _huge, _socket], ids=lambda make: make.__name__.strip("_"))
def test_no_file(make: Callable[[Path], None], home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    make(home / "x.xml")
    for arguments in (("validate", "x.xml"), ("validate", "--format", "sarif", "x.xml"), ("render", "x.xml", "-o", "out", "--to", "html,text")):
        said = command(*arguments, folder=home)
        assert said.status == 3 and re.search(r"x\.xml: error E004: cannot be read: .*\. Name a file", said.text), said.text
    assert not (home / "out").exists()


@pytest.mark.parametrize("make", [_pipe, _loop, _endless, _forbidden], ids=lambda make: make.__name__.strip("_"))
@pytest.mark.parametrize("place", ["texts/one.xml", "authorities/persons.xml", "witnesses/one.txt", "edition.xml"])
def test_no_file_in_an_edition(make: Callable[[Path], None], place: str, home: Path) -> None:
    (home / "tei" / place).unlink()
    make(home / "tei" / place)
    said = command("validate", folder=home)
    if place == "edition.xml" and make is not _forbidden:
        assert said.status == 2 and "No edition.xml" in said.text
    elif place.startswith("witnesses"):
        assert said.status == 1 and re.search(r"one\.xml:\d+:\d+: error E20[36]: .*witness", said.text), said.text
    else:
        assert said.status == 3 and re.search(rf"{place}: error E004: cannot be read: ", said.text), said.text
    if LONG:
        assert command("witness", folder=home).status in (1, 2, 3)
    assert not list(home.rglob("build"))


def test_a_folder_named_like_a_file(home: Path) -> None:
    (home / "x.xml").mkdir()
    for arguments in (("validate", "x.xml"), ("render", "x.xml", "-o", "out")):
        said = command(*arguments, folder=home)
        assert said.status == 2 and "No XML file in x.xml. Name files" in said.text
    (home / "x.xml" / "y.xml").write_bytes((GOOD / "texts" / "one.xml").read_bytes())
    assert command("render", "x.xml", "-o", "out", folder=home).status == 0


def test_a_folder_that_holds_itself(home: Path) -> None:
    (home / "tei" / "texts" / "again").symlink_to("..")
    assert command("validate", "tei", folder=home) == command("validate", folder=home) == Said(0, "3 files validated: 0 errors, 0 warnings\n")


def test_of_a_file_that_grows_no_more_is_read_than_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "_MOST", 10)
    (tmp_path / "x.xml").write_bytes(b"<abcdefg/>")
    assert inputs.read(tmp_path / "x.xml") == b"<abcdefg/>"
    (tmp_path / "x.xml").write_bytes(b"<abcdefgh/>")
    with pytest.raises(OSError, match="larger than"):
        inputs.read(tmp_path / "x.xml")


# Names that are commands


ODD_NAMES = ["x\n::error::y.xml", "x\r::error::y.xml", "x\x1b[31m.xml", "x\u202ey.xml", "-x.xml", "x,line=9::y.xml", "x%0A::y.xml", "<x>&\"'.xml", os.fsdecode(b"\xff\xfe.xml"), "n" * 240 + ".xml"]


@pytest.mark.parametrize("form", ["github", "junit", "text", "json", "sarif"])
def test_no_name_writes_a_line_of_its_own(form: str, home: Path) -> None:
    for name in ODD_NAMES:
        (home / name).write_text("<a", "utf-8")
    status, said = command("validate", "--format", form, "--", *ODD_NAMES, *(f"absent{name}" for name in ODD_NAMES), folder=home)
    assert status == 3 and well_formed(said, form)


def test_no_name_writes_a_line_of_its_own_when_rendered(home: Path) -> None:
    for name in ODD_NAMES:
        (home / name).write_text("<a", "utf-8")
    status, said = command("render", "-o", "out", "--", *ODD_NAMES, *(f"absent{name}" for name in ODD_NAMES), folder=home)
    assert status == 3 and well_formed(said, "text")
    for name in ODD_NAMES:
        (home / name).write_text(tei("x"), "utf-8")
    status, said = command("render", "-o", "out", "--", *ODD_NAMES, folder=home)
    assert status == 0 and len(list((home / "out").glob("*.html"))) == len(ODD_NAMES) and well_formed(said, "text")


def well_formed(said: str, form: str) -> bool:
    """Whether a report is what its format promises, and nothing in it comes out as a command of its own."""
    if form in ("json", "sarif"):
        return isinstance(json.loads(said), dict)
    if form == "junit":
        return ElementTree.fromstring(said.encode()).tag == "testsuite"
    rows = said.removesuffix("\n").split("\n")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", said)
    if form == "github":
        return all(re.fullmatch(r"::(error|warning)( file=[^:,]+,line=\d+(,col=\d+)?,title=\w+)?::.+", row) for row in rows[:-1]) and re.match(r"\d+ files? validated: ", rows[-1]) is not None
    return not any(row.lstrip().startswith("::") for row in rows)
