"""Lets LibreOffice save workbooks: strange.xlsx in its other formats, whole.xlsx in a password.

    /usr/bin/python3 tests/cases/import/saved.py FOLDER
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PIPE = "nianbao"


def options(**values):
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def desktop(context):
    resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(60):
        try:
            office = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
            return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
        except NoConnectException:
            time.sleep(1)
    raise SystemExit("LibreOffice does not answer")


def main():
    folder = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as profile:
        installation = f"-env:UserInstallation={Path(profile).as_uri()}"
        office = subprocess.Popen(["soffice", "--headless", installation, f"--accept=pipe,name={PIPE};urp;"])
        try:
            desk = desktop(uno.getComponentContext())
            for name, ways in {
                "strange": [("xls", {"FilterName": "MS Excel 97"}), ("ods", {"FilterName": "calc8"})],
                "whole": [
                    ("xls", {"FilterName": "MS Excel 97", "Password": "abc"}),
                    ("ods", {"FilterName": "calc8", "Password": "abc"}),
                ],
            }.items():
                book = desk.loadComponentFromURL((folder / f"{name}.xlsx").as_uri(), "_blank", 0, options(Hidden=True))
                for ending, way in ways:
                    saved = "password" if "Password" in way else name
                    book.storeToURL((folder / f"{saved}.{ending}").as_uri(), options(**way))
                book.close(True)
            desk.terminate()
        finally:
            office.wait(60)


if __name__ == "__main__":
    main()
