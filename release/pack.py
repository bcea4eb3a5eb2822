#!/usr/bin/env python3
"""Packs a folder into a .tar.gz or a .zip that is the same wherever and whenever it is made.

    pack.py FOLDER ARCHIVE SECONDS

Files stand in the order of their names, belong to nobody and have one date: SECONDS since 1970.
"""

from __future__ import annotations

import gzip
import os
import sys
import tarfile
import time
import zipfile
from pathlib import Path


def main(folder: Path, archive: Path, date: int) -> None:
    # A zip knows no date before 1980.
    date = max(date, 315_532_800)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = [(path, path.relative_to(folder.parent).as_posix(), mode(path)) for path in files]
    if archive.suffix == ".zip":
        pack_zip(entries, archive, date)
    else:
        pack_tar(entries, archive, date)


def mode(path: Path) -> int:
    return 0o755 if os.access(path, os.X_OK) else 0o644


def pack_tar(entries: list[tuple[Path, str, int]], archive: Path, date: int) -> None:
    with (
        archive.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=date) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as tar,
    ):
        for path, name, bits in entries:
            about = tarfile.TarInfo(name)
            about.size, about.mode, about.mtime = path.stat().st_size, bits, date
            with path.open("rb") as content:
                tar.addfile(about, content)


def pack_zip(entries: list[tuple[Path, str, int]], archive: Path, date: int) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        for path, name, bits in entries:
            about = zipfile.ZipInfo(name, time.gmtime(date)[:6])
            about.compress_type = zipfile.ZIP_DEFLATED
            # Where the archive is made must not show: 3 is Unix.
            about.create_system, about.external_attr = 3, (0o100000 | bits) << 16
            packed.writestr(about, path.read_bytes(), compresslevel=9)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
