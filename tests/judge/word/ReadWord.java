// Reads a Word file with Apache POI and prints what it says, a line a thing:
//   P text                                   a paragraph outside of tables
//   C table row column rows columns text     a cell, with the rows and columns that it is over
//   N text                                   a paragraph of a footnote
//   D text                                   what is read aloud for a picture
//   L table                                  this table only stands pictures side by side
// Run as: java -cp "target/poi/*" tests/judge/word/ReadWord.java FILE.docx

import java.io.FileInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.*;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;

public class ReadWord {
    static PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    static int tables = 0;

    public static void main(String[] arguments) throws Exception {
        try (XWPFDocument document = new XWPFDocument(new FileInputStream(arguments[0]))) {
            for (IBodyElement element : document.getBodyElements()) {
                if (element instanceof XWPFParagraph paragraph) {
                    paragraph(paragraph);
                } else if (element instanceof XWPFTable table) {
                    table(table);
                } else if (element instanceof XWPFSDT contents) {
                    for (String line : contents.getContent().getText().split("\n")) print("P", line);
                }
            }
            for (XWPFFootnote note : document.getFootnotes()) {
                // The lines above footnotes have no text.
                for (XWPFParagraph paragraph : note.getParagraphs()) {
                    if (!paragraph.getText().isBlank()) print("N", paragraph.getText());
                }
            }
        }
        out.flush();
    }

    static void paragraph(XWPFParagraph paragraph) {
        StringBuilder text = new StringBuilder();
        for (XWPFRun run : paragraph.getRuns()) {
            text.append(run.text());
            for (XWPFPicture picture : run.getEmbeddedPictures()) print("D", picture.getDescription());
        }
        print("P", text.toString());
    }

    static void table(XWPFTable table) {
        int number = tables++;
        List<Object[]> cells = new ArrayList<>();
        // The cells that go on in the row below, by their columns.
        Map<Integer, Object[]> open = new HashMap<>();
        for (int row = 0; row < table.getNumberOfRows(); row++) {
            int column = 0;
            Map<Integer, Object[]> stillOpen = new HashMap<>();
            for (ICell one : table.getRow(row).getTableICells()) {
                XWPFTableCell cell = (XWPFTableCell) one;
                CTTcPr properties = cell.getCTTc().getTcPr();
                int span = properties != null && properties.isSetGridSpan() ? properties.getGridSpan().getVal().intValue() : 1;
                boolean merged = properties != null && properties.isSetVMerge();
                boolean goesOn = merged && properties.getVMerge().getVal() != STMerge.RESTART;
                if (goesOn && open.containsKey(column)) {
                    Object[] above = open.get(column);
                    above[3] = (int) above[3] + 1;
                    stillOpen.put(column, above);
                } else {
                    StringBuilder text = new StringBuilder();
                    for (XWPFParagraph paragraph : cell.getParagraphs()) {
                        for (XWPFRun run : paragraph.getRuns()) text.append(run.text());
                        text.append("\u2028");
                    }
                    for (XWPFParagraph paragraph : cell.getParagraphs()) {
                        for (XWPFRun run : paragraph.getRuns()) {
                            for (XWPFPicture picture : run.getEmbeddedPictures()) {
                                print("D", picture.getDescription());
                                print("L", number);
                            }
                        }
                    }
                    Object[] own = {number, row, column, 1, span, text.toString()};
                    cells.add(own);
                    if (merged) stillOpen.put(column, own);
                }
                column += span;
            }
            open = stillOpen;
        }
        for (Object[] cell : cells) {
            print("C", cell[0], cell[1], cell[2], cell[3], cell[4], cell[5]);
        }
    }

    static void print(String kind, Object... parts) {
        StringBuilder line = new StringBuilder(kind);
        for (Object part : parts) {
            line.append('\t').append(String.valueOf(part).replace('\t', ' ').replace('\n', '\u2028').replace('\r', ' '));
        }
        out.print(line.append('\n'));
    }
}
