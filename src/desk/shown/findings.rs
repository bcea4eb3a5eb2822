//! What is found about the report, each where it belongs.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::form::SECTION_KEYS;
use crate::report::Prose as Narrative;
use crate::rich_text::Prose;
use crate::source::{Sources, Span};

/// One of the part `findings`.
#[derive(Serialize)]
pub(in crate::desk) struct FindingPart<'a> {
    pub id: String,
    code: &'static str,
    severity: &'static str,
    message: Cow<'a, str>,
    help: Option<Cow<'a, str>>,
    key: Option<String>,
    section: Option<String>,
    piece: Option<usize>,
    related: Vec<RelatedPart<'a>>,
    fixable: bool,
    acceptable: bool,
    accepted: Option<&'a str>,
    line: Option<usize>,
}

impl FindingPart<'_> {
    /// Whether it is an error that nobody has accepted.
    pub fn is_open_error(&self) -> bool {
        self.severity == Severity::Error.name() && self.accepted.is_none()
    }
}

#[derive(Serialize)]
struct RelatedPart<'a> {
    key: Option<&'a str>,
    message: Cow<'a, str>,
}

/// The part `broken`: a data file that cannot be read, with what is wrong.
#[derive(Serialize)]
pub(in crate::desk) struct BrokenPart<'a> {
    text: &'a str,
    faults: Vec<FaultPart<'a>>,
}

#[derive(Serialize)]
struct FaultPart<'a> {
    line: usize,
    column: usize,
    message: &'a str,
    help: Option<&'a str>,
}

/// Where the pieces of a text stand in its file.
pub(in crate::desk) struct ProsePlace {
    key: String,
    text: Narrative,
    /// The last byte of each piece in the text.
    ends: Vec<usize>,
}

impl ProsePlace {
    /// That of a text as it is edited and as the report has it.
    pub fn of(prose: &Prose, narrative: &Narrative) -> ProsePlace {
        let mut end = 0_usize;
        let ends = prose.pieces.iter().map(|piece| {
            // The line end behind it belongs to it.
            end += piece.source.as_ref().map_or(0, String::len) + 1;
            end
        });
        ProsePlace { key: prose.key.clone(), ends: ends.collect(), text: narrative.clone() }
    }

    /// The piece in which a byte of the text stands.
    pub fn piece(&self, at: usize) -> Option<usize> {
        let piece = self.ends.partition_point(|end| *end <= at);
        (piece < self.ends.len()).then_some(piece)
    }

    /// The bytes of a piece in the text.
    pub fn bytes(&self, piece: usize) -> Option<std::ops::Range<usize>> {
        let end = *self.ends.get(piece)?;
        let start = piece.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or_default();
        Some(start..end.saturating_sub(1).min(self.text.text.len()))
    }

    /// The dotted key of the text.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The text, and where it stands.
    pub fn narrative(&self) -> &Narrative {
        &self.text
    }

    /// The byte of the text that stands at a place of its file.
    pub fn byte_at(&self, span: Span) -> Option<usize> {
        let whole = self.text.span(0..self.text.text.len());
        if span.source != whole.source || span.start < whole.start || span.start > whole.end {
            return None;
        }
        // Between two pairs of its places text and file run alike.
        let mut low = 0;
        let mut high = self.text.text.len();
        while low < high {
            let middle = low + (high - low) / 2;
            if self.text.place(middle) < span.start { low = middle + 1 } else { high = middle }
        }
        Some(low)
    }
}

/// All findings: errors first, then warnings and notes, those that are accepted at the end.
pub(in crate::desk) fn findings<'a>(
    found: &'a [Diagnostic],
    sources: &'a Sources,
    places: &[ProsePlace],
) -> Vec<FindingPart<'a>> {
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut all: Vec<(&Diagnostic, FindingPart)> = found
        .iter()
        .map(|finding| {
            let name = base_id(finding);
            let again = ids.entry(name.clone()).or_default();
            *again += 1;
            (finding, part(finding, format!("{name}:{again}"), sources, places))
        })
        .collect();
    all.sort_by_key(|(finding, _)| (finding.accepted.is_some(), std::cmp::Reverse(finding.severity)));
    all.into_iter().map(|(_, part)| part).collect()
}

