//! Diagnostics as text for the screen: title, place, the source lines with all places marked, remedy.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::{Diagnostic, Lang, Severity};
use crate::source::{SourceId, Sources, Span};

/// Columns of the screen; a Han character takes two. Of a longer line, the part around the mark is shown.
const WIDTH: usize = 100;

/// Characters that are marked at most: of a whole paragraph, its beginning says enough.
const LONGEST_MARK: usize = 24;

/// Other places that a warning or a note shows at most.
const MOST_PLACES: usize = 8;

/// Other places that an error shows at most: no sum has as many parts.
const MOST_PLACES_OF_ERROR: usize = 100;

/// Whether what is drawn is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No colours.
    Plain,
    /// Colours by escape sequences.
    Coloured,
}

/// Draws diagnostics one below the other, an empty line between them; nothing for none.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, lang: Lang, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH);
    let draw = |diagnostic: &Diagnostic| {
        let (marks, left_out) = marks(diagnostic, lang);
        let stretches = stretches(&marks, sources);
        let (snippets, cuts): (Vec<_>, Vec<_>) = stretches.iter().map(|stretch| stretch.snippet(sources)).unzip();
        let cuts: Vec<Cut> = cuts.into_iter().flatten().collect();
        with_columns(renderer.render(&[group(diagnostic, snippets, left_out, lang)]) + "\n", &cuts)
    };
    diagnostics.iter().map(draw).collect::<Vec<_>>().join("\n")
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    snippets: Vec<Snippet<'a, Annotation<'a>>>,
    left_out: usize,
    lang: Lang,
) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (help_name, note_name) = match lang {
        Lang::Zh => ("帮助", "说明"),
        Lang::En => ("help", "note"),
    };
    let name = diagnostic.severity.in_lang(lang);
    let title = level.with_name(name).primary_title(diagnostic.message.in_lang(lang)).id(diagnostic.code());
    let mut group = Group::with_title(title).elements(snippets);
    if let Some(file) = file_to_name(diagnostic, lang) {
        group = group.element(Origin::path(file));
    }
    if left_out > 0 {
        let text = match lang {
            Lang::Zh => format!("还有 {left_out} 处，--format json 全部列出"),
            Lang::En => format!("and {left_out} more, which --format json lists"),
        };
        group = group.element(Level::NOTE.with_name(note_name).message(text));
    }
    if let Some(help) = &diagnostic.help {
        let text = normalize_untrusted_str(help.in_lang(lang));
        group = group.element(Level::HELP.with_name(help_name).message(text));
    }
    if let Some(reason) = &diagnostic.accepted {
        let accepted = match lang {
            Lang::Zh => "已认可",
            Lang::En => "accepted",
        };
        group = group.element(Level::NOTE.with_name(accepted).message(normalize_untrusted_str(reason)));
    }
    group
}

/// The file of what has no place in it, unless the message names it already.
fn file_to_name(diagnostic: &Diagnostic, lang: Lang) -> Option<&str> {
    let file = diagnostic.file.as_deref().filter(|_| diagnostic.span.is_none())?;
    (!diagnostic.message.in_lang(lang).contains(file)).then_some(file)
}

/// A place to mark, with what is said there.
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: Option<&'a str>,
}

/// The place of a diagnostic, then those of the other values. Of an error's values all are shown, else it cannot be
/// found out; of other findings the first few, with the number of those that are left out.
fn marks<'a>(diagnostic: &'a Diagnostic, lang: Lang) -> (Vec<Mark<'a>>, usize) {
    let Some(span) = diagnostic.span else { return (Vec::new(), 0) };
    let related = diagnostic.related.iter().filter_map(|related| Some((related.span?, related)));
    let context = related.map(|(span, related)| Mark {
        span,
        kind: AnnotationKind::Context,
        label: Some(related.message.in_lang(lang)),
    });
    let mut marks: Vec<Mark> =
        [Mark { span, kind: AnnotationKind::Primary, label: None }].into_iter().chain(context).collect();
    let is_error = diagnostic.severity == Severity::Error;
    let shown = 1 + if is_error { MOST_PLACES_OF_ERROR } else { MOST_PLACES };
    let left_out = marks.len().saturating_sub(shown);
    marks.truncate(shown);
    (marks, left_out)
}

