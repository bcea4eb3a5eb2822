// Lints of the page's scripts: what is likely wrong, what Chromium 80 does not have, and markup that is made from text.
import js from "@eslint/js";
import globals from "globals";

const OLD = "Chromium 80 does not have it.";
const MARKUP = "Text goes in as text (dom.js).";

const NOT_FOCUS = ':not([callee.object.name="focus"], [callee.object.property.name="focus"])';

const property = (name, message) => ({ property: name, message });
const syntax = (selector, message) => ({ selector, message });

export default [
  js.configs.recommended,
  {
    languageOptions: {
      // Chromium 80 reads the syntax of ES2020; private methods, logical assignment and the like are no syntax here.
      ecmaVersion: 2020,
      sourceType: "module",
      globals: globals.browser,
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" }],
      "no-restricted-globals": [
        "error",
        ...["structuredClone", "reportError", "scheduler", "CompressionStream"].map((name) => ({ name, message: OLD })),
        ...["alert", "confirm", "prompt"].map((name) => ({ name, message: "Dialogs ask (dialogs.js)." })),
      ],
      "no-restricted-properties": [
        "error",
        property("insertAdjacentHTML", MARKUP),
        property("setHTML", MARKUP),
        property("setHTMLUnsafe", MARKUP),
        property("createContextualFragment", MARKUP),
        { object: "document", property: "write", message: MARKUP },
        { object: "document", property: "writeln", message: MARKUP },
        property("replaceAll", OLD),
        property("replaceChildren", OLD),
        property("findLast", OLD),
        property("findLastIndex", OLD),
        property("toSorted", OLD),
        property("toReversed", OLD),
        property("toSpliced", OLD),
        property("showModal", OLD),
        property("showPicker", OLD),
        property("checkVisibility", OLD),
        property("inert", OLD),
        { object: "Object", property: "hasOwn", message: OLD },
        { object: "Object", property: "groupBy", message: OLD },
        { object: "Promise", property: "any", message: OLD },
        { object: "crypto", property: "randomUUID", message: OLD },
        { object: "Intl", property: "Segmenter", message: OLD },
        { object: "AbortSignal", property: "timeout", message: OLD },
      ],
      "no-restricted-syntax": [
        "error",
        // `Focus` has an `at` of its own, and so have grids, with a row and a column.
        syntax(`CallExpression[callee.property.name="at"][arguments.length=1]${NOT_FOCUS}`, OLD),
        syntax("AssignmentExpression[operator=/^(\\|\\||&&|\\?\\?)=$/]", OLD),
        // Reading it, as for what is copied, does no harm.
        syntax("AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]", MARKUP),
        syntax("MemberExpression[computed=true] > Literal[value=/^(inner|outer)HTML$/]", MARKUP),
        syntax(
          "CallExpression[callee.property.name='setAttribute'][arguments.0.value='style']",
          "The policy forbids it: set element.style.",
        ),
        syntax(
          "CallExpression[callee.property.name='setAttribute'][arguments.0.value=/^on/]",
          "The policy forbids it: addEventListener.",
        ),
      ],
    },
  },
];
