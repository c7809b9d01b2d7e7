// @ts-check
// Mends the links of this page where a host shows it at an address deeper than its own: the nearest folder above that has the site's
// style sheet is the one the links are meant for. From a folder on disk nobody shows this page for another, and nothing is done.
(function () {
  "use strict";
  if (!/^https?:$/.test(location.protocol)) return;

  /** @param {string} path @returns {string[]} the folders above an address, the nearest first; the folder of a language is not the top of the site */
  function folders(path) {
    const parts = path.split("/").slice(1, -1);
    if (parts.at(-1) === document.documentElement.lang) parts.pop();
    return Array.from({ length: parts.length + 1 }, (_, up) => ["", ...parts.slice(0, parts.length - up), ""].join("/"));
  }

  /** @param {string} folder @returns {Promise<boolean>} whether the site is there */
  async function isSite(folder) {
    const answer = await fetch(folder + "assets/edition.css", { method: "HEAD" });
    return answer.ok && /css/.test(answer.headers.get("content-type") || "");
  }

  async function mend() {
    for (const folder of folders(location.pathname)) {
      if (await isSite(folder)) {
        const base = document.documentElement.lang === "en" ? folder : folder + document.documentElement.lang + "/";
        for (const link of document.querySelectorAll("a[href]:not([href^='#'], [href*=':'])")) {
          link.setAttribute("href", new URL(link.getAttribute("href") || "", new URL(base, location.href)).pathname);
        }
        return;
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => { mend().catch(() => undefined); });
})();
