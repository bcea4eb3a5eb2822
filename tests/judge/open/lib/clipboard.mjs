// What other programs put into the clipboard: a spreadsheet's block, Word's text. Made of the report as it is published
// on the web, in the page itself, which reads markup.

import fs from "node:fs";

const KEYS = ["preface", "overview", "disclosure", "applications", "remedies", "problems", "other"];
const NUMBERS = ["一、", "二、", "三、", "四、", "五、", "六、"];

/**
 * The markup of each section of a published report, without its title.
 * @returns {Promise<{[section: string]: string}>}
 */
export function sectionsOf(tab, page) {
  return tab.run(
    ({ source, keys }) => {
      const main = new DOMParser().parseFromString(source, "text/html").querySelector("main");
      const all = Object.fromEntries(keys.map((key) => [key, ""]));
      let at = 0;
      for (const element of Array.from(main.children)) {
        if (element.matches("h2.level-1")) {
          at += 1;
        } else {
          all[keys[at]] += element.outerHTML;
        }
      }
      return all;
    },
    { source: page, keys: KEYS },
  );
}

/**
 * The tables of a section as a spreadsheet copies them.
 * @param {{figures?: boolean}} how figures: the last row of the last table alone, without a word
 */
export function asSheet(tab, section, { figures = false } = {}) {
  return tab.run(
    ({ source, isBare }) => {
      const tables = Array.from(new DOMParser().parseFromString(source, "text/html").querySelectorAll("table"));
      const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
      const rows = tables.map((table) => Array.from(table.rows)).reduce((all, one) => all.concat(one), []);
      if (isBare) {
        const last = Array.from(rows[rows.length - 1].cells).map((cell) => cell.textContent.trim());
        return { text: `${last.join("\t")}\r\n`, html: "" };
      }
      let page = "";
      // Where a merged cell is, a spreadsheet's text has nothing.
      const grid = rows.map(() => []);
      rows.forEach((row, at) => {
        page += " <tr height=19 style='height:14.25pt'>\n";
        let column = 0;
        for (const cell of Array.from(row.cells)) {
          while (grid[at][column] !== undefined) {
            column += 1;
          }
          const text = cell.textContent.trim();
          for (let down = 0; down < cell.rowSpan; down += 1) {
            for (let right = 0; right < cell.colSpan && grid[at + down]; right += 1) {
              grid[at + down][column + right] = down + right === 0 ? text : "";
            }
          }
          const spans = `${cell.rowSpan > 1 ? ` rowspan=${cell.rowSpan}` : ""}${cell.colSpan > 1 ? ` colspan=${cell.colSpan}` : ""}`;
          const number = /^-?\d+$/.test(text) ? " align=right" : "";
          page += `  <td${spans}${number} class=xl65 style='border-top:none'>${text === "" ? "　" : escaped(text)}</td>\n`;
        }
        page += " </tr>\n";
      });
      const html =
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
        '<head><meta name=Generator content="Microsoft Excel 15"><style>.xl65 {mso-number-format:General;}</style></head>' +
        "<body link=blue vlink=purple><table border=0 cellpadding=0 cellspacing=0 width=900 style='border-collapse:collapse'>" +
        `<!--StartFragment-->${page}<!--EndFragment--></table></body></html>`;
      return { text: grid.map((row) => row.join("\t")).join("\r\n"), html };
    },
    { source: section, isBare: figures },
  );
}

/**
 * A section as Word copies it: headings with their numbers typed, lists, tables, 黑体. Word has no captions that it
 * calls so and no quotes: they are told apart.
 * @returns {Promise<{text: string, html: string, captions: string[], quotes: [string, string][], lines: string[]}>}
 */
export function asWord(tab, section) {
  return tab.run((source) => {
    const body = new DOMParser().parseFromString(source, "text/html").body;
    const captions = [];
    const quotes = [];
    const lines = [];
    let text = "";
    const escaped = (words) => words.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const runs = (element) =>
      Array.from(element.childNodes)
        .map((node) => {
          const words = escaped(node.textContent);
          const isBold = node.nodeName === "STRONG";
          return node.nodeName === "BR"
            ? "<br>"
            : isBold
              ? `<b><span style='font-family:黑体'>${words}</span></b>`
              : words;
        })
        .join("");
    const paragraph = (inside, kind = "MsoNormal", style = "text-indent:32.0pt") =>
      `<p class=${kind} style='${style}'>${inside}<o:p></o:p></p>\n`;
    const one = (element) => {
      if (element.matches("blockquote")) {
        const lines = Array.from(element.children).map((child) => child.textContent);
        quotes.push([lines[0], lines[lines.length - 1]]);
        return Array.from(element.children).map(one).join("");
      }
      if (element.matches(".run-in, p, h3, h4")) {
        text += `${element.textContent.trim()}\r\n`;
        lines.push(element.textContent.trim());
        return paragraph(element.matches(".run-in") ? Array.from(element.children).map(runs).join("") : runs(element));
      }
      if (element.matches("ul")) {
        return Array.from(element.children)
          .map((item, at) => {
            const words = item.textContent.trim().replace(/^\d+\./, "");
            text += `${at + 1}.\t${words}\r\n`;
            const mark = `<![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>${at + 1}.<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>`;
            return paragraph(mark + escaped(words), "MsoListParagraph", "text-indent:0cm;mso-list:l0 level1 lfo1");
          })
          .join("");
      }
      const table = element.querySelector("table");
      // The numbers of a chart stand in a table that is folded away.
      if (table && !element.matches(".figures, details")) {
        const caption = table.querySelector("caption");
        captions.push(caption && !caption.matches(".unseen") ? caption.textContent : "");
        const rows = Array.from(table.rows).map((row) => {
          text += `${Array.from(row.cells)
            .map((cell) => cell.textContent)
            .join("\t")}\r\n`;
          const cells = Array.from(row.cells).map((cell) => {
            const parts = cell.innerHTML.split("<br>");
            lines.push(cell.textContent);
            // A line break inside a paragraph, but items are paragraphs of their own.
            const isList = parts.some((line) => line.startsWith("•"));
            const inside = isList
              ? parts.map((line) => paragraph(line, "MsoNormal", "")).join("")
              : paragraph(parts.join("<br>"), "MsoNormal", "");
            return `<td width=200 rowspan=${cell.rowSpan} colspan=${cell.colSpan} style='border:solid windowtext 1.0pt'>${inside}</td>`;
          });
          return `<tr>${cells.join("")}</tr>`;
        });
        return `<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>${rows.join("\n")}</table>\n`;
      }
      return "";
    };
    const inside = Array.from(body.children).map(one).join("");
    const html =
      '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head>' +
      '<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal {margin:0cm;text-align:justify;font-size:16.0pt;}' +
      `</style></head><body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->${inside}<!--EndFragment--></body></html>`;
    return { text, html, captions, quotes, lines };
  }, section);
}

/** The narrative of a section, line by line, of the text file that lies beside the sample; charts are no text. */
export function narrative(file, section) {
  const lines = fs.readFileSync(file, "utf8").split("\n");
  const at = KEYS.indexOf(section);
  const starts = NUMBERS.map((number) => lines.findIndex((line) => line.startsWith(number)));
  const begin = at === 0 ? 2 : starts[at - 1] + 1;
  const end = at === KEYS.length - 1 ? lines.length : starts[at];
  return lines
    .slice(begin, end)
    .filter((line) => Array.from(line).length > 18 || /^（[一二三四五六]）/.test(line))
    .join("\r\n");
}
