#!/usr/bin/env python3
"""Judges how the tables of a PDF are cut over its pages, from what it shows.

    breakcheck.py X.pdf [Y.pdf ...]

A table goes on where a page ends with a ruled table and the next one begins with one whose columns stand in the same
places. Of every such cut it asks:

- free: under the part that goes on no more than two rows' height stays free, the rows being those that come next, down to
  the foot of the type area or the rule above footnotes;
- rows: each part has three rows or more besides the heads that are repeated; of a table, and of rows, as high as a third
  of a page no more can be asked than that there is one;
- head: what is repeated stands there once more, letter for letter: a part that goes on begins with rows that the
  part before it shows, too.

It prints what fails with its page, and a line for each file; the exit status is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import tablecheck
from tablecheck import build, groups, pymupdf, read_glyphs, read_rules

MM = 72 / 25.4
# The type area (GB/T 9704-2012, 5.2.1), from the top of the page.
TOP, FOOT = 37 * MM, (37 + 225) * MM
# A text above or below a table that stands nearer to it than this is part of it (its caption, its notes).
SLACK = 1.0


@dataclass
class Shown:
    """What a page shows of a table: places of the rules down, texts and heights of its rows from top to bottom."""

    page: int
    columns: list[float]
    top: float
    foot: float
    texts: list[tuple[str, ...]]
    heights: list[float]


@dataclass
class Page:
    tables: list[Shown]
    # Top of the first glyph and foot of the last in the type area, and where footnotes begin.
    first: float
    last: float
    notes: float


def read(path: str) -> list[Page]:
    """The pages of a PDF."""
    pages = []
    for number, page in enumerate(pymupdf.open(path)):
        glyphs = [g for g in read_glyphs(page) if TOP - SLACK < g.cy < FOOT + SLACK]
        hs, vs = read_rules(page)
        tables = []
        for group in groups(hs, vs):
            part = build(number, *group)
            if part is not None:
                tables.append(shown(number, part, glyphs))
        tables.sort(key=lambda t: t.top)
        # The rule above footnotes crosses none.
        ruled = [(t.top - SLACK, t.foot + SLACK) for t in tables]
        lone = [h.at for h in hs if not any(a <= h.at <= b for a, b in ruled)]
        tops = [g.y0 for g in glyphs]
        pages.append(Page(tables, min(tops, default=TOP), max((g.y1 for g in glyphs), default=TOP), min(lone, default=FOOT)))
    return pages


def shown(number: int, part, glyphs) -> Shown:
    x0, y0, x1, y1 = part.box
    inside = [g for g in glyphs if x0 < g.cx < x1 and y0 < g.cy < y1]
    for g in inside:
        for cell in part.cells:
            a, b, c, d = cell.box
            if a - SLACK < g.cx < c + SLACK and b - SLACK < g.cy < d + SLACK:
                cell.glyphs.append(g)
                break
    for cell in part.cells:
        cell.text = tablecheck.read_text(cell.glyphs) if cell.glyphs else ""
    # A cell over several rows is a text of the first of them.
    texts = [tuple(c.text for c in part.row(band) if c.r0 == band) for band in range(part.bands)]
    heights = [b.at - a.at for a, b in zip(part.rows, part.rows[1:])]
    return Shown(number, [c.at for c in part.cols], y0, y1, texts, heights)


def goes_on(page: Page, following: Page) -> tuple[Shown, Shown] | None:
    """The last table of a page and the first of the next one, if they are one."""
    if not page.tables or not following.tables:
        return None
    last, first = page.tables[-1], following.tables[0]
    below = page.last > last.foot + SLACK and page.notes > last.foot + SLACK and text_between(page, last)
    above = following.first < first.top - SLACK
    # Odd and even pages differ by the inner margin: the columns are compared from the first on. A part may lack a rule that
    # another has, where its cells span columns.
    shapes = [{round(c - t.columns[0]) for c in t.columns} for t in (last, first)]
    same = shapes[0] <= shapes[1] or shapes[1] <= shapes[0]
    return (last, first) if not below and not above and same else None


def text_between(page: Page, table: Shown) -> bool:
    """Whether text stands below a table and above the footnotes."""
    return page.last < page.notes and page.last > table.foot + SLACK


def repeated(part: Shown, following: Shown) -> int:
    """How many of the first rows of a part repeat rows of the one before."""
    known = set(part.texts)
    count = 0
    for texts in following.texts:
        # A row of the body may be equal to another by chance; heads are those at the top of a part that have text.
        if texts not in known or not any(texts):
            break
        count += 1
    return min(count, len(following.texts) - 1)


def faults(path: str) -> tuple[list[str], int]:
    """What fails, and how many cuts there are."""
    pages = read(path)
    found: list[str] = []
    cuts = 0
    heads: dict[int, int] = {}
    for page, following in zip(pages, pages[1:]):
        pair = goes_on(page, following)
        if pair is None:
            continue
        last, first = pair
        cuts += 1
        count = repeated(last, first)
        heads[id(first)] = count
        rows = first.heights[count:]
        free = min(FOOT, page.notes) - last.foot
        if free > sum(rows[:2]) + SLACK:
            found.append(f"page {last.page + 1}: {free:.1f} pt free under a part whose next rows have {rows[:2]} pt")
        own = len(last.heights) - heads.get(id(last), count)
        for part, number in ((last, own), (first, len(rows))):
            third = any(h > (FOOT - TOP) / 6 for h in part.heights)
            if number < (1 if third else 3):
                found.append(f"page {part.page + 1}: a part of {number} rows")
    return found, cuts


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    ap = argparse.ArgumentParser(description="Judges how tables are cut over pages.")
    ap.add_argument("pdf", nargs="+")
    ap.add_argument("--quiet", action="store_true", help="files without a fault are not named")
    args = ap.parse_args(argv)
    total, bad = 0, 0
    for path in args.pdf:
        found, cuts = faults(path)
        total += cuts
        bad += bool(found)
        for fault in found:
            print(f"{Path(path).name}: {fault}")
        if not found and not args.quiet:
            print(f"{Path(path).name}: {cuts} cuts ok")
    print(f"breakcheck: {total} cuts in {len(args.pdf)} files, {bad} files FAIL" if bad else f"breakcheck: {total} cuts in {len(args.pdf)} files ok")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
