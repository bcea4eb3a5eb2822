// A new report: whose, of which year, and last year's if there is one. Takes what the program proposes; asks it to
// make the file.

import { h, refill } from "../dom.js";
import { READABLE } from "../dialogs/files.js";
import { upload } from "../server.js";

/**
 * @param {HTMLElement} host
 * @param {import("./start.js").Offer} offer
 * @param {() => void} opened
 */
export function mountNew(host, offer, opened) {
  const organ = h("input", {
    class: "field",
    type: "text",
    id: "new-organ",
    required: true,
    autocomplete: "organization",
  });
  const year = h("input", {
    class: "field",
    type: "number",
    id: "new-year",
    required: true,
    min: "2008",
    max: "2099",
    value: String(offer.year),
  });
  const last = h("input", { class: "field", type: "file", id: "new-last", accept: READABLE });
  const file = h("input", { class: "field", type: "text", id: "new-file", required: true });
  const wrong = h("p", { class: "start-wrong", role: "alert" });
  const submit = h("button", { type: "submit", class: "button primary" }, "新建");
  let isOwnName = false;
  const name = () => {
    if (!isOwnName) {
      file.value = clean(`${organ.value.trim()}${year.value}年度报告`);
    }
  };
  organ.addEventListener("input", name);
  year.addEventListener("input", name);
  file.addEventListener("input", () => {
    isOwnName = file.value.trim() !== "";
  });
  name();

  const form = h(
    "form",
    { class: "start-form" },
    h("label", { for: "new-organ" }, "机关名称"),
    h("div", {}, organ, h("p", { class: "setting-hint" }, "全称，如“云山县农业农村局”")),
    h("label", { for: "new-year" }, "报告年度"),
    h("div", {}, year),
    h("label", { for: "new-last" }, "上年的报告"),
    h(
      "div",
      {},
      last,
      h(
        "p",
        { class: "setting-hint" },
        "可以没有。数据文件、表格、网页、Word、PDF 都行；用来带出上年数据、结转数，每格对照",
      ),
    ),
    h("label", { for: "new-file" }, "文件名"),
    h("div", {}, file, h("p", { class: "setting-hint" }, "保存在 ", h("span", { class: "name" }, offer.folder))),
    h("span", {}),
    h("div", {}, submit, wrong),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    refill(wrong);
    const chosen = last.files && last.files[0];
    const asked = new URLSearchParams({
      organ: organ.value.trim(),
      year: year.value,
      file: `${clean(file.value.trim())}.toml`,
      name: chosen ? chosen.name : "",
    });
    try {
      await upload(`/api/start/new?${asked}`, chosen || new Blob([]));
      opened();
    } catch (error) {
      wrong.textContent = error instanceof Error ? error.message : "没有建成。";
      submit.disabled = false;
      organ.focus();
    }
  });
  host.append(h("h2", { class: "list-head", id: "start-new" }, "新的报告"), form);
  organ.focus();
}

/** A name that every system takes. @param {string} name */
function clean(name) {
  return name.replace(/[\\/:*?"<>|]/g, "").replace(/\.toml$/i, "");
}
