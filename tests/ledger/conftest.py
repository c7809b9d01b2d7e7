"""A small edition that can be released, and changed afterwards; and the edition of this repository with a second release."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from edition import corpus, ledger, publish, release, validate
from edition.workshop import Workshop
from ledger.releasing import BASE, GOOD, HISTORY, REFS, change, findings, improve


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


@pytest.fixture(scope="session")
def second(edition: corpus.Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of the edition of this repository with one release more, of which only the site is built."""
    top = tmp_path_factory.mktemp("second")
    home = Path(shutil.copytree(edition.head.path.parent, top / "tei")) / edition.head.path.name
    change(home, ("<availability", f'<idno type="URI">{BASE}</idno><availability'))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(release, "_products", lambda *_: b"")
        if not ledger.of_edition(edition).releases:
            release.make(home, "1.0.0", "2026-11-22")
        improve(home)
        release.make(home, "99.0.0", "2026-12-01")
    improved = corpus.load(home)
    workshop = Workshop(improved, validate.validate(validate.members(home)), top / "build")
    for version in workshop.kept:
        publish.write_folder(top / "build" / "v" / version, workshop.release(version))
    publish.write_folder(top / "build" / "site", workshop.site())
    return top / "build"
