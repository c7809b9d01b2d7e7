// @ts-check
/*
 * Resolving a citation: the address names a passage (id, or ref as people write it), the version it was cited from (v), a hash of its words (h)
 * and, of selected words, the words (q). The page's own table is the ledger; the words of two versions are fetched as scripts where they differ.
 */
(() => {
  "use strict";

  const section = /** @type {HTMLElement | null} */ (document.querySelector("div.resolve"));
  const history = Reflect.get(window, "editionHistory");
  const form = section?.querySelector("form");
  const status = section?.querySelector("[role=status]");
  const input = form?.querySelector("input");
  if (!section || !form || !status || !input) return;
  const said = section.dataset;
  const releases = (said.releases ?? "").split(" ");
  const newest = releases[releases.length - 1] ?? "";

  /** @typedef {{ id: string, text: string, reference: string, states: [string, string][], gone: string, why: string, instead: string[] }} Unit */

  /** @param {HTMLElement} row @returns {Unit} */
  const unitOf = (row) => ({
    id: row.dataset.id ?? "",
    text: row.dataset.text ?? "",
    reference: row.querySelector("th")?.textContent ?? "",
    states: (row.dataset.states ?? "").split(" ").map((state) => /** @type {[string, string]} */ (state.split(":"))),
    gone: row.dataset.gone ?? "",
    why: row.dataset.why ?? "",
    instead: (row.dataset.instead ?? "").split(" ").filter(Boolean),
  });
  const units = [...document.querySelectorAll("tr[data-id]")].map((row) => unitOf(/** @type {HTMLElement} */ (row)));

  /** @param {string | undefined} pattern @param {...string} values */
  const say = (pattern, ...values) => (pattern ?? "").replace(/\{(\d)\}/g, (_, number) => values[Number(number)] ?? "");

  /** @param {string} name @param {string | Node | (string | Node)[]} content @param {Record<string, string>} [more] */
  const make = (name, content, more = {}) => {
    const element = document.createElement(name);
    element.append(...(Array.isArray(content) ? content : [content]));
    return Object.assign(element, more);
  };

  /** As people write references: capitals, blanks and dashes do not matter. @param {string} words */
  const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/[‐-―−]/g, "-").replace(/\s+/g, " ").trim();

  /** @param {string} words @returns {Unit | undefined} */
  const find = (words) => units.find((unit) => unit.id === words) ?? units.find((unit) => plain(unit.reference) === plain(words));

  /** Where a unit stands in a version. @param {Unit} unit @param {string} version */
  const address = (unit, version) => `${said.top}v/${version}/${said.folder}${unit.text}.html${unit.id === unit.text ? "" : `#${unit.id}`}`;

  /** The longest sequence that two lists of words share, as pairs of what became of each run. @param {string[]} old @param {string[]} now */
  const compared = (old, now) => {
    const table = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
    const cell = (/** @type {number} */ i, /** @type {number} */ j) => table[i]?.[j] ?? 0;
    for (let i = old.length - 1; i >= 0; i -= 1) {
      for (let j = now.length - 1; j >= 0; j -= 1) {
        const row = table[i];
        if (row) row[j] = old[i] === now[j] ? cell(i + 1, j + 1) + 1 : Math.max(cell(i + 1, j), cell(i, j + 1));
      }
    }
    /** @type {[string, string][]} */
    const pieces = [];
    let [i, j] = [0, 0];
    while (i < old.length || j < now.length) {
      if (i < old.length && j < now.length && old[i] === now[j]) pieces.push(["span", now[j++] ?? ""]), i += 1;
      else if (i < old.length && (j === now.length || cell(i + 1, j) >= cell(i, j + 1))) pieces.push(["del", old[i++] ?? ""]);
      else pieces.push(["ins", now[j++] ?? ""]);
    }
    return pieces;
  };

  /** @param {string} old @param {string} now */
  const difference = (old, now) => {
    const shown = make("p", []);
    let last = /** @type {HTMLElement | null} */ (null);
    for (const [name, word] of compared(old.split(" "), now.split(" "))) {
      if (last?.localName === name) last.append(` ${word}`);
      else shown.append(last ? " " : "", (last = make(name, word)));
    }
    return shown;
  };

  /** Words quoted, found again in a passage: themselves, else what has most of their words in order. @param {string} words @param {string} quote */
  const anchored = (words, quote) => {
    const exact = words.toLowerCase().indexOf(quote.toLowerCase());
    if (exact >= 0) return { start: exact, end: exact + quote.length, exact: true };
    const found = compared(quote.split(" "), words.split(" ")).filter(([name]) => name !== "del");
    const first = found.findIndex(([name]) => name === "span");
    const last = found.findLastIndex(([name]) => name === "span");
    if (first < 0) return null;
    const length = (/** @type {number} */ count) => found.slice(0, count).map(([, word]) => word).join(" ").length;
    return { start: first ? length(first) + 1 : 0, end: length(last + 1), exact: false };
  };

  /** @param {string} words @param {string} quote */
  const marked = (words, quote) => {
    const place = quote ? anchored(words, quote) : null;
    if (!place) return [words];
    return [words.slice(0, place.start), make("mark", words.slice(place.start, place.end)), words.slice(place.end)];
  };

  /** @param {Unit} unit @param {string} version @returns {Promise<[string | null, string]>} */
  const wordsOf = async (unit, version) => (await history.load(`${said.top}v/${version}/${unit.text}.words.js`, "editionWords"))[unit.id] ?? [null, ""];

  /** @param {Unit} unit */
  const link = (unit) => make("a", unit.reference, { href: `${unit.text}.html${unit.id === unit.text ? "" : `#${unit.id}`}` });

  /** What to say of a passage that is still there. @param {Unit} unit @param {string} version @param {string} quote @returns {Promise<Node[]>} */
  const living = async (unit, version, quote) => {
    const [old, now] = [history.at(unit.states, version, releases), unit.states[unit.states.length - 1] ?? ["", ""]];
    const here = make("p", make("a", unit.reference, { href: address(unit, newest) }));
    const [then, today] = unit.id === unit.text ? [null, null] : await Promise.all([wordsOf(unit, version), wordsOf(unit, newest)]);
    const [was, is] = [then?.[0] ?? then?.[1] ?? "", today?.[0] ?? today?.[1] ?? ""];
    const quoted = quote && is ? [make("p", anchored(is, quote)?.exact ? say(said.quote) : say(said.quoteLost))] : [];
    if (old?.[1] === now[1]) {
      return [make("p", say(said.unchanged, unit.reference, version, newest), { className: "verdict" }), ...quoted, make("blockquote", marked(is, quote)), here];
    }
    const verdict = make("p", say(said.changed, unit.reference, version, now[0]), { className: "verdict" });
    return [verdict, make("dl", [make("dt", said.old ?? ""), make("dd", difference(was, is)), make("dt", said.new ?? ""), make("dd", marked(is, quote))]), ...quoted, here];
  };

  /** @param {Unit} unit @param {string} version @returns {Node[]} */
  const departed = (unit, version) => {
    const others = unit.instead.map(find).filter((found) => found !== undefined);
    const instead = others.length ? [make("p", [`${said.instead} `, ...others.flatMap((other, number) => (number ? [", ", link(other)] : [link(other)]))])] : [];
    const old = make("p", make("a", `${unit.reference}, ${version}`, { href: address(unit, version) }));
    return [make("p", say(said.gone, unit.reference, version, unit.gone), { className: "verdict" }), make("p", say(said.why, unit.why)), ...instead, old];
  };

  /** What a reader may have meant. @param {string} words */
  const unknown = (words) => {
    const near = units.filter((unit) => plain(unit.reference).startsWith(plain(words).slice(0, 4))).slice(0, 5);
    const hint = near.length ? [make("p", [`${said.near} `, ...near.flatMap((unit, number) => (number ? [", ", link(unit)] : [link(unit)]))])] : [];
    return [make("p", say(said.unknown, words), { className: "verdict" }), ...hint];
  };

  /** The passage, version, hash and quotation that an address asks for. @param {URL} url */
  const asked = (url) => {
    const kept = /\/v\/([^/]+)\//.exec(url.pathname);
    const query = url.searchParams;
    const file = url.pathname.split("/").pop()?.replace(/\.html$/, "") ?? "";
    const id = decodeURIComponent(url.hash.slice(1)).split(":~:")[0] ?? "";
    return { name: query.get("id") ?? query.get("ref") ?? (id || file), version: query.get("v") ?? kept?.[1] ?? "", hash: query.get("h") ?? "", quote: query.get("q") ?? "" };
  };

  /** @param {{ name: string, version: string, hash: string, quote: string }} request @returns {Promise<Node[]>} */
  const answer = async ({ name, version, hash, quote }) => {
    const unit = find(name);
    if (!unit) return unknown(name);
    const last = unit.gone ? releases[releases.indexOf(unit.gone) - 1] ?? "" : newest;
    const byHash = hash ? unit.states.filter(([, digest]) => digest.startsWith(hash)).pop()?.[0] : undefined;
    const known = releases.includes(version) && history.at(unit.states, version, releases) ? version : byHash ?? last;
    const fits = !hash || (history.at(unit.states, known, releases)?.[1] ?? "").startsWith(hash);
    const warning = fits ? [] : [make("p", say(said.mismatch, unit.reference))];
    return [...warning, ...(unit.gone && releases.indexOf(known) < releases.indexOf(unit.gone) ? departed(unit, known) : await living(unit, known, quote)), ...(said.draft ? [make("p", said.later ?? "")] : [])];
  };

  /** @param {{ name: string, version: string, hash: string, quote: string }} request */
  const show = async (request) => {
    try {
      status.replaceChildren(...(await answer(request)));
    } catch {
      status.replaceChildren(make("p", say(said.unknown, request.name)));
    }
  };

  section.hidden = false;
  const first = asked(new URL(location.href));
  if (new URLSearchParams(location.search).size) {
    input.value = first.name;
    void show(first);
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = input.value.trim();
    const url = /^[a-z]+:\/\//i.test(words) && URL.canParse(words) ? new URL(words) : null;
    if (words) void show(url ? asked(url) : { name: words, version: "", hash: "", quote: "" });
  });
})();
