"""The command ``edition``: it parses what is asked, calls one function, prints, and sets the exit status."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator

import click

# What only some commands need (engines, typesetting, search, server …) is imported by them: each starts at once.
from edition import disk, forms, report
from edition.errors import FAULTY, INTERNAL, OK, UNREADABLE, ContentError, EditionError, InputError, UsageError
from edition.findings import Report, has_errors
from edition.resources import OWN
from edition.wording import LANGUAGES

if TYPE_CHECKING:
    from edition import batch

# That a file cannot be read is said when it is read, as of one among many.
PATHS = click.Path(path_type=Path, readable=False)

# As shells tell that a program was interrupted.
INTERRUPTED = 130


class _Guarded(click.Command):
    """A command, or a group of some, whose errors end in one message and the status of contract: 1 faulty, 2 usage, 3 unreadable, 4 internal."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except ContentError as error:
            click.echo("\n".join(map(report.line, error.findings)), err=True)
            sys.exit(error.exit_status)
        except EditionError as error:
            click.echo(f"edition: {report.one_line(str(error))}", err=True)
            sys.exit(error.exit_status)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:  # the last guard: a fault of ours must not show a reader a traceback
            click.echo(report.one_line(f"edition: internal error: {type(error).__name__}: {error}. Please report it with the file that led to it."), err=True)
            sys.exit(INTERNAL)


class _Group(_Guarded, click.Group):
    command_class = _Guarded
    group_class = type


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rapallo-edition", message="edition %(version)s")
def main() -> None:
    """Validate, build and render scholarly editions in TEI P5.

    \b
    edition validate          check all files of the edition you are in
    edition explain E201      what a code means, why, with examples
    edition build             make its site, PDFs and report
    edition verify            prove that they all say what the TEI says
    edition serve             show the site, building on every change
    edition witness           prove that the source files can be rebuilt
    edition cite rapallo 3.2  cite a passage, in a style or as a record
    edition render x.xml -o d any TEI to HTML, PDF or text
    edition doctor x.xml      what a file is, and what would be lost
    edition ledger            what can be cited, and what has changed
    edition release 1.0.0     freeze the texts, to be cited for ever
    edition changes 1.0.0     what changed since a release, word by word
    edition package           pack it for an archive, with all it is made from
    edition verify-package P  check a package, from itself alone
    edition inspect P         what a package holds, and what it wants
    edition init DIR          start an edition of your own

    Exit status: 0 no error, 1 errors in what was read, 2 wrong usage, 3 an input that cannot be read, 4 a fault of the tool.
    """


def _home(path: Path | None, what: str = "one with --edition") -> Path:
    """The edition.xml to work on: in or above the folder given, or the one we are in."""
    if path and not path.exists():
        raise InputError(f"{path}: there is no such file or folder. Check the name.")
    found = disk.find(path or Path.cwd())
    if found is None:
        raise UsageError(f"No edition.xml {'in ' + str(path) if path else 'here'} or in a folder above. Go into an edition, or name {what}.")
    return found


def _edition_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option("--edition", "where", type=PATHS, help="The edition: its folder or its edition.xml. Default: the one you are in.")(function)


def _language_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="The language of messages.")(function)


def _xslt_option(function: Callable[..., None]) -> Callable[..., None]:
    help_ = "A folder of stylesheets of your own, laid over those of the toolchain: html.xsl, print.xsl, epub.xsl, text.xsl, assets/. They can read all that you can: use only what you trust."
    return click.option("--xslt", type=PATHS, expose_value=False, callback=_use_stylesheets, help=help_)(function)


def _use_stylesheets(context: click.Context, _: click.Parameter, folder: Path | None) -> None:
    """Have this command, and the processes that it starts, use stylesheets of the edition's own."""
    if folder is None:
        return
    before = os.environ.get(OWN)
    os.environ[OWN] = str(folder.absolute())
    context.call_on_close(lambda: os.environ.pop(OWN, None) if before is None else os.environ.update({OWN: before}))


def _crew_options(function: Callable[..., None]) -> Callable[..., None]:
    function = click.option("--cluster", metavar="ADDRESS", help="Let the workers of a dask.distributed scheduler do it, such as tcp://host:8786.")(function)
    return click.option("--jobs", "number", type=click.IntRange(1, 1024), help="How many processes work at once. Default: one for each processor.")(function)


