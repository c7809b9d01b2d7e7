"""The commands on archive packages."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from edition.cli import PATHS, _edition_option, _home, _say, _xslt_option, main
from edition.errors import FAULTY, OK, InputError, UsageError


@main.command("package")
@_edition_option
@_xslt_option
@click.option("-o", "--output", type=PATHS, help="The folder to write. Default: package/ in the build folder.")
@click.option("--version", "asked", metavar="X.Y.Z", help="The release to pack. Default: the newest; the edition as it stands where there is none.")
@click.option("--draft", is_flag=True, help="Pack the edition as it stands, though there are releases.")
@click.option("--previous", type=PATHS, metavar="DIR", help="An OCFL object to keep the release in, with those before it that it lacks; begun where there is none.")
@click.option("--key", type=PATHS, metavar="FILE", help="Sign with this SSH key.")
@click.option("--zip", "zipped", type=PATHS, metavar="FILE", help="Write the package as one ZIP file, too.")
@click.option("--json", "as_json", is_flag=True, help="Say for programs what was made.")
def package_command(where: Path | None, output: Path | None, asked: str | None, draft: bool, previous: Path | None, key: Path | None, zipped: Path | None, as_json: bool) -> None:
    """Pack a release for an archive: one bag (BagIt) with the sources, all products, the toolchain and their descriptions (RO-Crate).

    Builds what has changed first. The same release gives the same bytes everywhere.
    """
    from edition import build as building
    from edition import publish
    from edition.package import commands, deposit, states

    if draft and asked:
        raise UsageError("--draft packs the edition as it stands, --version a release. Choose one.")
    home = _home(where)
    out = building.default_output(home)
    made = commands.pack(home, out, output or out / commands.FOLDER, "" if draft else states.version(home, asked), key, previous, lambda step: click.echo(f"{step} …", err=True))
    if zipped:
        files = {path.relative_to(made.folder).as_posix(): path.read_bytes() for path in made.folder.rglob("*") if path.is_file()}
        publish.write_file(zipped, deposit.zipped(files, zipped.stem))
    told = made.description
    if as_json:
        click.echo(json.dumps({"package": str(made.folder), "files": made.files, "version": told.version, "missing": told.missing, "kept": made.kept}, ensure_ascii=False, indent=2))
        return
    click.echo(f"packed in {made.folder}: {told.edition.title}, version {told.version}, {made.files} files")
    click.echo("\n".join([*(f"release {version} is {number} of {previous}" for version, number in made.kept.items()), *(f"wanting: {line}" for line in told.missing)]), nl=bool(made.kept or told.missing))


@main.command("verify-package")
@click.argument("package", type=PATHS)
@click.option("--signers", type=PATHS, metavar="FILE", help="The signers that are trusted (ssh-keygen, ALLOWED SIGNERS); then a package must be signed by one of them.")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def verify_package_command(package: Path, signers: Path | None, as_json: bool) -> None:
    """Check a package, from itself alone: every byte, what it says of itself, and what the edition in it promises.

    PACKAGE is the folder of the bag, or a ZIP file of it. Exit status: 0 sound, 1 not, 3 no package.
    """
    from edition.package import commands, verify

    if signers and not signers.is_file():
        raise InputError(f"{signers}: there is no such file. Check the name.")
    with commands.opened(package) as folder:
        results = verify.package(folder, signers)
    bad = any(result.outcome == verify.BAD for result in results)
    if as_json:
        click.echo(json.dumps([result._asdict() for result in results], ensure_ascii=False, indent=2))
    else:
        for row in verify.as_text(results).splitlines():
            _say(row, "red" if row.startswith(verify.BAD) else None)
    sys.exit(FAULTY if bad else OK)


@main.command("inspect")
@click.argument("package", type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="Say it for programs, with all that is described.")
def inspect_command(package: Path, as_json: bool) -> None:
    """Tell on one screen what a package holds, in which formats, how it was checked and what could not be, whose it is, and what it wants.

    PACKAGE is the folder of the bag, or a ZIP file of it.
    """
    from edition.package import commands, inspection

    with commands.opened(package) as folder:
        try:
            told = inspection.of_package(folder)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{package}: its description cannot be read: {error}. `edition verify-package` tells what is wrong with it.") from error
    click.echo(json.dumps(told, ensure_ascii=False, indent=2) if as_json else inspection.as_text(told))
