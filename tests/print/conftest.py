"""The printed books of the edition of this repository, set once for all tests of print."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import build, corpus, validate


@pytest.fixture(scope="session")
def workshop(edition: corpus.Edition, tmp_path_factory: pytest.TempPathFactory) -> build.Workshop:
    return build.Workshop(edition, validate.Report((), ()), tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def books(workshop: build.Workshop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDFs by name: the volume is ``edition``."""
    folder = tmp_path_factory.mktemp("pdf")
    for name in workshop.names:
        (folder / f"{name}.pdf").write_bytes(workshop.one_pdf(name)[f"{name}.pdf"])
    return {name: folder / f"{name}.pdf" for name in workshop.names}
