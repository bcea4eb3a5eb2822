//! From pieces to Markdown: those with a source as they were, the others anew.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::escape::{Place, address_of, label_of, quotable, written};
use super::piece::{Illustration, Inline, Piece, Shape};
use super::read::{OTHER_LINE_ENDS, prose_of};
use super::table::{name_of, table};
use crate::narrative::CHART;
use crate::narrative::line::{ItemKind, Opening, is_blank, lines, opening};
use crate::narrative::parts::{OpenItem, OpenLists, parts};
use crate::report::bounds::Bound;

/// The Markdown of some pieces.
///
/// What says nothing is left out: an empty paragraph or item is no text. Between new paragraphs stand empty lines,
/// unless those that were there do without.
pub fn markdown(pieces: &[Piece]) -> String {
    let sources = pieces.iter().filter_map(|piece| piece.source.as_deref());
    write(pieces, is_spaced(sources.skip(1)))
}

/// The same in the manner of the text that they are put in the place of: with or without empty lines, and with the line
/// end that it has at its end.
pub fn markdown_like(old: &str, pieces: &[Piece]) -> String {
    let known = super::pieces(old, &|_| None);
    let sources = known.iter().filter_map(|piece| piece.source.as_deref());
    let end = old.get(old.trim_end_matches(['\n', '\r']).len()..).unwrap_or_default();
    let text = write(pieces, is_spaced(sources.skip(1)));
    let body = text.trim_end_matches(['\n', '\r']);
    match (pieces.is_empty(), body.is_empty()) {
        (true, _) => String::new(),
        (false, true) => text,
        (false, false) => format!("{body}{end}"),
    }
}

/// Whether empty lines stand between pieces: the sources of all but the first tell; items and notes follow one another
/// without.
fn is_spaced<'s>(sources: impl Iterator<Item = &'s str>) -> bool {
    let (mut with, mut without) = (0_usize, 0_usize);
    for source in sources {
        let opens = opening(source.trim_start_matches(is_blank), false);
        match opens {
            Opening::Item { .. } | Opening::Footnote => {}
            _ if opens_blank(source) => with += 1,
            _ => without += 1,
        }
    }
    with >= without
}

/// Whether the first line of a text is empty.
fn opens_blank(text: &str) -> bool {
    text.split_once('\n').is_some_and(|(first, _)| first.chars().all(is_blank))
}

/// A piece that is to be put behind others.
struct Entry<'p> {
    text: Cow<'p, str>,
    piece: &'p Piece,
    /// Whether an empty line comes before it.
    is_spaced: bool,
}

fn write(pieces: &[Piece], is_spaced: bool) -> String {
    let mut entries: Vec<Entry> = Vec::new();
    let mut lists = OpenLists::default();
    // What stands at the end of the text, and came with the piece that was the last.
    let mut end = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let text: Cow<str> = match piece.source.as_deref() {
            Some(source) if at + 1 < pieces.len() => {
                let kept = source.trim_end_matches('\n');
                end = source.get(kept.len()..).filter(|own| !own.is_empty()).map_or(end, str::to_owned);
                kept.into()
            }
            Some(source) => {
                if source.ends_with('\n') {
                    end.clear();
                }
                source.into()
            }
            None => match new(piece, &lists) {
                text if text.is_empty() => continue,
                text => text.into(),
            },
        };
        let is_item = |piece: &Piece| matches!(piece.shape, Shape::Item { .. });
        let after_item = entries.last().is_some_and(|last| is_item(last.piece));
        let is_list = is_item(piece) && after_item;
        lists.add(&prose_of(text.clone().into_owned()));
        let is_new = piece.source.is_none();
        entries.push(Entry { text, piece, is_spaced: is_new && is_spaced && at > 0 && !is_list });
    }

    let text = joined(&entries);
    for at in not_begun(&text, &entries) {
        if let Some(entry) = entries.get_mut(at) {
            entry.is_spaced = true;
        }
    }
    joined(&entries) + &end
}

/// The entries one behind the other.
fn joined(entries: &[Entry]) -> String {
    let mut text = String::new();
    for (at, entry) in entries.iter().enumerate() {
        if at > 0 && !text.ends_with(OTHER_LINE_ENDS) {
            text.push('\n');
        }
        if at > 0 && entry.is_spaced {
            text.push('\n');
        }
        text.push_str(&entry.text);
    }
    text
}

