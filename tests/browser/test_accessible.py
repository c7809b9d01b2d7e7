"""Every kind of page is usable by everyone: WCAG 2.2 AA as axe-core tests it, reflow, and the keyboard alone."""

from __future__ import annotations

from typing import Callable

import pytest
from playwright.sync_api import Page

from browser.conftest import Violations
from browser.pages import ALIKE, KINDS, LONG, Site

# The states in which a page is looked at, one after the other, and by which rules in the short tests: colours do not hang on the width or
# the language, nor the rest on colours; by the rest a narrow page is judged
# in the other language. 400 % of a window of 1280 × 1024 leaves 320 × 256 CSS pixels (WCAG 1.4.10).
COLOURS = ["color-contrast", "link-in-text-block"]
PLACES = ["scrollable-region-focusable", "target-size"]
STATES: dict[str, tuple[int, int, str, dict[str, list[str]]]] = {
    "light": (1280, 900, "light", {}),
    "dark": (1280, 900, "dark", {"only": COLOURS}),
    "zoomed": (320, 256, "dark", {"only": PLACES[:1]}),
    "narrow": (320, 640, "light", {"only": PLACES}),
}

each_kind = pytest.mark.parametrize("kind", KINDS)
each_look = pytest.mark.parametrize("kind", [kind for kind in KINDS if LONG or kind not in ALIKE])


def test_every_page_is_of_one_kind(site: Site) -> None:
    """A page that no kind knows would be looked at by no test here; a kind without a page has lost it."""
    kinds = {name: site.kinds_of(name) for name in site.names()}
    assert {name: found for name, found in kinds.items() if len(found) != 1} == {}
    assert set(KINDS) == {kind for found in kinds.values() for kind in found}


@each_look
def test_nothing_is_in_a_readers_way(kind: str, site: Site, visit: Callable[..., Page], violations: Violations) -> None:
    for name in site.of(kind):
        page = visit(name)
        for state, (width, height, scheme, rules) in STATES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert (state, too_wide(page), violations(page, **({} if LONG else rules))) == (state, [], []), name
        page.close()


@each_kind
def test_nothing_is_in_the_way_of_a_reader_of_the_other_language(kind: str, site: Site, visit: Callable[..., Page], violations: Violations) -> None:
    for name in site.of(kind, "ru"):
        page = visit(name, viewport={"width": 320, "height": 640})
        rules = {} if LONG else {"only": PLACES} if kind in ALIKE else {"but": COLOURS}
        assert (too_wide(page), violations(page, **rules)) == ([], []), name
        page.close()


def too_wide(page: Page) -> list[str]:
    """What makes a page scroll sideways."""
    found: list[str] = page.evaluate("""() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > room + 1);
      return ['the page', ...wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 160))];
    }""")
    return found


# Notes of each element that takes the focus whether its looks, or those of what is in it, change with that, and whether it can be seen itself.
WATCH_FOCUS = """() => {
  window.visited = []; window.unseen = []; window.hidden = [];
  const LOOKS = ['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor', 'backgroundColor', 'color', 'stroke', 'strokeWidth', 'fill', 'textDecorationLine'];
  const looks = (one) => JSON.stringify([one, ...one.querySelectorAll('*')].slice(0, 12).map((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle === 'none' ? LOOKS.slice(2).map((name) => style[name]) : LOOKS.map((name) => style[name]);
  }));
  let focused = '';
  document.addEventListener('focusin', ({target}) => {
    window.visited.push(target);
    focused = looks(target);
    const box = target.getBoundingClientRect();
    if (box.width < 1 || box.height < 1 || box.bottom < 0 || box.right < 0 || box.top > innerHeight || box.left > innerWidth) window.hidden.push(target.outerHTML.slice(0, 160));
  });
  document.addEventListener('focusout', ({target}) => { if (looks(target) === focused) window.unseen.push(target.outerHTML.slice(0, 160)); });
}"""

# So many stops of the keyboard are gone through on a page in the short tests.
STOPS = 10_000 if LONG else 60

CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((one) =>
  one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: false}) && !one.closest('[inert]')
  && !(one.type === 'radio' && !one.checked))"""


@each_look
def test_the_keyboard_reaches_every_control_and_one_sees_where_it_is(kind: str, site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site.of(kind)[0], viewport={"width": 1280, "height": 900})
    page.evaluate(WATCH_FOCUS)
    count = min(page.evaluate(f"({CONTROLS})().length"), STOPS)
    for _ in range(count + 1):
        page.keyboard.press("Tab")
    assert page.evaluate("window.visited[0]?.getAttribute('href')") == "#main"
    assert page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0
    missed = f"({CONTROLS})().slice(0, {count}).filter((one) => !window.visited.includes(one)).map((one) => one.outerHTML.slice(0, 160))"
    assert page.evaluate(missed) == []
    assert page.evaluate("window.unseen") == []
    assert page.evaluate("window.hidden") == []


@each_look
def test_the_skip_link_leads_past_the_menus(kind: str, site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site.of(kind)[0], viewport={"width": 1280, "height": 900})
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    where = page.evaluate("document.activeElement.closest('body > header') === null")
    assert where, page.evaluate("document.activeElement.outerHTML.slice(0, 160)")


# Every control that says it opens or switches something, a few of each look.
SWITCHES = """() => {
  const seen = new Map();
  return [...document.querySelectorAll('summary, button[aria-expanded], button[aria-pressed], button[popovertarget]')].filter((one) => {
    if (!one.checkVisibility()) return false;
    const look = one.tagName + one.className + (one.closest('[class]')?.className ?? '');
    seen.set(look, (seen.get(look) ?? 0) + 1);
    return seen.get(look) <= LIMIT;
  });
}""".replace("LIMIT", "1000" if LONG else "2")

STATE = """(one) => {
  const layer = one.popoverTargetElement ?? document.getElementById(one.getAttribute('aria-controls') ?? '');
  if (one.tagName === 'SUMMARY') return String(one.parentElement.open);
  if (one.popoverTargetElement) return String(one.popoverTargetElement.matches(':popover-open'));
  return one.getAttribute('aria-expanded') ?? one.getAttribute('aria-pressed');
}"""

IS_LAYER = """(one) => {
  const layer = one.popoverTargetElement ?? document.getElementById(one.getAttribute('aria-controls') ?? '');
  return Boolean(layer?.matches('[popover], dialog, [role=dialog], [role=tooltip], [role=menu]'));
}"""


@each_look
@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_works_every_switch_and_escape_closes_what_lies_above(kind: str, width: int, site: Site, visit: Callable[..., Page]) -> None:
    page = visit(site.of(kind)[0], viewport={"width": width, "height": 900})
    for switch in page.evaluate_handle(SWITCHES).get_properties().values():
        control = switch.as_element()
        if control is None or not control.is_visible():
            continue
        name = control.evaluate("(one) => one.outerHTML.slice(0, 160)")
        before = control.evaluate(STATE)
        assert before in ("true", "false"), name
        control.focus()
        page.keyboard.press("Enter")
        assert (name, control.evaluate(STATE)) == (name, "false" if before == "true" else "true")
        if before == "false" and control.evaluate(IS_LAYER):
            page.keyboard.press("Escape")
            assert (name, control.evaluate(STATE)) == (name, "false"), "Escape does not close it"
            assert control.evaluate("(one) => one === document.activeElement"), f"{name}: Escape does not give the focus back"
        else:
            control.focus()
            page.keyboard.press("Enter")
            assert (name, control.evaluate(STATE)) == (name, before)
