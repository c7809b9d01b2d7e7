"""The products of an edition, and what they are made from."""

from __future__ import annotations

import json
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Callable, Iterator, Mapping

import rcssmin
import rjsmin

from edition import adjudicated, coastline, corpus, documents, downloads, epub, fidelity, figures, fonts, manual, pdf, plain, publish, report, search, swhid, transform
from edition.corpus import Edition
from edition.resources import cache_folder, resource
from edition.findings import Report

Files = Mapping[str, bytes]

# The product that compares all others with the edition.
PROOF = "report/fidelity"

# What the report consists of.
REPORTS = ("validation.json", "coverage.json", "agreement.json")


@dataclass(frozen=True)
class Product:
    """One thing to build: its name, the folder or file it is, what it depends on, and how to make its files."""

    name: str
    fingerprint: str
    make: Callable[[], Files]

    @property
    def place(self) -> Path:
        """Where it lies in the build folder."""
        folder, _, single = self.name.partition("/")
        return Path(f"{self.name}.{folder}" if single else self.name)


class Workshop:
    """What the products of one edition are made from; each intermediate stage is computed once, when first needed."""

    def __init__(self, edition: Edition, checked: Report, out: Path) -> None:
        self.edition = edition
        self.out = out
        self.checked = checked.seen_from(edition.head.path.parent)
        self._begun: Future[Files] | None = None

    @cached_property
    def gathered(self) -> str:
        """The whole edition as one XML text."""
        return documents.text_of(corpus.gather(self.edition))

    @cached_property
    def resolved(self) -> str:
        """The edition after the passes that every format shares."""
        return transform.resolve(corpus.gather(self.edition))

    @cached_property
    def printed(self) -> dict[str, str]:
        """Typst sources by file name: the volume and each text."""
        return transform.render(downloads.told(self.resolved, ()), "print/edition.xsl").files

    @cached_property
    def swhid(self) -> str:
        """The identifier of the source."""
        return swhid.of_edition(self.edition)

    @cached_property
    def timestamp(self) -> datetime:
        """The moment that products state, by default the date of the edition."""
        return publish.timestamp(self.edition.date)

    @cached_property
    def sources(self) -> list[downloads.File]:
        """What the edition is made from, as the site gives it away."""
        return downloads.sources(self.edition)

    @cached_property
    def pages(self) -> dict[str, bytes]:
        """What the stylesheets of the site write, by path: its pages, and the data beside them."""
        told = coastline.told(manual.told(adjudicated.told(downloads.told(self.resolved, self.sources), self.edition), self.edition))
        written = transform.render(told, "html/site.xsl").files
        return {name: page.encode() for name, page in written.items()}

    @property
    def names(self) -> list[str]:
        """The names of the volume and of each text."""
        return ["edition", *(text.root.get(documents.XML_ID, text.path.stem) for text in self.edition.texts)]

    def fingerprint(self, *names: str) -> str:
        """Digest the edition, the engines, this package and the stylesheets in folders of xslt."""
        engines = "".join(metadata.version(name) for name in ("saxonche", "typst", "pagefind-bin", "rcssmin", "rjsmin"))
        modules = Path(__file__).parent.rglob("*.py")
        sheets = [path for name in ("passes", "common", *names) for path in resource("xslt").joinpath(name).rglob("*") if path.is_file()]
        return publish.digest([self.gathered.encode(), engines.encode(), self.timestamp.isoformat().encode(), publish.digest_of([*modules, *sheets]).encode()])

    def site(self) -> Files:
        """All files of the HTML edition, by their path in the site. PDFs and report lie in the build folder by now."""
        beside = [
            *self.sources,
            *downloads.products(self.out / "pdf", (f"{name}.pdf" for name in self.names), "pdf"),
            *downloads.products(self.out / "epub", ["edition.epub"], "epub"),
            *downloads.products(self.out / "text", (*(f"{name}.{ending}" for name in self.names for ending in plain.ENDINGS), plain.README), "plain"),
            *downloads.products(self.out / "report", REPORTS, "report"),
        ]
        offered = [*beside, *downloads.written(self.pages)]
        listing = transform.render(downloads.told(self.resolved, offered), "html/listing.xsl").files
        return {
            **self.assets(),
            **search.index(self.resolved),
            **{file.path: file.data for file in beside},
            downloads.SUMS: downloads.sums(offered),
            **self.pages,
            **{name: page.encode() for name, page in listing.items()},
        }

    def assets(self) -> Files:
        """Styles and scripts of the site, without what only their authors read, and its typeface."""
        home = resource("xslt/html/assets")
        return {
            **{f"assets/{path.relative_to(home).as_posix()}": _lean(path) for path in sorted(home.rglob("*")) if path.is_file()},
            **{f"assets/fonts/{name}": data for name, data in self.typeface.items()},
        }

    @property
    def characters(self) -> str:
        """What the typeface of site and EPUB must have."""
        return self.gathered + resource("xslt/common/labels.xml").read_text("utf-8")

    @cached_property
    def typeface(self) -> Files:
        """The files of the typeface."""
        return self._begun.result() if self._begun else fonts.kept(self._fonts, self.characters)

    @property
    def _fonts(self) -> Path:
        return (cache_folder() or self.out / ".cache") / "fonts"

    @contextmanager
    def cutting(self) -> Iterator[None]:
        """While this lasts, a process beside this one cuts the typeface, if it has to be cut: it takes as long as all pages."""
        if fonts.are_kept(self._fonts, self.characters):
            yield
            return
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as cutter:
            self._begun = cutter.submit(fonts.kept, self._fonts, self.characters)
            yield

    def book(self) -> Files:
        """The electronic book."""
        return {"edition.epub": epub.make(self.resolved, self.typeface, self.timestamp)}

    def text(self) -> Files:
        """The texts as plain text."""
        return plain.files(self.edition, self.resolved)

    def one_pdf(self, name: str) -> Files:
        """The PDF of a text or of the volume, with the TEI that it is made from."""
        return {f"{name}.pdf": pdf.compile_pdf(pdf.Book(self.printed[f"{name}.typ"], self.carried(name), self.swhid), self.timestamp)}

    def carried(self, name: str) -> tuple[pdf.Source, ...]:
        """The header of the edition, the authority files, and the text of a book or all texts."""
        return tuple(
            pdf.Source(file.path.removeprefix(f"{downloads.FOLDER}/"), f"TEI: {file.of}", file.data)
            for file in self.sources
            if file.kind in ("edition", "authority") or (file.kind == "text" and name in (file.of, "edition"))
        )

    def report(self) -> Files:
        """The findings of validation and the figures of the encoding, as JSON."""
        texts = {text.root.get(documents.XML_ID, text.path.stem): figures.coverage(text) for text in self.edition.texts}
        found = {"coverage": texts, "agreement": figures.agreed(self.edition)}
        return {"validation.json": report.as_json(self.checked).encode() + b"\n"} | {
            f"{name}.json": json.dumps(tree, ensure_ascii=False, indent=2).encode() + b"\n" for name, tree in found.items()
        }

    @cached_property
    def verdict(self) -> fidelity.Verdict:
        """What the products say, compared with what the edition says. They lie in the build folder by now."""
        return fidelity.verify(self.edition, self.out)

    def fidelity(self) -> Files:
        """The proof that all products say the same, as a page and as JSON."""
        return {"fidelity.html": fidelity.page.page(self.verdict, self.edition.title), "fidelity.json": self.verdict.as_json().encode() + b"\n"}

    def products(self) -> list[Product]:
        """Everything there is to build, in order."""
        printed = publish.digest([self.fingerprint("print", "cite").encode(), self.swhid.encode(), *(file.data for file in self.sources), *(tool.version.encode() for tool in downloads.TOOLS)])
        records = [record.document.data for record in self.edition.records]
        found = publish.digest([self.fingerprint().encode(), report.as_json(self.checked).encode(), *records])
        offered = publish.digest_of(path for path in resource("schema").iterdir() if path.is_file())
        book = publish.digest([self.fingerprint("html", "cite", "epub").encode(), fonts.versions().encode()])
        text = self.fingerprint("text")
        whole = publish.digest(part.encode() for part in (self.fingerprint("html", "cite", "search"), printed, book, text, found, offered, fonts.versions(), coastline.source()))
        return [
            Product("site", whole, self.site),
            *(Product(f"pdf/{name}", printed, partial(self.one_pdf, name)) for name in self.names),
            Product("epub/edition", book, self.book),
            Product("text", text, self.text),
            Product("report", found, self.report),
            Product(PROOF, publish.digest(part.encode() for part in (whole, printed, book, text, found)), self.fidelity),
        ]


_LEAN = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def _lean(path: Path) -> bytes:
    """The bytes of a file of the site; styles and scripts without comments and indentation."""
    data = path.read_bytes()
    return _LEAN[path.suffix](data.decode()).encode() if path.suffix in _LEAN else data
