"""The agreement of passes in the forms that people and machines read: text, JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Mapping

from edition import agreement, figures
from edition.corpus import Edition
from edition.report import one_line


def as_table(tree: figures.Tree) -> list[str]:
    """Write the agreement of passes (``figures.agreed``) as a table: for each text and for all, a row a kind."""
    rows = [f"{'':10} {'kind':10} {'first':>6} {'second':>6} {'same span':>10} {'same meaning':>13} {'F1':>6}"]
    for name, table in tree.items():
        if isinstance(table, Mapping) and "kappa" in table:
            rows.append(f"{name:10} Cohen's kappa on words {table['kappa']:.3f}; F1 of all marks {table['f1']:.3f}")
            rows += [
                f"{'':10} {kind:10} {row['first']:6} {row['second']:6} {row['same_span']:10} {row['same_meaning']:13} {row['f1']:6.3f}"
                for kind, row in table.items()
                if isinstance(row, Mapping) and "f1" in row
            ]
    return rows


def as_lines(edition: Edition) -> list[str]:
    """Write each difference between passes and text as a line: where, what kind, which words, who says what."""
    return [
        one_line(f"{found.text}.{found.sentence}: {found.kind} “{found.words}”:") + " " + "; ".join(f"{step}: {'–' if said is None else said or found.kind}" for step, said in found.said)
        for passes in agreement.of_edition(edition)
        for found in agreement.differences(passes)
    ]


def as_json(edition: Edition) -> str:
    """Write the agreement of passes and every difference as JSON."""
    found = [asdict(found) | {"said": dict(found.said)} for passes in agreement.of_edition(edition) for found in agreement.differences(passes)]
    return json.dumps({**figures.agreed(edition), "list": found}, ensure_ascii=False, indent=2)
