#!/usr/bin/env python3
"""Judges reports as JSON by their schema, and by the figures of their data files.

    reports.py NIANBAO DIR data.toml...

The schema is what `nianbao schema --of report` prints; it must be one of draft 2020-12. Each data file is built to JSON:
it must satisfy the schema, and its figures must be those that tablecheck works out from the data file, computed totals
included, digit for digit. Then it is made wrong in every way that a change of one key or value can, once for each kind
of place: a key taken away, a key added, a value of another type. The schema must refuse all of these.
Exit status: 0 all is as it should be, 1 something is not, 2 a program fails.

Needs Python 3.11, jsonschema and what it brings.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator
from tablecheck import demands, read_data

# Keys that a file has only where they have something to say (docs/report-json.md).
OPTIONAL = {"runs", "strong", "link", "anchors", "row_span", "column_span"}


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        print(" ".join(map(str, command)), done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit(2)
    return done.stdout


def wrong(*said: object, sep: str = " ") -> None:
    print(*said, sep=sep)
    sys.exit(1)


def judge_figures(name: str, data: dict, report: dict) -> tuple[int, int]:
    """Holds all cells against what the data file demands; tells how many there are, and how many were computed."""
    _, tables, _ = demands(data)
    count = computed = 0
    for demanded, (key, table) in zip(tables, report["tables"].items(), strict=True):
        rows = [table["rows"][row] for block in table["blocks"] for row in block["rows"]]
        wanted = [figure for row in demanded.rows if row.kind == "data" for figure in row.figures]
        found = [cell for row in rows for cell in row["cells"].values()]
        if len(wanted) != len(found):
            wrong(name, key, len(found), "cells instead of", len(wanted))
        for want, cell in zip(wanted, found):
            value = cell["value"] if cell["value"] is None else Decimal(cell["value"])
            if cell["text"] not in want.texts or value != want.value:
                wrong(name, key, cell, "is not", want.texts[0], want.value)
            # What is written as a number is one, digit for digit.
            if value is not None and cell["text"] == format(want.value, "f") and str(value) != cell["text"]:
                wrong(name, key, cell, "has lost digits")
            count, computed = count + 1, computed + cell["computed"]
    return count, computed


def places(value: object, path: tuple = (), kind: tuple = ()) -> Iterator[tuple[tuple, tuple, object]]:
    """All values with their path, and the kind of place: the path without the places in lists."""
    yield path, kind, value
    if isinstance(value, dict):
        # A cell is one kind of place by what its column holds, whatever its row is called.
        for key, inner in value.items():
            name = "*" if kind and kind[-1] in ("rows", "cells") else key
            yield from places(inner, (*path, key), (*kind, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            about = inner.get("type", "*") if isinstance(inner, dict) else "*"
            yield from places(inner, (*path, at), (*kind, about))


def mutations(report: dict) -> Iterator[tuple[str, dict]]:
    """The report made wrong, once for each kind of place and each way."""
    whole = json.dumps(report)
    seen = set()
    for path, kind, value in places(json.loads(whole)):
        if kind in seen:
            continue
        seen.add(kind)

        def changed(change) -> dict:
            copy = at = json.loads(whole)
            for part in path[:-1]:
                at = at[part]
            change(at, path[-1]) if path else change({"": copy}, "")
            return copy

        said = "/" + "/".join(map(str, path))
        if path:
            yield f"{said} is of another type", changed(lambda at, key: at.__setitem__(key, 0.5 if isinstance(value, dict) else {}))
        if isinstance(value, dict):
            yield f"{said} has another key", changed(lambda at, key: at[key].__setitem__("another", 1))
            for key in value:
                if key not in OPTIONAL and not key.startswith("extra."):
                    yield f"{said} lacks {key}", changed(lambda at, last, key=key: at[last].pop(key))


def main() -> None:
    nianbao, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    schema = json.loads(run(nianbao, "schema", "--of", "report"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for data in map(Path, sys.argv[3:]):
        file = folder / f"{data.stem}.json"
        file.unlink(missing_ok=True)
        run(nianbao, "build", data, "-o", file)
        text = file.read_text(encoding="utf-8")
        report = json.loads(text)
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(report)]
        if faults:
            wrong(file, *faults, sep="\n")
        count, computed = judge_figures(data.stem, read_data(str(data)), json.loads(text, parse_float=Decimal))
        refused = 0
        for said, mutated in mutations(report):
            if validator.is_valid(mutated):
                wrong(f"{file}: {said}, and the schema allows it")
            refused += 1
        print(f"{data.stem}: {count} figures, {computed} of them computed; {refused} wrong files refused")


if __name__ == "__main__":
    main()
