// @ts-check
/*
 * Citing: copies references and records, and makes those of a passage: a paragraph, a sentence, or the words selected.
 * The page of a text loads this when its reader comes to the references or asks to cite (cite-open.js); the dialog, with every form ready,
 * is fetched as a script of its own. This fills in the slots: the passage, the address that was read, the day.
 * A link to words has the id of the place and the words (a text fragment), so that one leads there if the other fails.
 */
(() => {
  "use strict";

  /** @typedef {{ link: string, address: string, place: string, reference: string, quote: string }} Passage what leads to the words, and to their place */
  /** @typedef {{ text: string, nodes: Text[], starts: number[] }} Flow the visible words of paragraphs, and where each node's begin */

  /** The references of a page that is one text. @type {HTMLElement | null} */
  const block = document.querySelector("section.citation[data-dialog]");
  /** What the page says: the dialog of a text, else the page about citing. @type {DOMStringMap} */
  let labels = /** @type {HTMLElement} */ (document.querySelector("[data-copy]") ?? document.body).dataset;
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

  /** The dialog, once it has been fetched. @type {HTMLDialogElement | null} */
  let dialog = null;
  /** @type {HTMLSelectElement | null} */
  let choice = null;
  /** What can be chosen in it, by id. @type {Map<string, HTMLOptionElement>} */
  let options = new Map();

  /* Copying */

  /** @param {HTMLElement} element its words, and as HTML where it has markup */
  const copy = async (element) => {
    const words = (element.textContent ?? "").replace(/\u00a0/g, " ").trim();
    const markup = element.querySelector("cite");
    try {
      if (markup && window.ClipboardItem && navigator.clipboard?.write) {
        const kinds = { "text/plain": words, "text/html": element.innerHTML };
        const blobs = Object.entries(kinds).map(([kind, data]) => [kind, new Blob([data], { type: kind })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else {
        await navigator.clipboard.writeText(words);
      }
      return true;
    } catch {
      return copyBySelection(words, element);
    }
  };

  /** The way of old, for pages to which browsers give no clipboard. @param {string} words @param {HTMLElement} beside */
  const copyBySelection = (words, beside) => {
    const area = document.createElement("textarea");
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    area.value = words;
    area.className = "copied";
    beside.after(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  };

  /** @param {Element | null} status @param {string | undefined} pattern @param {string} name */
  const say = (status, pattern, name) => {
    if (status) status.textContent = (pattern ?? "").replace("{}", name);
  };

  /** A button that copies what an element says. @param {HTMLElement} element @param {string} name @param {Element | null} status */
  const copyButton = (element, name, status) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = labels.copy ?? "";
    button.setAttribute("aria-label", `${labels.copy}: ${name}`);
    button.addEventListener("click", async () => say(status, (await copy(element)) ? labels.copied : labels.failed, name));
    return button;
  };

  /* Passages */

  /** The citable unit that holds a node, sentence before paragraph. @param {Node | null} node @returns {HTMLElement | null} */
  const unitOf = (node) => {
    for (let at = node instanceof Element ? node : node?.parentElement ?? null; at; at = at.parentElement) {
      if (at.id && options.has(at.id)) return /** @type {HTMLElement} */ (at);
    }
    return null;
  };

  /** @param {Element} element */
  const isVisible = (element) => (element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0);

  /** The visible words of all citable paragraphs, one a line. @returns {Flow} */
  const flow = () => {
    const found = /** @type {Flow} */ ({ text: "", nodes: [], starts: [] });
    const units = [...options.keys()].map((id) => id && document.getElementById(id)).filter((unit) => unit instanceof HTMLElement);
    const paragraphs = units.filter((unit) => !unitOf(unit.parentElement));
    for (const paragraph of paragraphs) {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        if (node.parentElement && isVisible(node.parentElement)) {
          found.nodes.push(node);
          found.starts.push(found.text.length);
          found.text += node.data.replace(/[\n\r\t\f]/g, " ");
        }
      }
      found.text += "\n";
    }
    return found;
  };

  /** Where a boundary of the selection stands in a flow. @param {Flow} words @param {Node} node @param {number} offset */
  const position = (words, node, offset) => {
    const own = words.nodes.indexOf(/** @type {Text} */ (node));
    if (own >= 0) return (words.starts[own] ?? 0) + offset;
    const boundary = document.createRange();
    boundary.setStart(node, offset);
    const next = words.nodes.findIndex((text) => boundary.comparePoint(text, 0) >= 0);
    return next >= 0 ? words.starts[next] ?? 0 : words.text.length;
  };

  const LETTER = /[\p{L}\p{N}\p{M}]/u;

  /** The selection as whole words. @param {Range} range @returns {{ words: Flow, start: number, end: number } | null} */
  const selected = (range) => {
    const words = flow();
    let start = position(words, range.startContainer, range.startOffset);
    let end = position(words, range.endContainer, range.endOffset);
    const at = (/** @type {number} */ index) => words.text.charAt(index);
    while (start < end && /\s/.test(at(start))) start += 1;
    while (end > start && /\s/.test(at(end - 1))) end -= 1;
    while (start > 0 && LETTER.test(at(start)) && LETTER.test(at(start - 1))) start -= 1;
    while (end < words.text.length && LETTER.test(at(end - 1)) && LETTER.test(at(end))) end += 1;
    return end > start ? { words, start, end } : null;
  };

  /** @param {string} words */
  const squeezed = (words) => words.replace(/[ \n\r\t\f]+/g, " ").trim();

  /** Everything of which a URI or a text fragment thinks that it means something. @param {string} words */
  const encoded = (words) => encodeURIComponent(squeezed(words)).replace(/[-!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

  /** How often words stand in a text, whatever their capitals. @param {string} text @param {string} words */
  const count = (text, words) => squeezed(text).toLowerCase().split(squeezed(words).toLowerCase()).length - 1;

  /** The first or, with a negative number, the last words. @param {string} text @param {number} number */
  const some = (text, number) => (number > 0 ? text.trim().split(/\s+/).slice(0, number) : text.trim().split(/\s+/).slice(number)).join(" ");

  /**
   * A text directive. 1. Short words of one paragraph are given in full, others by their beginning and end;
   * 2. what stands on the page more than once is told apart by the words around it in its paragraph.
   * @param {Flow} words @param {number} start @param {number} end
   */
  const directive = (words, start, end) => {
    const quote = words.text.slice(start, end).replace(/[.,;:!?…]+$/, "");
    const page = document.body.innerText;
    const before = words.text.slice(words.text.lastIndexOf("\n", start - 1) + 1, start);
    const after = words.text.slice(start + quote.length, words.text.indexOf("\n", end));
    const parts = quote.split("\n");
    if (parts.length > 1 || quote.length > 120) {
      const [first = "", last = ""] = [parts[0], parts[parts.length - 1]];
      let number = 4;
      while (number < 12 && count(page, some(first, number)) > 1) number += 1;
      return `${encoded(some(first, number))},${encoded(some(last, -number))}`;
    }
    let context = 0;
    const around = () => `${some(before, -context)} ${quote} ${some(after, context)}`;
    if (count(page, quote) > 1) do context += 1; while (context < 8 && count(page, around()) > 1);
    const glued = context > 0 && (/\S$/.test(before) || /^\S/.test(after));
    const prefix = context > 0 && before.trim() ? `${encoded(some(before, -context))}-,` : "";
    const suffix = context > 0 && after.trim() && !glued ? `,-${encoded(some(after, context))}` : "";
    return `${prefix}${encoded(quote)}${suffix}`;
  };

  /** The address of this page: the one that the edition states, else where it was read; none for a file on this device. */
  const address = () => labels.url || (location.protocol === "file:" ? "" : location.origin + location.pathname);

  /** The same page in the release of these words, which stays as it is; nothing new on a page that is of a release, or of none. @param {string} url */
  const released = (url) => (url && labels.permanent ? new URL(labels.permanent, url).href : url);

  /** The hash by which the ledger knows the words. @param {string} id */
  const hashOf = (id) => options.get(id)?.dataset.hash ?? "";

  /** @param {Record<string, string | null>} values */
  const queryOf = (values) => {
    const given = Object.entries(values).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
    return given.length ? `?${given.join("&")}` : "";
  };

  /** @param {string} id @returns {string} */
  const referenceOf = (id) => options.get(id)?.dataset.reference ?? "";

  /** From `rapallo 3.2` to `rapallo 3.4`: `rapallo 3.2–3.4`. @param {string} first @param {string} last */
  const span = (first, last) => (first === last || !last ? first : `${first}–${last.slice(last.indexOf(" ") + 1)}`);

  /** @param {string} id @param {Range | null} range @returns {Passage} */
  const passage = (id, range) => {
    const local = location.origin === "null" || location.protocol === "file:" ? `${location.protocol}//${location.pathname}` : "";
    const link = (/** @type {string} */ rest) => released(labels.url || local || address()) + rest;
    const place = (/** @type {string} */ rest) => released(address()) && released(address()) + rest;
    const found = id === "selection" && range ? selected(range) : null;
    if (found && range) {
      const first = unitOf(range.startContainer) ?? unitOf(found.words.nodes[found.words.starts.findLastIndex((start) => start <= found.start)] ?? null);
      const last = unitOf(found.words.nodes[found.words.starts.findLastIndex((start) => start < found.end)] ?? null) ?? first;
      const quote = squeezed(found.words.text.slice(found.start, found.end));
      const view = new URLSearchParams(location.search).get("view");
      const id = `#${encodeURI(first?.id ?? "")}`;
      const query = queryOf({ view, h: hashOf(first?.id ?? ""), q: hashOf(first?.id ?? "") && first === last ? quote.slice(0, 200) : "" });
      const rest = `${query}${id}:~:text=${directive(found.words, found.start, found.end)}`;
      return { link: link(rest), address: place(rest), place: place(id), reference: span(referenceOf(first?.id ?? ""), referenceOf(last?.id ?? "")), quote };
    }
    const rest = id ? `#${encodeURI(id)}` : "";
    const quote = id ? squeezed(document.getElementById(id)?.innerText ?? "") : "";
    const whole = queryOf({ h: hashOf(id) }) + rest;
    return { link: link(whole), address: place(whole), place: place(rest), reference: referenceOf(id), quote };
  };

  /* Slots */

  /** What each form needs for signs that mean something in it. @type {Record<string, (value: string) => string>} */
  const escapes = {
    bib: (value) => value.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, (sign) => `\\${sign}`),
    ris: (value) => squeezed(value),
    "csl.json": (value) => JSON.stringify(value).slice(1, -1),
  };

  /** The day in a form. @type {Record<string, (day: string[]) => string>} */
  const days = { gost: (day) => [...day].reverse().join("."), ris: (day) => day.join("/"), "csl.json": (day) => day.map(Number).join(", ") };

  /** @param {HTMLElement} form @param {Passage} cited @param {string} id */
  const fill = (form, cited, id) => {
    const kind = form.dataset.form ?? "";
    const now = new Date();
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
    // Records have the whole link; references, which are printed, the id alone, and where there is a DOI an address only for a passage.
    const shown = kind in escapes ? cited.address : id || !labels.doi || kind === "gost" ? cited.place : "";
    /** @type {Record<string, string>} */
    const values = {
      locator: id ? (escapes[kind] ?? String)(cited.reference) : "",
      key: id ? cited.reference.slice(cited.reference.indexOf(" ") + 1).replace(/[^A-Za-z0-9.]/g, "-") : "",
      url: shown,
      accessed: shown && (days[kind] ?? ((parts) => parts.join("-")))(day),
      stop: shown && ".",
    };
    for (const slot of form.querySelectorAll("[data-slot]")) {
      const { slot: name = "", before = "", after = "" } = /** @type {HTMLElement} */ (slot).dataset;
      slot.textContent = values[name] ? before + values[name] + after : "";
    }
  };

  /* The dialog */

  /** @type {Range | null} */
  let kept = null;

  const refresh = () => {
    if (!dialog || !choice) return;
    const cited = passage(choice.value, kept);
    const quote = dialog.querySelector("blockquote");
    if (quote) {
      quote.textContent = cited.quote.length > 300 ? `${cited.quote.slice(0, 300)}…` : cited.quote;
      quote.hidden = !cited.quote;
    }
    for (const output of dialog.querySelectorAll("[data-output]")) {
      const words = output.querySelector(".words");
      if (words) words.textContent = /** @type {HTMLElement} */ (output).dataset.output === "link" ? cited.link : cited.reference;
    }
    for (const form of dialog.querySelectorAll("[data-form]")) fill(/** @type {HTMLElement} */ (form), cited, choice.value);
    say(dialog.querySelector("[role=status]"), address() ? "" : labels.local, "");
  };

  /** @param {string} id */
  const open = (id) => {
    if (!dialog || !choice || dialog.open) return;
    const option = options.get("selection");
    if (option) option.hidden = !kept;
    choice.value = options.has(id) ? id : "";
    refresh();
    dialog.showModal();
  };

  /** The button that opened it gets the focus back. @type {HTMLElement | null} */
  let opened = null;

  /** From a selection, else from the place that the address names. @param {HTMLElement} button @param {Range | null} range */
  const openHere = (button, range) => {
    opened = button;
    kept = range;
    const target = unitOf(document.getElementById(decodeURIComponent(location.hash.slice(1))));
    open(kept ? "selection" : target?.id ?? "");
  };

  /** Words with a button that copies them. @param {HTMLElement} output @param {string} name @param {Element | null} status */
  const withButton = (output, name, status) => {
    const words = document.createElement("span");
    words.className = "words";
    words.append(...output.childNodes);
    if (output.dataset.form) words.dataset.form = output.dataset.form;
    delete output.dataset.form;
    output.append(words, " ", copyButton(words, name, status));
  };

  /** Fetch something into the head of the page. @param {HTMLScriptElement | HTMLLinkElement} element @returns {Promise<void>} */
  const fetched = (element) => new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = reject;
    document.head.append(element);
  });

  /** Bring the dialog and its looks into the page. */
  const bring = async () => {
    if (!block) return;
    const script = Object.assign(document.createElement("script"), { src: block.dataset.dialog });
    const looks = Object.assign(document.createElement("link"), { rel: "stylesheet", href: here.replace("cite.js", "cite-dialog.css") });
    await Promise.all([fetched(script), fetched(looks)]);
    block.insertAdjacentHTML("beforeend", String(Reflect.get(window, "editionCitation")));
    dialog = block.querySelector("dialog");
    choice = dialog?.querySelector("select") ?? null;
    options = new Map([...(choice?.options ?? [])].map((option) => [option.value, option]));
    labels = dialog?.dataset ?? labels;
    prepareDialog();
  };

  const prepareDialog = () => {
    if (!dialog || !choice) return;
    const status = dialog.querySelector("[role=status]");
    for (const pre of dialog.querySelectorAll("pre")) pre.after(copyButton(pre, pre.getAttribute("aria-label") ?? "", status));
    for (const output of dialog.querySelectorAll("dd")) {
      if (!output.querySelector("pre")) withButton(output, output.previousElementSibling?.textContent ?? "", status);
    }
    choice.addEventListener("change", refresh);
    dialog.addEventListener("close", () => opened?.focus({ preventScroll: true }));
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog?.close(); });
  };

  /** References and records of the page itself get the address read, and buttons. */
  const prepareBlocks = () => {
    for (const section of document.querySelectorAll("section.citation")) {
      const status = document.createElement("p");
      status.setAttribute("role", "status");
      const whole = section === block ? passage("", null) : null;
      for (const form of section.querySelectorAll(":scope > [data-form], :scope > :not(dialog) [data-form]")) {
        const element = /** @type {HTMLElement} */ (form);
        const name = element.getAttribute("aria-label") ?? element.previousElementSibling?.textContent ?? "";
        if (whole) fill(element, whole, "");
        if (!labels.copy) continue;
        if (element instanceof HTMLPreElement) element.after(copyButton(element, name, status));
        else withButton(element, name, status);
      }
      if (labels.copy) section.append(status);
    }
  };

  const ready = bring().then(prepareBlocks);

  // Who loads this asks by an event, from a button, with the words that were selected then.
  document.addEventListener("edition:cite", (event) => {
    const { button, range } = /** @type {CustomEvent<{ button: HTMLElement, range: Range | null }>} */ (event).detail;
    void ready.then(() => openHere(button, range));
  });
})();
