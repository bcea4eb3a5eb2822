//! What offices say of shortcomings and of what is done about them.

use super::words::{before, behind, clauses, ends_with_any, has_any, opens_with};

/// What may be said not to be there.
const DENIABLE: &[&str] = &["问题", "不足", "短板", "差距", "困难"];
/// What may stand between it and the word that denies it.
const BETWEEN: &[&str] = &[
    "明显", "突出", "重大", "较大", "严重", "任何", "存在", "发现", "出现", "发生", "其他", "主要", "显著", "特别",
    "相关", "问题", "不足", "短板", "差距", "以及", "的", "和", "与", "及", "、",
];
/// The words that deny it.
const DENIES: &[&str] = &["无", "没有", "未", "没", "不"];

/// A text without the problems that it says are not there: 无明显问题, 未发现存在问题和不足.
pub(super) fn without_denials(text: &str) -> String {
    let mut places: Vec<(usize, &str)> = DENIABLE.iter().flat_map(|noun| text.match_indices(noun)).collect();
    places.sort_unstable();
    let (mut out, mut copied) = (String::with_capacity(text.len()), 0);
    for (at, noun) in places {
        if is_denied(before(text, at, 20)) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            copied = at + noun.len();
        }
    }
    out + text.get(copied..).unwrap_or_default()
}

/// Whether what stands before a word denies it.
fn is_denied(lead: &str) -> bool {
    let mut lead = lead;
    while let Some(rest) = BETWEEN.iter().find_map(|word| lead.strip_suffix(word)) {
        lead = rest;
    }
    ends_with_any(lead, DENIES)
}

/// Words with which offices name a shortcoming.
const PROBLEM_WORDS: &[&str] = &[
    "不足",
    "差距",
    "短板",
    "薄弱",
    "有待",
    "欠缺",
    "单一",
    "滞后",
    "缺乏",
    "缺少",
    "缺失",
    "缺位",
    "偏低",
    "偏少",
    "偏弱",
    "偏慢",
    "较低",
    "较少",
    "较弱",
    "较慢",
    "过少",
    "过低",
    "缓慢",
    "迟缓",
    "匮乏",
    "淡薄",
    "枯燥",
    "生疏",
    "参差不齐",
    "良莠不齐",
    "频繁",
    "流于形式",
    "脱节",
    "瓶颈",
    "乏力",
    "局限",
    "疏漏",
    "漏洞",
    "欠佳",
    "的困难",
    "存在困难",
    "有困难",
    "一定困难",
    "需要进一步",
    "还需",
    "仍需",
    "尚需",
    "亟需",
    "亟待",
    "待加强",
    "待提高",
    "待提升",
    "待完善",
    "待优化",
    "待进一步",
    "未能",
    "未及时",
    "不能满足",
    "数量少",
    "人手少",
    "人员少",
    "人才少",
    "问题是",
    "问题在于",
    "问题有",
    "空白栏目",
    "断档",
    "断层",
    "距离",
    "偏差",
    "遗漏",
    "错漏",
    "陈旧",
    "不一",
    "难以",
    "较差",
    "性差",
    "较窄",
    "较难",
    "较浅",
    "紧张",
    "生硬",
    "笼统",
    "粗糙",
    "个别",
    "繁琐",
    "较长",
    "偏长",
    "耗时",
    "孤岛",
    "粗放",
];

/// What a clause on a shortcoming ends with: 更新慢, 宣传力度小.
const SHORT_WORDS: &[&str] = &["慢", "少", "低", "差", "弱", "窄", "小", "紧", "浅", "散", "乱", "薄", "旧", "难"];

/// Words that end so and name none.
const NOT_SHORT: &[&str] = &["减少", "缩小", "降低", "大小", "至少", "克服困难", "破解难", "解难"];

/// What a clause ends with that says of something good or planned what it is not: 久久为功、坚持不懈.
const NOT_WANTING: &[&str] = &[
    "不断",
    "不懈",
    "不变",
    "不停",
    "不松劲",
    "不放松",
    "不动摇",
    "不走样",
    "不漏项",
    "不公开",
    "不打烊",
    "不泄密",
    "不间断",
    "不出错",
    "不见面",
    "不例外",
    "不停歇",
    "不缺位",
    "不断档",
    "不掉队",
];

/// What a clause on a shortcoming of some opens with.
const OF_SOME: &[&str] = &["部分", "少数", "一些", "有的", "有些"];

/// What offices say their work is not: 不及时, 不够.
const NOT: &[&str] = &[
    "及时", "规范", "到位", "高", "强", "全面", "完善", "充分", "均衡", "平衡", "深", "细", "准确", "精准", "精确",
    "广", "多样", "丰富", "统一", "一致", "明确", "明显", "理想", "健全", "熟", "专业", "灵活", "便", "畅", "严", "佳",
    "优", "完整", "更新", "重视", "主动", "积极", "稳定", "匹配", "适应", "合理", "科学", "系统", "集中", "直观", "够",
    "力", "通俗", "生动", "紧密", "顺", "足", "清晰", "清楚", "具体", "严谨", "敏感", "方便", "美观", "鲜明",
];

