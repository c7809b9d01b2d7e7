"""The products of an edition, and what they are made from."""

from __future__ import annotations

import json
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from importlib import metadata
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Callable, Iterator, Mapping

import rcssmin
import rjsmin

from edition import adjudicated, changes, citation, coastline, corpus, documents, downloads, epub, fidelity, figures, fonts, ledger, manual, pdf, plain, publish, reference_catalogue, releases, report, resolver, search, swhid, transform
from edition.corpus import Edition
from edition.ledger import Ledger
from edition.ledger import told as citations
from edition.dts import catalogue as library
from edition.dts import static
from edition.resources import cache_folder, own_files, own_state, resource
from edition.findings import Report

Files = Mapping[str, bytes]

# The product that compares all others with the edition.
PROOF = "report/fidelity"

# What the report consists of.
REPORTS = ("validation.json", "coverage.json", "agreement.json")


@dataclass(frozen=True)
class Product:
    """One thing to build: its name, the folder or file it is, what it depends on, and how to make its files.

    A name with a stroke is that of a file among others in a folder (``pdf/edition``), unless it ``is_folder``.
    """

    name: str
    fingerprint: str
    make: Callable[[], Files]
    is_folder: bool = False

    @property
    def folder(self) -> str:
        """The folder in the build folder that its files are named in."""
        return self.name if self.is_folder else self.name.partition("/")[0]

    @property
    def place(self) -> Path:
        """Where it lies in the build folder."""
        return Path(self.folder if self.folder == self.name else f"{self.name}.{self.folder}")


