"""What the tests of the site's files share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pages(built: Path) -> list[Path]:
    """All pages of the built site, in both languages."""
    found = sorted((built / "site").rglob("*.html"))
    assert found
    return found
