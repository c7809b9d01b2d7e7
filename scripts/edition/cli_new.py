"""The command that starts an edition."""

from __future__ import annotations

from pathlib import Path

import click

from edition import report
from edition.cli import PATHS, main


@main.command("init")
@click.argument("folder", type=PATHS, metavar="DIR")
@click.option("--title", default="A New Edition", show_default=True, help="The title of the edition.")
@click.option("--editor", default="The Editors", show_default=True, help="Who edits and publishes it.")
@click.option("--licence", default="https://creativecommons.org/licenses/by/4.0/", show_default=True, help="The address of the licence under which it is published.")
@click.option("--text", type=PATHS, help="A plain text file in UTF-8 to begin with. Default: a sample of four lines.")
@click.option("--text-lang", "language", default="en", show_default=True, help="The language of the text (BCP 47).")
def init_command(folder: Path, title: str, editor: str, licence: str, text: Path | None, language: str) -> None:
    """Start an edition of your own in the folder DIR: TEI around a plain text, a register, Makefile, CI. Nothing is overwritten.

    \b
    edition init letters --title "Letters" --editor "The Letters Project" --text letter.txt --text-lang de
    cd letters && make
    """
    from edition import starting

    written = starting.start(folder, title, editor, licence, language, text)
    click.echo(f"{report.plural(len(written), 'file')} written into {folder}; README.md tells what to do first")
