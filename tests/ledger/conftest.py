"""A small edition that can be released, and changed afterwards."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

import pytest

from edition import release, validate
from edition.findings import Finding

GOOD = Path(__file__).resolve().parents[1] / "case" / "rules" / "good"

REFS = """<refsDecl n="canonical"><citeStructure unit="text" match="/TEI" use="@n"><citeStructure unit="paragraph" match="text/body/p" use="@n" delim=" "><citeStructure unit="sentence" match="s" use="@n" delim="."/></citeStructure></citeStructure></refsDecl>
      <refsDecl n="lines"><citeStructure unit="line" match="/TEI/text/body//lb" use="@n"/></refsDecl>
      """
HISTORY = '<revisionDesc>\n      <change when="2026-01-01" who="ed:pass-a">Made.</change>\n    </revisionDesc>\n  </teiHeader>'

Edit = Callable[..., None]


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace strings in a file; each must be there."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, f"{path.name} has not {old}"
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def findings(home: Path) -> list[Finding]:
    """What validation says of an edition."""
    return list(validate.validate(validate.members(home)).findings)


def told(home: Path, names: str, note: str = "Changed.") -> None:
    """Let revisionDesc of the text say that passages have changed."""
    change(home.parent / "texts/one.xml", ("</revisionDesc>", f'<change when="2026-02-01" who="ed:pass-a" target="{names}">{note}</change>\n    </revisionDesc>'))


@pytest.fixture
def unreleased(tmp_path: Path) -> Path:
    """The edition.xml of a small edition that has what a release needs, and none yet."""
    home = Path(shutil.copytree(GOOD, tmp_path / "издание 1" / "tei")) / "edition.xml"
    change(home, ("<publicationStmt>", '<editionStmt>\n        <edition n="0.1.0">A draft</edition>\n      </editionStmt>\n      <publicationStmt>'))
    change(home.parent / "texts/one.xml", ("<listPrefixDef>", REFS + "<listPrefixDef>"), ("</teiHeader>", HISTORY))
    assert findings(home) == []
    return home


@pytest.fixture
def released(unreleased: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with release 1.0.0, of which no products were made: that takes long, and has a test of its own."""
    monkeypatch.setattr(release, "_products", lambda *_: b"")
    release.make(unreleased, "1.0.0", "2026-01-31")
    assert findings(unreleased) == []
    return unreleased
