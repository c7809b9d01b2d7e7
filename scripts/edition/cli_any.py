"""The commands on any TEI document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from edition import disk, report
from edition.cli import PATHS, _crew, _crew_options, _interruptible, _progress, _xslt_option, main
from edition.errors import FAULTY, OK, ContentError, EditionError, InputError, UsageError
from edition.findings import has_errors


@main.command("render")
@click.argument("files", nargs=-1, required=True, type=PATHS)
@click.option("-o", "--output", type=PATHS, required=True, help="The folder to write into.")
@click.option("--to", "formats", default="html", show_default=True, help="Formats, parted by commas: html, pdf, text.")
@click.option("--check/--no-check", default=True, show_default=True, help="Compare the words of what is made with those of the TEI.")
@_xslt_option
@click.option("--font-path", "fonts", multiple=True, type=PATHS, help="A folder of fonts for the PDF, beside those of the system.")
@_crew_options
@click.option("--resume/--fresh", default=True, show_default=True, help="Pass over what an earlier batch has made of the same files by the same means, or make all anew.")
def render_command(files: tuple[Path, ...], output: Path, formats: str, check: bool, fonts: tuple[Path, ...], number: int | None, cluster: str | None, resume: bool) -> None:
    """Render any TEI documents as HTML, PDF or plain text, without configuration.

    FILES are TEI files or folders of them, whose subfolders are kept. A file that cannot be rendered does not stop the others.
    Each word of the text that is not in what is made of it is an error, with its place; markup that TEI does not know, a warning.

    A dozen files or more are a batch: several processes render it, DIR/manifest.jsonl tells what was made of what, and after an
    interruption the same command goes on where it stopped.
    """
    from edition import rendering

    for folder in fonts:
        if not folder.is_dir():
            raise InputError(f"{folder}: there is no such folder. Check the name.")
    jobs = rendering.plan(files, output, _formats(formats), check, fonts)
    statuses, written = [OK], 0

    with _progress(len(jobs), "render") as bar:

        def done(outcome: rendering.Outcome) -> None:
            nonlocal written
            statuses.append(outcome.status)
            written += bool(outcome.written)
            for message in outcome.messages:
                click.echo(report.one_line(message), err=True)

        if len(jobs) >= rendering.MANY or number or cluster:
            from edition import rendering_batch

            with _interruptible(bar, f"in {output}"):
                rendering_batch.render(jobs, output, done, _crew(number, cluster), not resume, lambda: bar.update(1))
        else:
            rendering.render(jobs, done)
    click.echo(f"{report.plural(written, 'document')} of {len(jobs)} rendered into {output}")
    sys.exit(max(statuses))


def _formats(names: str) -> tuple[str, ...]:
    from edition import rendering

    wanted = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip()))
    if not wanted or set(wanted) - set(rendering.FORMATS):
        raise UsageError(f"--to {names}: choose from {', '.join(rendering.FORMATS)}.")
    return wanted


@main.command("doctor")
@click.argument("files", nargs=-1, required=True, type=PATHS)
@click.option("--schema", type=PATHS, help="RELAX NG (XML syntax) to check the files against, such as tei_all.rng.")
@click.option("--json", "as_json", is_flag=True, help="Say it for programs.")
def doctor_command(files: tuple[Path, ...], schema: Path | None, as_json: bool) -> None:
    """Tell what a file is that you did not make: its kind, the modules of TEI it uses, what is invalid, what would be lost
    or is unusual, how it reads, and what to do next. Nothing is written.
    """
    from edition import doctor

    if schema and not schema.is_file():
        raise InputError(f"{schema}: there is no such file. Check the name.")
    profiles, statuses = [], [OK]
    for file in disk.xml_files(list(files)):
        try:
            profiles.append(doctor.examine(file, schema))
            statuses.append(FAULTY if has_errors(profiles[-1].findings) else OK)
        except ContentError as error:
            click.echo("\n".join(map(report.line, error.findings)), err=True)
            statuses.append(error.exit_status)
        except EditionError as error:
            click.echo(f"{file}: {error}" if str(file) not in str(error) else str(error), err=True)
            statuses.append(error.exit_status)
    if as_json:
        click.echo(doctor.as_json(profiles))
    else:
        click.echo("\n\n".join(map(doctor.as_text, profiles)))
    sys.exit(max(statuses))