/// What a finding is called as long as it holds, but for its number among its like.
pub(in crate::desk) fn base_id(finding: &Diagnostic) -> String {
    format!("{}:{}", finding.code(), finding.key.as_deref().unwrap_or_default())
}

fn part<'a>(finding: &'a Diagnostic, id: String, sources: &Sources, places: &[ProsePlace]) -> FindingPart<'a> {
    let place = finding.span.and_then(|span| places.iter().find_map(|place| Some((place, place.byte_at(span)?))));
    let key = finding.key.as_deref().map(|key| key.strip_suffix("_file").unwrap_or(key).to_owned());
    let key = key.or_else(|| place.map(|(place, _)| place.key.clone()));
    // Of a text, what is found belongs to its piece, also if it is found in another text.
    let piece = place.filter(|(place, _)| Some(&place.key) == key.as_ref()).and_then(|(place, at)| place.piece(at));
    FindingPart {
        id,
        code: finding.code(),
        severity: finding.severity.name(),
        message: in_office_words(finding.message.in_lang(Lang::Zh)),
        help: finding.help.as_ref().map(|help| in_office_words(help.in_lang(Lang::Zh))),
        section: key.as_deref().map(section_of),
        key,
        piece,
        related: finding
            .related
            .iter()
            .map(|related| RelatedPart {
                key: related.key.as_deref(),
                message: in_office_words(related.message.in_lang(Lang::Zh)),
            })
            .collect(),
        fixable: !finding.fix.is_empty() && finding.accepted.is_none(),
        acceptable: finding.rule.acceptable,
        accepted: finding.accepted.as_deref(),
        line: finding.span.map(|span| sources.line_column(span).line),
    }
}

/// A sentence without the words of the data file: what is accepted there by `[[accept]]` is accepted on the page by a
/// button, and codes of rules are behind another.
fn in_office_words(sentence: &str) -> Cow<'_, str> {
    let is_code = |text: &str| text.contains('-') && text.chars().all(|ch| ch.is_ascii_lowercase() || ch == '-');
    let mut text = Cow::Borrowed(sentence);
    for (word, on_page) in [("用 [[accept]] ", "按“已核实”"), ("[[accept]]", "“已核实”")] {
        if text.contains(word) {
            text = Cow::Owned(text.replace(word, on_page));
        }
    }
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('（')).map(|at| from + at) {
        from = open + '（'.len_utf8();
        let inside = text.get(from..).and_then(|rest| rest.split_once('）')).map(|(inside, _)| inside.len());
        if let Some(length) = inside.filter(|length| text.get(from..from + length).is_some_and(is_code)) {
            text.to_mut().replace_range(open..from + length + '）'.len_utf8(), "");
            from = open;
        }
    }
    text
}

/// The section in which a key is edited.
fn section_of(key: &str) -> String {
    let first = key.split('.').next().unwrap_or_default();
    if first == "preface" || SECTION_KEYS.contains(&first) { first.to_owned() } else { "settings".to_owned() }
}

/// A data file that cannot be read.
pub(in crate::desk) fn broken<'a>(text: &'a str, found: &'a [Diagnostic], sources: &'a Sources) -> BrokenPart<'a> {
    let fault = |finding: &'a Diagnostic| {
        let place = finding.span.map(|span| sources.line_column(span));
        FaultPart {
            line: place.map_or(1, |place| place.line),
            column: place.map_or(1, |place| place.column),
            message: finding.message.in_lang(Lang::Zh),
            help: finding.help.as_ref().map(|help| help.in_lang(Lang::Zh)),
        }
    };
    BrokenPart { text, faults: found.iter().filter(|finding| finding.is_error()).map(fault).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_data_file_stay_out_of_sight() {
        for (sentence, on_page) in [
            ("一加二等于三（七）加四（application-balance）8+1-1=8", "一加二等于三（七）加四8+1-1=8"),
            ("对照台账；用 [[accept]] 认可并写明理由", "对照台账；按“已核实”认可并写明理由"),
            ("删去这个 [[accept]]", "删去这个“已核实”"),
            ("22（其中修订16件）、（a）", "22（其中修订16件）、（a）"),
            ("没有合上（outcome-sum", "没有合上（outcome-sum"),
        ] {
            assert_eq!(in_office_words(sentence).replace(" “", "“"), on_page);
        }
    }
}
