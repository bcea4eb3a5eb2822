#!/usr/bin/env python3
"""Judges the Word file of reports, by programs that did not write it.

    word.py NIANBAO POI DIR data.toml... [--unread data.toml...]

For each data file `nianbao build` writes a Word file, a PDF and a web page. POI is the folder of Apache POI's jars.
- openxml-audit finds nothing in the Word file.
- Apache POI reads all text: each line of the plain text beside the data file, if there is one, in its order; and all cells of
  all tables with the rows and columns that they are over, the same as the web page has them.
- LibreOffice makes a PDF of it, in the project's own faces under the names of the office's: tablecheck passes on that, it has as
  many pages as ours but for one, no page has more than 22 lines of text, some page has 22, and they are 29 pt apart.
- LibreOffice's own plain text has each of those lines too.
- `nianbao import` makes a data file of it whose figures are those of the first (tablecheck works out both alike), and whose
  Word file has the same paragraphs, but for the title, the contents, the signature and numbers of captions. The reports
  behind --unread depart from the form or from TOML 1.0 in ways that these judges do not know: the last and tablecheck are left out.

One line is printed for each. Exit status: 0 all is well, 1 something is not, 2 a program fails.

Needs Python 3.11, PyMuPDF, openxml-audit, `java` (17), and `soffice` with Writer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

import pymupdf

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from tablecheck import demands  # noqa: E402

FONTS = HERE.parent.parent.parent / "fonts"
# The faces of offices by those of the project that stand in for them.
FACES = {"仿宋_GB2312": "FandolFang", "楷体_GB2312": "FandolKai", "黑体": "FandolHei", "宋体": "FandolSong"}
TITLE = ("方正小标宋简体", "Noto Serif SC")
BODY_SIZE, LINES, PITCH = 16.0, 22, 29.0
CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿]|\\[footnoteRef:\\d+\\]")

failed = False


def say(name: str, ok: bool, value: object) -> None:
    global failed
    failed |= not ok
    print(f"  {name}: {'ok' if ok else 'FAILS'} {value}")


def run(*command: object, env: dict[str, str] | None = None, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=300, env={**os.environ, **(env or {})}
    )
    if done.returncode != 0 and not may_fail:
        print(" ".join(map(str, command)), done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit(2)
    return done


def plain(text: str) -> str:
    """A text without white space and marks of footnotes."""
    return CIRCLED.sub("", "".join(text.split())).replace("\ufeff", "")


class Cells(HTMLParser):
    """The cells of a page's tables: (row, column, rows, columns, text), table by table; those of charts' values left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[set[tuple]] = []
        self.table: dict[tuple[int, int], bool] | None = None
        self.cells: list[list] = []
        self.row = -1
        self.cell: list | None = None
        self.caption = ""
        self.in_caption = False
        self.skipped = 0

    def handle_starttag(self, tag: str, attributes: list) -> None:
        own = dict(attributes)
        if tag == "table":
            self.table, self.cells, self.row, self.caption = {}, [], -1, ""
        elif self.table is None:
            return
        elif tag == "caption":
            self.in_caption = True
        elif tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            rows, columns = int(own.get("rowspan", 1)), int(own.get("colspan", 1))
            column = 0
            while (self.row, column) in self.table:
                column += 1
            for below in range(rows):
                for beside in range(columns):
                    self.table[self.row + below, column + beside] = True
            self.cell = [self.row, column, rows, columns, ""]
            self.cells.append(self.cell)
        elif tag in ("sup", "a") and "note" in (own.get("id", "") + own.get("class", "") + own.get("href", "")):
            self.skipped += tag == "sup"

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.table is not None:
            if not plain(self.caption).startswith("图中数据"):
                self.tables.append({(*cell[:4], plain(cell[4])) for cell in self.cells})
            self.table = None
        elif tag in ("td", "th"):
            self.cell = None
        elif tag == "caption":
            self.in_caption = False

    def handle_data(self, data: str) -> None:
        if self.in_caption:
            self.caption += data
        elif self.cell is not None:
            self.cell[4] += data


class Read:
    """What POI reads."""

    def __init__(self, poi: Path, word: Path) -> None:
        listed = run("java", "-cp", f"{poi}/*", HERE / "ReadWord.java", word).stdout.split("\n")
        lines = [line.split("\t") for line in listed]
        layouts = {line[1] for line in lines if line[0] == "L"}
        tables: dict[str, set[tuple]] = defaultdict(set)
        for line in lines:
            if line[0] == "C" and line[1] not in layouts:
                tables[line[1]].add((*map(int, line[2:6]), plain(line[6])))
        self.tables = list(tables.values())
        self.text = "".join(plain(line[-1]) for line in lines if line[0] in ("P", "C", "N"))
        self.notes = "".join(plain(line[-1]) for line in lines if line[0] == "N")


def audit(word: Path) -> None:
    done = run(Path(sys.executable).parent / "openxml-audit", "-m", "0", word, may_fail=True)
    errors = re.search(r"Errors: (\d+)", done.stdout)
    say("openxml-audit", bool(errors) and errors[1] == "0" and done.returncode == 0, errors and errors[1])
    if errors and errors[1] != "0":
        print(done.stdout)


def has_lines(name: str, source: Path, text: str) -> None:
    """Each line of the source stands in the text; they need not be in order, since footnotes may be gathered at the end."""
    if source.exists():
        wanted = [plain(line) for line in source.read_text(encoding="utf-8-sig").splitlines()]
        missing = [line for line in wanted if line and line not in text]
        say(name, not missing, f"{len(missing)} of {len(wanted)} missing {missing[:3] or ''}")


