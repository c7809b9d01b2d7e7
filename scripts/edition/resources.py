"""Where the stylesheets and schemas are: in a checkout as in an installed wheel."""

from __future__ import annotations

import os
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


def cache_folder() -> Path | None:
    """Give the folder in which this command keeps what it need not work out twice: EDITION_CACHE, else that of the system for this user.

    None where EDITION_CACHE is empty, or no such folder can be made.
    """
    if (named := os.environ.get("EDITION_CACHE")) is None:
        import platformdirs  # which starts slowly

        named = platformdirs.user_cache_dir("edition", appauthor=False)
    if not named:
        return None
    folder = Path(named)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


def tool_version() -> str:
    """Give the version of this toolchain (not that of an edition), as installed."""
    from importlib import metadata  # which starts slowly

    return metadata.version("rapallo-edition")
