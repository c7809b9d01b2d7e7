"""Where the stylesheets and schemas are: in a checkout as in an installed wheel."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOMES = (_PACKAGE / "data", _PACKAGE.parents[1])


def resource(name: str) -> Path:
    """Give the path of a data file or folder of the toolchain.

    ``name`` is relative to the repository, such as ``xslt/html/site.xsl``. Raises FileNotFoundError.
    """
    for home in _HOMES:
        if (home / name).exists():
            return home / name
    raise FileNotFoundError(name)


def tool_version() -> str:
    """Give the version of this toolchain (not that of an edition), as installed."""
    return metadata.version("rapallo-edition")
