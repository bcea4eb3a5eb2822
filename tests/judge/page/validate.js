// Whether pages and fragments are valid: html-validate, its recommended rules.
import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";

const page = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // A matter of taste: as in HTML, not as in XML.
    "void-style": "off",
    // Titles of reports have what length they have.
    "long-title": "off",
    // A report is a document, and scrolls: its tables can be reached by the keyboard (axe: scrollable-region-focusable).
    "prefer-native-element": ["error", { exclude: ["region"] }],
  },
});

// A fragment has what editors keep: borders as attributes and styles on each element.
const fragment = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "void-style": "off",
    "no-inline-style": "off",
    "no-deprecated-attr": "off",
    "attribute-allowed-values": "error",
  },
});

let errors = 0;
for (const name of process.argv.slice(2)) {
  for (const [file, judge] of [[`${name}.html`, page], [`${name}-fragment.html`, fragment]]) {
    const report = judge.validateStringSync(readFileSync(file, "utf8"));
    for (const { messages } of report.results) {
      for (const { line, column, message, ruleId } of messages.slice(0, 20)) {
        console.log(`${file}:${line}:${column}: ${message} (${ruleId})`);
      }
      errors += messages.length;
    }
  }
}
console.log(`html-validate: ${errors} errors in ${process.argv.length - 2} pages and their fragments`);
process.exit(errors ? 1 : 0);
