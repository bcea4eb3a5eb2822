//! `{{ … }}`.

use nianbao::rich_text::shown;

/// What stands between the braces, of a report with last year's and of one without.
pub fn expression(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let [this, last] = &*super::REPORTS;
    shown(this, Some(last))(text);
    shown(this, None)(text);
}
