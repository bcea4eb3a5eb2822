// How the page is looked at: light or dark, last year's figures, the size of the printed page. Takes wishes, keeps
// them for the next time, and puts them on the document for style sheets: data-theme="light|dark" (none: as the
// system), .shows-previous. Knows nothing of the report.

/**
 * @typedef {{theme: "system" | "light" | "dark", previous: boolean, pair: boolean, zoom: number | null}} Wishes
 *   zoom `null`: fit the width
 */

const NAME = "nianbao.view";
const ZOOMS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

export class View {
  constructor() {
    /** @type {Wishes} */
    this.wishes = { theme: "system", previous: true, pair: false, zoom: null, ...kept() };
    /** What the page is drawn at, whatever was wished; set by the preview. */
    this.scale = 1;
    /** @type {(() => void)[]} */
    this.followers = [];
    this.apply();
  }

  /** @param {() => void} follow */
  onChange(follow) {
    this.followers.push(follow);
  }

  /** @param {Partial<Wishes>} wishes */
  wish(wishes) {
    Object.assign(this.wishes, wishes);
    try {
      window.localStorage.setItem(NAME, JSON.stringify(this.wishes));
    } catch (_) {
      // A browser that keeps nothing shows it all the same.
    }
    this.apply();
    this.followers.forEach((follow) => follow());
  }

  /** @param {1 | -1} way */
  zoom(way) {
    const now = this.scale;
    const next = way > 0 ? ZOOMS.find((one) => one > now + 0.01) : ZOOMS.filter((one) => one < now - 0.01).pop();
    this.wish({ zoom: next || now });
  }

  apply() {
    const { theme, previous } = this.wishes;
    const root = document.documentElement;
    if (theme === "system") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", theme);
    }
    root.classList.toggle("shows-previous", previous);
  }
}

/** @returns {Partial<Wishes>} */
function kept() {
  try {
    return JSON.parse(window.localStorage.getItem(NAME) || "{}");
  } catch (_) {
    return {};
  }
}
