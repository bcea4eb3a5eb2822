//! Where a line may end: the opportunities of UAX #14 (icu_segmenter), tailored to GB/T 15834-2011 section 5 and
//! CLREQ 3.1.4.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::atom::{Atom, Break};
use super::class::{Class, Half, half_of, is_unit, never_first, never_last};
use super::tariff::{ADDRESS_LETTERS, IN_ADDRESS};

/// After these an address may be divided.
const ADDRESS_BREAKS: &str = "/.?&-_@=%#:";

/// Marks behind which atoms a line may end; forced ends stay.
pub(super) fn mark(atoms: &mut [Atom]) {
    let opportunities = uax_14(atoms);
    for at in 0..atoms.len() {
        let Some(next) = atoms.get(at + 1) else { continue };
        if atoms[at].break_after == Break::Forced {
            continue;
        }
        let allowed = opportunities[at + 1] && !forbidden(&atoms[at], next);
        atoms[at].break_after = if allowed { Break::Allowed(0.0) } else { Break::Never };
    }
    let mut at = 0;
    while at < atoms.len() {
        let end = at + ascii_run(&atoms[at..]);
        if end > at {
            mark_address(&mut atoms[at..end]);
        }
        at = end.max(at + 1);
    }
    for at in 0..atoms.len() {
        let length = document_number(&atoms[at..]);
        for atom in atoms[at..at + length].iter_mut().rev().skip(1).filter(|atom| atom.break_after != Break::Forced) {
            atom.break_after = Break::Never;
        }
    }
}

/// How many atoms from the first are the year and number of a document, 〔2020〕109号: 0 if they are none.
fn document_number(atoms: &[Atom]) -> usize {
    let is = |at: usize, texts: &[&str]| atoms.get(at).is_some_and(|atom| texts.contains(&atom.text.as_str()));
    let digits = |from: usize| {
        let is_digit = |atom: &&Atom| atom.text.chars().all(|ch| ch.is_ascii_digit());
        atoms.get(from..).unwrap_or_default().iter().take_while(is_digit).count()
    };
    if !is(0, &["〔", "［", "["]) || digits(1) != 4 || !is(5, &["〕", "］", "]"]) {
        return 0;
    }
    let start = if is(6, &["第"]) { 7 } else { 6 };
    let number = digits(start);
    if number > 0 && is(start + number, &["号"]) { start + number + 1 } else { 0 }
}

/// Whether UAX #14 lets a line begin with the atom of each index (and one past the last), on a text in which every mark
/// stands for itself in one class only: quotes are what they are in Chinese, the middle dot and ～ never begin a line.
fn uax_14(atoms: &[Atom]) -> Vec<bool> {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(atoms.len() + 1);
    for (at, atom) in atoms.iter().enumerate() {
        starts.push(text.len());
        let within_word = atom.text == "’" && is_latin(atoms, at.wrapping_sub(1)) && is_latin(atoms, at + 1);
        if atom.note.is_some() {
            text.push('）');
        } else if within_word {
            text.push('\'');
        } else {
            text.extend(atom.text.chars().map(tailored));
        }
        if atom.glue.space {
            text.push(' ');
        }
    }
    starts.push(text.len());

    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut breaks = segmenter.segment_str(&text).peekable();
    starts
        .into_iter()
        .map(|start| {
            while breaks.next_if(|place| *place < start).is_some() {}
            breaks.peek() == Some(&start)
        })
        .collect()
}

fn is_latin(atoms: &[Atom], at: usize) -> bool {
    atoms.get(at).is_some_and(|atom| atom.class == Class::Latin)
}

/// The character whose class of UAX #14 a character has in Chinese text.
fn tailored(ch: char) -> char {
    match ch {
        // QU of UAX #14 does not say which way a quote faces.
        '“' | '‘' => '（',
        '”' | '’' => '）',
        // NS: never first.
        '·' | '～' | '／' => '・',
        '⋯' => '…',
        '―' => '—',
        other => other,
    }
}

/// What no line may be broken at, whatever UAX #14 says.
fn forbidden(a: &Atom, b: &Atom) -> bool {
    let last = a.text.chars().next_back().unwrap_or_default();
    let first = b.text.chars().next().unwrap_or_default();
    // A mark of half width counts only where it is not parted by a space: “etc. /home” may end behind “etc.”.
    let parted = a.glue.space;
    let first_bars = never_first(first) && (!parted || half_of(first) == Some(Half::Left));
    let last_bars = never_last(last) && (!parted || half_of(last) == Some(Half::Right));
    let one_leader = a.class == Class::Leader && b.class == Class::Leader && a.text == b.text;
    let number = last.is_ascii_digit() && is_unit(first);
    first_bars || last_bars || one_leader || number || a.joined || b.note.is_some()
}

/// How many atoms from the first make one run of ASCII without a space.
fn ascii_run(atoms: &[Atom]) -> usize {
    let mut length = 0;
    for atom in atoms {
        if !atom.text.is_ascii() {
            break;
        }
        length += 1;
        if atom.glue.space || atom.break_after == Break::Forced {
            break;
        }
    }
    length
}

/// A web or e-mail address is divided behind the marks that it is made of; elsewhere only where a line would stay
/// short. Its letters give way a little, so that a line that it fills alone reaches both edges.
fn mark_address(run: &mut [Atom]) {
    let text: String = run.iter().map(|atom| atom.text.as_str()).collect();
    if !is_address(&text) {
        return;
    }
    let last = run.len() - 1;
    for at in 0..last {
        let (mark, next) = (run[at].text.as_str(), run[at + 1].text.as_str());
        // Not between the slashes of ://, nor before a mark that would begin the line.
        let is_barred = forbidden(&run[at], &run[at + 1]) || ADDRESS_BREAKS.contains(next);
        run[at].break_after = if is_barred {
            Break::Never
        } else if ADDRESS_BREAKS.contains(mark) {
            Break::Allowed(IN_ADDRESS)
        } else if at > 0 && at + 1 < last {
            Break::WhereShort
        } else {
            // Its first or its last letter would stand alone.
            Break::Never
        };
        run[at].glue.stretch = run[at].size * ADDRESS_LETTERS;
    }
}

/// Whether a run of ASCII is a web or e-mail address: it has ://, www. or @, or is a domain's name.
fn is_address(text: &str) -> bool {
    let text = text.trim_matches(|ch: char| !ch.is_ascii_alphanumeric());
    let labels: Vec<&str> = text.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && label.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '-');
    let is_domain = labels.len() > 1
        && labels.iter().all(is_label)
        && labels.last().is_some_and(|top| top.len() > 1 && top.chars().all(|ch| ch.is_ascii_alphabetic()));
    text.contains("://") || text.starts_with("www.") || text.contains('@') || is_domain
}
