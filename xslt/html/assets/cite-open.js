// @ts-check
/*
 * The way to citing on the page of a text: buttons above it, beside its references and beside what is selected. Citing itself (cite.js) is
 * loaded when it is asked for, or when its reader comes to the references, which can then be copied.
 */
(() => {
  "use strict";

  /** @type {HTMLElement | null} */
  const block = document.querySelector("section.citation[data-dialog]");
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  if (!block) return;

  /** Citing, once it has been asked for. @type {Promise<void> | null} */
  let loaded = null;
  const load = () => loaded ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = here.replace("cite-open.js", "cite.js");
    script.onload = () => resolve();
    document.head.append(script);
  });

  /** The selection, if it is of the text. @returns {Range | null} */
  const selection = () => {
    const made = document.getSelection();
    const range = made && !made.isCollapsed && made.rangeCount ? made.getRangeAt(0) : null;
    return range && [range.startContainer, range.endContainer].some((node) => node.parentElement?.closest(".text:not(.transmitted)")) ? range : null;
  };

  /** @param {string} place a class @param {() => Range | null} [range] what was selected last */
  const opener = (place, range = () => null) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `cite-open ${place}`;
    button.textContent = block.dataset.open ?? "";
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const detail = { button, range: selection()?.cloneRange() ?? range() };
      void load().then(() => document.dispatchEvent(new CustomEvent("edition:cite", { detail })));
    });
    return button;
  };

  (document.querySelector("article header.heading"))?.append(opener("above"));
  block.querySelector("h2")?.after(opener("below"));

  /** The button beside what is selected; it comes once the selection rests. @type {Range | null} */
  let last = null;
  let timer = 0;
  const beside = opener("beside", () => last);
  const place = () => {
    const range = selection();
    if (document.querySelector("dialog[open]")) return;
    if (!range) {
      if (document.activeElement !== beside) beside.remove();
      return;
    }
    last = range.cloneRange();
    const box = range.getBoundingClientRect();
    range.endContainer.parentElement?.closest(".numbered, .text")?.after(beside);
    const frame = beside.offsetParent;
    const origin = (frame && getComputedStyle(frame).position !== "static" ? frame : document.documentElement).getBoundingClientRect();
    const left = Math.min(box.left, document.documentElement.clientWidth - beside.offsetWidth - 8);
    beside.style.left = `${Math.max(8, left) - origin.left}px`;
    beside.style.top = `${box.bottom - origin.top + 6}px`;
  };
  document.addEventListener("selectionchange", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(place, 250);
  });
  beside.addEventListener("blur", () => { if (!selection() && !document.querySelector("dialog[open]")) beside.remove(); });

  const approach = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    approach.disconnect();
    void load();
  }, { rootMargin: "50%" });
  approach.observe(block);
})();
