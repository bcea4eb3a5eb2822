#!/usr/bin/env python3
"""Proves breakcheck: draws tables on pages, well cut and badly, and asks it about each."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import breakcheck
from breakcheck import FOOT, MM, TOP, pymupdf

LEFT, RIGHT, COLUMNS = 28 * MM, (28 + 156) * MM, 3
ROW = 17.0


class Pages:
    """A PDF in the making."""

    def __init__(self) -> None:
        self.pdf = pymupdf.open()
        self.y = TOP

    def page(self) -> "Pages":
        self.pdf.new_page(width=210 * MM, height=297 * MM)
        self.y = TOP
        return self

    def text(self, lines: int) -> "Pages":
        for _ in range(lines):
            self.pdf[-1].insert_text((LEFT, self.y + 14), "text", fontsize=12)
            self.y += 29
        return self

    def rows(self, names: list[str], height: float = ROW, columns: int = COLUMNS) -> "Pages":
        page, edges = self.pdf[-1], [LEFT + (RIGHT - LEFT) * c / columns for c in range(columns + 1)]
        top = self.y
        for name in names:
            for c in range(columns):
                page.insert_text((edges[c] + 3, self.y + height / 2 + 4), f"{name}{c}", fontsize=10)
            page.draw_line((LEFT, self.y), (RIGHT, self.y), width=0.5)
            self.y += height
        page.draw_line((LEFT, self.y), (RIGHT, self.y), width=1)
        for x in edges:
            page.draw_line((x, top), (x, self.y), width=0.5)
        return self

    def note(self, height: float) -> "Pages":
        page, y = self.pdf[-1], FOOT - height
        page.draw_line((LEFT, y), (LEFT + 100, y), width=0.5)
        page.insert_text((LEFT, y + 14), "note", fontsize=10)
        return self


def names(first: int, count: int) -> list[str]:
    return [f"r{first + n}." for n in range(count)]


FULL = int((FOOT - TOP) // ROW)
HEAD = ["head"]


def cases() -> list[tuple[str, Pages, bool, int]]:
    """What is drawn, whether it is well, and how many cuts there are."""
    return [
        ("a full page", Pages().page().rows(HEAD + names(0, FULL - 1)).page().rows(HEAD + names(90, 5)), True, 1),
        ("a row left", Pages().page().rows(HEAD + names(0, FULL - 2)).page().rows(HEAD + names(90, 5)), True, 1),
        ("four rows left", Pages().page().rows(HEAD + names(0, FULL - 5)).page().rows(HEAD + names(90, 5)), False, 1),
        ("a stranded row", Pages().page().rows(HEAD + names(0, FULL - 1)).page().rows(HEAD + names(90, 1)), False, 1),
        ("two rows begin", Pages().page().text(20).rows(HEAD + names(0, 2)).page().rows(HEAD + names(90, 5)), False, 1),
        ("higher rows next", Pages().page().rows(HEAD + names(0, FULL - 5)).page().rows(HEAD).rows(names(90, 4), 60), True, 1),
        ("footnotes below", Pages().page().rows(HEAD + names(0, FULL - 7)).note(6 * ROW).page().rows(HEAD + names(90, 5)), True, 1),
        ("a hole above footnotes", Pages().page().rows(HEAD + names(0, FULL - 12)).note(6 * ROW).page().rows(HEAD + names(90, 5)), False, 1),
        ("text below it", Pages().page().rows(HEAD + names(0, 9)).text(3).page().rows(HEAD + names(90, 5)), True, 0),
        ("text above the next", Pages().page().rows(HEAD + names(0, 9)).page().text(1).rows(HEAD + names(90, 5)), True, 0),
        ("another table", Pages().page().rows(HEAD + names(0, 9)).page().rows(["else"] + names(90, 5), columns=4), True, 0),
        ("three pages", Pages().page().rows(HEAD + names(0, FULL - 1)).page().rows(HEAD + names(50, FULL - 1)).page().rows(HEAD + names(90, 3)), True, 2),
    ]


def main() -> int:
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, pages, well, cuts in cases():
            path = Path(folder) / "case.pdf"
            pages.pdf.save(path)
            faults, found = breakcheck.faults(str(path))
            if bool(faults) == well or found != cuts:
                print(f"{name}: {found} cuts, {faults or 'no fault'}")
                wrong += 1
    print(f"breakcheck's self-test: {len(cases())} cases, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
