//! Stars that can be read in two ways: as the marks of 黑体, and as what hides a name or a number.

use std::ops::Range;

use super::passages::Passage;
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Rule, WARNING, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "stars",
        severities: WARNING,
        acceptable: true,
        rule: text(
            "** 像是隐去的字却排成了黑体，或者全角的 ＊＊ 像是黑体却照印",
            "`**` looks like hidden letters but sets 黑体, or a full-width ＊＊ looks like 黑体 but is printed",
        ),
        source: text("正文的写法（** 是黑体）", "the narrative (`**` is 黑体)"),
        remedy: text(
            "隐去的字写成 \\*\\*，黑体写半角的 **",
            "write `\\*\\*` for hidden letters, and a half-width `**` for 黑体",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(stars),
    example: Example::new(include_str!("stars/bad.toml"), include_str!("stars/good.toml")),
};

fn stars(subject: &Subject) -> Vec<Diagnostic> {
    subject.passages.iter().flat_map(|passage| masks(passage).into_iter().chain(full_width(passage))).collect()
}

/// 黑体 that begins and ends as it would between two masked names: 王**、李**.
fn masks(passage: &Passage) -> Option<Diagnostic> {
    let strong = strong_stretches(passage).into_iter().find(|range| is_between_masks(&passage.text, range))?;
    let words = passage.text.get(strong.clone()).unwrap_or_default();
    let message = message!(
        zh: "“{words}”前后的 ** 像是隐去的字，却不印出来，把中间的字排成黑体",
        en: "the ** around `{words}` look like hidden letters, but set 黑体 and are not printed",
    );
    let help = message!(
        zh: "隐去的字写成 \\*\\*；确是黑体的，用 [[accept]] 认可",
        en: "write \\*\\* for hidden letters; if 黑体 is meant, `[[accept]]` it",
    );
    Some(Diagnostic::warning(CHECK.rule, message).at(passage.span(strong)).key(passage.key).help(help))
}

fn strong_stretches(passage: &Passage) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for stretch in passage.stretches.iter().filter(|stretch| stretch.is_strong) {
        match all.last_mut() {
            Some(last) if last.end == stretch.range.start => last.end = stretch.range.end,
            _ => all.push(stretch.range.clone()),
        }
    }
    all
}

/// Whether a stretch begins with a mark that only ends something, or ends with one that only begins something, or
/// stands between the same words on both sides, as of 某**公司和某**公司, or between two surnames.
fn is_between_masks(text: &str, strong: &Range<usize>) -> bool {
    let (Some(before), Some(words), Some(behind)) =
        (text.get(..strong.start), text.get(strong.clone()), text.get(strong.end..))
    else {
        return false;
    };
    let ends = |text: &str| text.chars().next_back();
    let (outer, inner) = (ends(before), ends(words));
    let is_surname = |ch: Option<char>| ch.is_some_and(|ch| SURNAMES.contains(ch));
    let same_words =
        outer.is_some() && outer == inner && words.chars().next().is_some_and(|first| behind.starts_with(first));
    let is_short = words.chars().count() <= 4;
    words.starts_with(['、', '，', '。', '；', '：', '）', '”', '》'])
        || words.ends_with(['（', '“', '《', '、'])
        || same_words
        || (is_short && is_surname(outer) && is_surname(inner))
}

/// The most frequent surnames (公安部 2020 年全国姓名报告, the first hundred), without those that are common as words.
pub(super) const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈吕苏卢蒋蔡贾丁魏薛阎余潘杜戴\
                        夏钟汪姜范姚谭廖邹熊陆郝孔崔邱秦侯邵孟龙段钱汤尹黎贺赖龚";

/// ＊＊ around some words.
fn full_width(passage: &Passage) -> Option<Diagnostic> {
    const MARK: &str = "＊＊";
    let start = passage.text.find(MARK)?;
    let words = passage.text.get(start + MARK.len()..)?;
    let length = words.find(MARK).filter(|length| *length > 0)?;
    let words = words.get(..length)?;
    let end = start + MARK.len() + length + MARK.len();
    if is_between_masks(&passage.text.replace('＊', ""), &(start..start + length)) {
        return None;
    }
    let message = message!(
        zh: "“＊＊{words}＊＊”的星号是全角的：不起作用，照印",
        en: "the stars of `＊＊{words}＊＊` are full width: they have no effect and are printed",
    );
    let help = message!(
        zh: "要排成黑体，改成半角：**{words}**；隐去的字用 [[accept]] 认可",
        en: "for 黑体, type them half width: **{words}**; if they hide something, `[[accept]]` it",
    );
    Some(Diagnostic::warning(CHECK.rule, message).at(passage.span(start..end)).key(passage.key).help(help))
}

#[cfg(test)]
mod tests {
    use crate::check::fixture::{THIS, found};

    fn is_told(text: &str) -> bool {
        let found = found(&format!("{THIS}[overview]\nbody = '''\n{text}\n'''\n"), None);
        found.iter().any(|(code, _)| *code == "stars")
    }

    #[test]
    fn masks_that_would_set_strong_text_are_told() {
        for text in
            ["申请人王**、李**等2人", "某**公司和某**公司", "王**和李**申请", "＊＊重点＊＊工作", "王**（李**）"]
        {
            assert!(is_told(text), "{text}");
        }
    }

    #[test]
    fn strong_text_is_no_mask() {
        for text in [
            "**一是加强领导。**成立小组。**二是健全制度。**印发要点。",
            "推进**“一张网”**改革，落实**《办法》**，建设**（含新媒体）**平台",
            "一是**加强领导；**二是**健全制度；**",
            "王*明、李*华，138****0000",
            "王＊＊、李＊＊等2人",
            "**黄河流域**保护",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
