//! The theme: validators ask for one. Nothing in the document goes by it, and its faces are those of the body: a theme's
//! usual ones are missing in offices, and WPS tells of that.

use super::faces::FaceNames;
use super::xml::{DECLARATION, Escaped, put};
use crate::text::Role;

/// Colours of a theme (ECMA-376-1, 20.1.6.2): ink and paper, and greys, since all text is black.
const COLOURS: [(&str, &str); 12] = [
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "404040"),
    ("lt2", "F2F2F2"),
    ("accent1", "595959"),
    ("accent2", "7F7F7F"),
    ("accent3", "A6A6A6"),
    ("accent4", "404040"),
    ("accent5", "8C8C8C"),
    ("accent6", "BFBFBF"),
    ("hlink", "000000"),
    ("folHlink", "000000"),
];

/// `theme1.xml`.
pub(super) fn theme(faces: &FaceNames) -> String {
    let mut text = format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"公文\">\
         <a:themeElements><a:clrScheme name=\"公文\">"
    );
    for (name, colour) in COLOURS {
        put!(&mut text, "<a:{name}><a:srgbClr val=\"{colour}\"/></a:{name}>");
    }
    text.push_str("</a:clrScheme><a:fontScheme name=\"公文\">");
    let face = Escaped(faces.name(Role::Body));
    for kind in ["majorFont", "minorFont"] {
        put!(
            &mut text,
            "<a:{kind}><a:latin typeface=\"{face}\"/><a:ea typeface=\"{face}\"/><a:cs typeface=\"\"/></a:{kind}>"
        );
    }
    text.push_str("</a:fontScheme><a:fmtScheme name=\"公文\">");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"6350\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    for (name, one) in
        [("fillStyleLst", fill), ("lnStyleLst", &line), ("effectStyleLst", effect), ("bgFillStyleLst", fill)]
    {
        // Three of each: subtle, moderate, intense (20.1.4.1.14).
        put!(&mut text, "<a:{name}>{}</a:{name}>", one.repeat(3));
    }
    text.push_str("</a:fmtScheme></a:themeElements></a:theme>");
    text
}
