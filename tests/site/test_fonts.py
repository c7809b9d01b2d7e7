"""The typeface of the site: small, complete, the same every time, named as its licence asks."""

from __future__ import annotations

import io
import os
import re
from importlib import metadata
from pathlib import Path
from typing import Iterator

import pytest
from fontTools.ttLib import TTFont
from lxml import html

from edition import fonts
from edition.errors import ToolError
from edition.resources import resource

# Signs that the typeface lacks and that a reader's own fonts show: brackets of philology.
FOREIGN = set("⟨⟩⟦⟧")


@pytest.fixture(scope="module")
def made(built: Path) -> dict[str, TTFont]:
    return {name: TTFont(io.BytesIO(data)) for name, data in served(built).items() if name.endswith(".woff2")}


@pytest.fixture
def one_face(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """To cut a face takes seconds: one stands for all. Gives the name of its file."""
    name = next(iter(fonts.FACES))
    monkeypatch.setattr(fonts, "FACES", {name: fonts.FACES[name]})
    cut = fonts._cut
    cut.cache_clear()
    yield name
    cut.cache_clear()


def served(built: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (built / "site" / "assets" / "fonts").iterdir()}


def test_the_faces_are_small_and_their_licence_is_beside_them(built: Path) -> None:
    files = served(built)
    assert set(files) == {*fonts.FACES, fonts.LICENCE}
    assert sum(len(data) for name, data in files.items() if name.endswith(".woff2")) < 200_000
    assert b"SIL OPEN FONT LICENSE Version 1.1" in files[fonts.LICENCE]


def test_the_style_sheet_names_just_these_files_and_never_hides_text() -> None:
    sheet = resource("xslt/html/assets/fonts.css").read_text("utf-8")
    assert set(re.findall(r'url\("fonts/([^"]+)"\)', sheet)) == set(fonts.FACES)
    faces = re.findall(r"@font-face \{([^}]*)\}", sheet)
    fetched = [face for face in faces if "url(" in face]
    assert len(fetched) == sheet.count("font-display: swap") == len(fonts.FACES)
    assert {re.findall(r'font-family: "([^"]+)"', face)[0] for face in fetched} == {fonts.FAMILY}
    assert all("local(" in face for face in faces if face not in fetched)


def test_every_letter_of_the_site_is_in_every_face(built: Path) -> None:
    faces = [TTFont(io.BytesIO(data)).getBestCmap() for name, data in served(built).items() if name.endswith(".woff2")]
    for path in (built / "site").rglob("*.html"):
        shown = set(html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot().body.text_content())
        for face in faces:
            missing = {character for character in shown - FOREIGN if character.isalpha() and ord(character) not in face}
            # Letters of scripts that the typeface has not at all stand in names of the registers.
            assert not {character for character in missing if ord(character) < 0x530}, path.name


def test_the_letters_given_up_in_1918_and_both_figures_are_kept(made: dict[str, TTFont]) -> None:
    for name, face in made.items():
        assert all(ord(character) in face.getBestCmap() and character in fonts.BASICS for character in "ѢѣѲѳѴѵІіЁёŁłŽž„“«»№—")
        features = {record.FeatureTag for record in face["GSUB"].table.FeatureList.FeatureRecord}
        assert {"onum", "lnum", "pnum", "tnum"} <= features
        assert ({"smcp", "c2sc"} <= features) == ("italic" not in name), "the italic of the family has no small capitals"
        assert any(record.FeatureTag == "kern" for record in face["GPOS"].table.FeatureList.FeatureRecord)


def test_the_faces_have_their_weights_and_a_name_of_their_own(made: dict[str, TTFont]) -> None:
    for name, face in made.items():
        assert face["OS/2"].usWeightClass == fonts.FACES[name].weight and "fvar" not in face
        names = {record.nameID: str(record) for record in face["name"].names}
        assert not any("Source" in names[number] for number in (1, 3, 4, 6, 16)), "the licence reserves this name"
        assert "Reserved Font Name" in names[0] and "SIL Open Font License" in names[13] and fonts.SOURCE in names[10]


if os.environ.get("EDITION_LONG"):  # it cuts a face twice, which takes most of a minute

    def test_a_character_asked_for_is_added_where_the_typeface_has_it(one_face: str) -> None:
        greek = fonts.subset("Ω漢")
        face = TTFont(io.BytesIO(greek[one_face])).getBestCmap()
        assert ord("Ω") in face and ord("漢") not in face
        fonts._cut.cache_clear()
        assert fonts.subset("漢Ω") == greek, "the same characters in another order give the same bytes"


def test_what_was_cut_is_kept_and_what_was_spoilt_is_cut_again(one_face: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut: list[frozenset[str]] = []

    def cutting(characters: frozenset[str]) -> dict[str, bytes]:
        cut.append(characters)
        return {one_face: b"a face", fonts.LICENCE: b"its licence"}

    monkeypatch.setattr(fonts, "_cut", cutting)
    first = fonts.kept(tmp_path / "kept", "a")
    assert fonts.kept(tmp_path / "kept", "aa") == first and len(cut) == 1
    next((tmp_path / "kept").glob(f"*/{one_face}")).write_bytes(b"spoilt")
    assert fonts.kept(tmp_path / "kept", "a") == first and len(cut) == 2
    fonts.kept(tmp_path / "kept", "Ω")
    assert len(cut) == 3 and "Ω" in cut[2]


def test_without_its_packages_the_build_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    version = metadata.version

    def without(package: str) -> str:
        if package == "brotli":
            raise metadata.PackageNotFoundError(package)
        return version(package)

    monkeypatch.setattr(metadata, "version", without)
    with pytest.raises(ToolError, match="not installed: brotli. Run: python -m pip install brotli"):
        fonts.subset("")
