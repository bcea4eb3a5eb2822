#!/usr/bin/env python3
"""Judges the way from a workbook to fill in to a data file, by way of LibreOffice.

    workbooks.py NIANBAO DIR data.toml...

For each data file: `nianbao new` makes a workbook to fill in for its organ, year and form; the figures of the data file
are put into its cells by openpyxl; LibreOffice computes the sums and saves it as .xlsx, .xls and .ods; `nianbao import`
makes a data file of each; every figure of the three tables must be that of the first data file. Which figures these are
tablecheck works out, from both files alike. Rows that an office has added are left aside, and so are its own labels.

Where the data file states a total, the cell keeps its formula: it has to give that total.
Exit status: 0 all figures are the same, 1 one is not, 2 a program fails.

Needs Python 3.11, openpyxl and `soffice` with Calc.
"""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from tablecheck import Figure, demands, read_data

FORMATS = ["xlsx", "xls", "ods"]


def run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        print(" ".join(map(str, command)), done.stdout, done.stderr, sep="\n", file=sys.stderr)
        sys.exit(2)
    return done.stdout + done.stderr


def figures(data: dict) -> dict[str, list[tuple[str, Figure]]]:
    """The figures of the form's tables in the order of the form: by table, each with its row and column."""
    _, tables, _ = demands(data)
    return {
        table.name: [
            (f"{row.label} {at}", figure)
            for row in table.rows
            if row.kind == "data" and not row.extra
            for at, figure in enumerate(row.figures, 1)
        ]
        for table in tables
    }


def fill(blank: Path, wanted: dict[str, list[tuple[str, Figure]]], filled: Path) -> int:
    """Fills in a workbook, and tells how many cells were left to be computed."""
    book = load_workbook(blank)
    computed = 0
    sheets = [sheet for sheet in book if sheet.data_validations.count]
    assert len(sheets) == len(wanted), [sheet.title for sheet in sheets]
    for sheet, (name, own) in zip(sheets, wanted.items()):
        to_fill = {
            (cell.row, cell.column)
            for validation in sheet.data_validations.dataValidation
            for area in validation.sqref.ranges
            for row in sheet.iter_rows(area.min_row, area.max_row, area.min_col, area.max_col)
            for cell in row
        }
        sums = {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and "SUM(" in cell.value
        }
        places = sorted(to_fill | sums)
        assert len(places) == len(own), (blank, name, len(places), len(own))
        for place, (where, figure) in zip(places, own):
            text = figure.texts[0]
            if place in sums and (figure.value is not None or text == ""):
                computed += 1
                continue
            plain = figure.value is not None and text == format(figure.value, "f")
            value = (int(text) if figure.value == int(figure.value) else float(text)) if plain else text
            sheet.cell(*place, value if text else None)
    book.save(filled)
    return computed


def same(one: Figure, other: Figure) -> bool:
    return one.value == other.value if one.value is not None else one.texts[0] == other.texts[0]


def judge(imported: Path, wanted: dict[str, list[tuple[str, Figure]]]) -> Decimal:
    """Holds the figures of an imported file against those that went in; gives their sum, to be printed."""
    got = figures(read_data(str(imported)))
    whole = Decimal(0)
    for name, own in wanted.items():
        for (where, want), (_, found) in zip(own, got[name], strict=True):
            if not same(want, found):
                print(f"{imported}: table {name}, {where}: {found.texts[0]!r} is not {want.texts[0]!r}")
                sys.exit(1)
            whole += want.value or 0
    return whole


def main() -> None:
    nianbao, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {}
    for path in map(Path, sys.argv[3:]):
        data = read_data(str(path))
        report = data["report"]
        blank, filled = folder / f"{path.stem}-blank.xlsx", folder / f"{path.stem}.xlsx"
        blank.unlink(missing_ok=True)
        form = ["--form", data["form"]] if "form" in data else []
        run(nianbao, "new", blank, "--organ", report["organ"], "--year", str(report["year"]), *form)
        wanted[path.stem] = figures(data)
        computed = fill(blank, wanted[path.stem], filled)
        print(f"{path.stem}: {sum(map(len, wanted[path.stem].values()))} figures, {computed} of them to be computed")
    profile = (folder / "profile").as_uri()
    for form in FORMATS:
        out = folder / form
        filled = [folder / f"{stem}.xlsx" for stem in wanted]
        run("soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", form, "--outdir", out, *filled)
        for stem, own in wanted.items():
            imported = out / f"{stem}.toml"
            imported.unlink(missing_ok=True)
            said = run(nianbao, "import", out / f"{stem}.{form}", "-o", imported)
            whole = judge(imported, own)
            doubts = said.count("import-doubt")
            print(f"{stem}.{form}: {sum(map(len, own.values()))} figures are the same, {whole} in all; {doubts} doubts")


if __name__ == "__main__":
    main()