def convert(word: Path, folder: Path, kind: str) -> Path:
    conf = folder / "fonts.conf"
    if not conf.exists():
        rule = (
            '<match target="pattern"><test name="family"><string>{}</string></test>'
            '<edit name="family" mode="assign" binding="same"><string>{}</string></edit>{}</match>'
        )
        rules = [rule.format(office, own, "") for office, own in FACES.items()]
        bold = '<edit name="weight" mode="assign" binding="same"><const>bold</const></edit>'
        rules.append(rule.format(*TITLE, bold))
        conf.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{FONTS}</dir><cachedir>{folder.resolve() / 'fontcache'}</cachedir>{''.join(rules)}</fontconfig>",
            encoding="utf-8",
        )
    profile = (folder / "libreoffice").resolve().as_uri()
    env = {"FONTCONFIG_FILE": str(conf.resolve())}
    run("soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir", folder, word, env=env)
    return folder / f"{word.stem}.{kind.split(':')[0]}"


def lines_of(page: pymupdf.Page) -> list[float]:
    """Baselines of body text on a page, from the top; text in cells and captions is smaller, the title larger."""
    baselines: list[float] = []
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", []):
            for span in line["spans"]:
                if abs(span["size"] - BODY_SIZE) < 0.3 and span["text"].strip():
                    baselines.append(span["origin"][1])
    kept: list[float] = []
    for baseline in sorted(baselines):
        if not kept or baseline - kept[-1] > 5:
            kept.append(baseline)
    return kept


def pages(theirs: Path, ours: Path) -> None:
    with pymupdf.open(theirs) as document, pymupdf.open(ours) as own:
        say("pages", abs(len(document) - len(own)) <= 1, f"{len(document)}, ours {len(own)}")
        counts = [len(lines_of(page)) for page in document]
        most = max(len(lines_of(page)) for page in own)
        say("lines a page", max(counts) == most or max(counts) <= LINES and most < LINES, f"{max(counts)}, ours {most}")
        all_lines = [lines_of(page) for page in document]
        steps = [b - a for lines in all_lines for a, b in zip(lines, lines[1:]) if b - a < 1.5 * PITCH]
        say("distance of lines", all(abs(step - PITCH) < 0.15 for step in steps), f"{min(steps):.2f} to {max(steps):.2f}")


def figures(path: Path) -> list:
    _, tables, _ = demands(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    return [[(row.label, [figure for figure in row.figures]) for row in table.rows if row.kind == "data"] for table in tables]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(word: Path) -> list[str]:
    """Texts by paragraph, without what a data file does not hold."""
    from lxml import etree

    texts = []
    with zipfile.ZipFile(word) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            if part not in archive.namelist():
                continue
            for one in etree.fromstring(archive.read(part)).iter(W + "p"):
                style = one.find(f"{W}pPr/{W}pStyle").get(W + "val")
                text = "".join("^" if each.tag == W + "footnoteReference" else each.text or "" for each in one.iter(W + "t", W + "footnoteReference"))
                if style.startswith(("Title", "TOC", "Signature", "Separator")):
                    continue
                texts.append(re.sub(r"^[图表]\d+ ?", "", text) if style in ("Caption", "BodyText") else text)
    return texts


def judge(nianbao: Path, poi: Path, folder: Path, data: Path, is_read: bool) -> None:
    print(data)
    name = f"{data.parent.name}-{data.stem}"
    word, ours, page = (folder / f"{name}{ending}" for ending in (".docx", ".ours.pdf", ".html"))
    run(nianbao, "build", data, "--allow-errors", "-o", word, "-o", ours, "-o", page)
    audit(word)

    read = Read(poi, word)
    cells = Cells()
    cells.feed(page.read_text(encoding="utf-8"))
    same = read.tables == cells.tables
    say("cells and spans", same, f"{len(read.tables)} tables")
    if not same:
        for at, (one, other) in enumerate(zip(read.tables, cells.tables)):
            if one != other:
                print("   ", at, sorted(one - other)[:3], sorted(other - one)[:3])
    source = data.with_suffix(".txt")
    has_lines("text by POI", source, read.text)
    text = convert(word, folder, "txt:Text (encoded):UTF8")
    # Footnotes are not in that.
    has_lines("text by LibreOffice", source, plain(text.read_text(encoding="utf-8-sig")) + read.notes)

    theirs = convert(word, folder, "pdf")
    pages(theirs, ours)
    if not is_read:
        return
    checked = run(sys.executable, HERE.parent / "tablecheck.py", theirs, data, may_fail=True)
    fails = [line for line in checked.stdout.splitlines() if "FAILS" in line]
    say("tablecheck", checked.returncode == 0, "; ".join(fails))

    # Pictures go beside the data file, and nothing is written over.
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).mkdir()
    back, again = folder / name / "back.toml", folder / name / "again.docx"
    run(nianbao, "import", word, "-o", back)
    say("figures imported", figures(back) == figures(data), "")
    run(nianbao, "build", back, "--allow-errors", "-o", again)
    one, other = ([unicodedata.normalize("NFC", text) for text in paragraphs(path)] for path in (word, again))
    differ = [(a, b) for a, b in zip(one, other) if a != b]
    say("paragraphs imported", one == other, f"{len(one)} {differ[:2] or ''}")


def main() -> int:
    nianbao, poi, folder = (Path(argument) for argument in sys.argv[1:4])
    folder.mkdir(parents=True, exist_ok=True)
    is_read = True
    for data in sys.argv[4:]:
        if data == "--unread":
            is_read = False
        else:
            judge(nianbao, poi, folder, Path(data), is_read)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
