//! Text that was copied with its line ends, so that its sentences stand in pieces.

use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};
use crate::narrative::line::{Line, Opening, lines, opening};
use crate::report::Prose;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "hard-wrapped",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "一句话断成了几行：一行是一段，会排成几段",
            "a sentence stands on several lines: each line is a paragraph, and would be set as one",
        ),
        source: text("正文的写法（一行一段）", "the narrative (a line is a paragraph)"),
        remedy: text(
            "删去句子中间的换行，一段写成一行；要在段内换行，行末写一个反斜杠",
            "take the line ends out of the sentences, one line a paragraph; a backslash ends a line within one",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(hard_wrapped),
    example: Example::new(include_str!("hard_wrapped/bad.toml"), include_str!("hard_wrapped/good.toml")),
};

/// Once a text, at the first line that goes on below.
fn hard_wrapped(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    let sections = report.sections.iter().flat_map(|section| [&section.body, &section.note]);
    std::iter::once(&report.preface).chain(sections).flatten().filter_map(finding).collect()
}

fn finding(prose: &Prose) -> Option<Diagnostic> {
    let line = wrapped_line(&prose.text)?;
    let message = message!(
        zh: "这一行没有写完，接在下一行：会排成两段",
        en: "this line ends within a sentence that goes on below: two paragraphs would be set",
    );
    let help = message!(
        zh: "删去句子中间的换行，一段写成一行；要在段内换行，行末写一个反斜杠。这段文字别处也要看看",
        en: "take the line ends out of the sentences, one line a paragraph, here and elsewhere in this text; a backslash \
             ends a line within a paragraph",
    );
    Some(Diagnostic::warning(CHECK.rule, message).at(prose.span(line.text)).key(&prose.key).help(help))
}

/// Lines shorter than this are headings or entries, not pieces of a paragraph, unless they end with a comma.
const SHORTEST_PIECE: usize = 10;
/// Pieces of one width differ by no more: words and marks are not divided.
const RAGGED: usize = 4;

/// The first line that goes on below: it ends with a comma; or it ends without a mark although it holds one, as a sentence
/// does; or several lines of one width end without a mark.
fn wrapped_line(text: &str) -> Option<Line> {
    let lines = lines(text);
    let words = |line: &Line| text.get(line.text.clone()).unwrap_or_default();
    let is_plain = |line: &Line| line.mark.is_empty() && opening(words(line), false) == Opening::Text;
    let goes_on = |pair: &[Line]| match pair {
        [line, next] => (is_plain(line) || opens_text(words(line))) && is_plain(next) && !opens_entry(words(next)),
        _ => false,
    };
    let pairs: Vec<(&Line, bool)> = lines
        .windows(2)
        .filter_map(|pair| Some((pair.first()?, goes_on(pair) && is_open(words(pair.first()?)))))
        .collect();
    for (index, (line, is_open)) in pairs.iter().enumerate().filter(|(_, (_, is_open))| *is_open) {
        let (text, width) = (words(line), words(line).chars().count());
        let next_is_alike = pairs
            .get(index + 1)
            .is_some_and(|(next, next_is_open)| *next_is_open && words(next).chars().count().abs_diff(width) <= RAGGED);
        let is_sentence = text.contains(['，', '。', '；', '、']) && width >= SHORTEST_PIECE;
        if *is_open && (text.ends_with(['，', '、', ',']) || is_sentence || (next_is_alike && width >= SHORTEST_PIECE))
        {
            return Some((*line).clone());
        }
    }
    None
}

/// Whether a line is an item or a heading by its number, whose sentence may go on below.
fn opens_text(text: &str) -> bool {
    matches!(opening(text, false), Opening::NumberedHeading { .. } | Opening::Item { .. })
}

/// Whether a line ends without a closing mark.
fn is_open(text: &str) -> bool {
    const CLOSING: [char; 20] =
        ['。', '！', '？', '；', '：', '…', '”', '’', '）', '》', '】', '」', '』', '.', '!', '?', ';', ':', ')', '"'];
    !text.is_empty()
        && !text.ends_with(CLOSING)
        && !text.ends_with(['\\', '*', '|', '｜', '\t'])
        && !text.contains('\t')
}

/// Whether a line begins something of its own: 地址：, 注：, 一是, 第一, 一、.
fn opens_entry(text: &str) -> bool {
    let label: Vec<char> = text.chars().take_while(|ch| *ch != '：' && *ch != ':').collect();
    let has_label = label.len() < 9 && label.len() < text.chars().count() && !label.contains(&'，');
    let counts = |ch: char| "一二三四五六七八九十".contains(ch);
    let first: Vec<char> = text.chars().take(2).collect();
    let is_counted = matches!(first.as_slice(), [number, '是' | '、'] if counts(*number))
        || matches!(first.as_slice(), ['第', number] if counts(*number));
    has_label || is_counted || text.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::wrapped_line;

    fn line(text: &str) -> Option<&str> {
        text.get(wrapped_line(text)?.text)
    }

    #[test]
    fn sentences_in_pieces_are_told() {
        let wrapped =
            "2025年，本局认真贯彻落实条例，全面推进政务公\n开工作，全年公开信息120条，其中通过网站公开10\n0条。";
        assert_eq!(line(wrapped), wrapped.lines().next());
        assert_eq!(line("甲。\n通过网站，\n公众号公开。"), Some("通过网站，"));
        assert_eq!(
            line("本局高度重视政务公开工作始终把\n它摆在全局工作的重要位置来抓并\n取得明显成效。"),
            Some("本局高度重视政务公开工作始终把")
        );
        assert_eq!(
            line("（一）主动公开。全年公开信息120条，其\n中政策5条。"),
            Some("（一）主动公开。全年公开信息120条，其")
        );
    }

    #[test]
    fn headings_entries_and_sentences_are_whole() {
        for text in [
            "主动公开情况\n全年公开信息120条。",
            "关于推进基层政务公开标准化规范化的主要做法\n全年公开信息120条。",
            "联系地址：某县某路1号，邮编100000\n联系电话：123",
            "一是加强领导；\n二是健全制度；\n三是压实责任。",
            "一是加强领导，明确责任\n二是健全制度，规范流程\n三是压实责任",
            "甲，\\\n乙。",
            "甲，乙\n\n丙。",
            "| 甲，乙 | 丙\n|---|---|\n| 丁 | 戊 |",
            "> 甲，乙\n> 丙",
            "各项，如下\n项目\t数量\n公开\t5",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
