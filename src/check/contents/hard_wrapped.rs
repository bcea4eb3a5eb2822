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
        zh: "把断开的几行连成一行，一段一行；这段文字别处也要看看",
        en: "join the lines of a sentence, one line a paragraph, here and elsewhere in this text",
    );
    Some(Diagnostic::warning(CHECK.rule, message).at(prose.span(line.text)).key(&prose.key).help(help))
}

/// Pieces of one paragraph have at least as many characters; shorter lines are headings or entries.
const SHORTEST_PIECE: usize = 12;
/// A line of as many, with a comma in it, is no heading.
const SENTENCE: usize = 20;
/// Pieces beyond as many are not looked at.
const MOST_PIECES: usize = 60;
/// Pieces of one width differ by no more: words and marks are not divided.
const RAGGED: usize = 4;

/// The first line that goes on below, with an empty line between or without: it ends with a comma; or it is a sentence
/// that ends without a mark, and what follows is no wider, as the last piece of a paragraph; or lines of one width end
/// without a mark until one that is no wider has it.
fn wrapped_line(text: &str) -> Option<Line> {
    let lines: Vec<Line> = lines(text).into_iter().filter(|line| !line.text.is_empty()).collect();
    let words = |line: &Line| text.get(line.text.clone()).unwrap_or_default();
    let width = |line: &Line| words(line).chars().count();
    let quotes = |line: &Line| text.get(line.mark.clone()).unwrap_or_default().matches('>').count();
    let is_plain = |line: &Line| opening(words(line), false) == Opening::Text;
    // Whether the sentence of a line may go on in the next.
    let goes_on = |line: &Line, next: &Line| {
        (is_plain(line) || opens_text(words(line)))
            && is_open(words(line))
            && is_plain(next)
            && quotes(line) == quotes(next)
            && !opens_entry(words(next))
    };
    for (index, pair) in lines.windows(2).enumerate() {
        let [line, next] = pair else { continue };
        if !goes_on(line, next) {
            continue;
        }
        let is_no_wider = width(next) <= width(line) + RAGGED;
        let is_sentence = width(line) >= SENTENCE && words(line).contains(['，', '。', '；', '、']);
        let ends_alike = || {
            let rest = lines.get(index + 1..).unwrap_or_default();
            let mut pieces = rest.windows(2).take(MOST_PIECES).take_while(|pair| match pair {
                [line, next] => goes_on(line, next),
                _ => false,
            });
            let is_alike = |piece: &Line| width(piece).abs_diff(width(line)) <= RAGGED;
            let count = pieces.by_ref().take_while(|pair| pair.first().is_some_and(is_alike)).count();
            count > 0
                && rest.get(count).is_some_and(|last| !is_open(words(last)) && width(last) <= width(line) + RAGGED)
        };
        let is_piece = width(line) >= SHORTEST_PIECE && ends_alike();
        if words(line).ends_with(['，', '、', ',']) || (is_sentence && is_no_wider) || is_piece {
            return Some(line.clone());
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
            "甲乙\n\n丙。",
            "| 甲，乙 | 丙\n|---|---|\n| 丁 | 戊 |",
            "（一）聚焦重点领域，深化主动公开\n2025年，我县公开信息120条。",
            "加强组织领导，健全工作机制\n2025年，成立领导小组。",
            "联系单位：某办公室，某县某路1号\n邮政编码100000",
            "关于印发某县实施方案的通知\n关于印发某县工作要点的通知\n关于成立领导小组的通知",
            "各项，如下\n项目\t数量\n公开\t5",
            "",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