def _crew(number: int | None, cluster: str | None) -> batch.Crew:
    """Who works. Raises UsageError."""
    from edition import batch

    if number and cluster:
        raise UsageError("--jobs is for the processes of this machine; how many a cluster has, its workers say. Leave one of the two out.")
    return batch.Cluster(cluster) if cluster else batch.Processes(number)


@main.command("explain")
@click.argument("names", nargs=-1, metavar="[CODE]...")
@_language_option
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def explain_command(names: tuple[str, ...], language: str, as_json: bool) -> None:
    """Explain the codes that findings have: why the rule is there, what of the TEI it rests on, a bad and a good example.

    Without any CODE, all are listed.
    """
    import json

    from edition import codes

    found = [codes.find(name) for name in names]
    if as_json:
        click.echo(json.dumps([code.as_dict(language) for code in found or codes.codes().values()], ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n\n".join(codes.page(code, language) for code in found) if found else codes.listing(language))


@main.command("validate")
@click.argument("paths", nargs=-1, type=PATHS)
@click.option("--format", "form", type=click.Choice(list(report.FORMATS)), default="text", show_default=True, help="For people, programs or CI.")
@click.option("--strict", is_flag=True, help="Let warnings fail, too.")
@_language_option
@click.option("--schema", type=PATHS, help="RELAX NG (XML syntax) or Schematron (*.sch) to check PATHS against, instead of the edition's own schema and rules.")
@click.option("--phase", default="#DEFAULT", show_default=True, help="The phase of a Schematron schema: its id, or #ALL.")
@click.option("--baseline", "accepted", type=PATHS, help="A file of accepted findings, which are not reported again; entries that nothing answers to are.")
@click.option("--write-baseline", "write", is_flag=True, help="Accept all present findings: write them into the file of --baseline.")
@click.option("--reason", default="", help="Why: the reason of each finding newly accepted.")
@click.option("--no-cache", is_flag=True, help="Check everything anew, and keep nothing of it.")
@click.option("--watch", "keep_on", is_flag=True, help="Check what has changed whenever a file changes, until interrupted.")
@_crew_options
def validate_command(
    paths: tuple[Path, ...], form: str, strict: bool, language: str, schema: Path | None, phase: str, accepted: Path | None, write: bool, reason: str, no_cache: bool, keep_on: bool, number: int | None, cluster: str | None
) -> None:
    """Check TEI files: well-formedness, grammar, Schematron, and the rules across files.

    PATHS are files or folders; without any, all files of the edition are checked. Pointers are resolved against the
    edition found upward from each file. Every finding says where, what and how to mend it, and shows the line;
    `edition explain CODE` says more.

    \b
    edition validate                              the edition you are in
    edition validate texts/new.xml --format sarif one file, for a code host
    edition validate --schema tei_all.rng *.xml   anyone's files, by any schema
    """
    from edition import validate
    from edition.memory import Memory
    from edition.resources import cache_folder

    _usable(paths, schema, accepted, write, keep_on)
    if keep_on:
        _validate_on_change(_home(None), ["--format", form, "--lang", language, *(["--strict"] if strict else []), *(["--baseline", str(accepted)] if accepted else []), *(["--no-cache"] if no_cache else [])])
        return
    memory = Memory(None if no_cache else cache_folder())
    files = validate.select(paths) if paths else validate.members(_home(None, "files to check"), memory)
    with _progress(len(files), "validate") as bar, _interruptible(bar, "known" if not no_cache and schema is None else "lost"):
        checked = validate.validate(files, lambda _: bar.update(1), schema, phase, memory, _crew(number, cluster) if number or cluster else None)
    if accepted and write:
        _write_baseline(checked, accepted, reason)
    elif accepted:
        from edition import baseline

        checked = baseline.apply(checked, baseline.read(accepted), accepted, whole=not paths)
    if not write:
        _print_report(checked, form, language)
    faulty = not write and has_errors(checked.findings, strict)
    sys.exit(max(UNREADABLE if checked.unreadable else OK, FAULTY if faulty else OK))


def _usable(paths: tuple[Path, ...], schema: Path | None, accepted: Path | None, write: bool, keep_on: bool) -> None:
    """Refuse options that do not go together. Raises UsageError, InputError."""
    if schema and not paths:
        raise UsageError("--schema goes with the files to check. Name them.")
    if schema and not schema.is_file():
        raise InputError(f"{schema}: there is no such file. Check the name.")
    if write and not accepted:
        raise UsageError("--write-baseline goes with --baseline, which names the file to write.")
    if keep_on and (paths or write):
        raise UsageError("--watch checks the edition you are in. Leave out the files and --write-baseline.")


def _write_baseline(checked: Report, accepted: Path, reason: str) -> None:
    from edition import baseline, publish

    text = baseline.written(checked, baseline.read(accepted) if accepted.exists() else [], accepted, reason)
    publish.write_file(accepted, text.encode())
    click.echo(f"{report.plural(len(checked.findings), 'finding')} accepted in {accepted}")


def _validate_on_change(home: Path, options: list[str]) -> None:
    """Check in a process of its own, as _build_on_change builds: everything first, then what each change may concern."""
    import subprocess

    from edition import build as building
    from edition import watch

    with contextlib.suppress(KeyboardInterrupt):
        for changed in watch.changes(home, building.default_output(home)):
            files = [os.path.relpath(path) for path in watch.to_check(home, changed)]
            subprocess.run([sys.executable, "-m", "edition", "validate", *options, "--", *files], check=False)


def _print_report(checked: Report, form: str, language: str = "en") -> None:
    text = report.written(checked, form, language)
    if form == "text":
        for row in text.splitlines():
            _say(row, "red" if ": error " in row else "yellow" if ": warning " in row else None)
    else:
        click.echo(text)


def _say(row: str, colour: str | None) -> None:
    """Print a line, coloured on a terminal only."""
    click.echo(click.style(row, fg=colour) if colour else row)


def _progress(length: int, label: str) -> Any:
    """A progress bar on a terminal, with the rate and the remaining time; nothing elsewhere."""
    start = time.monotonic()

    def rate(_: object) -> str:
        return f"{bar.pos / max(time.monotonic() - start, 0.001):.1f}/s"

    bar: Any = click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=True, item_show_func=rate)
    return bar


@contextlib.contextmanager
def _interruptible(bar: Any, what_is_done: str) -> Iterator[None]:
    """Asked to stop, a batch stops in order, and says what becomes of what is done."""
    import signal

    before = signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    try:
        yield
    except KeyboardInterrupt:
        goes_on = "" if what_is_done == "lost" else " The same command goes on from there."
        click.echo(f"\nedition: interrupted after {bar.pos} of {bar.length}; what is done is {what_is_done}.{goes_on}", err=True)
        sys.exit(INTERRUPTED)
    finally:
        signal.signal(signal.SIGTERM, before)


@main.command("build")
@_edition_option
@click.option("-o", "--output", type=PATHS, help="Where to build. Default: build/ beside the edition's tei/ folder.")
@click.option("--json", "as_json", is_flag=True, help="Say for programs what was made.")
@_xslt_option
@click.option("--watch", "keep_on", is_flag=True, help="Build again whenever a file changes, until interrupted.")
def build_command(where: Path | None, output: Path | None, as_json: bool, keep_on: bool) -> None:
    """Build the edition: site, books, plain text, report, and the proof that all say what the TEI says.

    The files are validated first; nothing is built from files with errors. What has not changed is not built again.
    """
    from edition import build as building
    from edition import corpus, validate
    from edition.memory import Memory
    from edition.resources import cache_folder

    home = _home(where)
    out = output or building.default_output(home)
    if keep_on:
        _build_on_change(home, out)
        return
    checked = validate.validate(validate.members(home), memory=Memory(cache_folder()))
    if checked.unreadable or has_errors(checked.findings):
        building.report_refusal(checked, home, out)
        _print_report(checked, "text")
        sys.exit(UNREADABLE if checked.unreadable else FAULTY)
    edition = corpus.load(home)
    with _progress(len(edition.texts) + 6, "build") as bar:
        made = building.build(edition, checked, out, lambda _: bar.update(1))
    if as_json:
        click.echo(building.to_json(made, out))
    else:
        click.echo(report.summary(checked))
        click.echo(f"built in {out}: {', '.join(made) if made else 'nothing, all is up to date'}")


def _build_on_change(home: Path, out: Path) -> None:
    """Build in a process of its own, now and after each change, so that changed stylesheets and modules are read anew and no fault ends the watch."""
    import subprocess

    from edition import watch

    command = [sys.executable, "-m", "edition", "build", "--edition", str(home), "--output", str(out)]
    with contextlib.suppress(KeyboardInterrupt):
        for changed in watch.changes(home, out):
            if changed:
                click.echo(f"changed: {', '.join(path.name for path in changed)}", err=True)
            subprocess.run(command, check=False)


@main.command("serve")
@_edition_option
@click.option("-o", "--output", type=PATHS, help="Where it is built. Default: build/ beside the edition's tei/ folder.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; by default nobody else can reach it.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@_xslt_option
@click.option("--no-watch", is_flag=True, help="Serve what is built, and build nothing.")
def serve_command(where: Path | None, output: Path | None, host: str, port: int, no_watch: bool) -> None:
    """Show the edition in a browser while you edit it: builds on every change, and open pages reload themselves."""
    import signal

    from edition import build as building
    from edition import serve

    home = _home(where)
    out = output or building.default_output(home)
    if no_watch and not (out / "site").is_dir():
        raise UsageError(f"There is no site in {out}. Run `edition build` first, or leave out --no-watch.")
    (out / "site").mkdir(parents=True, exist_ok=True)
    click.echo(f"http://{host}:{port}/ shows {out / 'site'}; end with Ctrl+C", err=True)
    if no_watch:
        serve.run(out, host, port, live=False)
    else:
        # Told to stop, we end in order, and what runs beside us with us.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(OK))
        serve.beside(out, host, port)
        _build_on_change(home, out)


@main.command("verify")
@_edition_option
@click.option("-o", "--output", type=PATHS, help="Where it was built. Default: build/ beside the edition's tei/ folder.")
@click.option("--json", "as_json", is_flag=True, help="Say for programs what was compared, what differs, and what becomes of each piece of markup.")
def verify_command(where: Path | None, output: Path | None, as_json: bool) -> None:
    """Prove that every product says what the TEI says: read them back into words and compare, unit by unit.

    `edition build` does this, too, and puts the proof into report/fidelity.html. A difference makes the exit status 1.
    """
    from edition import build as building
    from edition import corpus, fidelity

    home = _home(where)
    verdict = fidelity.verify(corpus.load(home), output or building.default_output(home))
    if as_json:
        click.echo(verdict.as_json())
    else:
        _say("\n".join([*(f"{difference.product}: {difference.message}" for difference in verdict.differences), fidelity.page.summary(verdict)]), "red" if verdict.differences else None)
    sys.exit(FAULTY if verdict.differences else OK)


@main.command("witness")
@_edition_option
@click.option("-o", "--output", type=PATHS, help="Also write the rebuilt files into this folder.")
def witness_command(where: Path | None, output: Path | None) -> None:
    """Rebuild each source file from the TEI and compare it, byte for byte, with the one that reached us."""
    from edition import corpus, publish, witness

    home = _home(where)
    declared = [(text, found) for text in corpus.load(home).texts for found in witness.declared(text)]
    if not declared:
        raise UsageError("No text of this edition declares a witness (witness/ptr[@type='file'] in its header).")
    statuses = []
    for text, found in declared:
        status, row = witness.compare(text, found, home.parent)
        statuses.append(status)
        _say(row, "red" if status else None)
        if output:
            publish.write_file(output / found.path.name, witness.rebuild(text) or b"")
    sys.exit(max(statuses))


@main.command("cite")
@click.argument("reference", nargs=-1, metavar="[REFERENCE]...")
@_edition_option
@click.option("--style", type=click.Choice(forms.STYLES), default="chicago", show_default=True, help="The style of --to text and html.")
@click.option("--to", "form", type=click.Choice(["text", "html", *forms.FORMATS]), default="text", show_default=True, help="A reference for people, or a record for programs.")
@click.option("--lang", default="en", show_default=True, help="The language of titles in records, and of the page that the address leads to.")
@click.option("--accessed", metavar="DATE", help="The day on which the address was read, or none. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="Say for programs what is cited, its ids and address, and the citation.")
def cite_command(reference: tuple[str, ...], where: Path | None, style: str, form: str, lang: str, accessed: str | None, as_json: bool) -> None:
    """Cite a passage, a text or, without a REFERENCE, the edition, as the pages of the site do.

    \b
    edition cite rapallo 3.2              a sentence: text, paragraph, sentence
    edition cite "«Рапалло», абз. 3–4"     by a title or its beginning, by words for units
    edition cite rapallo l. 4             a line of the witness
    edition cite rapallo.p3.s2            by an id, or an address that ends in one
    """
    import json

    from edition import citation, corpus, publish
    from edition import reference as references

    citations = citation.of_edition(corpus.load(_home(where)))
    cited = references.parse(" ".join(reference), citations.catalogue) if reference else references.Reference(citations.catalogue.edition)
    day = publish.today() if accessed is None else "" if accessed == "none" else _day(accessed)
    (made,) = citations.cite([citation.Request(cited, forms.FORMATS.get(form, style), lang, day, form == "html")])
    click.echo(json.dumps(citations.described(cited, lang) | {"citation": made}, ensure_ascii=False, indent=2) if as_json else made.removesuffix("\n"))


def _day(stated: str) -> str:
    """A day as it was stated. Raises UsageError where it is none."""
    try:
        return Date.fromisoformat(stated).isoformat()
    except ValueError as error:
        raise UsageError(f"--accessed {stated} is no day. Write it as 2026-11-22, or none.") from error


@main.command("agreement")
@_edition_option
@click.option("--differences", is_flag=True, help="List each difference between passes and text instead.")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs, differences and all.")
def agreement_command(where: Path | None, differences: bool, as_json: bool) -> None:
    """Compare the passes over each text: marks by kind with F1, words with Cohen's kappa; and list how they differ.

    A pass is a TEI file with type="pass" that edition.xml names (standOff/listBibl type="pass").
    """
    from edition import agreement, agreement_report, corpus, figures

    edition = corpus.load(_home(where))
    if not agreement.of_edition(edition):
        raise UsageError("No text of this edition has two passes. Name them in edition.xml: standOff/listBibl[@type='pass'].")
    if as_json:
        click.echo(agreement_report.as_json(edition))
    else:
        click.echo("\n".join(agreement_report.as_lines(edition) if differences else agreement_report.as_table(figures.agreed(edition))))


@main.command("figures")
@_edition_option
@click.option("--write", is_flag=True, help="Set the figures that headers state to the derived ones.")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def figures_command(where: Path | None, write: bool, as_json: bool) -> None:
    """Derive every figure of the edition from its files: what the markup holds, how far the passes agree.

    A header states a figure as num type="figure" n="NAME"; validation compares it with the derived one.
    """
    import json

    from edition import corpus, figures, publish

    edition = corpus.load(_home(where))
    derived = figures.derive(edition)
    if write:
        for document in edition.members:
            if (data := figures.rewritten(document, derived)) != document.data:
                publish.write_file(document.path, data)
                click.echo(f"wrote {document.path}")
    elif as_json:
        click.echo(json.dumps(derived, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{name}\t{figures.shown(value)}" for name, value in derived.items()))


@main.command("schema")
@click.option("--odd", type=PATHS, help="The ODD to compile. Default: schema/edition.odd.")
@click.option("-o", "--output", type=PATHS, help="The folder to write into. Default: that of the ODD.")
def schema_command(odd: Path | None, output: Path | None) -> None:
    """Compile the ODD to RELAX NG and Schematron, and, where Java and trang are installed, to XSD."""
    from edition import schema

    for written in schema.compile_all(odd, output):
        click.echo(f"wrote {written}")


# The commands on any TEI, citations, releases, packages and new editions join this group when they are imported.
from edition import cli_any as cli_any  # noqa: E402
from edition import cli_archive as cli_archive  # noqa: E402
from edition import cli_citations as cli_citations  # noqa: E402
from edition import cli_new as cli_new  # noqa: E402
