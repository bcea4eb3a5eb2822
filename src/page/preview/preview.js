// The printed report beside the fields. Takes the parts of pages and glyphs; leads from a place on a page to its
// field, and back.

import { h } from "../dom.js";
import { get } from "../server.js";
import { Sheets } from "./sheets.js";
import { followPlace } from "./tint.js";

/**
 * @param {HTMLElement} host
 * @param {import("../context.js").Context} context
 * @param {import("../shell/view.js").View} view
 * @param {() => void} leave on narrow screens: from the page to the fields
 */
export function mountPreview(host, context, view, leave) {
  const { store, focus } = context;
  const scroller = h("div", { class: "preview-scroller", tabIndex: 0, role: "region", "aria-label": "印出来的各页" });
  const old = h("p", { class: "preview-old", hidden: true }, "还有错误，下面是改正以前最后排得出的样子。");
  const sheets = new Sheets(scroller, store);
  const bar = mountBar(sheets, view);
  host.append(old, scroller, bar.element);
  const tint = followPlace(context, sheets);

  const place = () => {
    const { pair, zoom } = view.wishes;
    view.scale = zoom === null ? sheets.fitting(pair) : zoom;
    sheets.place(view.scale, pair);
    bar.tell();
  };
  /** Keeps what is at the top where it is. */
  const placeAgain = () => {
    const top = scroller.scrollTop / Math.max(1, scroller.scrollHeight);
    place();
    scroller.scrollTop = top * scroller.scrollHeight;
  };

  let isCountNew = false;
  store.on("glyphs", (added) => sheets.drawings.learn(added));
  store.on("pages", () => {
    isCountNew = true;
  });
  store.on("page:*", (_, name) => sheets.changed(Number(name.slice("page:".length))));
  store.on("revision", () => {
    if (isCountNew) {
      isCountNew = false;
      old.hidden = !sheets.pages().faults;
      place();
    }
    sheets.draw();
  });
  sheets.drawings.learn(store.part("glyphs"));
  old.hidden = !sheets.pages().faults;
  view.onChange(placeAgain);
  let width = 0;
  new ResizeObserver(() => {
    if (scroller.clientWidth !== width && scroller.clientWidth > 0) {
      width = scroller.clientWidth;
      placeAgain();
    }
  }).observe(scroller);
  place();

  scroller.addEventListener("scroll", () => bar.tell(), { passive: true });
  scroller.addEventListener("click", async (event) => {
    const sheet = event.target instanceof Element ? event.target.closest(".sheet") : null;
    if (!sheet) {
      return;
    }
    const box = sheet.getBoundingClientRect();
    const pages = sheets.pages();
    const x = (((event.clientX - box.left) / box.width) * pages.width).toFixed(2);
    const y = (((event.clientY - box.top) / box.height) * pages.height).toFixed(2);
    try {
      /** @type {import("../types.js").Place | null} */
      const found = await get(`/api/place?page=${sheet.getAttribute("data-page")}&x=${x}&y=${y}`);
      if (found) {
        tint.isQuiet = true;
        leave();
        focus.go(found);
      }
    } catch (_) {
      // Nothing stands there, or the program is gone, which the alarm tells.
    }
  });
}

/**
 * @param {Sheets} sheets
 * @param {import("../shell/view.js").View} view
 */
function mountBar(sheets, view) {
  const button = (/** @type {string} */ label, /** @type {string} */ name, /** @type {() => void} */ act) =>
    h("button", { type: "button", class: "button icon", "aria-label": name, title: name, onclick: act }, label);
  const count = h("span", { class: "preview-count" });
  const size = h("button", {
    type: "button",
    class: "button quiet-button",
    title: "适合宽度",
    onclick: () => view.wish({ zoom: null }),
  });
  const single = button("▣", "单页", () => view.wish({ pair: false }));
  const pair = button("▣▣", "双页", () => view.wish({ pair: true }));
  const element = h(
    "div",
    { class: "preview-bar", role: "group", "aria-label": "翻页和大小" },
    button("‹", "上一页", () => sheets.show(sheets.current() - 1, true)),
    count,
    button("›", "下一页", () => sheets.show(sheets.current() + 1, true)),
    h("span", { class: "bar-space" }),
    button("−", "缩小", () => view.zoom(-1)),
    size,
    button("＋", "放大", () => view.zoom(1)),
    h("span", { class: "preview-gap" }),
    single,
    pair,
  );
  const tell = () => {
    const total = sheets.pages().count;
    const told = total === 0 ? "0 / 0" : `${sheets.current() + 1} / ${total}`;
    if (count.textContent !== told) {
      count.textContent = told;
    }
    const percent = `${Math.round(view.scale * 100)}%`;
    if (size.textContent !== percent) {
      size.textContent = percent;
      size.setAttribute("aria-label", `大小 ${percent}，按一下适合宽度`);
    }
    single.setAttribute("aria-pressed", String(!view.wishes.pair));
    pair.setAttribute("aria-pressed", String(view.wishes.pair));
  };
  return { element, tell };
}
