// @ts-check
/*
 * References as people type them: “rapallo 3.2–4”, «Рапалло», абз. 3, an id, an address. Reads them against the catalogue of the edition
 * (references.js), as the command `edition cite` does (scripts/edition/reference.py and spelling.py, where each step is explained); both are tested by one
 * table of cases. On a page with a form for them it leads to the passage, or says what may have been meant.
 */
(() => {
  "use strict";

  /** @typedef {{ reference: string, id: string, kind: string, key: string }} Unit with the values that its reference consists of, as they are compared */
  /** @typedef {{ name: string, units: Unit[] }} Tree a way to cite a text; the default one has no name */
  /** @typedef {{ id: string, name: string, titles: string[], trees: Tree[], page: string }} Work a text, or the edition */
  /** @typedef {{ edition: Work, texts: Work[], kinds: Record<string, string[]>, looks: Record<string, string>, sounds: Record<string, string> }} Catalogue */
  /** @typedef {{ work: Work, first: Unit | null, last: Unit | null, passage: string, canonical: string }} Reference */
  /** @typedef {{ word: string, value: string }} Step a value, with the name of its kind before it or none */
  /** @typedef {{ rank: number, head: string, tail: string, work: Work }} Reading a way to take the beginning for a text and the rest for a passage */

  /** A reference that names nothing here, or more than one thing. */
  class UnknownReference extends Error {
    /** @param {string[]} suggestions */
    constructor(suggestions) {
      super();
      this.suggestions = [...new Set(suggestions)];
    }
  }

  const LONGEST = 300;
  const LEFT_OUT = /[\u00ad\u0300\u0301\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff«»„“”‟"'‘’‚‛‹›()[\]<>]/g;
  const TOKEN = /\p{L}+(?=\d)|[§¶]+|\d+(?:\p{L}+(?![\d\p{L}]))?|[^\s.,;:§¶]+/gu;
  const CUT = /(?<=\p{L})(?=\d)|(?=[\s.,;:§¶-])|$/gu;

  /** @param {string} words without blanks and marks at its edges @param {string} [more] */
  const stripped = (words, more = "") => words.replace(new RegExp(`^[ ,;:.!?#${more}]+|[ ,;:.!?#${more}]+$`, "g"), "");

  /** @param {string} words */
  const normal = (words) => stripped(words.normalize("NFKC").replace(LEFT_OUT, "").toLowerCase().replace(/ё/g, "е").replace(/[-‐‑‒–—―−]+/g, "-").replace(/\s+/g, " "));

  /** @param {string} words */
  const tokens = (words) => words.match(TOKEN) ?? [];

  /** @param {string} one @param {string} other (Levenshtein) */
  const distance = (one, other) => {
    const row = [...Array(other.length + 1).keys()];
    [...one].forEach((letter, number) => {
      let before = row[0] ?? 0;
      row[0] = number + 1;
      for (let place = 1; place <= other.length; place += 1) {
        const above = row[place] ?? 0;
        row[place] = Math.min(above + 1, (row[place - 1] ?? 0) + 1, before + (letter === other[place - 1] ? 0 : 1));
        before = above;
      }
    });
    return row[other.length] ?? 0;
  };

  /** A reader of references. @param {any} data what references.js holds */
  const reader = (data) => {
    const kinds = Object.keys(data.kinds);
    /** @param {string} words @param {Record<string, string>} letters */
    const mapped = (words, letters) => [...words].map((letter) => letters[letter] ?? letter).join("");
    const lookalike = (/** @type {string} */ words) => mapped(words, data.looks);
    const spelt = (/** @type {string} */ words) => mapped(words, data.sounds);
    const sound = (/** @type {string} */ words) => spelt(words).replace(/(\p{L})\1/gu, "$1");
    const keyOf = (/** @type {string[]} */ values) => values.join(" ");

    /** @param {any} told @param {string} [page] @returns {Work} */
    const work = (told, page = `${told.id}.html`) => ({
      ...told,
      page,
      trees: told.trees.map((/** @type {any} */ tree) => ({
        name: tree.name,
        units: tree.units.map((/** @type {[string, string, number]} */ [reference, id, kind]) => ({ reference, id, kind: kinds[kind] ?? "", key: keyOf(tokens(normal(reference)).map(spelt)) })),
      })),
    });
    /** @type {Catalogue} */
    const catalogue = { ...data, edition: work(data.edition, "index.html"), texts: data.texts.map((/** @type {any} */ told) => work(told)) };

    /** @param {string} one @param {string} other */
    const shareStem = (one, other) => {
      const [a, b] = [sound(one), sound(other)];
      const stem = Math.max(4, a.length - 2, b.length - 2);
      return a.slice(0, stem) === b.slice(0, stem) && a.length >= stem && stem <= b.length;
    };

    /** How well words name a text: the less, the better. @param {Work} of @param {string} typed @returns {number | null} */
    const fit = (of, typed) => {
      const plain = (/** @type {string} */ name) => name.replace(/[,;:.!?]/g, "");
      const words = plain(typed);
      const names = [of.name, of.id, ...of.titles].map((name) => plain(normal(name)));
      const look = lookalike(words);
      const looks = names.map(lookalike);
      const fits = [
        looks.slice(0, 2).includes(look),
        names.slice(0, 2).map(sound).includes(sound(words)),
        looks.includes(look),
        words.length > 1 && looks.some((name) => name.startsWith(look)),
        words.length > 2 && looks.slice(2).some((name) => name.includes(` ${look}`)),
        /^\p{L}+$/u.test(words) && names.some((name) => name.split(" ").some((word) => shareStem(words, word))),
      ];
      const rank = fits.indexOf(true);
      return rank < 0 ? null : rank;
    };

    /** @param {string} word @param {string} kind */
    const isKind = (word, kind) => [...(catalogue.kinds[kind] ?? []), kind].map(normal).some((name) => [word, lookalike(word)].some((form) => name.startsWith(form) || form.startsWith(name)));

    /** @param {Tree} tree @param {Unit} unit */
    const written = (tree, unit) => (tree.name ? `${catalogue.kinds[unit.kind]?.[0] ?? unit.kind} ${unit.reference}` : unit.reference);

    /** @param {Work} of @param {Tree} tree @param {Unit} unit */
    const named = (of, tree, unit) => `${of.name} ${written(tree, unit)}`;

    /** @param {Tree} tree @param {string} key */
    const byKey = (tree, key) => tree.units.find((unit) => unit.key === key) ?? null;

    /** @param {Work} of @param {Unit | null} [first] @param {Unit | null} [last] @returns {Reference} */
    const made = (of, first = null, last = null, passage = "") => ({ work: of, first, last, passage, canonical: [of.name, passage].filter(Boolean).join(" ") });

    /** @param {Work} of @param {Tree} tree @param {Unit} first @param {Unit} last */
    const range = (of, tree, first, last) => {
      if (!tree.units.includes(last)) throw new UnknownReference([named(of, tree, first)]);
      const [start, end] = [written(tree, first), written(tree, last)];
      if (tree.units.indexOf(last) < tree.units.indexOf(first)) throw new UnknownReference([`${of.name} ${end}–${start}`]);
      return made(of, first, last, first === last ? start : `${start}–${last.reference}`);
    };

    /** @param {string} words */
    const isPassage = (words) => {
      const [first = "", ...rest] = tokens(words);
      return /\d/.test(first) || (rest.length > 0 && kinds.some((kind) => isKind(first, kind)));
    };

    /** @param {string} words @param {Work} of @returns {Step[]} */
    const steps = (words, of) => {
      const own = new Set(of.trees.flatMap((tree) => tree.units.map((unit) => unit.kind)));
      const all = tokens(words);
      const found = /** @type {Step[]} */ ([]);
      let word = "";
      all.forEach((token, place) => {
        if (!word && place + 1 < all.length && !/\d/.test(token) && [...own].some((kind) => isKind(token, kind))) {
          word = token;
        } else {
          found.push({ word, value: spelt(token) });
          word = "";
        }
      });
      return found;
    };

    /** @param {Tree | undefined} tree @param {Step[]} asked */
    const foundIn = (tree, asked) => {
      if (!tree) return null;
      const values = asked.map((step) => step.value);
      const fits = asked.every(({ word }, depth) => {
        const above = byKey(tree, keyOf(values.slice(0, depth + 1)));
        return !word || (above !== null && isKind(word, above.kind));
      });
      return fits ? byKey(tree, keyOf(values)) : null;
    };

    /** @param {Work} of @param {Step[]} asked */
    const beside = (of, asked) => {
      const values = asked.map((step) => step.value);
      const [key, parent] = [keyOf(values), keyOf(values.slice(0, -1))];
      const tree = of.trees[0];
      const alike = tree ? tree.units.filter((unit) => unit.key.split(" ").length === values.length && keyOf(unit.key.split(" ").slice(0, -1)) === parent) : [];
      const above = tree && values.length > 1 ? byKey(tree, parent) : null;
      const near = tree ? [...alike.slice(0, 1), ...alike.slice(-1), ...(above ? [above] : [])].map((unit) => named(of, tree, unit)) : [];
      const others = of.trees.flatMap((other) => {
        const unit = byKey(other, key);
        return unit ? [named(of, other, unit)] : [];
      });
      return near.length || others.length ? [...near, ...others] : [of.name];
    };

    /** @param {Work} of @param {string} words @returns {[Tree, Unit]} */
    const unitOf = (of, words) => {
      const asked = steps(words, of);
      for (const tree of asked.some((step) => step.word) ? of.trees : of.trees.slice(0, 1)) {
        const unit = foundIn(tree, asked);
        if (unit) return [tree, unit];
      }
      throw new UnknownReference(beside(of, asked));
    };

    /** @param {string} words @param {Work} of */
    const withoutName = (words, of) => {
      for (const cut of words.matchAll(/[\s.,;:]/g)) {
        if (fit(of, stripped(words.slice(0, cut.index))) !== null) return stripped(words.slice(cut.index));
      }
      return words;
    };

    /** @param {Work} of @param {Tree} tree @param {Unit} first @param {string} words */
    const endOf = (of, tree, first, words) => {
      const asked = steps(withoutName(words, of), of);
      const values = first.key.split(" ");
      const shared = values.slice(0, Math.max(0, values.length - asked.length)).map((value) => ({ word: "", value }));
      const tried = asked.some((step) => step.word) ? [asked, [...shared, ...asked]] : [[...shared, ...asked]];
      for (const one of tried) {
        const unit = foundIn(tree, one);
        if (unit) return unit;
      }
      throw new UnknownReference([named(of, tree, first)]);
    };

    /** @param {Work} of @param {string} words */
    const passage = (of, words) => {
      const dash = words.indexOf("-");
      const [tree, first] = unitOf(of, dash < 0 ? words : words.slice(0, dash));
      return range(of, tree, first, dash < 0 ? first : endOf(of, tree, first, words.slice(dash + 1)));
    };

    /** @param {string} words @returns {Reference | null} */
    const identified = (words) => {
      /** @type {Map<string, [Work, Tree, Unit]>} */
      const units = new Map();
      for (const of of catalogue.texts) for (const tree of of.trees) for (const unit of tree.units) if (!units.has(normal(unit.id))) units.set(normal(unit.id), [of, tree, unit]);
      const cuts = [[words, words], ...[...words.matchAll(/-/g)].map((dash) => [words.slice(0, dash.index).trim(), words.slice(dash.index + 1).trim()])];
      for (const [one = "", other = ""] of cuts) {
        const [start, end] = [units.get(one), units.get(other)];
        if (start && end) return range(start[0], start[1], start[2], end[2]);
      }
      return null;
    };

    /** @param {string} words @returns {Reading[]} */
    const readings = (words) => {
      const [only, ...others] = catalogue.texts;
      const found = /** @type {Reading[]} */ (only && !others.length && isPassage(words) ? [{ rank: 0, head: "", tail: words, work: only }] : []);
      for (const cut of words.matchAll(CUT)) {
        const [head, tail] = [stripped(words.slice(0, cut.index)), stripped(words.slice(cut.index), "-")];
        for (const of of [catalogue.edition, ...catalogue.texts]) {
          const rank = head ? fit(of, head) : null;
          if (rank !== null && (!tail || (of.trees.length && (isPassage(tail) || foundIn(of.trees[0], steps(tail, of)))))) found.push({ rank, head, tail, work: of });
        }
      }
      return found;
    };

    /** @param {Work} of @param {string} words */
    const has = (of, words) => {
      try {
        return of.trees.length > 0 && passage(of, words).first !== null;
      } catch (error) {
        if (error instanceof UnknownReference) return false;
        throw error;
      }
    };

    /** @param {Reading[]} fitting */
    const completed = (fitting) => {
      const having = fitting.filter(({ work: of, tail }) => !tail || has(of, tail)).map(({ work: of, tail }) => `${of.name} ${tail}`.trim());
      return having.length ? having : fitting.map(({ work: of }) => of.name);
    };

    /** @param {string} words */
    const nearest = (words) => {
      const having = isPassage(words) ? catalogue.texts.filter((of) => has(of, words)) : [];
      if (having.length) return having.slice(0, 3).map((of) => `${of.name} ${words}`);
      const name = sound(words.split(/[\s\d.,;:§¶-]/, 1)[0] ?? "");
      const far = (/** @type {Work} */ of) => Math.min(...[of.name, of.id].map((known) => distance(name, sound(normal(known)))));
      return [...catalogue.texts].sort((one, other) => far(one) - far(other)).map((of) => of.name).slice(0, 3);
    };

    /** @param {string} typed */
    const fragment = (typed) => {
      const found = /^\s*(?:https?:\/\/|file:)[^#]*?([^/#?]*?)(?:\.html)?(?:\?[^#]*)?(?:#([^:]*)(?::~:.*)?)?\s*$/.exec(typed);
      const decoded = (/** @type {string} */ run) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(run.slice(1).split("%"), (hex) => parseInt(hex, 16)));
      return found ? (found[2] || found[1] || "").replace(/(?:%[0-9a-f]{2})+/gi, decoded) : typed;
    };

    /** Read a reference. Throws UnknownReference. @param {string} typed @returns {Reference} */
    return (typed) => {
      if ([...typed].length > LONGEST) throw new UnknownReference([]);
      const words = normal(fragment(typed));
      const known = identified(words);
      if (known) return known;
      const found = readings(words);
      if (!found.length) throw new UnknownReference(nearest(words));
      const better = (/** @type {Reading} */ one, /** @type {Reading} */ other) => one.rank - other.rank || other.head.length - one.head.length;
      const [best] = [...found].sort(better);
      const fitting = found.filter((one, place) => best && better(one, best) === 0 && found.findIndex((other) => better(other, best) === 0 && other.work === one.work) === place);
      const [only] = fitting;
      if (!only || fitting.length > 1) throw new UnknownReference(completed(fitting));
      return only.tail ? passage(only.work, only.tail) : made(only.work);
    };
  };

  Object.assign(globalThis, { editionReader: reader });

  /* The form */

  const form = typeof document === "undefined" ? null : /** @type {HTMLFormElement | null} */ (document.querySelector("form.reference"));
  const input = form?.querySelector("input");
  const status = form?.querySelector("[role=status]");
  if (!form || !input || !status) return;
  const read = reader(Reflect.get(window, "editionReferences"));

  /** The page of what is cited, and the place on it. @param {Reference} cited */
  const address = ({ work, first }) => work.page + (first ? `#${encodeURI(first.id)}` : "");

  /** @param {string[]} suggestions */
  const suggest = (suggestions) => {
    status.textContent = `${form.dataset.unknown ?? ""} `;
    for (const words of suggestions) {
      const link = document.createElement("a");
      link.textContent = words;
      link.href = address(read(words));
      status.append(link);
    }
  };

  const go = () => {
    try {
      location.href = address(read(input.value));
    } catch (error) {
      if (!(error instanceof UnknownReference)) throw error;
      suggest(error.suggestions);
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim()) go();
  });
  const asked = new URLSearchParams(location.search).get("ref");
  if (asked) {
    input.value = asked;
    go();
  }
})();
