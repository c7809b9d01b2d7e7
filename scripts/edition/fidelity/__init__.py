"""The proof that all products say the same: each is read back into words and compared with the two readings of the TEI, unit by unit;
and the ledger of what becomes of each element and attribute, so that nothing is lost in silence."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple, Sequence

from edition.corpus import Edition
from edition.errors import ContentError, UsageError
from edition.fidelity import compare, kept, loss, products
from edition.fidelity import page as page
from edition.fidelity.compare import Difference
from edition.fidelity.said import Said
from edition.findings import Finding
from edition.wording import words


class Unfaithful(ContentError):
    """A product does not say what the edition says; ``findings`` has the first differences of each product."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__([_finding(difference) for difference in compare.firsts(differences)])


def _finding(difference: Difference) -> Finding:
    if difference.product == loss.LEDGER:
        mend = words("Give it a rule in xslt/html/fates.xml, or a template that shows it.")
    else:
        mend = words("Mend the stylesheet that makes it; report/fidelity.html has all differences.")
    return Finding(difference.product, 1, None, "E401", difference.message, mend)


class Check(NamedTuple):
    """One comparison: the product, what was compared in it, and of how many."""

    product: str
    what: str
    count: int


@dataclass(frozen=True)
class Verdict:
    """What the proof came to: the comparisons made, the differences found, and the ledger."""

    checks: tuple[Check, ...]
    differences: tuple[Difference, ...]
    ledger: tuple[loss.Row, ...]

    def as_json(self) -> str:
        """Write all of it as JSON."""
        content = {
            "checks": [check._asdict() for check in self.checks],
            "differences": [difference._asdict() for difference in self.differences],
            "ledger": [asdict(row) for row in self.ledger],
        }
        return json.dumps(content, ensure_ascii=False, indent=2)


def verify(edition: Edition, out: Path) -> Verdict:
    """Read every product in the build folder back and compare it with the edition. Raises UsageError where nothing has been built."""
    if not (out / "site").is_dir():
        raise UsageError(f"There is nothing to verify in {out}. Run `edition build` first.")
    whole = {path.relative_to(out / "site").as_posix(): path.read_bytes() for path in sorted((out / "site").rglob("*")) if path.suffix in _READ and path.parent.name != GUIDELINES}
    site = {name: data for name, data in whole.items() if not name.startswith(f"{kept.FOLDER}/")}
    texts = [Said(document) for document in edition.texts]
    checks: list[Check] = []
    differences: list[Difference] = []
    for product in (*products.site(site, texts), *products.search(site, texts), *products.others(out, texts), *kept.releases(whole, edition)):
        checks.append(Check(product.path, product.what, product.count))
        differences += product.differences
    rows, lost = loss.ledger(edition, loss.Site(site))
    return Verdict(tuple(checks), (*differences, *lost), tuple(rows))


# What of a site holds words: its pages, and the data beside them.
_READ = (".html", ".js", ".csv")

# The folder of pages that quote the files' markup: what stands there is no evidence that readers are told of it.
GUIDELINES = "guidelines"
