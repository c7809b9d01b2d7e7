// @ts-check
/*
 * The banner over a page of a release: whether the passage in the address has changed since, by the newest ledger, which is fetched as a
 * script (<text>.citations.js), so that it works from a folder, too. Without a passage: how many of the text have changed.
 */
(() => {
  "use strict";

  /** @typedef {[string, string][]} States of a unit: the release, and the short hash of its words since */
  /** @typedef {{ reference: string, states: States, gone?: string }} Unit */
  /** @typedef {{ releases: string[], units: Record<string, Unit>, said: Record<string, string> }} Ledger */

  /** Load a script that hands over data. @param {string} src @param {string} name @returns {Promise<any>} */
  const load = (src, name) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = src;
    script.onload = () => resolve(Reflect.get(script, name));
    script.onerror = () => reject(new Error(src));
    document.head.append(script);
  });

  /** The state in force in a release. @param {States} states @param {string} version @param {string[]} releases */
  const at = (states, version, releases) => states.filter(([release]) => releases.indexOf(release) <= releases.indexOf(version)).pop();

  Object.assign(window, { editionHistory: { load, at } });

  const banner = /** @type {HTMLElement | null} */ (document.querySelector("aside.release[data-citations]"));
  if (!banner) return;
  const { citations = "", version = "" } = banner.dataset;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  banner.append(status);

  /** @param {string | undefined} pattern @param {...string} values */
  const say = (pattern, ...values) => (pattern ?? "").replace(/\{(\d)\}/g, (_, number) => values[Number(number)] ?? "");

  /** @param {Ledger} ledger */
  const tell = ({ releases: order, units, said }) => {
    const query = new URLSearchParams(location.search);
    const id = decodeURIComponent(location.hash.slice(1)).split(":~:")[0] ?? "";
    const unit = units[id];
    const later = (/** @type {Unit} */ one) => one.states.filter(([release]) => order.indexOf(release) > order.indexOf(version)).pop();
    status.textContent = "";
    if (!unit) {
      const moved = Object.entries(units).flatMap(([name, one]) => (at(one.states, version, order) && (one.gone || later(one)) ? [name] : []));
      const count = moved.filter((name) => !moved.some((other) => other.startsWith(`${name}.`))).length;
      status.append(say(count ? said.some : said.none, String(count)));
      return;
    }
    const [, hash = ""] = at(unit.states, version, order) ?? [];
    const wanted = query.get("h");
    if (wanted && !hash.startsWith(wanted)) status.append(`${say(said.mismatch, unit.reference)} `);
    const change = later(unit);
    status.append(unit.gone ? say(said.gone, unit.reference, unit.gone) : say(change ? said.changed : said.same, unit.reference, change?.[0] ?? ""));
    if (unit.gone || change) {
      const link = document.createElement("a");
      const asked = new URLSearchParams({ id, v: version, q: query.get("q") ?? "" });
      link.href = citations.replace(/[^/]+$/, `resolve.html?${asked}`);
      link.textContent = said.how ?? "";
      status.append(" ", link);
    }
  };

  load(citations, "editionCitations").then((ledger) => {
    tell(ledger);
    window.addEventListener("hashchange", () => tell(ledger));
  }, () => status.remove());
})();
