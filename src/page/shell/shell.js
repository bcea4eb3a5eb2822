// Lays the page out: the bar above, the sections at the left, the section in the middle, the printed page at the
// right. Takes a context whose store is filled; gives nothing back. Knows nothing of what stands in sections and on
// pages.

import { mountBroken } from "../broken.js";
import { followConflict } from "../conflict.js";
import { h } from "../dom.js";
import { FindingsList } from "../findings/list.js";
import { importFiles, acceptDrops } from "../dialogs/import.js";
import { openSettings } from "../dialogs/settings.js";
import { openHelp } from "../dialogs/help.js";
import { mountPreview } from "../preview/preview.js";
import { mountSection } from "../section/section.js";
import { SECTIONS } from "../findings/words.js";
import { mountAlarm } from "./alarm.js";
import { followProgram } from "./events.js";
import { mountHeader } from "./header.js";
import { followKeys } from "./keys.js";
import { mountSections } from "./sections.js";
import { step } from "./steps.js";

/** @typedef {import("../context.js").Context} Context */

/**
 * @param {HTMLElement} app
 * @param {Context} context
 * @param {import("./view.js").View} view
 */
export function mountShell(app, context, view) {
  const { store, focus } = context;
  const middle = h("main", { class: "middle", id: "middle", tabIndex: -1 });
  const aside = h("div", { class: "preview", role: "complementary", "aria-label": "印出来的样子" });
  const left = h("nav", { class: "sections", "aria-label": "报告的各部分" });
  const columns = h("div", { class: "columns" }, left, middle, aside);
  const list = new FindingsList(context);

  /** @type {import("./actions.js").Actions} */
  const actions = {
    findings: (only) => list.toggle(only),
    settings: (key) => openSettings(context, key),
    bring: () => importFiles(context),
    help: () => openHelp(context.dialogs),
    undo: () => step(context, "undo"),
    redo: () => step(context, "redo"),
    show: (key) => show(key, true),
    look: (what) => look(what),
  };

  const tabs = mountTabs(actions);
  const alarm = mountAlarm(context);
  app.append(
    h("a", { class: "skip", href: "#middle" }, "跳到正文"),
    mountHeader(context, view, actions),
    alarm.element,
    tabs.element,
    columns,
  );
  columns.append(list.element);
  mountPreview(aside, context, view, () => look("fill"));
  const sections = mountSections(left, context, actions);

  /** Sections that were shown stay: what is being typed there is not lost. @type {Map<string, HTMLElement>} */
  const shown = new Map();
  let current = "";
  const show = (/** @type {string} */ key, /** @type {boolean} */ isChosen = false) => {
    if (!SECTIONS.includes(key)) {
      return;
    }
    let host = shown.get(key);
    if (!host && store.part(`section:${key}`)) {
      host = h("article", { class: "section", "data-section": key });
      shown.set(key, host);
      middle.append(host);
      mountSection(host, context, key);
    }
    if (current !== key) {
      shown.forEach((one, name) => {
        one.hidden = name !== key;
      });
      current = key;
      middle.scrollTop = 0;
      sections.mark(key);
    }
    if (isChosen) {
      look("fill");
      middle.focus({ preventScroll: true });
      focus.at({ key: key === "preface" ? "preface.body" : `${key}.title` });
    }
  };
  // Where only the printed pages are seen, they are what the page is about.
  const narrow = window.matchMedia("(max-width: 1199px)");
  const tellMain = () => {
    const isAlone = narrow.matches && columns.getAttribute("data-look") === "pages";
    aside.setAttribute("role", isAlone ? "main" : "complementary");
  };
  narrow.addEventListener("change", tellMain);
  const look = (/** @type {"fill" | "pages"} */ what) => {
    columns.setAttribute("data-look", what);
    tabs.mark(what);
    tellMain();
  };
  focus.show = (section) => {
    // Whoever goes somewhere leaves what covers it.
    while (context.dialogs.isOpen()) {
      context.dialogs.close();
    }
    if (SECTIONS.includes(section)) {
      show(section);
      look("fill");
    }
  };
  for (const part of ["report", "page", "form"]) {
    focus.guide(part, (place) => actions.settings(place.key));
  }

  mountBroken(middle, context, (isBroken) => {
    columns.setAttribute("data-broken", String(isBroken));
    if (!isBroken && current === "") {
      show(SECTIONS.find((key) => key !== "preface" && store.part(`section:${key}`)) || "overview");
    }
  });
  followConflict(context);
  followProgram(context, alarm);
  followKeys(context, actions, () => current);
  acceptDrops(context);
  look("fill");

  store.on("told", (sentence) => context.dialogs.notice(sentence));
  store.on("refused", (error) => {
    const isConflict = error && error.status === 409;
    if (isConflict && error.body && error.body.parts) {
      store.apply(error.body);
      if (!error.body.told || error.body.told.length === 0) {
        context.dialogs.notice("这一处已经在别处改过，现在显示的是改过的内容。");
      }
    } else if (isConflict) {
      // What holds now was not told with it.
      context.server.refresh().catch(() => {});
      context.dialogs.notice(error.message);
    } else {
      context.dialogs.notice(error instanceof Error ? error.message : "没有改成。");
    }
  });
}

/** On narrow screens: what is filled in, or the printed page. @param {import("./actions.js").Actions} actions */
function mountTabs(actions) {
  const tab = (/** @type {"fill" | "pages"} */ what, /** @type {string} */ label) =>
    h("button", { type: "button", class: "tab", "data-look": what, onclick: () => actions.look(what) }, label);
  const element = h(
    "nav",
    { class: "tabs", "aria-label": "填写或者看印出来的样子" },
    tab("fill", "填写"),
    tab("pages", "印出来的样子"),
  );
  return {
    element,
    mark: (/** @type {string} */ what) => {
      for (const one of Array.from(element.children)) {
        one.setAttribute("aria-pressed", String(one.getAttribute("data-look") === what));
      }
    },
  };
}
