#!/usr/bin/env python3
"""Holds the figures that typecheck prints without a verdict against limits.

    typecheck.py X.pdf --source X.txt --json | spacing.py [--long] [--all-judged]

Widest Han–Han stretch: at most 0.04 em; with --long, for a text of many pages, at most 0.15 em and 0.04 em in 99 of 100
places. Colour of full lines (the standard deviation of the pitch of their characters): at most 0.005 em.
With --all-judged, every figure that has a limit must have a verdict.
"""

from __future__ import annotations

import argparse
import json
import re
import sys

STRETCH, LONG_STRETCH, COLOUR = 0.04, 0.15, 0.005


def number(value: str, pattern: str) -> float | None:
    """The number that a pattern finds in a figure's value."""
    found = re.search(pattern, value)
    return float(found[1]) if found else None


def main(argv: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    ap = argparse.ArgumentParser(description="Holds typecheck's figures of spacing against limits.")
    ap.add_argument("--long", action="store_true", help="the limits of a text of many pages")
    ap.add_argument("--all-judged", action="store_true", help="a figure with a limit and without a verdict fails")
    args = ap.parse_args(argv)
    try:
        figures = {f["name"]: f for f in json.load(sys.stdin)}
    except (ValueError, TypeError, KeyError) as e:
        print(f"spacing: not what typecheck --json prints ({e})", file=sys.stderr)
        return 2

    def value(name: str, pattern: str) -> float | None:
        return number(figures.get(name, {}).get("value", ""), pattern)

    checks = [
        ("Han–Han stretch, max", value("Han–Han stretch", r"max (-?[\d.]+)"), LONG_STRETCH if args.long else STRETCH),
        ("colour of full lines", value("colour of full lines", r"^([\d.]+) em"), COLOUR),
    ]
    if args.long:
        checks.insert(1, ("Han–Han stretch, p99", value("Han–Han stretch, spread", r"p99 (-?[\d.]+)"), STRETCH))
    bad = False
    for name, found, limit in checks:
        fails = found is None or found > limit
        bad |= fails
        print(f"{name}: {'not measured' if found is None else f'{found:g} em'} [≤ {limit:g} em] {'FAILS' if fails else 'ok'}")
    for f in figures.values():
        if f["ok"] is False:
            print(f"{f['name']}: {f['value']} [{f['limit']}] FAILS")
            bad = True
        elif args.all_judged and f["ok"] is None and not f["limit"].startswith("-"):
            print(f"{f['name']}: {f['value']} [{f['limit']}] not judged: FAILS")
            bad = True
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
