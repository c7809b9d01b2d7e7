// @ts-check
/* The search. Over http the index of pagefind is read, in each language with its own stems; in a page opened from a folder, where browsers load
   no index, a plain search over the same records. What is asked stands in the address: ?q=…&kind=…&text=…&entity=…&other=yes. */
"use strict";

(() => {
  /**
   * What is known of a record beside its words: order, kind, group, the language of the interface in which it stands so (empty: all), its own
   * language, address in the top of the site, reference, number of a note, kinds of what is named, parted by blanks.
   * @typedef {[number, string, string, string, string, string, string, string, string]} Facts
   *
   * A record: its facts, its words, and the parts of them that are compared, each with the place of its word.
   * @typedef {{facts: Facts, words: string[], parts: {part: string, at: number}[]}} Entry
   *
   * A record that fits: which of its words are what was looked for, and which of these stand for terms that its passage has not.
   * @typedef {{entry: Entry, found: Set<number>, beside: Set<number>}} Hit
   *
   * @typedef {{language: string, top: string, folders: Record<string, string>, groups: Record<string, string>,
   *   words: Record<string, string>, note: string, introduction: string, data: string[]}} Settings
   *
   * The part of pagefind's interface that is used here.
   * @typedef {{results: {id: string, words: number[]}[]}} Results
   * @typedef {{options: (options: object) => Promise<void>, init: () => Promise<void>, search: (words: string) => Promise<Results>}} Engine
   *
   * Where one term stands, in which records: places by the number of the record.
   * @typedef {(term: string) => Promise<Map<number, number[]>>} Searcher
   */

  // What parts the words of a record: passage, reading of the source, forms in the passage and the names they are found by.
  const SOURCE = "␞", FORM = "␟", NAMES = "␝";
  const PORTION = 40;

  /** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
  const element = (id, type) => {
    const found = document.getElementById(id);
    if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
    return found;
  };

  const form = element("search", HTMLFormElement);
  const input = element("search-words", HTMLInputElement);
  const status = element("search-status", HTMLElement);
  const results = element("search-results", HTMLElement);
  const conditions = element("search-conditions", HTMLDetailsElement);
  /** @type {Settings} */
  const settings = JSON.parse(element("search-settings", HTMLElement).textContent || "");

  /** A word as it is compared: without case, accents and the points of ё. @param {string} word */
  const folded = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  /** The words in a string, as they are compared. @param {string} text */
  const wordsIn = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) || [];

  /** What is looked for: words that all must be there, or one phrase in quotation marks. @param {string} query */
  const termsOf = (query) => {
    const phrase = query.trim().match(/^["«“„](.+)["»”“]$/);
    if (phrase) return wordsIn(phrase[1]).length ? [`"${phrase[1].replace(/["«»“”„]/g, "")}"`] : [];
    return query.replace(/["«»“”„]/g, " ").split(/\s+/).filter((word) => wordsIn(word).length);
  };

  // The records.

  /** @type {Map<number, Entry>} */
  const entries = new Map();
  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /** @param {string} name @returns {Promise<void>} */
  const loadScript = (name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => reject(new Error(`${name} is not there`)));
    script.src = `${settings.top}search-data/${name}.js`;
    document.head.append(script);
  });

  /** Load records, each file once: those of the texts, notes and registers as they are read in some languages of the interface.
   * @param {string[]} languages */
  const loadEntries = async (languages) => {
    const names = ["sentence", ...languages.flatMap((language) => [`introduction.${language}`, `note.${language}`, `entry.${language}`])].filter((name) => settings.data.includes(name));
    await Promise.all(names.map((name) => {
      if (!scripts.has(name)) scripts.set(name, loadScript(name));
      return scripts.get(name);
    }));
    /** @type {[...Facts, string][]} */
    const rows = /** @type {any} */ (window).editionRecords || [];
    for (const row of rows.splice(0)) {
      const words = row[9].split(/\s+/);
      const facts = /** @type {Facts} */ (/** @type {unknown} */ (row.slice(0, 9)));
      entries.set(facts[0], { facts, words, parts: words.flatMap((word, at) => wordsIn(word).map((part) => ({ part, at }))) });
    }
  };

  // The index.

  /** @returns {Promise<Searcher>} */
  const openIndex = async () => {
    const base = new URL(`${settings.top}pagefind/`, document.baseURI).href;
    const response = await fetch(`${base}records.json`);
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    /** @type {Record<string, Record<string, number>>} */
    const numbers = await response.json();
    // An engine has room for the stems of one language: each language has one of its own.
    const engines = await Promise.all(Object.keys(numbers).map(async (language) => {
      /** @type {Engine} */
      const engine = await import(`${base}pagefind.js?${language}`);
      await engine.options({ basePath: `${base}${language}/`, noWorker: true });
      await engine.init();
      return { engine, numbers: numbers[language] };
    }));
    return async (term) => new Map((await Promise.all(engines.map(({ engine, numbers: known }) => inIndex(engine, known, term)))).flat());
  };

  /** @param {Engine} engine @param {Record<string, number>} numbers @param {string} term @returns {Promise<[number, number[]][]>} */
  const inIndex = async (engine, numbers, term) => (await engine.search(term)).results.flatMap(({ id, words: places }) => {
    const entry = entries.get(numbers[id]);
    const near = entry ? places.filter((at) => term.startsWith('"') || isNear(term, entry.words[at])) : [];
    return near.length ? [[numbers[id], near]] : [];
  });

  /** Whether a word has at least the first half of a term: where the engine finds nothing, it gives what is merely like it.
   * @param {string} term @param {string} word */
  const isNear = (term, word) => {
    const wanted = wordsIn(term).join("");
    const half = wanted.slice(0, Math.ceil(wanted.length / 2));
    return [...wordsIn(word), wordsIn(word).join("")].some((part) => part.startsWith(half));
  };

  // The plain search.

  /** @type {Searcher} */
  const inRecords = async (term) => {
    /** @type {[number, number[]][]} */
    const found = [...entries.values()].map(({ facts, parts }) => [facts[0], placesOf(term, parts)]);
    return new Map(found.filter(([, places]) => places.length));
  };

  /** Where words begin with a term, or with those of a term one after the other; in a phrase, all but the last are whole.
   * @param {string} term @param {Entry["parts"]} parts */
  const placesOf = (term, parts) => {
    const wanted = wordsIn(term);
    return parts.flatMap((_, start) => {
      const here = parts.slice(start, start + wanted.length);
      const fit = here.length === wanted.length
        && here.every(({ part }, index) => (index < wanted.length - 1 ? part === wanted[index] : part.startsWith(wanted[index])));
      return fit ? here.map(({ at }) => at) : [];
    });
  };

  // What is shown.

  /** @param {string} name @param {string} [className] @param {(Node | string)[]} children */
  const make = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  /** The parts of a record: each from one sign to the next. @param {string[]} words */
  const partsOf = (words) => {
    /** @type {{sign: string, from: number, to: number}[]} */
    const parts = [{ sign: "", from: 0, to: words.length }];
    words.forEach((word, at) => {
      if ([SOURCE, FORM, NAMES].includes(word)) {
        parts[parts.length - 1].to = at;
        parts.push({ sign: word, from: at + 1, to: words.length });
      }
    });
    return parts;
  };

  /** Words with those found marked; what is not part of the word stays outside.
   * @param {string[]} words @param {number} from @param {number} to @param {Set<number>} found @param {Set<number>} [named] */
  const marked = (words, from, to, found, named) => {
    const shown = document.createDocumentFragment();
    for (let at = from; at < to; at += 1) {
      if (at > from) shown.append(" ");
      const [, before, core, after] = words[at].match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u) || ["", "", words[at], ""];
      if (core && found.has(at)) shown.append(before, make("mark", "", core), after);
      else if (core && named && named.has(at)) shown.append(before, make("mark", "named", core), after);
      else shown.append(words[at]);
    }
    return shown;
  };

  /** Where the words of a form stand in a passage. @param {string[]} words @param {{from: number, to: number}} passage @param {{from: number, to: number}} form */
  const formIn = (words, passage, form) => {
    const core = (/** @type {number} */ at) => wordsIn(words[at]).join(" ");
    const length = form.to - form.from;
    for (let start = passage.from; start + length <= passage.to; start += 1) {
      const span = [...Array(length).keys()];
      if (span.every((step) => core(start + step) === core(form.from + step))) return span.map((step) => start + step);
    }
    return [];
  };

  /** One hit: reference, passage, and, where that does not show it, why it was found. @param {Hit} hit */
  const shownHit = ({ entry: { facts: [, kind, , only, language, address, reference, number], words }, found, beside }) => {
    const [passage, ...others] = partsOf(words);
    /** @type {HTMLElement[]} */
    const reasons = [];
    /** @type {Set<number>} */
    const named = new Set();
    others.forEach((part, index) => {
      const places = [...beside].filter((at) => part.from <= at && at < part.to);
      if (!places.length) return;
      if (part.sign === SOURCE) {
        const [from, to] = [Math.max(part.from, Math.min(...places) - 6), Math.min(part.to, Math.max(...places) + 7)];
        const reading = make("span", "", from > part.from ? "… " : "", marked(words, from, to, found), to < part.to ? " …" : "");
        reading.lang = language;
        reasons.push(make("p", "reason", settings.words.source, " ", reading));
      } else if (part.sign === NAMES) {
        const form = others[index - 1];
        formIn(words, passage, form).forEach((at) => named.add(at));
        reasons.push(make("p", "reason", make("i", "", words.slice(form.from, form.to).join(" ")), " = ", marked(words, part.from, part.to, found)));
      }
    });
    const called = { note: settings.note.replace("{0}", number), introduction: settings.introduction };
    const link = make("a", "reference", Reflect.get(called, kind) ?? (reference || "→"));
    const folder = only && only !== settings.language ? settings.top + settings.folders[only] : "";
    link.setAttribute("href", folder + address);
    if (kind === "note" && reference) link.append(make("small", "", ` ${reference}`));
    const shown = marked(words, passage.from, passage.to, found, named);
    const text = make("p", "passage");
    text.lang = language;
    if (kind === "entry") {
      // The name before the dash is the link.
      link.textContent = "";
      link.className = "";
      const dash = words.indexOf("—");
      const end = dash > 0 && dash < passage.to ? dash : passage.to;
      link.append(marked(words, passage.from, end, found, named));
      text.append(link, end < passage.to ? " " : "", marked(words, end, passage.to, found, named));
      return make("li", kind, text, ...reasons);
    }
    text.append(shown);
    return make("li", kind, link, make("div", "", text, ...reasons));
  };

  /** @param {string} group @param {number} count */
  const shownGroup = (group, count) => {
    const heading = make("h2", "", settings.groups[group] || group, " ", make("span", "count", String(count)));
    const made = make("section", "group", heading, make("ol", ""));
    made.dataset.group = group;
    return made;
  };

  // One search after the other.

  /** Which search is the latest: what comes late of an earlier one is not shown. */
  let current = 0;

  /** @type {Promise<Searcher> | undefined} */
  let searcher;

  /** The search that works here: that of the index, else the plain one. */
  const opened = () => {
    searcher ??= location.protocol.startsWith("http")
      ? openIndex().catch(() => {
        element("search-failed", HTMLElement).hidden = false;
        return inRecords;
      })
      : Promise.resolve(inRecords);
    return searcher;
  };

  /** Records that have all terms and keep the conditions, in the order of the edition. @param {string[]} terms @param {URLSearchParams} wanted */
  const hitsOf = async (terms, wanted) => {
    const [find] = await Promise.all([opened(), loadEntries(wanted.has("other") ? Object.keys(settings.folders) : [settings.language])]);
    const [first, ...others] = await Promise.all(terms.map(find));
    return [...first.keys()].sort((one, other) => one - other).flatMap((number) => {
      const entry = entries.get(number);
      const all = [first, ...others].map((places) => places.get(number) || []);
      if (!entry || !all.every((places) => places.length) || !fits(entry.facts, wanted)) return [];
      const [passage] = partsOf(entry.words);
      return [{ entry, found: new Set(all.flat()), beside: new Set(all.filter((places) => !places.some((at) => at < passage.to)).flat()) }];
    });
  };

  /** Whether a record keeps the conditions; none chosen in a group is all. @param {Facts} facts @param {URLSearchParams} asked */
  const fits = ([, kind, group, only, , , , , entities], asked) => {
    const allowed = (/** @type {string} */ name, /** @type {string[]} */ values) => !asked.has(name) || asked.getAll(name).some((value) => values.includes(value));
    return allowed("kind", [kind]) && allowed("text", [group]) && allowed("entity", entities.split(" ")) && (asked.has("other") || !only || only === settings.language);
  };

  /** What the form asks for, without what is empty. */
  const asked = () => {
    const found = new URLSearchParams();
    new FormData(form).forEach((value, name) => {
      if (typeof value === "string" && value.trim()) found.append(name, value.trim());
    });
    return found;
  };

  const search = async () => {
    const mine = (current += 1);
    const wanted = asked();
    const terms = termsOf(wanted.get("q") || "");
    if (!terms.length) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const waiting = setTimeout(() => {
      if (mine === current) status.textContent = settings.words.searching;
    }, 400);
    const hits = await hitsOf(terms, wanted);
    clearTimeout(waiting);
    if (mine !== current) return;
    results.replaceChildren();
    show(hits, 0);
    status.textContent = hits.length ? settings.words.found.replace("{0}", String(hits.length)) : settings.words.none;
  };

  /** Show the next portion of what was found, under a heading for each text; give the first link of it.
   * @param {Hit[]} hits @param {number} from @returns {HTMLElement | null} */
  const show = (hits, from) => {
    /** @type {HTMLElement | null} */
    let first = null;
    for (const hit of hits.slice(from, from + PORTION)) {
      const group = hit.entry.facts[2];
      let last = results.lastElementChild;
      if (!(last instanceof HTMLElement) || last.dataset.group !== group) {
        last = shownGroup(group, hits.filter(({ entry }) => entry.facts[2] === group).length);
        results.append(last);
      }
      const item = shownHit(hit);
      last.querySelector("ol")?.append(item);
      first ??= item.querySelector("a");
    }
    const next = from + PORTION;
    if (next < hits.length) {
      const button = make("button", "more", `${settings.words.more} (${hits.length - next})`);
      button.setAttribute("type", "button");
      button.addEventListener("click", () => {
        button.remove();
        show(hits, next)?.focus();
      });
      results.append(button);
    }
    return first;
  };

  // The address.

  /** Keep what is asked in the address, and on the way to the other language. @param {boolean} step Whether one can go back from it. */
  const remember = (step) => {
    const query = asked().toString();
    const address = `${location.pathname}${query ? `?${query}` : ""}`;
    if (query !== new URLSearchParams(location.search).toString()) {
      try {
        if (step) history.pushState(null, "", address);
        else history.replaceState(null, "", address);
      } catch {
        // Some browsers forbid this in a folder; the search works without.
      }
    }
    document.querySelectorAll("a.language").forEach((link) => {
      if (link instanceof HTMLAnchorElement) link.search = query;
    });
  };

  const restore = () => {
    const wanted = new URLSearchParams(location.search);
    input.value = wanted.get("q") || "";
    let chosen = false;
    form.querySelectorAll("input[type=checkbox]").forEach((box) => {
      if (!(box instanceof HTMLInputElement)) return;
      box.checked = wanted.getAll(box.name).includes(box.value);
      chosen ||= box.checked;
    });
    if (chosen) conditions.open = true;
    remember(false);
    void search();
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  /** @param {number} wait @param {boolean} step */
  const soon = (wait, step) => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      remember(step);
      void search();
    }, wait);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    soon(0, true);
  });
  input.addEventListener("input", () => soon(250, false));
  form.addEventListener("change", (event) => {
    if (event.target !== input) soon(0, false);
  });
  window.addEventListener("popstate", restore);
  element("search-folder", HTMLElement).hidden = location.protocol.startsWith("http");
  restore();
})();
