"""Build an edition: its site, PDFs, EPUB, plain text and report, each made anew only when something it is made from has changed."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Callable, Iterable

from edition import fidelity, publish, report
from edition.corpus import Edition
from edition.findings import Report
from edition.workshop import PROOF, Files, Product, Workshop

# The products that need the typeface of the site.
TYPESET = ("site", "epub/edition")


def build(edition: Edition, checked: Report, out: Path, made: Callable[[str], None] = lambda _: None) -> list[str]:
    """Build what has changed since the last build into ``out``; give the names of the products made.

    Outputs appear whole or not at all. ``made`` is called with each product's name once it is done or found current.
    Raises ToolError when an engine fails, InputError when ``out`` cannot be written, UsageError when it holds what we did not make.
    """
    workshop = Workshop(edition, checked, out)
    memory = publish.Memory(out)
    products = workshop.products()
    memory.claim({product.name: product.place for product in products})
    stale = [product for product in products if not memory.is_current(product.name, product.fingerprint)]
    for product in products:
        if product not in stale:
            made(product.name)
    with workshop.cutting() if any(product.name in TYPESET for product in stale) else nullcontext():
        for product, files in _made(stale, workshop):
            written = _publish(out, product, files)
            if product.name == PROOF and (differences := workshop.verdict.differences):
                raise fidelity.Unfaithful(differences)
            memory.remember(product.name, product.fingerprint, written)
            made(product.name)
    memory.forget_all_but(product.name for product in products)
    return [product.name for product in stale]


def report_refusal(checked: Report, home: Path, out: Path) -> None:
    """Put the findings for which nothing is built into the report of an earlier build, so that it does not say that all is well."""
    memory = publish.Memory(out)
    if memory.knows("report"):
        files = {"validation.json": report.as_json(checked.seen_from(home.parent)).encode() + b"\n"}
        memory.remember("report", "", _publish(out, Product("report", "", dict), files))


def _made(stale: list[Product], workshop: Workshop) -> Iterable[tuple[Product, Files]]:
    """Make products: those of the XSLT engine here, those of Typst in threads beside it (it leaves the interpreter free).

    The site comes after the others, which it offers, and reads them where they have been published; the proof that all say the same comes last.
    """
    pdfs = [product for product in stale if product.name.startswith("pdf/")]
    site = [product for product in stale if product.name == "site"]
    proof = [product for product in stale if product.name == PROOF]
    if pdfs:
        workshop.printed  # noqa: B018  computed here: the XSLT engine must stay in this thread
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        running = [(product, threads.submit(product.make)) for product in pdfs]
        if site:
            workshop.pages  # noqa: B018  computed while the PDFs are set and the typeface is cut
        yield from ((product, product.make()) for product in stale if product not in [*pdfs, *site, *proof])
        yield from ((product, future.result()) for product, future in running)
        yield from ((product, product.make()) for product in [*site, *proof])


def _publish(out: Path, product: Product, files: Files) -> list[str]:
    """Write a product: a folder of its own, or single files beside others (``pdf/…``). Give the names written."""
    if product.folder == product.name:
        publish.write_folder(out / product.folder, files)
    else:
        for file, data in files.items():
            publish.write_file(out / product.folder / file, data)
    return [f"{product.folder}/{file}" for file in files]


def default_output(home: Path) -> Path:
    """Where an edition is built: ``build`` beside its ``tei`` folder, else beside its ``edition.xml``."""
    folder = home.parent
    return (folder.parent if folder.name == "tei" else folder) / "build"


def to_json(names: list[str], out: Path) -> str:
    """Say for machines what was made where."""
    return json.dumps({"output": str(out), "made": names}, indent=2)
