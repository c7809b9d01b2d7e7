// @ts-check
/* Reading a text: its views (critical, source, both), the kinds of names that are lit up, and emendations and notes beside their line or
   in place. The address holds the state: `?view=source&show=persons,dates#rapallo.p3`; the fragment is always an id. Without this script
   the critical text is here, the source has a page of its own, and each mark leads to its entry below. */
(() => {
  "use strict";

  const VIEWS = ["critical", "source", "parallel"];
  // From so many entries a line of the text on, the margin is full.
  const MUCH = 1.2;
  const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const root = document.documentElement;
  const main = document.getElementById("main");
  const bar = document.querySelector(".views");
  const critical = document.querySelector(".text");
  if (!main || !(bar instanceof HTMLElement) || !(critical instanceof HTMLElement)) return;

  const wide = matchMedia("(min-width: 80rem)");
  const links = [...bar.querySelectorAll("a")];
  const lights = [...bar.querySelectorAll("button")];

  /** The source, once it has been fetched. @type {HTMLElement | null} */
  let source = null;
  /** The mark whose entry was opened last. @type {HTMLAnchorElement | null} */
  let last = null;

  // What the address says.

  const asked = () => new URLSearchParams(location.search);
  const view = () => VIEWS.find((name) => name === asked().get("view")) ?? "critical";
  const shown = () => (asked().get("show") ?? "").split(",").filter(Boolean);

  /** @param {string} name @param {string[]} kinds @returns {string} */
  const address = (name, kinds) => {
    const query = asked();
    query.delete("view");
    query.delete("show");
    if (name !== "critical") query.set("view", name);
    if (kinds.length) query.set("show", kinds.join(","));
    const words = query.toString().replaceAll("%2C", ",");
    return location.pathname + (words && "?" + words) + location.hash;
  };

  // The views.

  /** @param {HTMLScriptElement | HTMLLinkElement} element @returns {Promise<Event>} */
  const loaded = (element) => new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = reject;
    document.head.append(element);
  });

  /** Fetch the source as a script, the only way that is open to pages in a folder, and its looks. @returns {Promise<HTMLElement | null>} */
  const fetched = async () => {
    const script = Object.assign(document.createElement("script"), { src: bar.dataset.source });
    const looks = Object.assign(document.createElement("link"), { rel: "stylesheet", href: here.replace("reader.js", "source.css") });
    try {
      await Promise.all([loaded(script), loaded(looks)]);
    } catch {
      return null;
    }
    const holder = document.createElement("template");
    holder.innerHTML = String(Reflect.get(window, "editionSource"));
    const found = holder.content.firstElementChild;
    return found instanceof HTMLElement ? found : null;
  };

  /** What marks are called, where their place alone is given: as a whole. @param {Element} words */
  const spell = (words) => words.querySelectorAll("a.key").forEach((key) => {
    const place = key.getAttribute("aria-label") ?? "";
    if (/^\d/.test(place)) key.setAttribute("aria-label", called("emendation", place));
  });

  /** @param {"emendation" | "note"} what @param {string} number */
  const called = (what, number) => (bar.dataset[what] ?? "{0}").replace("{0}", number);

  /** The source beside the critical text: its ids are those of the text, so here they are names. @param {HTMLElement} words */
  const insert = (words) => {
    words.querySelectorAll("[id]").forEach((each) => {
      each.setAttribute("data-of", each.id);
      each.removeAttribute("id");
    });
    words.querySelectorAll("a.key").forEach((key) => key.setAttribute("href", (key.getAttribute("href") ?? "").replace(/^[^#]*/, "")));
    spell(words);
    const sides = document.createElement("div");
    sides.className = "sides";
    critical.before(sides);
    sides.append(critical, words);
    // Sentences that say the same stand in the same row.
    [...critical.querySelectorAll(".s")].forEach((sentence, index) => {
      const other = words.querySelector(`[data-of="${sentence.id}"]`);
      const number = sentence.closest(".numbered")?.querySelector(".s") === sentence ? sentence.closest(".numbered")?.querySelector(".number") : null;
      [sentence, other, number].forEach((each) => each instanceof HTMLElement && each.style.setProperty("--row", String(index + 1)));
    });
    return words;
  };

  /** What shows an id in this view: itself, or what the source has in its place; a paragraph without a box is where its first sentence is. @param {string} id @returns {Element | null} */
  const place = (id) => {
    const own = document.getElementById(id);
    const found = own && view() === "source" && critical.contains(own) ? source?.querySelector(`[data-of="${id}"]`) ?? null : own;
    if (!found || found.getClientRects().length) return found;
    const sentences = [...(found.closest(".text")?.querySelectorAll(".s") ?? [])];
    return sentences.find((each) => found.contains(each) || found.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING) ?? null;
  };

  /** Show where the fragment leads, where the browser cannot. */
  const arrive = () => {
    document.querySelectorAll(".target").forEach((each) => each.classList.remove("target"));
    const id = decodeURIComponent(location.hash.slice(1));
    const own = id ? document.getElementById(id) : null;
    const found = id ? place(id) : null;
    if (found && found !== own) {
      found.classList.add("target");
      found.scrollIntoView();
    }
    if (own instanceof HTMLElement && own.matches(".apparatus li, .notes li") && root.classList.contains("margin")) open(own);
  };

  /** The sentence at the top of the window, and how far from it. @returns {[string, number] | null} */
  const position = () => {
    const top = [...document.querySelectorAll(".text .s")].find((each) => each.getBoundingClientRect().bottom > 0 && each.getClientRects().length);
    const id = top && (top.id || top.getAttribute("data-of"));
    return top && id && top.getBoundingClientRect().top < innerHeight ? [id, top.getBoundingClientRect().top] : null;
  };

  /** Make the page what the address says. */
  const apply = async () => {
    const before = position();
    const name = view();
    if (name !== "critical" && !source) {
      const words = await fetched();
      source = words && insert(words);
    }
    closeAll();
    root.dataset.view = source ? name : "critical";
    links.forEach((link) => {
      const own = link.dataset.view ?? "";
      link.setAttribute("href", address(own, shown()).replace(/^.*\//, ""));
      if (own === root.dataset.view) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    lights.forEach((light) => {
      const on = shown().includes(light.dataset.show ?? "");
      light.setAttribute("aria-pressed", String(on));
      root.classList.toggle("show-" + light.dataset.show, on);
    });
    layout();
    const after = before && place(before[0]);
    if (before && after) scrollBy({ top: after.getBoundingClientRect().top - before[1], behavior: "instant" });
  };

  /** @param {string} name @param {string[]} kinds @param {boolean} [remembered] */
  const go = (name, kinds, remembered) => {
    const there = address(name, kinds);
    try {
      history[remembered ? "pushState" : "replaceState"](null, "", there);
      void apply();
    } catch {
      location.assign(there);
    }
  };

  // Emendations and notes.

  /** @param {HTMLAnchorElement} key @returns {HTMLElement | null} */
  const entryOf = (key) => document.getElementById(decodeURIComponent(key.hash.slice(1)));

  /** The marks that are to be seen, each with its entry. @returns {[HTMLAnchorElement, HTMLElement][]} */
  const marks = () => [...document.querySelectorAll(".text a[role=doc-noteref]")].flatMap((key) => {
    const entry = key instanceof HTMLAnchorElement && key.getClientRects().length ? entryOf(key) : null;
    return key instanceof HTMLAnchorElement && entry ? [/** @type {[HTMLAnchorElement, HTMLElement]} */ ([key, entry])] : [];
  });

  /** After the link to the note that tells why, its words. @param {Element} entry */
  const explain = (entry) => entry.querySelectorAll("small a").forEach((why) => {
    const note = why instanceof HTMLAnchorElement ? entryOf(why) : null;
    const words = [...(note?.querySelectorAll(":scope > span") ?? [])].map((each) => each.cloneNode(true));
    const because = document.createElement("span");
    because.className = "because";
    because.append(": ", ...words);
    because.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    why.after(because);
  });

  /** Close the entry that is open in the margin. @returns {boolean} whether there was one */
  const closeInMargin = () => {
    const entry = document.querySelector("li.open");
    entry?.classList.remove("open");
    entry?.querySelectorAll(".because").forEach((each) => each.remove());
    return Boolean(entry);
  };

  /** Open an entry in the margin. @param {HTMLElement} entry @param {boolean} [quiet] whether the focus stays where it is */
  const open = (entry, quiet) => {
    closeInMargin();
    entry.classList.add("open");
    explain(entry);
    entry.tabIndex = -1;
    last = marks().find(([, own]) => own === entry)?.[0] ?? null;
    layout();
    if (!quiet) entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: "nearest" });
  };

  /** Open an entry below the line of its mark, as a copy without ids: the list below keeps its own. @param {HTMLAnchorElement} key @param {HTMLElement} entry */
  const openInPlace = (key, entry) => {
    const box = document.createElement("span");
    box.className = "opened";
    box.lang = entry.closest("[lang]")?.getAttribute("lang") ?? "";
    box.setAttribute("role", "note");
    const name = key.getAttribute("aria-label") ?? "";
    box.setAttribute("aria-label", !key.matches(".key") ? called("note", name) : name);
    const copy = [...entry.childNodes].filter((node) => !(node instanceof Element && node.matches("[role=doc-backlink]"))).map((node) => node.cloneNode(true));
    box.append(...copy);
    explain(box);
    box.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", bar.dataset.close ?? "");
    close.addEventListener("click", () => closeInPlace(key, true));
    box.append(close);
    key.after(box);
    key.setAttribute("aria-expanded", "true");
    last = key;
  };

  /** @param {HTMLAnchorElement} key @param {boolean} [back] whether the focus goes back to the mark */
  const closeInPlace = (key, back) => {
    if (key.nextElementSibling?.matches(".opened")) key.nextElementSibling.remove();
    key.removeAttribute("aria-expanded");
    if (back) key.focus();
  };

  const closeAll = () => {
    document.querySelectorAll("a[aria-expanded]").forEach((key) => key instanceof HTMLAnchorElement && closeInPlace(key));
    closeInMargin();
    last = null;
  };

  /** Close what was opened last, and go back to its mark. @returns {boolean} whether anything was open */
  const close = () => {
    const key = last;
    const margin = closeInMargin();
    if (margin) layout();
    else if (key?.hasAttribute("aria-expanded")) closeInPlace(key);
    last = [...document.querySelectorAll("a[aria-expanded]")].filter((each) => each instanceof HTMLAnchorElement).at(-1) ?? null;
    key?.focus();
    return margin || Boolean(key);
  };

  // The margin.

  /** Where each entry goes: as near to its line as can be without touching another. Entries that would touch form a group; a group stands
      where all in it are least far from their lines. An open entry counts for more than all others.
      @param {{ at: number, height: number, weight: number }[]} entries @returns {number[]} */
  const settled = (entries) => {
    /** @type {{ sum: number, weight: number, height: number, count: number }[]} */
    const groups = [];
    for (const { at, height, weight } of entries) {
      let group = { sum: at * weight, weight, height, count: 1 };
      for (let before = groups.at(-1); before && before.sum / before.weight + before.height > group.sum / group.weight; before = groups.at(-1)) {
        groups.pop();
        group = {
          sum: before.sum + group.sum - before.height * group.weight,
          weight: before.weight + group.weight,
          height: before.height + group.height,
          count: before.count + group.count,
        };
      }
      groups.push(group);
    }
    let next = 0;
    return groups.flatMap(({ sum, weight, count }) => {
      let top = sum / weight;
      return entries.slice(next, next += count).map(({ height }) => (top += height) - height);
    });
  };

  /** How many lines a text has. @param {Element} text @returns {number} */
  const lines = (text) => text.getBoundingClientRect().height / (parseFloat(getComputedStyle(text).lineHeight) || 1);

  /** Put the entries beside their lines where there is room; each as long as it can be without pushing another away. */
  const layout = () => {
    const on = wide.matches && root.dataset.view !== "parallel";
    if (on !== root.classList.contains("margin")) closeAll();
    root.classList.toggle("margin", on);
    const entries = [...document.querySelectorAll(".apparatus li, .notes li")].filter((each) => each instanceof HTMLElement);
    main.style.minHeight = "";
    if (!on) return;
    const text = root.dataset.view === "source" && source ? source : critical;
    /** The first mark of each entry. @type {Map<HTMLElement, HTMLAnchorElement>} */
    const placed = new Map();
    marks().forEach(([key, entry]) => placed.has(entry) || placed.set(entry, key));
    root.classList.add("measured");
    const much = placed.size > MUCH * lines(text);
    // Where there is much, a note that only tells why is opened by its mark, or with the emendation that it explains.
    if (much) {
      document.querySelectorAll(".apparatus li:not(.open) small a").forEach((why) => {
        const note = why instanceof HTMLAnchorElement ? entryOf(why) : null;
        if (note && !note.matches(".open")) placed.delete(note);
      });
    }
    entries.forEach((entry) => {
      entry.classList.toggle("absent", !placed.has(entry));
      entry.classList.remove("first", "second");
    });
    const line = parseFloat(getComputedStyle(entries[0] ?? main).lineHeight);
    const gap = line / 8;
    const top = main.getBoundingClientRect().top;
    const measured = [...placed].map(([entry, key]) => {
      const rects = key.getClientRects();
      const middle = rects[0] ? (rects[0].top + rects[0].bottom) / 2 : top;
      return { entry, full: entry.offsetHeight, opened: entry.matches(".open"), short: entry.matches(".apparatus li:not(.open)"), at: middle - top - line / 2 };
    }).sort((one, other) => one.at - other.at);
    // Two emendations close to each other share a row.
    /** @type {(typeof measured)[]} */
    const rows = [];
    for (const each of measured) {
      const before = rows.at(-1);
      if (before?.length === 1 && each.short && before[0]?.short && each.at - before[0].at < (much ? 6 : 2) * line) before.push(each);
      else rows.push([each]);
    }
    const placing = rows.map((row) => {
      const [first] = row;
      const opened = row.some((each) => each.opened);
      return { at: first?.at ?? 0, height: (opened ? first?.full ?? line : line) + gap, weight: opened ? 1e6 : row.length };
    });
    const tops = settled(placing);
    root.classList.remove("measured");
    let end = 0;
    rows.forEach((row, index) => {
      const here = tops[index] ?? 0;
      const slack = Math.max(0, (tops[index + 1] ?? Infinity) - here - (placing[index]?.height ?? line));
      row.forEach(({ entry, full, opened }, side) => {
        const most = opened ? 0 : Math.min(Math.round(full / line) * row.length, 1 + Math.floor(slack / line));
        entry.style.setProperty("--top", `${Math.round(here)}px`);
        entry.style.setProperty("--lines", most ? String(most) : "none");
        if (row.length > 1) entry.classList.add(side ? "second" : "first");
        end = Math.max(end, here + (opened ? full : most * line));
      });
    });
    main.style.minHeight = `${Math.ceil(end) + 2 * line}px`;
  };

  // What the reader does.

  /** @param {Event} event @param {string} selector @returns {HTMLElement | null} */
  const hit = (event, selector) => {
    const found = event.target instanceof Element ? event.target.closest(selector) : null;
    return found instanceof HTMLElement ? found : null;
  };

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = hit(event, "a");
    const margin = root.classList.contains("margin");
    const entry = hit(event, "li");
    if (link instanceof HTMLAnchorElement && link.matches("[role=doc-noteref], .margin .apparatus small a")) {
      const own = entryOf(link);
      if (!own) return;
      event.preventDefault();
      if (margin) open(own);
      else if (link.hasAttribute("aria-expanded")) closeInPlace(link);
      else openInPlace(link, own);
    } else if (link && link.matches("[role=doc-backlink]") && margin && entry?.matches(".open")) {
      event.preventDefault();
      last?.scrollIntoView({ block: "nearest" });
      close();
    } else if (link && link.dataset.view) {
      event.preventDefault();
      if (link.dataset.view !== view()) go(link.dataset.view, shown(), true);
    } else if (!link && margin && entry && entry.matches(".apparatus li:not(.open), .notes li:not(.open)")) {
      open(entry);
    }
  });

  bar.addEventListener("click", (event) => {
    const kind = hit(event, "button")?.dataset.show;
    if (kind) go(view(), lights.map((each) => each.dataset.show ?? "").filter((each) => shown().includes(each) !== (each === kind)));
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && close()) event.preventDefault();
  });

  // A link within an entry that shows only its first words is not to be sought with closed eyes.
  document.addEventListener("focusin", (event) => {
    const entry = hit(event, ".margin :is(.apparatus, .notes) li:not(.open)");
    if (entry && event.target !== entry) open(entry, true);
  });

  /** Mark and entry show that they belong together. @param {Event} event */
  const point = (event) => {
    document.querySelectorAll(".hot").forEach((each) => each.classList.remove("hot"));
    const key = hit(event, "a[role=doc-noteref]");
    const entry = key instanceof HTMLAnchorElement ? entryOf(key) : hit(event, ".apparatus li, .notes li");
    if (!entry) return;
    [entry, ...marks().filter(([, own]) => own === entry).map(([own]) => own)].forEach((each) => each.classList.add("hot"));
  };
  document.addEventListener("pointerover", point);

  let waiting = 0;
  const later = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(layout);
  };
  new ResizeObserver(later).observe(critical);
  wide.addEventListener("change", later);
  addEventListener("popstate", () => void apply());
  addEventListener("hashchange", arrive);

  spell(critical);
  bar.querySelectorAll("[hidden]").forEach((each) => each.removeAttribute("hidden"));
  void apply().then(() => document.fonts.ready).then(() => {
    layout();
    arrive();
  });
})();
