// What was found about the report, by the place where it is shown. Takes the part "findings"; gives lists and
// elements. Findings that were accepted belong to no place: only `all` and the list of all have them.

import { element } from "./element.js";
import { explain } from "./explain.js";

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../context.js").Context} Context */

export class Findings {
  /** @param {Omit<Context, "findings">} context */
  constructor(context) {
    /** @type {Context} */
    this.context = { ...context, findings: this };
    /** @type {Finding[] | undefined} */
    this.indexed = undefined;
    /** @type {Map<string, Finding[]>} */
    this.byKey = new Map();
    /** @type {(() => void)[]} */
    this.followers = [];
    context.store.on("findings", () => this.followers.slice().forEach((follow) => follow()));
  }

  /**
   * All, in the order of the program: errors first, accepted ones last.
   * @returns {Finding[]}
   */
  all() {
    return this.context.store.part("findings") || [];
  }

  /**
   * Those about exactly this key that hold and are not accepted.
   * @param {string} key
   * @returns {Finding[]}
   */
  of(key) {
    this.index();
    return this.byKey.get(key) || [];
  }

  /**
   * Those about a key or anything below it that hold and are not accepted, in the order of the program.
   * @param {string} prefix without a dot at its end
   * @returns {Finding[]}
   */
  under(prefix) {
    return this.open().filter(({ key }) => key !== null && (key === prefix || key.startsWith(`${prefix}.`)));
  }

  /**
   * Those that hold and are not accepted.
   * @returns {Finding[]}
   */
  open() {
    return this.all().filter((finding) => finding.accepted === null);
  }

  /**
   * Tells whenever the findings changed. Gives what ends it.
   * @param {() => void} follow
   * @returns {() => void}
   */
  onChange(follow) {
    this.followers.push(follow);
    return () => {
      this.followers = this.followers.filter((other) => other !== follow);
    };
  }

  /**
   * What is shown of a finding: what it is, what to do, and the ways out.
   * @param {Finding} finding
   * @param {{place?: boolean}} [how] place: with a link that leads to the field
   * @returns {HTMLElement}
   */
  element(finding, how = {}) {
    return element(finding, this, how);
  }

  /** Mends what was found, as the program can. @param {Finding} finding */
  async fix(finding) {
    const { server, dialogs } = this.context;
    try {
      await server.settled();
      await server.update("/api/fix", { id: finding.id });
    } catch (error) {
      dialogs.notice(error instanceof Error ? error.message : "没有改成。");
    }
  }

  /** Asks why it is right as it stands, and keeps that. @param {Finding} finding */
  async accept(finding) {
    const { server, dialogs } = this.context;
    const reason = await dialogs.line("已核实", {
      label: "核实的结果或者理由（留在数据里，不印出来）",
      text: finding.message,
      yes: "记下",
    });
    if (reason !== null) {
      await server.edit([{ do: "accept", code: finding.code, key: finding.key, reason }]);
    }
  }

  /** @param {Finding} finding */
  withdraw(finding) {
    return this.context.server.edit([{ do: "accept", code: finding.code, key: finding.key, reason: null }]);
  }

  /** Shows the rule behind it. @param {Finding} finding */
  explain(finding) {
    return explain(finding.code, this.context.dialogs);
  }

  index() {
    const findings = this.context.store.part("findings");
    if (findings === this.indexed) {
      return;
    }
    this.indexed = findings;
    this.byKey = new Map();
    for (const finding of this.open()) {
      if (finding.key !== null) {
        const others = this.byKey.get(finding.key);
        if (others) {
          others.push(finding);
        } else {
          this.byKey.set(finding.key, [finding]);
        }
      }
    }
  }
}
