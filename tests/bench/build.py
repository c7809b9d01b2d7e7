"""What building costs, as ratios measured in one run: against the same stylesheets in a bare loop of the engine, against WeasyPrint on the
same pages where it is installed, and of a build with nothing to do against Python's own start.

Usage: build.py [EDITION]. Prints one line a ratio. Not a test: the figures are those of the machine, the ratios are not.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Callable, Sequence

from edition import corpus, documents

ROOT = Path(__file__).resolve().parents[2]
TIMES = 5

# The XSLT work of a build, without the toolchain around it: passes, then each format, compiled and run in one process.
BARE = """
import sys
from pathlib import Path
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as processor:
    compiler = processor.new_xslt30_processor()
    xml = Path(sys.argv[1]).read_text("utf-8")
    def run(sheet, xml):
        return compiler.compile_stylesheet(stylesheet_file=sheet).transform_to_string(xdm_node=processor.parse_xml(xml_text=xml))
    for sheet in sorted(Path(sys.argv[2], "passes").glob("*.xsl")):
        xml = run(str(sheet), xml)
    for name in sys.argv[3:]:
        run(str(Path(sys.argv[2], name)), xml)
"""
FORMATS = ("html/site.xsl", "print/edition.xsl", "epub/book.xsl", "text/edition.xsl", "search/records.xsl")

WEASY = "import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])"
TYPST = "import sys; from edition import build, cli, corpus, validate; from pathlib import Path; w = build.Workshop(corpus.load(Path(sys.argv[1])), validate.validate([]), Path(sys.argv[2])); Path(sys.argv[2], 'x.pdf').write_bytes(w.one_pdf(sys.argv[3])[sys.argv[3] + '.pdf'])"


def cost(command: Sequence[str], before: Callable[[], object] = lambda: None, times: int = TIMES) -> float:
    """Median CPU seconds (user and system, with all children) of a command. Raises CalledProcessError where it fails."""
    spent = []
    for _ in range(times):
        before()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return median(spent)


def line(name: str, ours: float, theirs: float, peer: str) -> None:
    print(f"{name:42} {ours:7.2f} s  {theirs:7.2f} s  {ours / theirs:6.2f} × {peer}", flush=True)


def main(home: Path) -> None:
    print(f"{'':42} {'ours':>9}  {'peer':>9}   ratio")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gathered = folder / "gathered.xml"
        gathered.write_text(documents.text_of(corpus.gather(corpus.load(home))), encoding="utf-8")
        out = folder / "build"
        build = [sys.executable, "-m", "edition", "build", "--edition", str(home), "--output", str(out)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)

        def forget() -> None:
            (out / ".made.json").write_text("{}", encoding="utf-8")

        bare = cost([sys.executable, "-c", BARE, str(gathered), str(ROOT / "xslt"), *FORMATS], times=3)
        line("everything, typeface cut before", cost(build, forget, 3), bare, "the same stylesheets in a bare loop")
        idle = cost([sys.executable, "-c", "pass"])
        line("edition build with nothing changed", cost(build), idle, "python -c pass")
        subprocess.run(["make", "-C", str(ROOT)], check=True, stdout=subprocess.DEVNULL)
        line("make with nothing changed", cost(["make", "-C", str(ROOT)]), idle, "python -c pass")
        if importlib.util.find_spec("weasyprint"):
            text = corpus.load(home).texts[0].root.get(documents.XML_ID)
            ours = cost([sys.executable, "-c", TYPST, str(home), str(out), text], times=3)
            line(f"PDF of {text}, stylesheets and all", ours, cost([sys.executable, "-c", WEASY, str(out / "site" / f"{text}.html"), str(folder / "w.pdf")], times=3), "WeasyPrint on the page of the site")
        else:
            print("WeasyPrint is not installed: pip install weasyprint to compare with it")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tei" / "edition.xml")
