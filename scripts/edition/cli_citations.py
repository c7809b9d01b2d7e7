"""The commands on citations and releases."""

from __future__ import annotations

import json
import sys
from datetime import date as Date
from pathlib import Path

import click

from edition.cli import _edition_option, _home, _xslt_option, main
from edition.errors import FAULTY, OK, UsageError


@main.group("ledger", invoke_without_command=True)
@_edition_option
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
@click.pass_context
def ledger_command(context: click.Context, where: Path | None, as_json: bool) -> None:
    """Show what could ever be cited, and what the edition as it stands would add to it.

    \b
    edition ledger                    releases, units, what is not yet recorded
    edition ledger update             record new units and changed words
    edition ledger withdraw ID …      record that a unit is gone, and where to go instead
    """
    from edition import corpus, ledger

    context.obj = _home(where)
    if context.invoked_subcommand:
        return
    edition = corpus.load(context.obj)
    book = ledger.of_edition(edition)
    pending = [] if book.faults else ledger.news(book, edition)
    click.echo(ledger.page.as_json(book, pending) if as_json else ledger.page.as_text(book, pending))
    sys.exit(FAULTY if book.faults else OK)


@ledger_command.command("update")
@click.pass_obj
def update_command(home: Path) -> None:
    """Record new units, and words that changed on purpose. Name the changed passages in revisionDesc as well.

    Nothing is ever taken out of the ledger: what is recorded stays.
    """
    from edition import corpus, ledger

    edition = corpus.load(home)
    added = ledger.news(ledger.of_edition(edition), edition)
    ledger.append(edition, added)
    click.echo("\n".join([*map(ledger.page.line, added), f"{len(added)} entries added"]))


@ledger_command.command("withdraw")
@click.argument("identifier", metavar="ID")
@click.option("--instead", multiple=True, metavar="ID", help="Where its readers should go; several times where it was divided.")
@click.option("--why", required=True, metavar="REASON", help="Why it is gone; readers who follow an old reference are told.")
@click.pass_obj
def withdraw_command(home: Path, identifier: str, instead: tuple[str, ...], why: str) -> None:
    """Record that a unit is gone for good: its id is never used again, and old references lead elsewhere."""
    from edition import corpus, ledger

    edition = corpus.load(home)
    book = ledger.of_edition(edition)
    for name in (identifier, *instead):
        if name not in book.units or book.units[name].withdrawn:
            raise UsageError(f"The ledger has no unit {name}. `edition ledger --json` lists them.")
    if identifier in ledger.present(book, edition):
        raise UsageError(f"{identifier} still stands in its text. Take it out first.")
    ledger.append(edition, [ledger.withdrawal(identifier, instead, why)])
    click.echo(f"{identifier} is withdrawn")


@main.command("release")
@click.argument("version")
@_edition_option
@_xslt_option
@click.option("--date", "date", metavar="DAY", help="The day of the release, as 2026-11-22. Default: that of SOURCE_DATE_EPOCH, else today.")
def release_command(version: str, where: Path | None, date: str | None) -> None:
    """Release the edition as VERSION (three numbers with dots): freeze its texts, so that they can be cited for ever.

    Refuses where validation finds anything, where something is not committed, or where the ledger or revisionDesc do not tell of every change.
    Writes version and day into edition.xml, the TEI and schema into tei/releases/VERSION/ with checksums of all products, and closes the ledger.
    """
    from edition import publish, release

    day = date or publish.timestamp(Date.today().isoformat()).date().isoformat()
    made = release.make(_home(where), version, day, lambda step: click.echo(f"{step} …", err=True))
    click.echo(f"{made.version} of {day}: {made.entries} entries, checksums of {made.products} files, in {made.folder}. Commit it, and tag the commit v{made.version}.")


@main.command("changes")
@click.argument("before")
@click.argument("after", required=False)
@_edition_option
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def changes_command(before: str, after: str | None, where: Path | None, as_json: bool) -> None:
    """Show what changed since the release BEFORE, up to the release AFTER or to the edition as it stands.

    Words, apparatus, markup and metadata are told apart, by paragraph, word by word.
    """
    from edition import changes, corpus, releases

    home = _home(where)
    for version in filter(None, (before, after)):
        if version not in releases.frozen(home):
            raise UsageError(f"There is no release {version}. There are: {', '.join(releases.frozen(home)) or 'none'}.")
    new = releases.load(home, after) if after else corpus.load(home)
    found = changes.between(releases.load(home, before), new, before, after or "now")
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if as_json else found.as_text())


@main.command("resolve")
@click.argument("name", metavar="REFERENCE")
@click.option("--version", "version", default="", help="The version it was cited from. Default: the one that has the words of --hash, else the newest.")
@click.option("--hash", "digest", default="", help="The hash of the words, from the link.")
@_edition_option
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def resolve_command(name: str, version: str, digest: str, where: Path | None, as_json: bool) -> None:
    """Tell whether a cited passage has changed, what has changed in it, or where to go instead. REFERENCE is an id or such as "rapallo 3.2"."""
    from edition import corpus, ledger, releases
    from edition.ledger import resolve

    home = _home(where)
    book = ledger.of_edition(corpus.load(home))
    found = resolve.resolve(book, lambda release, unit: ledger.words_in(releases.load(home, release), unit), name, version, digest)
    click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=2) if as_json else found.as_text())
    sys.exit(FAULTY if found.verdict == resolve.UNKNOWN else OK)