/// The marks of each text, those of the diagnostic's own first, in the order of the text. Marks that stand far from one
/// another stand apart, so that what is between is neither looked through nor shown.
fn stretches<'m, 'a>(marks: &'m [Mark<'a>], sources: &Sources) -> Vec<Stretch<'m, 'a>> {
    let mut texts: Vec<SourceId> = Vec::new();
    for mark in marks {
        if !texts.contains(&mark.span.source) {
            texts.push(mark.span.source);
        }
    }
    let mut stretches: Vec<Stretch> = Vec::new();
    for id in texts {
        let text = &sources.get(id).text;
        let own = marks.iter().filter(|mark| mark.span.source == id);
        let mut placed: Vec<(&Mark, Range<usize>)> = own.map(|mark| (mark, marked(text, mark.span))).collect();
        placed.sort_by_key(|(_, range)| range.start);
        let begins = stretches.len();
        for (mark, range) in placed {
            let last = stretches.get_mut(begins..).and_then(<[_]>::last_mut);
            match last.filter(|last| last.reaches(range.start, text)) {
                Some(last) => last.marks.push((mark, range)),
                None => stretches.push(Stretch { id, marks: vec![(mark, range)] }),
            }
        }
    }
    // The place of the diagnostic itself stands first: by it the whole is called.
    stretches.sort_by_key(|stretch| !stretch.is_primary());
    stretches
}

/// Marks that are shown together.
struct Stretch<'m, 'a> {
    id: SourceId,
    marks: Vec<(&'m Mark<'a>, Range<usize>)>,
}

/// Bytes before, behind and between marks of one line that are handed over to be drawn: more than a screen is wide.
const NEAR: usize = 1 << 10;

/// Bytes between marks of several lines that are shown together.
const FAR: usize = 16 << 10;

impl<'a> Stretch<'_, 'a> {
    fn is_primary(&self) -> bool {
        self.marks.iter().any(|(mark, _)| matches!(mark.kind, AnnotationKind::Primary))
    }

    fn end(&self) -> usize {
        self.marks.iter().map(|(_, range)| range.end).max().unwrap_or_default()
    }

    /// Whether a place behind it is so near that both are shown together.
    fn reaches(&self, at: usize, text: &str) -> bool {
        let between = text.get(self.end()..at).unwrap_or_default();
        between.len() <= NEAR || (between.len() <= FAR && between.contains('\n'))
    }

    /// What is handed over of the text: the lines from the first mark to the last, of long ones the part around. The
    /// drawing of a line takes as long as the line, and there may be thousands of findings on it.
    fn shown(&self, text: &str) -> Range<usize> {
        let first = self.marks.iter().map(|(_, range)| range.start).min().unwrap_or_default();
        let last = self.end();
        let near = text.floor_char_boundary(first.saturating_sub(NEAR));
        let start = text[near..first].rfind('\n').map_or(near, |newline| near + newline + 1);
        let far = text.ceil_char_boundary((last + NEAR).min(text.len()));
        let end = match text[last..far].find('\n') {
            Some(newline) => last + text[last..last + newline].trim_end_matches('\r').len(),
            None => far,
        };
        start..end
    }

    /// It as annotate-snippets draws it, and what is to be mended in the drawing.
    fn snippet(&self, sources: &'a Sources) -> (Snippet<'a, Annotation<'a>>, Option<Cut>) {
        let source = sources.get(self.id);
        let text = source.text.as_str();
        let shown = self.shown(text);
        let line_of = |at: usize| text[shown.start..at].rfind('\n');
        let lines: Vec<Option<usize>> = self.marks.iter().map(|(_, range)| line_of(range.start)).collect();
        let annotations: Vec<Annotation> = self
            .marks
            .iter()
            .zip(&lines)
            .map(|((mark, range), line)| {
                // Labels of several marks on a line would be stacked below it; there the keys tell which value is meant.
                let is_alone = lines.iter().filter(|other| *other == line).count() == 1;
                let label = mark.label.filter(|_| is_alone).map(normalize_untrusted_str);
                mark.kind.span(range.start - shown.start..range.end - shown.start).label(label)
            })
            .collect();
        let first = sources.line_column(Span::new(self.id, shown.clone()));
        let cut = (first.column > 1).then(|| {
            let primary = self.marks.iter().find(|(mark, _)| matches!(mark.kind, AnnotationKind::Primary));
            let named = primary.or(self.marks.first()).map_or(shown.start, |(_, range)| range.start);
            Cut { column: sources.line_column(Span::new(self.id, named..named)).column }
        });
        let name = if cut.is_some() { format!("{}{CUT}", source.name) } else { source.name.clone() };
        let snippet = Snippet::source(&text[shown]).line_start(first.line).path(name).annotations(annotations);
        (snippet, cut)
    }
}

/// A line of which not all is handed over: the column that is drawn is not that of the text.
struct Cut {
    column: usize,
}

/// Stands behind the name of a text whose column is to be mended. No text and no name holds it.
const CUT: char = '\0';

