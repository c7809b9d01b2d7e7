"""What an edition of few and of many texts costs to build: CPU time a text, and memory.

Usage: texts.py [NUMBER...] (default: 50 200). Each edition is that of `edition init`, its text of four lines repeated so often under other
names, and is built from nothing. Not a test: the figures are those of the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from edition import starting

# The child says itself what it took, so that one measurement is not the maximum of all.
BUILD = """
import resource, sys
from pathlib import Path
from edition import build, corpus, validate
if __name__ == "__main__":
    home = Path(sys.argv[1])
    build.build(corpus.load(home), validate.validate(validate.members(home)), Path(sys.argv[2]))
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime, max(own.ru_maxrss, children.ru_maxrss) / 1024)
"""


def edition(folder: Path, number: int) -> Path:
    """Write an edition of so many texts; give its edition.xml."""
    starting.start(folder, "Many texts", "The Editors", "https://creativecommons.org/licenses/by/4.0/")
    tei = folder / "tei"
    head, text, witness = tei / "edition.xml", tei / "texts" / "sample.xml", tei / "witnesses" / "sample.txt"
    names = [f"text-{count:05}" for count in range(1, number)]
    for name in names:
        text.with_name(f"{name}.xml").write_text(text.read_text("utf-8").replace("sample", name), "utf-8")
        witness.with_name(f"{name}.txt").write_bytes(witness.read_bytes())
    listed = '<bibl><ptr target="texts/sample.xml"/></bibl>'
    head.write_text(head.read_text("utf-8").replace(listed, "\n".join([listed, *(listed.replace("sample", name) for name in names)])), "utf-8")
    return head


def main(numbers: list[int]) -> None:
    for number in numbers:
        with tempfile.TemporaryDirectory() as name:
            home = edition(Path(name, "edition"), number)
            done = subprocess.run([sys.executable, "-c", BUILD, str(home), str(Path(name, "build"))], env={**os.environ, "EDITION_CACHE": ""}, check=True, capture_output=True, text=True)
        seconds, memory = map(float, done.stdout.split())
        print(f"{number:6} texts {seconds:8.1f} s CPU {seconds / number * 1000:8.0f} ms a text {memory:8.0f} MiB", flush=True)


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [50, 200])
