//! Whose report it is, and of which year, as its title tells.

use std::collections::BTreeSet;

use super::doubt::Doubt;
use crate::diagnostic::message;

/// Organ and year.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Identity {
    pub organ: Option<String>,
    pub year: Option<u16>,
}

/// Characters of the longest name of an organ.
const LONGEST_ORGAN: usize = 60;
/// Characters of the longest title.
const LONGEST_TITLE: usize = 90;

/// What some texts tell that may be titles.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// Names of organs, each once.
    pub organs: BTreeSet<String>,
    pub years: BTreeSet<u16>,
}

impl Told {
    /// What they tell, where that is one thing.
    pub fn sole(&self) -> Identity {
        let organ = self.organs.first().filter(|_| self.organs.len() == 1).cloned();
        Identity { organ, year: self.years.first().filter(|_| self.years.len() == 1).copied() }
    }

    /// The doubt where they tell two things.
    pub fn doubt(&self) -> Option<Doubt> {
        let years: Vec<String> = self.years.iter().map(u16::to_string).collect();
        let years = years.iter().map(String::as_str).filter(|_| self.years.len() > 1);
        let organs = self.organs.iter().map(String::as_str).filter(|_| self.organs.len() > 1);
        let all = years.chain(organs).collect::<Vec<_>>().join("、");
        let message = message!(
            zh: "标题里有 {all}：看一看每张表是不是同一份报告的",
            en: "titles tell {all}: see whether all tables are of one report",
        );
        (!all.is_empty()).then(|| Doubt::new("标题".to_owned(), message))
    }
}

/// What some texts tell.
pub(super) fn identity(texts: &[String]) -> Told {
    let titles: Vec<Identity> = texts.iter().filter_map(|text| of_title(text)).collect();
    Told {
        organs: titles.iter().filter_map(|title| title.organ.clone()).collect(),
        years: titles.iter().filter_map(|title| title.year).collect(),
    }
}

/// Whether a line reads as the name of an organ, which the rest of a title may follow.
pub(super) fn is_organ(text: &str) -> bool {
    const ENDS: [&str; 16] = [
        "政府",
        "局",
        "厅",
        "委",
        "委员会",
        "办公室",
        "院",
        "中心",
        "管委会",
        "办事处",
        "部",
        "社",
        "站",
        "所",
        "海关",
        "银行",
    ];
    text.chars().count() <= LONGEST_ORGAN && ENDS.iter().any(|end| text.ends_with(end))
}

/// What a title tells: 某局2025年政府信息公开工作年度报告, 2025年度某局政府信息公开….
fn of_title(text: &str) -> Option<Identity> {
    let title: String = text.chars().filter(|ch| !ch.is_whitespace()).collect();
    // A sentence that speaks of such reports is no title.
    if title.chars().count() > LONGEST_TITLE || title.contains(['。', '，', '；', ',']) {
        return None;
    }
    let end = title.find("政府信息公开")?;
    let (head, year_at) = (title.get(..end)?, title.find('年')?);
    let digits = title.get(..year_at)?.len().checked_sub(4)?;
    let year: u16 = title.get(digits..year_at)?.parse().ok()?;
    let before = title.get(..digits.min(end))?;
    let behind = head.get(year_at..).unwrap_or_default().trim_start_matches(['年', '度']);
    let organ = if before.is_empty() { behind } else { before };
    let organ = organ.trim_matches(['《', '“', '"']);
    // 某局关于2025年…的年度报告, 关于某局2025年….
    let organ = organ.strip_prefix("关于").unwrap_or(organ);
    let organ = organ.strip_suffix("关于").unwrap_or(organ);
    let is_organ =
        !organ.is_empty() && organ.chars().count() <= LONGEST_ORGAN && !organ.contains(['，', '。', '：', '、']);
    Some(Identity { organ: is_organ.then(|| organ.to_owned()), year: Some(year) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn titles_tell_organ_and_year() {
        let of = |text: &str| of_title(text).map(|title| (title.organ.unwrap_or_default(), title.year.unwrap()));
        let some = |organ: &str, year| Some((organ.to_owned(), year));
        assert_eq!(of("某市数据局2025年政府信息公开工作年度报告"), some("某市数据局", 2025));
        assert_eq!(of("某市 数据局\n2025 年政府信息公开情况"), some("某市数据局", 2025));
        assert_eq!(of("2024年度某区教育局政府信息公开工作年度报告"), some("某区教育局", 2024));
        assert_eq!(of("某市人民政府关于2025年政府信息公开工作情况的年度报告"), some("某市人民政府", 2025));
        assert_eq!(of("关于某市2025年政府信息公开工作情况的年度报告"), some("某市", 2025));
        assert_eq!(of("2024年政府信息公开工作年度报告"), some("", 2024));
        assert_eq!(of("一、本年新收政府信息公开申请数量"), None);
        assert_eq!(of("政府信息公开"), None);
    }
}