/// Puts the columns of the text in the place of those that were drawn, `name␀:line:column`.
fn with_columns(drawn: String, cuts: &[Cut]) -> String {
    let mut mended = String::with_capacity(drawn.len());
    let mut rest = drawn.as_str();
    for cut in cuts {
        let Some((before, place)) = rest.split_once(CUT) else { break };
        let end_of_line = place.strip_prefix(':').and_then(|line| Some(1 + line.find(':')? + 1)).unwrap_or_default();
        let (line, column) = place.split_at(end_of_line);
        mended.push_str(before);
        mended.push_str(line);
        mended.push_str(&cut.column.to_string());
        rest = column.trim_start_matches(|ch: char| ch.is_ascii_digit());
    }
    mended + rest
}

/// What of a span is marked: on the line in which it begins, its first characters.
fn marked(text: &str, span: Span) -> Range<usize> {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let characters = text[start..].char_indices().take(LONGEST_MARK).take_while(|(_, c)| !matches!(c, '\r' | '\n'));
    let ends = characters.map(|(at, c)| start + at + c.len_utf8());
    let end = ends.take_while(|end| *end <= span.end).last().unwrap_or(start);
    start..end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::diagnostic::{Related, Rule, message};

    fn drawn(text: &str, range: Range<usize>, lang: Lang) -> String {
        let mut sources = Sources::default();
        let source = sources.add("data/a.toml", text);
        let fault = Diagnostic::error(
            const { &Rule::toy("unknown-key") },
            message!(zh: "没有“orgn”这个键", en: "unknown key `orgn`"),
        )
        .at(Span::new(source, range))
        .help(message!(zh: "是不是“organ”？", en: "did you mean `organ`?"));
        render(&[fault], &sources, lang, Style::Plain)
    }

    #[test]
    fn the_place_is_shown_and_marked() {
        let text = "[report]\r\n年 = 1; orgn = 2\r\n";
        assert_eq!(
            drawn(text, 19..23, Lang::Zh),
            "错误[unknown-key]: 没有“orgn”这个键\n --> data/a.toml:2:8\n  |\n2 | 年 = 1; orgn = 2\n  |         ^^^^\n  |\n  \
             = 帮助: 是不是“organ”？\n"
        );
        let english = drawn(text, 19..23, Lang::En);
        assert!(english.starts_with("error[unknown-key]: unknown key `orgn`\n"), "{english}");
        assert!(english.ends_with("= help: did you mean `organ`?\n"), "{english}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = "一".repeat(1000) + "错误" + &"二".repeat(1000);
        let drawn = drawn(&line, 3000..3006, Lang::Zh);
        assert!(drawn.contains("a.toml:1:1001\n"), "{drawn}");
        let shown: Vec<&str> = drawn.lines().filter(|line| line.contains("错误二") || line.contains('^')).collect();
        assert_eq!(shown.len(), 2, "{drawn}");
        // Han characters take two columns: the mark stands below the two that are wrong.
        let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        assert_eq!(width(shown[0].split("错误").next().unwrap()), width(shown[1].split('^').next().unwrap()));
        assert!(shown[0].starts_with("1 | ...") && width(shown[0]) <= WIDTH && shown[1].ends_with(" ^^^^"), "{drawn}");
    }

    /// A thousand findings on a line of 300,000 characters: what is handed over of it for each is short, and the drawing
    /// is that of a line that is handed over whole.
    #[test]
    fn of_a_very_long_line_only_what_is_near_is_looked_at() {
        let line = "年".repeat(100_000) + "错误" + &"月".repeat(200_000);
        let place = 300_000..300_006;
        let drawn = drawn(&line, place.clone(), Lang::Zh);
        let short = self::drawn(&("年".repeat(1000) + "错误" + &"月".repeat(1000)), 3000..3006, Lang::Zh);
        assert_eq!(drawn.replace(":100001\n", ":1001\n"), short);

        let mut sources = Sources::default();
        let id = sources.add("a.toml", line.as_str());
        let mark = Mark { span: Span::new(id, place), kind: AnnotationKind::Primary, label: None };
        let marks = [mark];
        let shown: Vec<usize> = stretches(&marks, &sources).iter().map(|stretch| stretch.shown(&line).len()).collect();
        assert!(matches!(shown[..], [length] if length < 3 * NEAR), "{shown:?}");
    }

    #[test]
    fn places_that_are_far_from_one_another_are_shown_apart() {
        let mut sources = Sources::default();
        let text = "甲 = 1\n".to_owned() + &"# 注\n".repeat(5000) + &"长".repeat(2000) + "乙" + &"长".repeat(2000);
        let id = sources.add("a.toml", text.as_str());
        let at = |needle: &str| text.find(needle).map(|at| Span::new(id, at..at + needle.len()));
        let other = Related { span: at("甲"), key: None, message: message!(zh: "这里", en: "here") };
        let found = Diagnostic::error(const { &Rule::toy("x") }, message!(zh: "重复", en: "twice"));
        let drawn = render(&[found.at(at("乙")).related([other])], &sources, Lang::Zh, Style::Plain);
        assert!(drawn.contains("--> a.toml:5002:2001\n") && drawn.contains("::: a.toml:1:1\n"), "{drawn}");
        assert!(drawn.contains("甲 = 1") && drawn.contains("- 这里") && !drawn.contains('\0'), "{drawn}");
        assert!(drawn.lines().count() < 16, "{drawn}");
    }

    #[test]
    fn any_span_can_be_drawn() {
        for (text, range, place) in [
            ("", 0..0, "1:1"),
            ("a", 99..105, "1:2"),
            ("a\n", 2..2, "2:1"),
            ("年", 1..2, "1:1"),
            ("一\n\n    \t二\n三", 9..30, "3:5"),
            (&*"年".repeat(2000), 0..6000, "1:1"),
        ] {
            let drawn = drawn(text, range.clone(), Lang::En);
            assert!(drawn.contains(&format!("data/a.toml:{place}\n")), "{range:?} {drawn}");
        }
    }

    #[test]
    fn without_a_place_there_is_no_source_line() {
        let faults = [
            Diagnostic::system(const { &Rule::toy("target") }, message!(zh: "不能写", en: "cannot write")),
            Diagnostic::warning(const { &Rule::toy("x") }, message!(zh: "留意", en: "mind"))
                .help(message!(zh: "看", en: "look")),
        ];
        let drawn = render(&faults, &Sources::default(), Lang::Zh, Style::Plain);
        assert_eq!(drawn, "错误[target]: 不能写\n\n警告[x]: 留意\n |\n = 帮助: 看\n");
        assert!(render(&faults, &Sources::default(), Lang::En, Style::Coloured).contains("\u{1b}["));
        assert_eq!(render(&[], &Sources::default(), Lang::Zh, Style::Plain), "");
    }

    #[test]
    fn what_is_about_a_whole_file_names_it_once() {
        let rule = const { &Rule::toy("x") };
        let faults = [
            Diagnostic::note(rule, message!(zh: "留意", en: "mind"))
                .in_file("a.toml")
                .help(message!(zh: "看", en: "look")),
            Diagnostic::error(rule, message!(zh: "没有 b.toml", en: "no b.toml")).in_file("b.toml"),
        ];
        let drawn = render(&faults, &Sources::default(), Lang::Zh, Style::Plain);
        assert_eq!(drawn, "提示[x]: 留意\n--> a.toml\n = 帮助: 看\n\n错误[x]: 没有 b.toml\n");
    }

    #[test]
    fn other_values_are_marked_in_their_lines_and_files() {
        let mut sources = Sources::default();
        let this = sources.add("this.toml", "a = 1\r\nb = { x = 2, y = 3 }\r\n\r\n\r\n\r\nt = 7\r\n");
        let last = sources.add("last.toml", "# 注\nt = 9\n");
        let other = |span: Option<Span>, value: u8| Related {
            span,
            key: None,
            message: message!(zh: "值 {value}", en: "value {value}"),
        };
        let found = Diagnostic::error(const { &Rule::toy("x-sum") }, message!(zh: "不等", en: "differs"))
            .at(Span::new(this, 39..40))
            .related([
                other(Some(Span::new(this, 4..5)), 1),
                other(Some(Span::new(this, 17..18)), 2),
                other(Some(Span::new(this, 24..25)), 3),
                other(None, 4),
                other(Some(Span::new(last, 10..11)), 9),
            ]);
        let drawn = render(&[found], &sources, Lang::En, Style::Plain);
        let expected = "\
error[x-sum]: differs
 --> this.toml:6:5
  |
1 | a = 1
  |     - value 1
2 | b = { x = 2, y = 3 }
  |           -      -
...
6 | t = 7
  |     ^
  |
 ::: last.toml:2:5
  |
2 | t = 9
  |     - value 9
";
        assert_eq!(drawn, expected, "{drawn}");
    }

    #[test]
    fn a_warning_shows_only_its_first_places_and_what_is_accepted_says_why() {
        let mut sources = Sources::default();
        let source = sources.add("a.toml", "x\n".repeat(40));
        let places = (1..20).map(|line| Related {
            span: Some(Span::new(source, 2 * line..2 * line + 1)),
            key: None,
            message: message!(zh: "空白", en: "blank"),
        });
        let found = Diagnostic::warning(const { &Rule::toy("blank") }, message!(zh: "空白", en: "blank"))
            .at(Span::new(source, 0..1))
            .related(places);
        let found = Diagnostic { accepted: Some("没有发生".to_owned()), ..found };
        let drawn = render(&[found], &sources, Lang::Zh, Style::Plain);
        assert_eq!(drawn.matches(" - 空白").count(), MOST_PLACES, "{drawn}");
        assert!(drawn.ends_with("  = 说明: 还有 11 处，--format json 全部列出\n  = 已认可: 没有发生\n"), "{drawn}");
    }
}
