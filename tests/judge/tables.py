#!/usr/bin/env python3
"""Makes reports with tables of every shape: 10 to 80 rows, 2 to 9 columns, cells of one to three lines, rows merged or
not, below 0 to 20 lines of text and above some.

    tables.py DIR [--count 60] [--seed 15]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shuffle import TABLES, Dice

HEAD = """form = "2021"
[report]
organ = "某县人民政府"
year = 2025
published = 2026-01-20

[overview]
body = '''
"""
TEXT = "各单位按照要求梳理本单位事项并逐条核对确认无误后报送汇总"
WORDS = ["事项", "办理结果", "责任单位和配合单位", "完成情况说明", "条数", "备注", "时限要求", "公开方式和公开渠道"]


def words(dice: Dice, lines: int, room: int) -> str:
    """Text that takes about so many lines of so many characters."""
    length = max(2, (lines - 1) * room + 1 + dice.roll(max(1, room - 1)))
    return "".join(TEXT[dice.roll(len(TEXT))] for _ in range(length))


def table(dice: Dice, rows: int, columns: int, merged: bool, lines: int) -> list[str]:
    room = max(3, 40 // columns - 1)
    out = ["| " + " | ".join(WORDS[c % len(WORDS)] for c in range(columns)) + " |", "|" + " --- |" * columns]
    left = 0
    for row in range(rows):
        cells = []
        for column in range(columns):
            if column == 0 and merged:
                if left:
                    cells.append("^")
                else:
                    left = 1 + dice.roll(6)
                    cells.append(f"单位{row + 1}")
                left -= 1
            elif column % 3 == 2:
                cells.append(str(dice.roll(900)))
            else:
                cells.append(words(dice, 1 + dice.roll(lines), room) + str(row + 1))
        out.append("| " + " | ".join(cells) + " |")
    return out


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    ap = argparse.ArgumentParser(description="Makes reports with tables of every shape.")
    ap.add_argument("folder")
    ap.add_argument("--count", type=int, default=60)
    ap.add_argument("--seed", type=int, default=15)
    args = ap.parse_args(argv)
    folder = Path(args.folder)
    folder.mkdir(parents=True, exist_ok=True)
    dice = Dice(args.seed)
    print(f"seed {args.seed}")
    for number in range(args.count):
        above, below = dice.roll(21), dice.roll(30)
        rows, columns = 10 + dice.roll(71), 2 + dice.roll(8)
        merged, lines = dice.roll(2) == 1, 1 + dice.roll(3)
        # A paragraph of a line each.
        body = [words(dice, 1, 26) + "。\n" for _ in range(above)]
        body += table(dice, rows, columns, merged, lines)
        body += [""] + [words(dice, 1, 26) + "。\n" for _ in range(below)]
        text = HEAD + "\n".join(body) + "\n'''\n" + TABLES
        (folder / f"t{number:02}.toml").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
