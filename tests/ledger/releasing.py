"""What the tests of releases do to an edition, and ask of it."""

from __future__ import annotations

from pathlib import Path

from edition import corpus, figures, ledger, validate
from edition.findings import Finding

BASE = "https://edition.example/"
GOOD = Path(__file__).resolve().parents[1] / "case" / "rules" / "good"

REFS = """<refsDecl n="canonical"><citeStructure unit="text" match="/TEI" use="@n"><citeStructure unit="paragraph" match="text/body/p" use="@n" delim=" "><citeStructure unit="sentence" match="s" use="@n" delim="."/></citeStructure></citeStructure></refsDecl>
      <refsDecl n="lines"><citeStructure unit="line" match="/TEI/text/body//lb" use="@n"/></refsDecl>
      """
HISTORY = '<revisionDesc>\n      <change when="2026-01-01" who="ed:pass-a">Made.</change>\n    </revisionDesc>\n  </teiHeader>'


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Replace strings in a file; each must be there."""
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, f"{path.name} has not {old}"
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def findings(home: Path) -> list[Finding]:
    """What validation says of an edition."""
    return list(validate.validate(validate.members(home)).findings)


def told(home: Path, names: str, note: str = "Changed.") -> None:
    """Let revisionDesc of the text say that passages have changed."""
    change(home.parent / "texts/one.xml", ("</revisionDesc>", f'<change when="2026-02-01" who="ed:pass-a" target="{names}">{note}</change>\n    </revisionDesc>'))


# The improvement of the second release: an article of the translation that says more than the Russian can have said.
PLACE, UNIT = "texts/pact.xml", "pact.p2.s6"
OLD, NEW = "began the rapprochement", "began a rapprochement"
EMENDED = 'began <choice><sic>the</sic><corr resp="ed:review" cert="medium" ana="ed:err.translation">a</corr></choice> rapprochement'
DECISION = f'<note target="../{PLACE}#{UNIT}" resp="ed:review" ana="ed:rule.e5"><mentioned xml:lang="en">the</mentioned>: No rapprochement has been spoken of.</note>'


def improve(home: Path) -> None:
    """Make the improvement as an editor does: the emendation, its reason, the figures that count it, the history, the ledger."""
    change(home.parent / PLACE, (OLD, EMENDED), ("</revisionDesc>", f'<change when="2026-12-01" who="ed:review" target="#{UNIT}">An article.</change>\n    </revisionDesc>'))
    change(home.parent / "passes/adjudication.xml", ("    </listAnnotation>\n  </standOff>", f"      {DECISION}\n    </listAnnotation>\n  </standOff>"))
    edition = corpus.load(home)
    for document in edition.members:
        document.path.write_bytes(figures.rewritten(document, figures.derive(edition)))
    edition = corpus.load(home)
    ledger.append(edition, ledger.news(ledger.of_edition(edition), edition))
