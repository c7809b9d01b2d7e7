"""References on the site: the form leads to what is typed, and the dialog says what the command line says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Callable

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Violations
from browser.pages import LANGUAGES, LONG, Site
from browser.test_journeys import PHONE, WIDE, each_place, label
from edition import citation, corpus, forms, reference

Visit = Callable[..., Page]

FORMS = """() => Object.fromEntries([...document.querySelectorAll('dialog [data-form]')].map((form) => [form.dataset.form, form.textContent]))"""


@pytest.fixture
def served(site: Site, edition: corpus.Edition) -> citation.Citations:
    """Citations of the edition as if its address were that of the tests' host, by which the dialog goes."""
    return replace(citation.of_edition(edition), at=site.served)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dialog_says_what_the_command_line_says(lang: str, site: Site, served: citation.Citations, visit: Visit) -> None:
    for text in served.catalogue.texts if LONG else served.catalogue.texts[-1:]:
        page = visit(f"{LANGUAGES[lang]}{text.identifier}.html", **WIDE)
        page.get_by_role("button", name=label("cite.passage", lang)).first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        sentences = [unit for unit in text.trees[0].units if "." in unit.reference]
        for unit in (None, text.trees[0].units[0], sentences[-1]):
            page.get_by_role("dialog").get_by_role("combobox").select_option(unit.identifier if unit else "")
            cited = reference.parse(unit.identifier if unit else text.identifier, served.catalogue)
            wanted = [*forms.STYLES, *forms.RECORDS]
            made = served.cite([citation.Request(cited, form, lang, date.today().isoformat()) for form in wanted])
            said = page.evaluate(FORMS)
            assert {form: said[form].strip() for form in wanted} == dict(zip(wanted, map(str.strip, made), strict=True))


@each_place
def test_a_reference_leads_to_its_passage(place: str, site: Site, visit: Visit, edition: corpus.Edition) -> None:
    text = citation.of_edition(edition).catalogue.texts[-1]
    unit = text.trees[0].units[-1]
    page = visit("cite.html", home=getattr(site, place), **WIDE)
    field = page.get_by_label(label("cite.reference"), exact=True)
    field.fill(f"{text.name} 99")
    field.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text(label("reference.unknown"))
    page.locator("form.reference a").last.click()
    page.wait_for_url(f"{getattr(site, place)}{text.identifier}.html#*")
    page.go_back()
    field.fill(f"«{text.titles[-1]}», {unit.reference}")
    page.get_by_role("button", name=label("reference.open"), exact=True).click()
    page.wait_for_url(f"{getattr(site, place)}{text.identifier}.html#{unit.identifier}")
    assert page.evaluate("document.querySelector(':target').id") == unit.identifier


def test_an_address_with_a_reference_leads_on(site: Site, visit: Visit, edition: corpus.Edition) -> None:
    text = citation.of_edition(edition).catalogue.texts[0]
    page = visit(f"ru/cite.html?ref={text.name}+{text.trees[0].units[0].reference}", **WIDE)
    page.wait_for_url(f"{site.served}ru/{text.identifier}.html#{text.trees[0].units[0].identifier}")


def test_without_a_script_every_paragraph_has_a_link(site: Site, visit: Visit, edition: corpus.Edition) -> None:
    page = visit("cite.html", java_script_enabled=False, **WIDE)
    page.get_by_text(label("reference.all"), exact=True).click()
    text = citation.of_edition(edition).catalogue.texts[0]
    page.get_by_role("link", name=f"{text.name} {text.trees[0].units[0].reference}", exact=True).first.click()
    assert page.url == f"{site.served}{text.identifier}.html#{text.trees[0].units[0].identifier}"


@pytest.mark.parametrize("options", [PHONE, WIDE], ids=["phone", "desktop"])
def test_the_form_is_accessible(options: dict[str, Any], visit: Visit, violations: Violations) -> None:
    page = visit("cite.html", **options)
    page.locator("form.reference input").fill("?")
    page.locator("form.reference input").press("Enter")
    page.get_by_text(label("reference.all"), exact=True).click()
    assert violations(page) == []
