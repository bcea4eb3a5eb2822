//! `--version`: the program, the forms that it knows, and the faces that are in it, each by its edition.

use crate::diagnostic::Lang;
use crate::form::{Form, Forms};
use crate::text::EDITIONS;

/// What follows the program's name.
pub(super) fn long(lang: Lang) -> String {
    let (forms_heading, faces_heading, colon, comma, open, close) = match lang {
        Lang::Zh => ("格式", "字体", "：", "、", "（", "）"),
        Lang::En => ("forms", "faces", ": ", ", ", " (", ")"),
    };
    let forms = Forms::OFFICIAL.iter().map(|form| format!("{}{open}{}{close}", form.name, number(form)));
    let faces = EDITIONS.iter().map(|(family, version)| format!("{family} {version}"));
    format!(
        "{}\n{forms_heading}{colon}{}\n{faces_heading}{colon}{}",
        env!("CARGO_PKG_VERSION"),
        forms.collect::<Vec<_>>().join(comma),
        faces.collect::<Vec<_>>().join(comma),
    )
}

/// The number of the notice that lays a form down, which stands in brackets behind its title.
fn number(form: &Form) -> &'static str {
    let behind = form.notice.rsplit_once('（').map_or(form.notice, |(_, number)| number);
    behind.trim_end_matches('）')
}
