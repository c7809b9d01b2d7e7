"""The printed books of the edition of this repository, as they are built, and what they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition import build, corpus, validate


@pytest.fixture(scope="session")
def workshop(edition: corpus.Edition, tmp_path_factory: pytest.TempPathFactory) -> build.Workshop:
    return build.Workshop(edition, validate.Report((), ()), tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def books(built: Path) -> dict[str, Path]:
    """The PDFs of the build by name: the volume is ``edition``."""
    return {path.stem: path for path in sorted((built / "pdf").glob("*.pdf"))}
