"""The typeface of the site: Source Serif 4 at one optical size, with the characters that an edition needs, as WOFF2.

Its licence (SIL OFL 1.1) keeps the name Source for the unchanged fonts, so what is made here bears another and says where it comes from.
"""

from __future__ import annotations

import gc
import io
import json
from contextlib import contextmanager
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, Iterable, Iterator, Mapping, NamedTuple, Sequence

from edition import publish
from edition.errors import ToolError

FAMILY = "Edition Serif"
SOURCE = "Source Serif 4"
PACKAGES = ("fonttools", "brotli", "fontpkg-source-serif-4")
LICENCE = "OFL.txt"

# The optical size of all faces, in points: that of text.
_SIZE = 14
# What is kept of the layout: figures old and lining, small capitals, raised figures, marks for capitals, and what every text needs.
_FEATURES = ("c2sc", "case", "ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "onum", "pnum", "smcp", "sups", "tnum")

# Always there, whatever an edition says: Latin with Latin-1 and Extended-A, Cyrillic with the letters given up in 1918, marks and signs.
BASICS = frozenset(
    chr(code) for start, end in ((0x20, 0x7E), (0xA0, 0x17F), (0x400, 0x45F), (0x462, 0x463), (0x472, 0x475), (0x490, 0x491)) for code in range(start, end + 1)
) | frozenset("‐‑–—‘’‚“”„†‡•…′″‹›⁄€№−←↑→↓")


class Face(NamedTuple):
    """One file of the family: the font it is cut from, its weight, and the name of its style."""

    source: str
    weight: int
    style: str


FACES: Mapping[str, Face] = {
    "edition-serif-regular.woff2": Face("SourceSerif4[opsz,wght].ttf", 400, "Regular"),
    "edition-serif-semibold.woff2": Face("SourceSerif4[opsz,wght].ttf", 600, "SemiBold"),
    "edition-serif-italic.woff2": Face("SourceSerif4-Italic[opsz,wght].ttf", 400, "Italic"),
}


def subset(characters: Iterable[str]) -> Mapping[str, bytes]:
    """Cut the faces to the basics and to those of ``characters`` that they have; give the files with their licence, by name.

    The same characters and packages give the same bytes. Raises ToolError where a package is not installed.
    """
    return _cut(_wanted(characters))


def kept(home: Path, characters: Iterable[str]) -> Mapping[str, bytes]:
    """Give what ``subset`` gives, out of a folder in ``home`` where an earlier build left just that: to cut the faces takes longer than all else."""
    wanted = sorted(_wanted(characters))
    folder, inputs = _slot(home, wanted)
    there = _found(folder, inputs)
    if there is None:
        there = subset(wanted)
        record = {"inputs": inputs, "files": _digest(there)}
        publish.write_folder(folder, {**there, "made.json": json.dumps(record).encode()})
    return there


def are_kept(home: Path, characters: Iterable[str]) -> bool:
    """Tell whether ``kept`` has nothing to cut."""
    return _found(*_slot(home, sorted(_wanted(characters)))) is not None


def _slot(home: Path, wanted: Sequence[str]) -> tuple[Path, str]:
    """The folder for some characters, and the digest of all that the files in it depend on."""
    inputs = publish.digest([Path(__file__).read_bytes(), "".join(wanted).encode(), versions().encode()])
    return home / inputs[:16], inputs


def _found(folder: Path, inputs: str) -> Mapping[str, bytes] | None:
    """The files in a folder, if they are all there and are ours."""
    there = {name: path.read_bytes() for name in (*FACES, LICENCE) if (path := folder / name).is_file()}
    try:
        return there if json.loads((folder / "made.json").read_bytes()) == {"inputs": inputs, "files": _digest(there)} else None
    except (OSError, ValueError):
        return None  # not there, or not ours


def _digest(files: Mapping[str, bytes]) -> str:
    return publish.digest(files[name] for name in sorted(files))


def versions() -> str:
    """Name what the faces are made with, exactly. Raises ToolError where a package is not installed."""
    _require()
    return " ".join(f"{name}=={metadata.version(name)}" for name in PACKAGES)


def _require() -> None:
    absent = [name for name in PACKAGES if not _is_installed(name)]
    if absent:
        raise ToolError(f"the typeface of the site is made with {', '.join(PACKAGES)}; not installed: {', '.join(absent)}. Run: python -m pip install {' '.join(absent)}")


def _is_installed(package: str) -> bool:
    try:
        return bool(metadata.version(package))
    except metadata.PackageNotFoundError:
        return False


def _home() -> Path:
    """Where the package of the typeface lies."""
    import fontpkg_source_serif_4 as source

    return Path(source.ROOT)


def _wanted(characters: Iterable[str]) -> frozenset[str]:
    """The basics, and those of the characters that a face has."""
    _require()
    return BASICS | (frozenset(characters) & _repertoire())


@lru_cache(maxsize=1)
def _repertoire() -> frozenset[str]:
    from fontTools.ttLib import TTFont

    fonts = (TTFont(_home() / "files" / source, lazy=True) for source in {face.source for face in FACES.values()})
    return frozenset(chr(code) for font in fonts for code in font.getBestCmap())


@lru_cache(maxsize=4)
def _cut(characters: frozenset[str]) -> dict[str, bytes]:
    with _kept_until_done():
        files = {name: _face(_home() / "files" / face.source, face, characters) for name, face in FACES.items()}
    return files | {LICENCE: (_home() / "LICENSE").read_bytes()}


@contextmanager
def _kept_until_done() -> Iterator[None]:
    """Collect no garbage meanwhile: of the millions of small objects of a font few go before it does, and to look for them takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _face(path: Path, face: Face, characters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(path, recalcTimestamp=False)
    cutter = Subsetter(Options(layout_features=list(_FEATURES), name_IDs=["*"], hinting=False, notdef_outline=True, recalc_timestamp=False))
    cutter.populate(unicodes=[ord(character) for character in characters])
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"opsz": _SIZE, "wght": face.weight}, inplace=True)
    _name(font, face)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _name(font: Any, face: Face) -> None:
    """Name a face after the edition, and keep what says who owns and who made it."""
    table = font["name"]
    version = str(table.getDebugName(5)).partition(";")[0]
    owners = {number: table.getDebugName(number) for number in (0, 9, 11, 13, 14)}
    full = f"{FAMILY} {face.style}"
    given = {1: FAMILY if face.style in ("Regular", "Italic") else full, 2: face.style if face.style in ("Regular", "Italic") else "Regular", 3: f"{full}; {version}", 4: full, 5: version}
    described = {6: full.replace(" ", ""), 10: f"A reduced form of {SOURCE}, {version.lower()}, at {_SIZE} pt.", 16: FAMILY, 17: face.style}
    table.names = []
    for number, words in sorted((owners | given | described).items()):
        if words:
            table.setName(words, number, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]