/// Words of plans and praise that name no problem of one's own.
const OF_PLANS: &[&str] = &[
    "补齐短板",
    "补短板",
    "弥补短板",
    "弥补不足",
    "补齐不足",
    "查找不足",
    "查摆不足",
    "查漏补缺",
    "缩小差距",
    "查找差距",
    "找差距",
    "短板弱项",
    "问题导向",
    "固强补弱",
    "不断",
    "克服困难",
    "困难群众",
];

/// Whether a text names a problem, and not that there is none.
pub(super) fn names_problem(text: &str) -> bool {
    let mut text = without_denials(text);
    for plan in OF_PLANS.iter().filter(|plan| text.contains(**plan)).collect::<Vec<_>>() {
        text = text.replace(plan, "");
    }
    let is_not =
        || text.match_indices('不').any(|(at, not)| opens_with(behind(&text, at + not.len(), 2), NOT).is_some());
    let is_short = |clause: &str| {
        let clause = clause.trim();
        (ends_with_any(clause, SHORT_WORDS) && !ends_with_any(clause, NOT_SHORT))
            || opens_with(clause, OF_SOME).is_some()
            || (before(clause, clause.len(), 3).contains('不') && !ends_with_any(clause, NOT_WANTING))
    };
    let exists = || text.contains("存在") && has_any(&text, &["问题", "情况", "现象", "情形"]);
    has_any(&text, PROBLEM_WORDS)
        || is_not()
        || exists()
        || clauses(&text).flat_map(|all| all.split('、')).any(is_short)
}

/// Words that tell of what is done about a problem, whatever stands around them.
const REMEDIES: &[&str] = &[
    "下一步",
    "下步",
    "下阶段",
    "今后",
    "明年",
    "接下来",
    "针对",
    "改进措施",
    "改进办法",
    "整改",
    "采取",
    "着手",
    "拟",
    "正在",
    "正通过",
    "重新",
];

/// Verbs that do so unless they tell of what is wanting: 有待加强, 落实不力.
const MENDS: &[&str] = &[
    "将", "已", "改进", "加强", "加大", "提高", "提升", "完善", "优化", "强化", "健全", "推进", "解决", "规范", "拓展",
    "丰富", "落实", "建立", "制定", "充实", "增加", "组织", "开展", "配备", "增配", "引进", "细化", "明确", "督促",
    "改造", "修订", "编印", "统一", "实行", "推行",
];

/// What stands before such a verb that tells of what is wanting.
const WANTING: &[&str] =
    &["待", "不", "够", "未", "没有", "难以", "虽", "虽然", "尽管", "不能", "缺乏", "即", "缺少", "无法"];

/// What stands before it that does so where nothing follows: 业务水平需要提高。
const NEEDED: &[&str] = &["需", "需要", "须", "要"];

/// What may stand between the two, beside other verbs: 有待进一步加强和完善.
const HOW: &[&str] = &[
    "进一步",
    "继续",
    "持续",
    "不断",
    "着力",
    "大力",
    "切实",
    "尽快",
    "逐步",
    "加以",
    "予以",
    "得到",
    "和",
    "与",
    "及",
    "、",
];

/// What follows a word that is a noun there, or tells of what is wanting.
const NOUNS: &[&str] =
    &["不", "性", "度", "化", "程度", "空间", "力度", "水平", "能力", "缓慢", "较", "难", "欠", "机构", "领导", "架构"];

/// Whether a text says what is done about problems.
pub(super) fn names_improvement(text: &str) -> bool {
    let text = text.replace("针对性", "");
    has_any(&text, REMEDIES)
        || MENDS.iter().any(|verb| text.match_indices(verb).any(|(at, verb)| mends(&text, at, at + verb.len())))
}

fn mends(text: &str, at: usize, end: usize) -> bool {
    let mut lead = before(text, at, 20);
    while let Some(rest) = HOW.iter().chain(MENDS).find_map(|word| lead.strip_suffix(word)) {
        lead = rest;
    }
    let rest = behind(text, end, 3);
    let ends_there = rest.chars().next().is_none_or(|ch| !ch.is_alphanumeric());
    !ends_with_any(lead, WANTING) && opens_with(rest, NOUNS).is_none() && !(ends_there && ends_with_any(lead, NEEDED))
}

#[cfg(test)]
mod tests {
    use super::{names_improvement, names_problem};

    #[test]
    fn problems_that_are_denied_are_none() {
        for text in ["无明显问题", "没有较大的问题", "未发现存在问题和不足", "不存在突出问题", "补齐短板", "不断推进"]
        {
            assert!(!names_problem(text), "{text}");
        }
        for text in ["虽无重大问题，但更新不及时", "存在一些问题", "重视不足", "业务水平有待提高", "人员变动频繁"]
        {
            assert!(names_problem(text), "{text}");
        }
    }

    #[test]
    fn what_is_wanting_is_no_improvement() {
        for text in ["有待进一步加强", "业务水平需要提高", "不够完善", "责任落实不到位", "规范性较差", "功能虽已完善，"]
        {
            assert!(!names_improvement(text), "{text}");
        }
        for text in ["加强培训", "需要加强培训", "已建立台账", "将逐项整改", "针对不足，编印指引"]
        {
            assert!(names_improvement(text), "{text}");
        }
    }
}
