// A user of the page: goes to sections and cells, types, pastes, presses buttons, as the screen offers them. Takes a
// tab. What is asked for by name is found as a screen reader finds it: by its label or its words.

import { pause, until } from "./program.mjs";

/** Waits until the report is on the screen. */
export async function isOpen(tab) {
  await tab.until("the report", () => document.querySelector(".sections-one") !== null);
}

/**
 * Clicks what has a name: a button, a field, a link. `selector`: of what kind it is.
 * @param {string} name its label or its words; of several the first that is seen
 */
export async function click(tab, name, selector = "button, a, summary, [role=menuitem], [role^=menuitem], label") {
  const place = await tab.until(
    `“${name}”`,
    ({ name: wanted, selector: kind }) => {
      const top = Array.from(document.querySelectorAll(".veil")).pop() || document;
      const words = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim();
      const all = Array.from(top.querySelectorAll(kind)).filter((one) => one.getClientRects().length > 0);
      const found =
        all.find((one) => words(one) === wanted) ||
        all.find((one) => (one.textContent || "").trim() === wanted) ||
        all.find((one) => words(one).startsWith(wanted));
      if (!found) {
        return null;
      }
      found.scrollIntoView({ block: "nearest", inline: "nearest" });
      const box = found.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    },
    { name, selector },
  );
  await tab.clickAt(place.x, place.y);
}

const SHORT = {
  preface: "前言",
  overview: "总体情况",
  disclosure: "主动公开",
  applications: "依申请公开",
  remedies: "复议诉讼",
  problems: "问题和改进",
  other: "其他事项",
};

/** Goes to a section. */
export async function goTo(tab, section) {
  await tab.until(
    "the section's button",
    (name) => {
      const all = Array.from(document.querySelectorAll(".sections-one"));
      const button = all.find((one) => one.querySelector(".sections-name").textContent === name);
      button && button.click();
      return button !== undefined;
    },
    SHORT[section],
  );
  await tab.until(
    "the section",
    (key) => {
      const section_ = document.querySelector(`[data-section=${key}]`);
      return section_ && !section_.hidden;
    },
    section,
  );
}

/** Clicks a cell, by its key. */
export async function goToCell(tab, key) {
  await goTo(tab, key.split(".")[0]);
  const place = await tab.until(
    `cell ${key}`,
    (wanted) => {
      const cell = document.querySelector(`.table-cell[data-key="${wanted}"]`);
      if (!cell) {
        return null;
      }
      cell.scrollIntoView({ block: "center", inline: "center" });
      const box = cell.getBoundingClientRect();
      return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    },
    key,
  );
  await tab.clickAt(place.x, place.y);
  await tab.until(`the focus in ${key}`, (wanted) => document.activeElement.dataset.key === wanted, key);
}

/** What a cell shows. */
export function cellText(tab, key) {
  return tab.run((wanted) => document.querySelector(`.table-cell[data-key="${wanted}"] .table-value`).textContent, key);
}

/** Puts the caret to the end of a text of the report, such as `overview.body`. */
export async function goToText(tab, key) {
  const section = key.split(".")[0];
  await goTo(tab, section);
  await tab.until("the text", (name) => document.querySelector(`[data-section=${name}] .prose-root`) !== null, section);
  await tab.run((name) => {
    const text = document.querySelector(`[data-section=${name}] .prose-root`);
    text.focus();
    const selection = document.getSelection();
    selection.selectAllChildren(text.lastElementChild);
    selection.collapseToEnd();
  }, section);
  await until("the caret", () => tab.run(() => document.activeElement.classList.contains("prose-root")));
}

/** Pastes what a program has put into the clipboard. */
export async function paste(tab, { text, html = "" }) {
  await tab.run(
    ({ plain, page }) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", plain);
      if (page !== "") {
        clipboardData.setData("text/html", page);
      }
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    },
    { plain: text, page: html },
  );
}

/** Waits until all is sent, answered and on the disk. */
export async function isSaved(tab) {
  // What takes no longer is not shown on the page.
  await pause(600);
  await tab.until("saved", () => {
    const saving = document.querySelector(".saving");
    return saving && saving.getAttribute("data-state") === "saved" && !document.querySelector("[aria-busy=true]");
  });
}

/** The title of the dialog on the screen, if there is one. */
export function dialogTitle(tab) {
  return tab.run(() => {
    const title = Array.from(document.querySelectorAll(".veil .dialog-title")).pop();
    return title ? title.textContent : null;
  });
}

/** Waits for a dialog by the beginning of its title. */
export async function dialogIs(tab, title) {
  await tab.until(
    `the dialog “${title}”`,
    (wanted) => {
      const top = Array.from(document.querySelectorAll(".veil .dialog-title")).pop();
      return top && top.textContent.startsWith(wanted);
    },
    title,
  );
}

/** Waits until no dialog is there. */
export async function noDialog(tab) {
  await tab.until("no dialog", () => document.querySelector(".veil") === null);
}

/** Types into a field of a dialog or the start page, in place of what it holds. */
export async function write(tab, selector, text) {
  await tab.until(
    `the field ${selector}`,
    (wanted) => {
      const field = document.querySelector(wanted);
      if (field) {
        field.scrollIntoView({ block: "nearest" });
        field.focus();
        field.select();
      }
      return field !== null && document.activeElement === field;
    },
    selector,
  );
  if (text === "") {
    await tab.press("Delete");
  } else {
    await tab.type(text);
  }
}

/** The sentences of the findings that are shown in the list or at their places. */
export function findings(tab) {
  return tab.run(() =>
    Array.from(document.querySelectorAll(".finding"))
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => one.textContent),
  );
}

/** The address of the report's file and what it holds are on the disk: gives the last notice. */
export function notices(tab) {
  return tab.run(() => Array.from(document.querySelectorAll(".notice")).map((one) => one.textContent));
}

/**
 * In the form of a chart: takes a figure of the report for the value where the focus is, from the list.
 * @param {string} key such as `applications.refused.total`
 */
export async function pickFigure(tab, key) {
  await tab.until("the list of figures", () => {
    const list = document.querySelector(".veil details");
    list.open = true;
    return list.querySelector("[type=search]") !== null;
  });
  await write(tab, ".veil [type=search]", key);
  await tab.press("Enter");
}
