//! Every rule that the program knows, room by room: what `explain` lists, and the reference page.

mod command_line;
mod example;
mod reference;

pub(crate) use command_line::{INTERNAL, REPORT_TWICE, TARGET, USAGE, YEARS_DIFFER};
pub(crate) use example::{Excerpts, example};
pub use reference::reference;

use crate::diagnostic::Rule;
use crate::{author, chart, check, extract, import, layout, narrative, pdf, picture, report, text, verify};

/// All rules: of input, of checks, of typesetting, of merging, of the command line.
pub fn all() -> impl Iterator<Item = &'static Rule> + Clone {
    rooms().into_iter().flat_map(|(_, rules)| rules)
}

/// The rule of a code.
pub fn find(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}

/// The rules of each room, below what they are about.
fn rooms() -> [(&'static str, Vec<&'static Rule>); 11] {
    [
        ("数据文件", report::rules::RULES.to_vec()),
        ("正文和图表", narrative::rules::RULES.to_vec()),
        ("图片", picture::rules::RULES.to_vec()),
        ("检查和认可", check::rules()),
        ("字体", text::rules::RULES.to_vec()),
        ("排版", [layout::rules::RULES, chart::RULES].concat()),
        ("导入（`nianbao import`）", import::rules::RULES.to_vec()),
        ("合并（`nianbao merge`）", author::rules::RULES.to_vec()),
        ("核对 PDF（`nianbao verify`）", [extract::rules::RULES, verify::rules::RULES].concat()),
        ("命令行", command_line::RULES.to_vec()),
        ("生成 PDF", pdf::rules::RULES.to_vec()),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::diagnostic::Lang;

    #[test]
    fn every_code_is_there_once() {
        let codes: BTreeSet<&str> = all().map(|rule| rule.code).collect();
        assert_eq!(all().count(), codes.len());
        assert!(codes.contains("outcome-sum"));
    }

    #[test]
    fn only_what_a_check_finds_can_be_accepted() {
        for rule in all().filter(|rule| rule.acceptable) {
            assert!(check::checks().any(|check| check.rule == rule), "{}", rule.code);
        }
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        for rule in all() {
            for text in [rule.rule, rule.source, rule.remedy].iter().chain(rule.cases) {
                for text in [text.in_lang(Lang::Zh), text.in_lang(Lang::En)] {
                    assert!(!text.is_empty() && !text.contains('\n'), "{}", rule.code);
                }
            }
            assert!(rule.severities.is_sorted_by(|a, b| a > b), "{}", rule.code);
        }
    }
}
