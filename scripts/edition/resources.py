"""Where the stylesheets and schemas are: in a checkout as in an installed wheel."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from edition.errors import UsageError

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


# The folder of an edition's own stylesheets, for this command and the processes that it starts.
OWN = "EDITION_XSLT"


def own_stylesheets() -> Path | None:
    """Give the folder of stylesheets that an edition lays over those of the toolchain: EDITION_XSLT. Nothing is taken from an edition unasked.

    ``html.xsl``, ``print.xsl``, ``epub.xsl`` and ``text.xsl`` in it override the folder of that name in ``xslt/``; files in ``assets/`` those of
    the site. Raises UsageError where it is no folder.
    """
    named = os.environ.get(OWN)
    if named and not Path(named).is_dir():
        raise UsageError(f"{named}: there is no such folder of stylesheets. Check --xslt, or {OWN}.")
    return Path(named).resolve() if named else None


def own_files() -> dict[str, Path]:
    """Give the files of that folder by their path in it, in order."""
    folder = own_stylesheets()
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()} if folder else {}


def own_state() -> str:
    """Give the SHA-256 of those files and their names; none for none."""
    found = hashlib.sha256()
    for name, path in (files := own_files()).items():
        found.update(f"{name}\0{path.stat().st_size}\0".encode("utf-8", "surrogateescape") + path.read_bytes())
    return found.hexdigest() if files else ""


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