/// The entries whose first line would be taken for more of what stands before.
fn not_begun(text: &str, entries: &[Entry]) -> Vec<usize> {
    let prose = prose_of(text.to_owned());
    let all = lines(text);
    let begins: BTreeSet<usize> = parts(&prose, &all).iter().map(|part| part.lines.start).collect();
    let mut found = Vec::new();
    // Entries and lines go on side by side.
    let (mut start, mut line) = (0, 0);
    for (at, entry) in entries.iter().enumerate() {
        // Where it begins in the text, as `joined` writes it.
        if at > 0 && !text.get(..start).is_some_and(|before| before.ends_with(OTHER_LINE_ENDS)) {
            start += 1;
        }
        start += usize::from(at > 0 && entry.is_spaced);
        let words = start + entry.text.len() - entry.text.trim_start_matches(is_blank).len();
        start += entry.text.len();
        // A quote may open with empty lines of its own.
        let first = line + all.iter().skip(line).take_while(|line| line.whole.end < words).count();
        line = first + all.iter().skip(first).take_while(|line| line.text.is_empty()).count();
        if line == all.len() {
            break;
        }
        let is_quoted = |line: usize| all.get(line).is_some_and(|line| !line.mark.is_empty());
        let goes_on = first.checked_sub(1).is_some_and(|before| is_quoted(before) && is_quoted(first));
        if at > 0 && (!begins.contains(&line) || goes_on) {
            found.push(at);
        }
    }
    found
}

/// The lines of a piece that is written anew; `lists` are those that it may belong to.
fn new(piece: &Piece, lists: &OpenLists) -> String {
    match &piece.shape {
        Shape::Quote { pieces } => quote(pieces),
        shape => of_shape(shape, lists, false),
    }
}

fn of_shape(shape: &Shape, lists: &OpenLists, in_quote: bool) -> String {
    match shape {
        Shape::Heading { level, typed, text, run_in } => heading(*level, *typed, text, run_in.as_deref()),
        Shape::Paragraph { text, plain } => written(text, Place::Line { numbers: !plain, in_quote }),
        Shape::Item { ordered, brackets, number, depth, text } => {
            let text = written(text, Place::BehindMark);
            if text.is_empty() {
                return text;
            }
            let open = lists.items();
            let kind = kind(*ordered, *brackets, *number, open.get(*depth).map(|open| open.kind));
            format!("{}{text}", mark(kind, *depth, &open, in_quote))
        }
        Shape::Table(own) => table(own),
        Shape::Pictures { items } => {
            items.iter().map(picture).filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Shape::Note { label, text } => {
            let (label, text) = (label_of(label), written(text, Place::BehindMark));
            if label.is_empty() || text.is_empty() { String::new() } else { format!("[^{label}]: {text}") }
        }
        // There are no quotes in quotes.
        Shape::Quote { .. } | Shape::Source => String::new(),
    }
}

fn heading(level: u8, typed: bool, text: &[Inline], run_in: Option<&[Inline]>) -> String {
    if typed && level <= 2 {
        let mut line = text.to_vec();
        if let Some(rest) = run_in.filter(|rest| !rest.is_empty()) {
            // Its first 。 is where a heading ends.
            let ends = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if text.contains('。'));
            if !line.iter().any(ends) {
                line.push(Inline::plain("。"));
            }
            line.extend(rest.iter().cloned());
        }
        return written(&line, Place::Line { numbers: true, in_quote: false });
    }
    let signs = "#".repeat(usize::from(level.clamp(2, 4)));
    let mut text = written(text, Place::OneLine);
    // Signs at the end would be taken for those that close a heading.
    let before = text.strip_suffix('#').unwrap_or("\\");
    if (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2) {
        text.insert(before.len(), '\\');
    }
    format!("{signs} {text}").trim_end().to_owned()
}

/// What an item is marked with; one without a number goes on from the one before.
fn kind(ordered: bool, brackets: bool, number: Option<u64>, before: Option<ItemKind>) -> ItemKind {
    if !ordered {
        return ItemKind::Mark;
    }
    let next = match before {
        Some(ItemKind::Dot(last)) if !brackets => last.saturating_add(1),
        Some(ItemKind::Bracket(last)) if brackets => last.saturating_add(1),
        _ => 1,
    };
    // Markdown reads nine digits.
    let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(next).min(999_999_999);
    if brackets { ItemKind::Bracket(number) } else { ItemKind::Dot(number) }
}