class Workshop:
    """What the products of one edition are made from; each intermediate stage is computed once, when first needed."""

    def __init__(self, edition: Edition, checked: Report, out: Path) -> None:
        self.edition = edition
        self.out = out
        self.checked = checked.seen_from(edition.head.path.parent)
        self._begun: Future[Files] | None = None

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of what can be cited."""
        return ledger.of_edition(self.edition)

    @cached_property
    def kept(self) -> dict[str, Edition]:
        """The editions that the releases were, by version, in order."""
        return {release.version: releases.load(self.edition.head.path, release.version) for release in self.ledger.releases}

    @cached_property
    def is_draft(self) -> bool:
        """Whether the edition has gone on since its newest release."""
        return releases.is_draft(self.ledger, self.swhid)

    @cached_property
    def gathered(self) -> str:
        """The whole edition as one XML text. A draft says so wherever the version is named: nobody is to cite it as the release it follows."""
        return documents.text_of(releases.gathered(self.edition, self.is_draft))

    @cached_property
    def resolved(self) -> str:
        """The edition after the passes that every format shares."""
        return transform.resolve(documents.own(self.gathered))

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
    def changes(self) -> list[changes.Changes]:
        """What changed from each release to the next."""
        return [changes.between(old, new, before, after) for (before, old), (after, new) in pairwise(self.kept.items())]

    @cached_property
    def pages(self) -> dict[str, bytes]:
        """What the stylesheets of the site write, by path: its pages, and the data beside them."""
        told = manual.told(adjudicated.told(downloads.told(self.resolved, self.sources), self.edition), self.edition)
        return _pages(citations.told(told, self.ledger, self.changes, draft=self.is_draft)) | citation.records(self.citations)

    def release(self, version: str) -> Files:
        """The pages of a release, with its TEI and the words of its units."""
        edition = self.kept[version]
        sources = [file for file in downloads.sources(edition) if file.path.startswith(downloads.TEI)]
        root = corpus.gather(edition)
        corpus.move(root, self.edition.address and f"{self.edition.address}v/{version}/")
        told = adjudicated.told(downloads.told(transform.resolve(root), sources), edition)
        pages = _pages(citations.told(told, self.ledger.until(version), kept=version))
        cited = citation.Citations(edition, released=True, at=self.edition.address)
        return {**pages, **citation.records(cited), "references.js": reference_catalogue.script(cited.catalogue), **{file.path: file.data for file in sources}, **citations.words(edition)}

    @cached_property
    def citations(self) -> citation.Citations:
        """What makes the citations of passages."""
        return citation.of_edition(self.edition)

    def citing(self) -> Files:
        """What scripts read of the ledger and of references, and the changes of each release for programs, by path in the site."""
        written = {f"changes-{found.after}.json": json.dumps(found.as_dict(), ensure_ascii=False, indent=1).encode() + b"\n" for found in self.changes}
        return {**written, "references.js": reference_catalogue.script(self.citations.catalogue)}

    @property
    def names(self) -> list[str]:
        """The names of the volume and of each text."""
        return ["edition", *(text.name for text in self.edition.texts)]

    def fingerprint(self, *names: str) -> str:
        """Digest the edition with its ledger, the engines, this package and the stylesheets in folders of xslt."""
        return publish.digest([self.gathered.encode(), self.ledger.head.encode(), self.timestamp.isoformat().encode(), self._tools(*names)])

    @staticmethod
    def _tools(*names: str) -> bytes:
        """Digest the engines, this package and the stylesheets in folders of xslt."""
        engines = "".join(metadata.version(name) for name in ("saxonche", "typst", "pagefind-bin", "rcssmin", "rjsmin"))
        modules = Path(__file__).parent.rglob("*.py")
        sheets = [path for name in ("passes", "common", *names) for path in resource("xslt").joinpath(name).rglob("*") if path.is_file()]
        return publish.digest([engines.encode(), publish.digest_of([*modules, *sheets]).encode(), own_state().encode()]).encode()

    def site(self) -> Files:
        """All files of the HTML edition, by their path in the site. PDFs and report lie in the build folder by now."""
        beside = [
            *self.sources,
            *downloads.products(self.out / "pdf", (f"{name}.pdf" for name in self.names), "pdf"),
            *downloads.products(self.out / "epub", ["edition.epub"], "epub"),
            *downloads.products(self.out / "text", (*(f"{name}.{ending}" for name in self.names for ending in plain.ENDINGS), plain.README), "plain"),
            *downloads.products(self.out / "report", REPORTS, "report"),
        ]
        book = [downloads.File(resolver.LEDGER, self.ledger.path.read_bytes(), "ledger")] if self.ledger.entries else []
        entry = [downloads.File(static.ENTRY, self.passages[static.ENTRY], "dts")] if self.passages else []
        offered = [*beside, *downloads.written(self.pages), *book, *entry]
        listing = transform.render(citations.told(downloads.told(self.resolved, offered), self.ledger, draft=self.is_draft), "html/listing.xsl").files
        return {
            **self.assets(),
            **self.citing(),
            **{path.relative_to(self.out).as_posix(): path.read_bytes() for version in self.kept for path in (self.out / "v" / version).rglob("*") if path.is_file()},
            **search.index(self.resolved),
            **{file.path: file.data for file in (*beside, *book)},
            downloads.SUMS: downloads.sums(offered),
            **self.pages,
            **{name: page.encode() for name, page in listing.items()},
            **self.passages,
        }

    @cached_property
    def passages(self) -> Files:
        """The texts by their citable units, for programs (DTS); nothing where the edition states no address, for all addresses in it are absolute."""
        if not self.edition.address:
            return {}
        return static.files(library.catalogue(self.edition.title, [library.state(self.edition), *(library.state(kept, f"v/{version}/", version) for version, kept in self.kept.items())]), self.edition.address)

    def assets(self) -> Files:
        """Styles and scripts of the site, without what only their authors read, and its typeface."""
        home = resource("xslt/html/assets")
        return {
            **{f"assets/{path.relative_to(home).as_posix()}": _lean(path) for path in sorted(home.rglob("*")) if path.is_file()},
            **{path: _lean(file) for path, file in own_files().items() if path.startswith("assets/")},
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
        texts = {text.name: figures.coverage(text) for text in self.edition.texts}
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
        kept = {release.version: publish.digest([release.swhid.encode(), self.ledger.until(release.version).head.encode(), self._tools("html", "cite"), coastline.source().encode(), self.edition.address.encode()]) for release in self.ledger.releases}
        whole = publish.digest(part.encode() for part in (self.fingerprint("html", "cite", "search"), printed, book, text, found, offered, fonts.versions(), coastline.source(), *kept.values()))
        return [
            Product("site", whole, self.site),
            *(Product(f"v/{version}", made_from, partial(self.release, version), is_folder=True) for version, made_from in kept.items()),
            *(Product(f"pdf/{name}", printed, partial(self.one_pdf, name)) for name in self.names),
            Product("epub/edition", book, self.book),
            Product("text", text, self.text),
            Product("report", found, self.report),
            Product(PROOF, publish.digest(part.encode() for part in (whole, printed, book, text, found)), self.fidelity),
        ]


def _pages(told: str) -> dict[str, bytes]:
    """Write the pages of an edition, of which everything has been told that does not stand in the TEI."""
    return {name: page.encode() for name, page in transform.render(coastline.told(told), "html/site.xsl").files.items()}


_LEAN = {".css": rcssmin.cssmin, ".js": rjsmin.jsmin}


def _lean(path: Path) -> bytes:
    """The bytes of a file of the site; styles and scripts without comments and indentation."""
    data = path.read_bytes()
    return _LEAN[path.suffix](data.decode()).encode() if path.suffix in _LEAN else data
