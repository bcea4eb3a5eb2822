//! Diagnostics as text for the screen: title, place, the source line with the place marked, remedy.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

use super::{Diagnostic, Lang, Severity};
use crate::source::{Sources, Span};

/// Columns of the screen; a Han character takes two. Of a longer line, the part around the mark is shown.
const WIDTH: usize = 100;

/// Characters that are marked at most: of a whole paragraph, its beginning says enough.
const LONGEST_MARK: usize = 24;

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
    let drawn = diagnostics.iter().map(|diagnostic| renderer.render(&[group(diagnostic, sources, lang)]) + "\n");
    drawn.collect::<Vec<_>>().join("\n")
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, lang: Lang) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (name, help_name) = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Zh) => ("错误", "帮助"),
        (Severity::Warning, Lang::Zh) => ("警告", "帮助"),
        (Severity::Note, Lang::Zh) => ("提示", "帮助"),
        (Severity::Error, Lang::En) => ("error", "help"),
        (Severity::Warning, Lang::En) => ("warning", "help"),
        (Severity::Note, Lang::En) => ("note", "help"),
    };
    let title = level.with_name(name).primary_title(diagnostic.message.in_lang(lang)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let source = sources.get(span.source);
        let (line, mark) = marked_line(&source.text, span);
        group = group.element(
            Snippet::source(line)
                .line_start(sources.line_column(span).line)
                .path(source.name.as_str())
                .annotation(AnnotationKind::Primary.span(mark)),
        );
    }
    match &diagnostic.help {
        Some(help) => {
            group.element(Level::HELP.with_name(help_name).message(normalize_untrusted_str(help.in_lang(lang))))
        }
        None => group,
    }
}

/// The line in which a span begins, and what of it is marked.
fn marked_line(text: &str, span: Span) -> (&str, Range<usize>) {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let start = (start - line_start).min(line.len());
    let wanted = span.end.saturating_sub(line_start);
    let marked = line[start..].char_indices().take(LONGEST_MARK).map(|(at, c)| start + at + c.len_utf8());
    let end = marked.take_while(|end| *end <= wanted).last().unwrap_or(start);
    (line, start..end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::message;

    fn drawn(text: &str, range: Range<usize>, lang: Lang) -> String {
        let mut sources = Sources::default();
        let source = sources.add("data/a.toml", text);
        let fault = Diagnostic::error("unknown-key", message!(zh: "没有“orgn”这个键", en: "unknown key `orgn`"))
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
            Diagnostic::system("target", message!(zh: "不能写", en: "cannot write")),
            Diagnostic::warning("x", message!(zh: "留意", en: "mind")).help(message!(zh: "看", en: "look")),
        ];
        let drawn = render(&faults, &Sources::default(), Lang::Zh, Style::Plain);
        assert_eq!(drawn, "错误[target]: 不能写\n\n警告[x]: 留意\n |\n = 帮助: 看\n");
        assert!(render(&faults, &Sources::default(), Lang::En, Style::Coloured).contains("\u{1b}["));
        assert_eq!(render(&[], &Sources::default(), Lang::Zh, Style::Plain), "");
    }
}