/// The mark of an item with the blanks before it, so that it stands in as many of the open items as it should.
fn mark(kind: ItemKind, depth: usize, open: &[OpenItem], in_quote: bool) -> String {
    // A level less is better than a report that cannot be printed, which one that is nested deeper usually cannot.
    let depth = depth.min(open.len()).min(Bound::Depth.usual());
    let outer = depth.checked_sub(1).and_then(|at| open.get(at));
    let sibling = open.get(depth);
    let is_dot = |open: &OpenItem| matches!(open.kind, ItemKind::Dot(_));
    // （1） stands below the last item with a 1., or by itself, however far in.
    let typed_depth = open.iter().rposition(is_dot).map_or(0, |at| at + 1);
    let written = match kind {
        ItemKind::Mark => "- ".to_owned(),
        ItemKind::Dot(number) => format!("{number}. "),
        // （一百） is no number of three digits.
        ItemKind::Bracket(number) if typed_depth == depth && number < 1000 && !in_quote => {
            let column = sibling.map_or(0, |open| open.column);
            return format!("{}（{number}）", " ".repeat(column));
        }
        ItemKind::Bracket(number) => format!("{number}) "),
    };
    let column = outer.map_or(0, |open| open.from).max(sibling.filter(|_| depth > 0).map_or(0, |open| open.column));
    format!("{}{written}", " ".repeat(column))
}

fn picture(one: &Illustration) -> String {
    let address = match (&one.chart, &one.file) {
        (Some(name), _) => format!("{CHART}{name}"),
        (None, Some(file)) => file.clone(),
        (None, None) => return String::new(),
    };
    let address = address_of(&address);
    if address.is_empty() {
        return String::new();
    }
    let alternative = one.alternative.as_deref().map(one_line).filter(|text| !text.is_empty());
    let alternative = alternative.map(|text| format!(" \"{}\"", quotable(&text))).unwrap_or_default();
    let name = one.name.as_deref().map(name_of).filter(|name| !name.is_empty()).map(|name| format!("#{name}"));
    let width = one.width.as_deref().map(name_of).filter(|width| !width.is_empty());
    let width = width.map(|width| format!("width={width}"));
    let attributes: Vec<String> = name.into_iter().chain(width).collect();
    let braces = if attributes.is_empty() { String::new() } else { format!("{{{}}}", attributes.join(" ")) };
    format!("![{}]({address}{alternative}){braces}", written(&one.caption, Place::OneLine))
}

fn one_line(text: &str) -> String {
    text.chars().map(|ch| if ch.is_control() { ' ' } else { ch }).collect::<String>().trim().to_owned()
}

/// A quote: each of its lines behind a `>`.
fn quote(pieces: &[Piece]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut lists = OpenLists::default();
    for piece in pieces {
        // A source has its marks.
        let text = match piece.source.as_deref() {
            Some(source) => source.trim_end_matches('\n').lines().map(unquoted).collect::<Vec<_>>().join("\n"),
            None => of_shape(&piece.shape, &lists, true),
        };
        let text = text.trim_matches('\n');
        if text.is_empty() {
            continue;
        }
        let goes_on = matches!(piece.shape, Shape::Item { .. }) && !lists.is_empty();
        lists.add(&prose_of(text.to_owned()));
        if !out.is_empty() && !goes_on {
            out.push(">".to_owned());
        }
        out.extend(text.lines().map(|line| format!("> {line}").trim_end().to_owned()));
    }
    out.join("\n")
}

/// A line of a quote without its mark.
fn unquoted(line: &str) -> &str {
    let line = line.trim_start_matches(is_blank);
    line.strip_prefix('>').map_or(line, |line| line.strip_prefix(' ').unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbered items, each as deep as told.
    fn items(count: usize, depth: impl Fn(usize) -> usize) -> Vec<Piece> {
        let item = |at| Shape::Item {
            ordered: true,
            brackets: false,
            number: None,
            depth: depth(at),
            text: vec![Inline::plain("项")],
        };
        (0..count).map(|at| Piece::new(item(at))).collect()
    }

    /// Of 20,000 each would take minutes if all before it were read again.
    #[test]
    fn long_lists_are_written_item_by_item() {
        let text = markdown(&items(20_000, |_| 0));
        assert_eq!((text.lines().count(), text.lines().last()), (20_000, Some("20000. 项")));
    }

    #[test]
    fn lists_nest_no_deeper_than_they_are_read() {
        let text = markdown(&items(1_000, |at| at));
        let indents = text.lines().map(|line| line.len() - line.trim_start().len());
        assert_eq!(indents.max(), Some(Bound::Depth.usual() * "1. ".len()));
    }
}
