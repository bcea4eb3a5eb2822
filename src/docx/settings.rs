//! The settings of the document (ECMA-376-1, 17.15): what Chinese asks of a program, and none of an older version's ways.

use super::WORD;
use super::page::Page;
use super::xml::DECLARATION;

/// `settings.xml` of a page; footnotes have lines between them and the text.
pub(super) fn settings(page: &Page, has_notes: bool) -> String {
    let mirrored = if page.is_duplex { "<w:mirrorMargins/>" } else { "" };
    let two_sided = if page.is_duplex { "<w:evenAndOddHeaders/>" } else { "" };
    let compatible = |name: &str, value: u8| {
        format!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>"
        )
    };
    // 15 is Word 2013 and later ([MS-DOCX], 2.3.4).
    let compat: String = [
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    ]
    .into_iter()
    .map(|(name, value)| compatible(name, value))
    .collect();
    let notes = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>";
    let notes = if has_notes { notes } else { "" };
    format!(
        "{DECLARATION}<w:settings {WORD}><w:zoom w:percent=\"100\"/>{mirrored}<w:bordersDoNotSurroundHeader/>\
         <w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val=\"420\"/><w:autoHyphenation w:val=\"0\"/>{two_sided}\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>{notes}<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>\
         <w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>\
         {compat}</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/><w:decimalSymbol w:val=\".\"/>\
         <w:listSeparator w:val=\",\"/></w:settings>"
    )
}
