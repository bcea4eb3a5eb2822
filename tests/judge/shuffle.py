#!/usr/bin/env python3
"""Makes a long report of the sentences of another one, shuffled: a data file and its text.

    shuffle.py data/jiyang-2020.toml OUT.toml OUT.txt [--pages 200] [--seed 7] [--addresses]

The paragraphs of the narrative of 一 (headings, lists, tables, quotes and pictures left out) are cut into sentences;
these are drawn by a generator of its own, the same on every machine, and put together to paragraphs of one to
nine sentences until they fill so many pages of 22 lines of 28 characters. The other sections are short. A paragraph of
the text is a line of OUT.txt. With --addresses every other sentence, or so, holds a long web or e-mail address.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from pathlib import Path

LINES, CHARS = 22, 28

TABLES = """
[disclosure]
regulations = { issued = 0, repealed = 0, in_force = 1 }
normative = { issued = 2, repealed = 1, in_force = 8 }
licences = { decisions = 300 }
penalties = { decisions = 40 }
coercion = { decisions = 5 }
fees = { amount = 12.5 }

[applications]
received = [51, 9, 2, 1, 3, 0]
carried_in = [0, 0, 0, 0, 0, 0]
granted = [51, 9, 2, 1, 3, 0]
carried_out = [0, 0, 0, 0, 0, 0]

[remedies]
reconsideration = [3, 1, 0, 1]
litigation_direct = [1, 0, 0, 0]
litigation_after = [0, 0, 1, 0]

[problems]
body = '公开的主动性有待加强，今后将完善工作机制。'

[other]
body = '本年度没有收取信息处理费。'
"""


class Dice:
    """Knuth's MMIX generator: the standard library's may change."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def roll(self, end: int) -> int:
        """A number below `end`."""
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % end


def word(dice: Dice, letters: str, least: int, most: int) -> str:
    """So many of some letters."""
    return "".join(letters[dice.roll(len(letters))] for _ in range(least + dice.roll(most - least + 1)))


def address(dice: Dice) -> str:
    """A web or e-mail address as they stand in reports: names, dates, numbers, long keys."""
    small, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
    if dice.roll(5) == 0:
        return f"{word(dice, small + digits, 6, 20)}@{word(dice, small, 2, 9)}.gov.cn"
    made = ("https://", "http://", "http://www.", "www.")[dice.roll(4)] + word(dice, small, 3, 12) + ".gov.cn"
    for _ in range(1 + dice.roll(4)):
        kind = dice.roll(4)
        made += "/" + (
            word(dice, small, 2, 14) if kind == 0
            else f"{2015 + dice.roll(11)}/{1 + dice.roll(12)}/{1 + dice.roll(28)}" if kind == 1
            else f"art_{word(dice, digits, 4, 10)}_{word(dice, 'abcdef' + digits, 8, 40)}" if kind == 2
            else "".join(f"%{word(dice, 'ABCDEF' + digits, 2, 2)}" for _ in range(1 + dice.roll(9)))
        )
    if dice.roll(2):
        made += ("/index.html", ".jsp", f"-{word(dice, digits, 1, 6)}.shtml", "/#/home")[dice.roll(4)]
    if dice.roll(3) == 0:
        made += f"?id={word(dice, digits, 4, 20)}&fbtime={2015 + dice.roll(11)}"
    return made


def with_address(dice: Dice, sentence: str) -> str:
    """A sentence, an address put into it or behind it."""
    way, made = dice.roll(3), address(dice)
    if way == 0:
        return f"{sentence}详见{made}。"
    stop = re.search(r"[。！？]", sentence).start()
    return sentence[:stop] + (f"（网址：{made}）" if way == 1 else f"，登录{made}可以查阅") + sentence[stop:]


def sentences(report: dict) -> list[str]:
    """The sentences of a report's narrative, each once, in its order."""
    found: dict[str, None] = {}
    for section in report.values():
        body = section.get("body", "") if isinstance(section, dict) else ""
        for block in re.split(r"\n\s*\n", body):
            # Quotes are texts too, but for their titles and sources.
            lines = [line.lstrip("> ").strip() for line in block.strip().splitlines()]
            if any(re.match(r"[#|!:\-\[]|来源|\d+\. ", line) for line in lines):
                continue
            text = "".join(lines).replace("*", "")
            if re.search(r"\{\{|\[|\\", text):
                continue
            # What closes belongs to the sentence before it.
            found.update(dict.fromkeys(s for s in re.findall(r"[^。！？]+[。！？]+[”’）》]*", text) if len(s) > 8))
    return list(found)


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    ap = argparse.ArgumentParser(description="Makes a long report of the sentences of another one, shuffled.")
    ap.add_argument("data")
    ap.add_argument("toml")
    ap.add_argument("text")
    ap.add_argument("--pages", type=int, default=200)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--addresses", action="store_true", help="put long addresses into half of the sentences")
    args = ap.parse_args(argv)
    stock = sentences(tomllib.loads(Path(args.data).read_text(encoding="utf-8")))
    if len(stock) < 50:
        print(f"shuffle: {args.data}: only {len(stock)} sentences", file=sys.stderr)
        return 2
    dice = Dice(args.seed)
    paragraphs: list[str] = []
    lines = 0
    while lines < args.pages * LINES:
        drawn = [stock[dice.roll(len(stock))] for _ in range(1 + dice.roll(9))]
        if args.addresses:
            drawn = [with_address(dice, sentence) if dice.roll(2) else sentence for sentence in drawn]
        paragraph = "".join(drawn)
        paragraphs.append(paragraph)
        # Two cells of indent; digits and marks that close up let a line hold some more than its cells. Of an address
        # two characters take one.
        cells = len(paragraph) - len(re.findall("[!-~]", paragraph)) / 2 if args.addresses else len(paragraph)
        lines += -(-(cells + 2) // (CHARS + 0.5))
    head = '# 文字取自样例，句子打乱重排，只供检查排印。\n\nform = "2021"\n\n[report]\norgan = "云岭市人民政府"\nyear = 2025\n'
    body = "\n\n".join(paragraphs)
    Path(args.toml).write_text(f"{head}\n[overview]\nbody = '''\n{body}\n'''\n{TABLES}", encoding="utf-8")
    Path(args.text).write_text("".join(p + "\n" for p in paragraphs), encoding="utf-8")
    print(f"{args.toml}: {len(stock)} sentences, {len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
