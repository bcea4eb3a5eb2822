//! The page in the browser: plain files, compiled in.
//!
//! Takes nothing, gives each of them by its name. The modules begin in `main.js`; `types.js` holds what the program and
//! the page say to one another. Knows nothing of the server that hands them out.

/// A file of the page.
pub(crate) struct File {
    /// Its name, folders included.
    pub name: &'static str,
    /// Its media type.
    pub media: &'static str,
    /// What it holds.
    pub text: &'static str,
}

/// The file of a name.
pub(crate) fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

macro_rules! files {
    ($($name:literal $media:ident)*) => {
        [$(File { name: $name, media: $media, text: include_str!($name) }),*]
    };
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// All of them.
static FILES: &[File] = &files! {
    "index.html" HTML
    "base.css" CSS
    "dialogs.css" CSS
    "findings.css" CSS
    "preview.css" CSS
    "print.css" CSS
    "prose.css" CSS
    "shell.css" CSS
    "start.css" CSS
    "table.css" CSS
    "broken.js" JS
    "conflict.js" JS
    "context.js" JS
    "dialogs/dialogs.js" JS
    "dialogs/files.js" JS
    "dialogs/help.js" JS
    "dialogs/import.js" JS
    "dialogs/menu.js" JS
    "dialogs/previous.js" JS
    "dialogs/proposal.js" JS
    "dialogs/setting.js" JS
    "dialogs/settings.js" JS
    "dom.js" JS
    "findings/element.js" JS
    "findings/explain.js" JS
    "findings/findings.js" JS
    "findings/list.js" JS
    "findings/words.js" JS
    "focus.js" JS
    "lines.js" JS
    "main.js" JS
    "preview/drawing.js" JS
    "preview/preview.js" JS
    "preview/sheets.js" JS
    "preview/tint.js" JS
    "prose/back.js" JS
    "prose/bar.js" JS
    "prose/caret.js" JS
    "prose/change.js" JS
    "prose/chart-form.js" JS
    "prose/chart-look.js" JS
    "prose/chart.js" JS
    "prose/clip.js" JS
    "prose/copy.js" JS
    "prose/dress.js" JS
    "prose/editor.js" JS
    "prose/figure-list.js" JS
    "prose/figure.js" JS
    "prose/found.js" JS
    "prose/grid.js" JS
    "prose/inline.js" JS
    "prose/insert.js" JS
    "prose/keys.js" JS
    "prose/kind.js" JS
    "prose/lines.js" JS
    "prose/mount.js" JS
    "prose/names.js" JS
    "prose/note.js" JS
    "prose/number.js" JS
    "prose/patch.js" JS
    "prose/picture.js" JS
    "prose/read.js" JS
    "prose/remove.js" JS
    "prose/same.js" JS
    "prose/show.js" JS
    "prose/tables.js" JS
    "section/option.js" JS
    "section/section.js" JS
    "section/title.js" JS
    "server.js" JS
    "shell/clock.js" JS
    "shell/actions.js" JS
    "shell/alarm.js" JS
    "shell/events.js" JS
    "shell/header.js" JS
    "shell/keys.js" JS
    "shell/output.js" JS
    "shell/saving.js" JS
    "shell/sections.js" JS
    "shell/shell.js" JS
    "shell/steps.js" JS
    "shell/takeaway.js" JS
    "shell/view.js" JS
    "start/new.js" JS
    "start/start.js" JS
    "store.js" JS
    "table/block.js" JS
    "table/clipboard.js" JS
    "table/editor.js" JS
    "table/edits.js" JS
    "table/foot.js" JS
    "table/frame.js" JS
    "table/grid.js" JS
    "table/keys.js" JS
    "table/marks.js" JS
    "table/menu.js" JS
    "table/mount.js" JS
    "table/mouse.js" JS
    "table/pick.js" JS
    "table/rows.js" JS
    "table/selection.js" JS
    "table/sheet.js" JS
    "table/totals.js" JS
    "table/types.js" JS
    "table/view.js" JS
    "table/widths.js" JS
    "types.js" JS
};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;
    use std::path::Path;

    use super::*;

    fn names(folder: &Path, before: &str, all: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{before}{}", entry.file_name().into_string().unwrap());
            if entry.file_type().unwrap().is_dir() {
                names(&entry.path(), &format!("{name}/"), all);
            } else if !name.ends_with(".rs") {
                all.push(name);
            }
        }
    }

    /// A module that is not handed out is found out only when a browser asks for it.
    #[test]
    fn every_file_of_the_page_is_compiled_in() {
        let mut there = Vec::new();
        names(Path::new("src/page"), "", &mut there);
        let mut listed: Vec<String> = FILES.iter().map(|file| file.name.to_owned()).collect();
        there.sort();
        listed.sort();
        assert_eq!(there, listed);
        assert!(file("main.js").is_some_and(|file| file.media == JS) && file("../mod.rs").is_none());
    }
}
