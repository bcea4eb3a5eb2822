#!/usr/bin/env python3
"""Makes the workbooks, the pages and the Word files of this folder, in the way of the sheets that supervisors send out: titles, heads over several
columns, labels over several rows, units, sums as formulas. Needs openpyxl, xlwt, odfpy, python-docx and msoffcrypto-tool
of PyPI, and LibreOffice with its `python3-uno`, by whose Python what LibreOffice saves is saved (saved.py).

    tests/cases/import/make.py FOLDER

The figures are those of data/yunshan-2025.toml.
"""

import subprocess
import sys
import tomllib
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import msoffcrypto.format.ooxml
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from xlwt import Workbook as OldWorkbook

HERE = Path(__file__).resolve().parent
DISCLOSURE = [
    ["第二十条第（一）项"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "regulations"],
    ["行政规范性文件", "normative"],
    ["第二十条第（五）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政许可", "licences"],
    ["第二十条第（六）项"],
    ["信息内容", "本年处理决定数量"],
    ["行政处罚", "penalties"],
    ["行政强制", "coercion"],
    ["第二十条第（八）项"],
    ["信息内容", "本年收费金额（单位：万元）"],
    ["行政事业性收费", "fees"],
]

# Level of the label, label, key.
APPLICATIONS = [
    (0, "一、本年新收政府信息公开申请数量", "received"),
    (0, "二、上年结转政府信息公开申请数量", "carried_in"),
    (1, "（一）予以公开", "granted"),
    (1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partial"),
    (2, "1.属于国家秘密", "refused.state_secret"),
    (2, "2.其他法律行政法规禁止公开", "refused.forbidden_by_law"),
    (2, "3.危及“三安全一稳定”", "refused.security_stability"),
    (2, "4.保护第三方合法权益", "refused.third_party"),
    (2, "5.属于三类内部事务信息", "refused.internal"),
    (2, "6.属于四类过程性信息", "refused.process"),
    (2, "7.属于行政执法案卷", "refused.case_file"),
    (2, "8.属于行政查询事项", "refused.query"),
    (2, "1.本机关不掌握相关政府信息", "unavailable.not_held"),
    (2, "2.没有现成信息需要另行制作", "unavailable.needs_creation"),
    (2, "3.补正后申请内容仍不明确", "unavailable.still_unclear"),
    (2, "1.信访举报投诉类申请", "not_processed.petition"),
    (2, "2.重复申请", "not_processed.repeated"),
    (2, "3.要求提供公开出版物", "not_processed.publication"),
    (2, "4.无正当理由大量反复申请", "not_processed.excessive"),
    (2, "5.要求行政机关确认或重新出具已获取信息", "not_processed.confirmation"),
    (2, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "other_outcome.uncorrected"),
    (2, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "other_outcome.fee_unpaid"),
    (2, "3.其他", "other_outcome.other"),
    (1, "（七）总计", "total"),
    (0, "四、结转下年度继续办理", "carried_out"),
]
GROUPS = {
    "refused": "（三）不予公开",
    "unavailable": "（四）无法提供",
    "not_processed": "（五）不予处理",
    "other_outcome": "（六）其他处理",
}

REMEDIES = ["reconsideration", "litigation_direct", "litigation_after"]


def row_of(data, key):
    for part in key.split("."):
        data = data[part]
    return list(data.values())


class Grid:
    """Cells by row and column, and which stand over others: (row, column, rows, columns)."""

    def __init__(self):
        self.cells, self.spans, self.height = {}, [], 0

    def put(self, row, column, value, rows=1, columns=1):
        self.cells[row, column] = value
        if rows > 1 or columns > 1:
            self.spans.append((row, column, rows, columns))
        self.height = max(self.height, row + rows)


def disclosure(data, title):
    grid = Grid()
    grid.put(0, 0, title, columns=4)
    for at, line in enumerate(DISCLOSURE, 1):
        if len(line) == 1:
            grid.put(at, 0, line[0], columns=4)
        elif line[0] == "信息内容":
            for column, head in enumerate(line):
                # A head of one column stands over three.
                grid.put(at, column, head, columns=3 if len(line) == 2 and column else 1)
        else:
            figures = row_of(data["disclosure"], line[1])
            grid.put(at, 0, line[0])
            for column, figure in enumerate(figures, 1):
                grid.put(at, column, figure, columns=3 if len(figures) == 1 else 1)
    return grid


def applications(data, with_formulas):
    grid = Grid()
    grid.put(0, 0, "收到和处理政府信息公开申请情况", columns=10)
    grid.put(1, 0, "填报单位：云山市人民政府办公室")
    grid.put(1, 9, "单位：件")
    grid.put(2, 0, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", rows=3, columns=3)
    grid.put(2, 3, "申请人情况", columns=7)
    grid.put(3, 3, "自然人", rows=2)
    grid.put(3, 4, "法人或其他组织", columns=5)
    grid.put(3, 9, "总计", rows=2)
    for column, head in enumerate(["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"], 4):
        grid.put(4, column, head)
    outcomes = [at for at, (level, *_) in enumerate(APPLICATIONS) if level > 0]
    grid.put(5 + outcomes[0], 0, "三、本年度办理结果", rows=len(outcomes))
    for group, label in GROUPS.items():
        own = [at for at, (_, _, key) in enumerate(APPLICATIONS) if key.startswith(group + ".")]
        grid.put(5 + own[0], 1, label, rows=len(own))
    for at, (level, label, key) in enumerate(APPLICATIONS):
        row = 5 + at
        grid.put(row, level, label, columns=3 - level)
        for column, figure in enumerate(row_of(data["applications"], key), 3):
            grid.put(row, column, figure)
        if with_formulas:
            grid.put(row, 9, f"=SUM(D{row + 1}:I{row + 1})")
    return grid


def remedies(data):
    grid = Grid()
    grid.put(0, 0, "行政复议", columns=5)
    grid.put(0, 5, "行政诉讼", columns=10)
    grid.put(1, 5, "未经复议直接起诉", columns=5)
    grid.put(1, 10, "复议后起诉", columns=5)
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    for block in range(3):
        for at, head in enumerate(heads):
            first = block == 0
            grid.put(1 if first else 2, 5 * block + at, head, rows=2 if first else 1)
    figures = [figure for key in REMEDIES for figure in row_of(data["remedies"], key)]
    for column, figure in enumerate(figures):
        grid.put(3, column, figure)
    return grid


def sheets(data, with_formulas):
    title = data["report"]["organ"] + "2025年政府信息公开工作年度报告"
    return {
        "主动公开": disclosure(data, title),
        "依申请": applications(data, with_formulas),
        "复议诉讼": remedies(data),
    }


def xlsx(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for name, grid in sheets.items():
        sheet = book.create_sheet(name)
        for (row, column), value in grid.cells.items():
            sheet.cell(row + 1, column + 1, value)
        for row, column, rows, columns in grid.spans:
            sheet.merge_cells(start_row=row + 1, start_column=column + 1, end_row=row + rows, end_column=column + columns)
    book.save(path)


def xls(path, sheets):
    book = OldWorkbook(encoding="utf-8")
    for name, grid in sheets.items():
        sheet = book.add_sheet(name)
        spans = {(row, column): (rows, columns) for row, column, rows, columns in grid.spans}
        for (row, column), value in grid.cells.items():
            rows, columns = spans.get((row, column), (1, 1))
            if (rows, columns) == (1, 1):
                sheet.write(row, column, value)
            else:
                sheet.write_merge(row, row + rows - 1, column, column + columns - 1, value)
    book.save(str(path))


def ods(path, sheets):
    book = OpenDocumentSpreadsheet()
    for name, grid in sheets.items():
        table = Table(name=name)
        spans = {(row, column): (rows, columns) for row, column, rows, columns in grid.spans}
        covered = {
            (row + r, column + c)
            for row, column, rows, columns in grid.spans
            for r in range(rows)
            for c in range(columns)
            if r or c
        }
        width = 1 + max(column for _, column in grid.cells)
        for row in range(grid.height):
            line = TableRow()
            for column in range(width):
                value = grid.cells.get((row, column))
                if (row, column) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                rows, columns = spans.get((row, column), (1, 1))
                options = {"numberrowsspanned": rows, "numbercolumnsspanned": columns} if (rows, columns) != (1, 1) else {}
                if isinstance(value, (int, float)):
                    cell = TableCell(valuetype="float", value=value, **options)
                    cell.addElement(P(text=str(value)))
                else:
                    cell = TableCell(valuetype="string", **options)
                    if value is not None:
                        cell.addElement(P(text=value))
                line.addElement(cell)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def html(path, sheets):
    """A page as a portal has it, the report between the portal's own parts."""

    def table(grid):
        spans = {(row, column): (rows, columns) for row, column, rows, columns in grid.spans}
        covered = {
            (row + r, column + c)
            for row, column, rows, columns in grid.spans
            for r in range(rows)
            for c in range(columns)
            if r or c
        }
        width = 1 + max(column for _, column in grid.cells)
        lines = []
        for row in range(grid.height):
            cells = []
            for column in range(width):
                if (row, column) not in covered:
                    rows, columns = spans.get((row, column), (1, 1))
                    text = grid.cells.get((row, column), "&nbsp;")
                    cells.append(f'<td rowspan="{rows}" colspan="{columns}"><p class="MsoNormal">{text}</p></td>')
            lines.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table border="1">{"".join(lines)}</table>'

    disclosure, applications, remedies = (table(grid) for grid in sheets.values())
    path.write_text(
        f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>云山市人民政府2025年政府信息公开工作年度报告_云山市人民政府</title>
<script>var x = "<p>不显示</p>";</script></head>
<body><div class="nav">导航 首页</div>
<div class="TRS_Editor">
<p align="center"><b>云山市人民政府<br>2025年政府信息公开工作年度报告</b></p>
<p>　　根据条例编制本报告。数据的统计期限自2025年1月1日起
至2025年12月31日止。</p>
<p><strong>一、总体情况</strong></p>
<p>（一）主动公开情况。公开了3*2类信息。</p>
<table><tr><th>领域</th><th>件数</th></tr><tr><td>教育</td><td>5</td></tr></table>
<p>1.聚焦重点。<span>解读12篇。</span></p>
<p><strong>二、主动公开政府信息情况</strong></p>
{disclosure}
<p>注：含市政府办公室文件。</p>
<p><strong>三、收到和处理政府信息公开申请情况</strong></p>
{applications}
<p><strong>四、因政府信息公开工作被申请行政复议、提起行政诉讼情况</strong></p>
{remedies}
<p><strong>五、存在的主要问题及改进情况</strong></p>
<p>一是认识不够。</p>
<p><strong>六、其他需要报告的事项</strong></p>
<p>没有其他需要报告的事项。</p>
</div>
<div class="footer">版权 联系我们</div></body></html>
""",
        "utf-8",
    )


def docx(path, sheets):
    """The same report as a Word file."""
    document = Document()

    def table(grid):
        width = 1 + max(column for _, column in grid.cells)
        table = document.add_table(rows=grid.height, cols=width)
        for row, column, rows, columns in grid.spans:
            table.cell(row, column).merge(table.cell(row + rows - 1, column + columns - 1))
        for (row, column), value in grid.cells.items():
            table.cell(row, column).text = str(value)

    disclosure, applications, remedies = sheets.values()
    document.add_paragraph("云山市人民政府2025年政府信息公开工作年度报告")
    document.add_paragraph("根据条例编制本报告。数据的统计期限自2025年1月1日起至2025年12月31日止。")
    document.add_heading("一、总体情况", 1)
    document.add_paragraph("（一）主动公开情况。公开了3*2类信息。")
    plain = document.add_table(rows=2, cols=2)
    for at, text in enumerate(["领域", "件数", "教育", "5"]):
        plain.cell(at // 2, at % 2).text = text
    paragraph = document.add_paragraph("1.聚焦重点。")
    paragraph.add_run("解读12篇。").bold = True
    document.add_heading("二、主动公开政府信息情况", 1)
    table(disclosure)
    document.add_paragraph("注：含市政府办公室文件。")
    document.add_heading("三、收到和处理政府信息公开申请情况", 1)
    table(applications)
    document.add_heading("四、政府信息公开行政复议、行政诉讼情况", 1)
    table(remedies)
    document.add_heading("五、存在的主要问题及改进情况", 1)
    document.add_paragraph("一是认识不够。")
    document.add_heading("六、其他需要报告的事项", 1)
    document.add_paragraph("没有其他需要报告的事项。")
    document.save(path)


NOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {nsdecls("w")}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 不含转载的信息。</w:t></w:r></w:p>
<w:p><w:r><w:t>另见附件。</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def illustrated(path, report):
    """The Word file with pictures, a footnote, and changes that are tracked."""
    document = Document(report)
    paragraphs = {paragraph.text: paragraph for paragraph in document.paragraphs}
    name = PackURI("/word/footnotes.xml")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    document.part.relate_to(Part(name, kind, NOTES.encode(), document.part.package), RELATIONSHIP_TYPE.FOOTNOTES)
    first = paragraphs["（一）主动公开情况。公开了3*2类信息。"]
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "1")
    first.add_run()._r.append(reference)

    second = paragraphs["1.聚焦重点。解读12篇。"]
    for text in ["下面有图。", "图1 政务公开专区", "下面没有图题。"]:
        second.insert_paragraph_before(text)
    below = [paragraph for paragraph in document.paragraphs if paragraph.text in ("下面有图。", "下面没有图题。")]
    pictures = HERE.parent / "illustrations"
    for paragraph, picture, words in zip(below, ["photo.jpg", "seal.png"], ["", "红色的印章"]):
        paragraph.add_run().add_picture(str(pictures / picture), width=Cm(5))
        paragraph._p.find(".//" + qn("wp:docPr")).set("descr", words)
    changes = parse_xml(
        f"""<w:p {nsdecls("w")}><w:r><w:t>公开</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>5</w:delText></w:r></w:del>
        <w:ins w:id="2" w:author="a"><w:r><w:t>6</w:t></w:r></w:ins><w:r><w:t>条。</w:t></w:r></w:p>"""
    )
    second._p.addnext(changes)
    document.save(path)


def mhtml(path, report):
    """The page as a browser saves it in one file, in GBK, with two pictures."""
    pictures = '<p><img src="a_files/%E5%9B%BE.jpg" alt="photo.jpg"></p><p>图1 政务公开专区</p><p><img src="cid:seal@nianbao" alt="红色的印章"></p>'
    notes = '<p><a href="#_ftnref1" name="_ftn1">[1]</a> 不含转载的信息。</p></div>\n<div class="footer">'
    page = report.read_text("utf-8").replace('charset="utf-8"', 'charset="gb2312"')
    page = page.replace("公开了3*2类信息。</p>", '公开了3*2类信息。<a href="#_ftn1" name="_ftnref1">[1]</a></p>' + pictures)
    page = page.replace('</div>\n<div class="footer">', notes)
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://www.example.gov.cn/a/b.html"
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html", charset="gb18030", cte="quoted-printable")
    message["Content-Location"] = "https://www.example.gov.cn/a/b.html"
    message.make_related(boundary="----MultipartBoundary--1234----")
    folder = HERE.parent / "illustrations"
    place = {"Content-Location": "https://www.example.gov.cn/a/a_files/%E5%9B%BE.jpg"}
    headers = [f"{name}: {value}" for name, value in place.items()]
    message.add_related((folder / "photo.jpg").read_bytes(), "image", "jpeg", headers=headers)
    message.add_related((folder / "seal.png").read_bytes(), "image", "png", cid="<seal@nianbao>")
    path.write_bytes(message.as_bytes())


def filled(path, blank, data):
    """A workbook of `nianbao new`, filled in: figures where cells are blank and no formula stands, in their order."""
    book = load_workbook(blank)
    figures = [
        [figure for line in DISCLOSURE if len(line) == 2 and line[0] != "信息内容" for figure in row_of(data["disclosure"], line[1])],
        [figure for *_, key in APPLICATIONS if key != "total" for figure in row_of(data["applications"], key)[:-1]],
        [figure for key in REMEDIES for figure in row_of(data["remedies"], key)[:-1]],
    ]
    for sheet, figures in zip([sheet for sheet in book if sheet.data_validations.count], figures):
        places = sorted(
            (cell.row, cell.column)
            for validation in sheet.data_validations.dataValidation
            for area in validation.sqref.ranges
            for row in sheet.iter_rows(area.min_row, area.max_row, area.min_col, area.max_col)
            for cell in row
        )
        assert len(places) == len(figures), (sheet.title, len(places), len(figures))
        for (row, column), figure in zip(places, figures):
            sheet.cell(row, column, figure)
    for title, text in [("一、", ["（一）主动公开情况。", "公开了5条。"]), ("六、", ["没有其他事项。"])]:
        sheet = next(sheet for sheet in book if sheet.title.startswith(title))
        for at, line in enumerate(text, sheet.max_row + 1):
            sheet.cell(at, 1, line)
    book.save(path)


def strange(path, whole):
    """The whole workbook with cells in table 三 that show something else than they hold, or look as if they held nothing."""
    book = load_workbook(whole)
    sheet = book["依申请"]

    def put(name, value, format="General", font=None):
        cell = sheet[name]
        cell.value, cell.number_format = value, format
        if font:
            cell.font = font

    # Struck out: a whole cell, and a stretch of one.
    put("D7", 9, font=Font(strike=True))
    put("E7", CellRichText(TextBlock(InlineFont(strike=True), "9"), TextBlock(InlineFont(), "4")))
    # The mark of a footnote.
    put("F7", CellRichText(TextBlock(InlineFont(), "2"), TextBlock(InlineFont(vertAlign="superscript"), "1")))
    # Shown otherwise than held.
    put("D9", 0.12, "0%")
    put("E9", 12345, "0\\.0,")
    put("F9", 3, "yyyy-mm-dd")
    put("G9", 5, '0"件"')
    put("H9", 0, "#")
    put("I9", 12.345, "0")
    # Results of formulas, and what is stored as a text.
    put("D10", 12.000000000000002)
    put("E10", "１２")
    put("F10", " 7 ")
    put("G10", 1264, "#,##0")
    # A figure over two cells.
    put("D11", 8)
    sheet.merge_cells("D11:E11")
    put("F11", "#REF!")
    # Hidden rows and columns.
    for row in (12, 13, 40):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["F"].hidden = True
    book.create_sheet("空表").sheet_state = "hidden"
    notes = book.create_sheet("台账")
    notes.append(["登记日期", "件数"])
    for day in range(1, 4):
        notes.append([date(2025, 1, day), day])
    book.save(path)


def in_a_password(path, whole):
    with open(whole, "rb") as plain, open(path, "wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("abc", out)


def main():
    folder = Path(sys.argv[1])
    data = tomllib.loads((HERE.parents[2] / "data/yunshan-2025.toml").read_text("utf-8"))
    xlsx(folder / "whole.xlsx", sheets(data, False))
    xls(folder / "whole.xls", sheets(data, False))
    ods(folder / "whole.ods", sheets(data, False))
    xlsx(folder / "formulas.xlsx", sheets(data, True))
    html(folder / "page.html", sheets(data, False))
    # A workbook of `nianbao new 填报表.xlsx --organ 某市数据局 --year 2025`, if there is one.
    if (folder / "填报表.xlsx").exists():
        filled(folder / "filled.xlsx", folder / "填报表.xlsx", data)
    docx(folder / "report.docx", sheets(data, False))
    illustrated(folder / "illustrated.docx", folder / "report.docx")
    mhtml(folder / "page.mht", folder / "page.html")
    strange(folder / "strange.xlsx", folder / "whole.xlsx")
    in_a_password(folder / "password.xlsx", folder / "whole.xlsx")
    subprocess.run(["/usr/bin/python3", HERE / "saved.py", folder], check=True)


if __name__ == "__main__":
    main()
