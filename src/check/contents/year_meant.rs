//! Whether a mention of last year stands where this year is meant: copied, and not brought forward.

use std::ops::Range;

use super::dates::{first_date, range_end};
use super::passages::Passage;
use super::words::{
    behind, clause_before, clause_behind, ends_with_any, has_any, is_in_title, opens_with, sentence_around,
};
use crate::report::Report;

/// 五 among the sections, from 0.
const PROBLEMS: usize = 4;

/// Whether a mention of last year stands where this year is meant.
pub(super) fn is_stale(report: &Report, passage: &Passage, mention: &Range<usize>, last: u16) -> bool {
    let text = passage.text.as_str();
    let in_link = passage.stretch(mention.start).is_some_and(|stretch| stretch.is_link);
    if in_link {
        return false;
    }
    if passage.section.is_none() && announces_report(text, mention) {
        return true;
    }
    if is_in_title(text, mention.start) {
        return false;
    }
    if announces_work(text, mention) {
        return true;
    }
    let sentence = sentence_around(text, mention.start, 200);
    let is_mended = passage.section == Some(PROBLEMS) && has_any(sentence, MENDED);
    if is_mended || has_any(sentence, THIS_YEAR) || has_any(sentence, GOES_ON) || names_other_year(sentence, last) {
        return false;
    }
    let rest = behind(text, mention.end, 60);
    if passage.heading_level().is_some() && passage.section != Some(PROBLEMS) && mention.start == 0 {
        return opens_with(rest, SPANS).is_none() && !has_any(text, PUBLISHED_LATER) && !has_any(text, OF_LAST);
    }
    ends_then(text, mention, rest)
        || (opens_clause(text, mention.start) && (is_whole_year(text, mention, last) || opens_sentence(report, rest)))
}

/// Words that tell of this year: beside them last year is meant.
const THIS_YEAR: &[&str] = &["今年", "本年", "当年", "同期", "连续", "近年", "逐年"];

/// What is said of something that began then and goes on.
const GOES_ON: &[&str] = &["继续有效", "仍然有效", "仍有效", "仍在", "继续执行", "继续实施", "沿用", "至今", "延续"];

/// What tells of a running count: the last of the year before may stand for what there was.
const RUNNING: &[&str] = &["累计", "历年", "历史"];

/// What is said in 五 of last year's problems.
const MENDED: &[&str] =
    &["已整改", "整改到位", "完成整改", "均已", "已全部", "得到解决", "得到改进", "已解决", "已改进"];

/// What follows a year that opens a span or a series.
const SPANS: &[&str] = &["以来", "起", "开始", "至", "到", "—", "－", "-", "～", "~", "、", "和"];

/// What follows a year with its figures, and is none of it.
const OF_THEN: &[&str] = &[
    "收到的",
    "受理的",
    "印发的",
    "制定的",
    "出台的",
    "发布的",
    "公布的",
    "公开的",
    "建成的",
    "建立的",
    "成立的",
    "开通的",
    "遗留的",
    "结转的",
    "承办的",
    "反馈的",
    "指出的",
    "提出的",
    "存在的",
    "发现的",
    "办理的",
    "制发的",
    "通过的",
    "修订的",
    "施行的",
    "颁布的",
    "上线的",
    "启动的",
    "设立的",
    "新增的",
    "开展的",
    "实施的",
    "推出的",
    "举办的",
    "召开的",
    "组织的",
    "获得的",
    "新建的",
    "新收的",
    "上报的",
    "报送的",
    "提交的",
    "编制的",
];

/// What of last year is made public in this one: beside it, 全市 and 本局 say whose it is.
const PUBLISHED_LATER: &[&str] = &[
    "决算",
    "预算",
    "工作报告",
    "统计公报",
    "国民经济",
    "审计",
    "建议",
    "提案",
    "公报",
    "年鉴",
    "白皮书",
    "评估",
    "考核",
    "排名",
    "测评",
    "评比",
    "表彰",
    "年度报告",
    "年报",
];

/// What a heading on last year holds that means it.
const OF_LAST: &[&str] = &["问题", "整改", "版", "相比", "对比"];

/// Who else did something last year: 2024年，国务院办公厅印发….
const OTHERS: &[&str] = &["国务院", "国家", "中央", "国办", "省政府", "省委", "上级"];

/// What opens a sentence on the whole year behind it: 2024年全年, 2024年我局, 2024年未发生.
const OPENS: &[&str] = &[
    "全年",
    "全市",
    "全县",
    "全区",
    "全镇",
    "全乡",
    "全省",
    "全州",
    "全局",
    "全院",
    "全校",
    "全关",
    "全系统",
    "全街道",
    "我",
    "本",
    "各级",
    "各部门",
    "各单位",
    "各乡镇",
    "各科室",
    "未",
    "无",
    "没有",
    "不存在",
    "从未",
    "均",
    "是",
    "共收",
    "共发",
    "共公开",
    "共受理",
    "共办",
    "共主动",
    "共开",
    "共举",
    "共组",
    "共接",
    "共印",
    "共制",
    "共新",
    "共有",
    "累计",
    "共计",
    "共答",
    "共编",
    "共回",
    "共处",
    "共产生",
    "共承",
    "共征",
    "总计",
    "合计",
    "收到",
    "接到",
    "受理",
    "办理",
    "办结",
    "答复",
    "回复",
    "主动公开",
    "公开政府信息",
    "公开各类",
    "公开信息",
    "发布",
    "印发",
    "制发",
    "制定",
    "出台",
    "开展",
    "举办",
    "组织",
    "召开",
    "坚持",
    "认真",
    "严格",
    "紧紧",
    "紧扣",
    "围绕",
    "聚焦",
    "继续",
    "持续",
    "深入",
    "扎实",
    "积极",
    "不断",
    "进一步",
    "着力",
    "全面贯彻",
    "全面落实",
    "全面推进",
    "通过",
    "依托",
    "加强",
    "强化",
    "完善",
    "健全",
    "建立",
    "优化",
    "新收",
    "新增",
    "按照",
    "根据",
    "切实",
    "大力",
    "充分",
    "以习近平",
    "在党中央",
    "在省委",
    "在市委",
    "在县委",
    "在区委",
    "在上级",
    "在局党组",
    "在镇党委",
    "在区政府",
    "在县政府",
    "在市政府",
    "在各级",
];

/// Words that open with one of those and are others.
const OTHER_WORDS: &[&str] = &["未来", "无障碍", "无线", "无人", "是否", "本级"];

/// How the names of those end whose work is reported: 本局2024年, 全市2024年.
const ORGANS: &[&str] = &[
    "市", "县", "区", "镇", "乡", "局", "委", "办", "厅", "院", "校", "部", "关", "处", "府", "所", "中心", "机关",
    "单位", "街道",
];

/// Verbs and relations before such a name that make the year one of something else: 公布某市2024年….
const NOT_SUBJECTS: &[&str] = &[
    "公布", "公开", "发布", "办理", "对比", "对照", "针对", "根据", "按照", "落实", "编制", "印发", "推进", "完成",
    "较", "比", "与", "同", "在",
];

/// 现公布某局2024年政府信息公开工作年度报告.
fn announces_report(text: &str, mention: &Range<usize>) -> bool {
    const LAST_REPORT: &[&str] = &["针对", "对照", "上一年", "上年", "去年", "较"];
    let is_report = has_any(clause_behind(text, mention.end, 40), &["年度报告", "年报"]);
    is_report && !has_any(clause_before(text, mention.start, 20), LAST_REPORT)
}

/// 将2024年工作情况公布如下, 现将2024年工作情况予以公布; not 2024年问题的整改情况如下.
fn announces_work(text: &str, mention: &Range<usize>) -> bool {
    let (lead, rest) = (clause_before(text, mention.start, 20), clause_behind(text, mention.end, 60));
    let is_work = lead.contains('将') || has_any(rest, &["信息公开", "政务公开"]);
    let is_told =
        (is_work && rest.contains("如下")) || (lead.contains("现将") && has_any(rest, &["公布", "公示", "汇报"]));
    is_told && !has_any(rest, OF_LAST)
}

/// Whether a sentence names a year beside last year's.
fn names_other_year(sentence: &str, last: u16) -> bool {
    let mut from = 0;
    while let Some(date) = first_date(sentence, from, sentence.len()) {
        let is_other = date.year.is_some_and(|year| year != last);
        // 近30年 is no year.
        let is_whole = behind(sentence, date.range.start, 4)
            .chars()
            .all(|ch| ch.is_ascii_digit() || "〇○零一二三四五六七八九".contains(ch));
        if is_other && is_whole && !is_in_title(sentence, date.range.start) {
            return true;
        }
        from = date.range.end;
    }
    false
}

/// 2024年1月1日至12月31日.
fn is_whole_year(text: &str, mention: &Range<usize>, last: u16) -> bool {
    let Some(first) = first_date(text, mention.start, 1) else { return false };
    let opens = matches!((first.month, first.day), (Some(1), Some(1) | None));
    opens
        && range_end(text, &first).is_some_and(|end| {
            let closes = matches!((end.month, end.day), (Some(12), Some(31) | None));
            closes && end.year.is_none_or(|year| year == last)
        })
}

/// 截至2024年底, 到2024年12月31日.
fn ends_then(text: &str, mention: &Range<usize>, rest: &str) -> bool {
    const UNTIL: &[&str] = &["截至", "截止", "截止到", "截止至", "截至到", "到", "至", "截止日期为", "截止时间为"];
    const END: &[&str] = &["底", "末", "年底", "年末", "12月31日", "12月底", "12月，"];
    let lead = clause_before(text, mention.start, 12).trim_end();
    let is_running = has_any(clause_behind(rest, 0, 60), RUNNING);
    ends_with_any(lead, UNTIL) && opens_with(rest.trim_start(), END).is_some() && !is_running
}

/// Whether a clause opens here, or names before it only whose work is reported.
fn opens_clause(text: &str, at: usize) -> bool {
    let lead = clause_before(text, at, 20).trim();
    let lead = lead.rsplit('）').next().unwrap_or_default();
    let lead = lead.trim_start_matches(['一', '二', '三', '四', '五', '六', '是']);
    lead.is_empty() || (ends_with_any(lead, ORGANS) && !has_any(lead, NOT_SUBJECTS))
}

/// Whether what follows the year makes a statement on the whole of it.
fn opens_sentence(report: &Report, rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\u{3000}']);
    if opens_with(rest, SPANS).is_some() || opens_with(rest, OTHER_WORDS).is_some() {
        return false;
    }
    let organ = report.organ.value.trim();
    let place = organ.strip_suffix("人民政府").unwrap_or(organ);
    if let Some(rest) = rest.strip_prefix(['，', ',']) {
        return opens_with(rest, OTHERS).is_none();
    }
    let is_opened = opens_with(rest, OPENS).is_some() || rest.starts_with(place);
    let clause = clause_behind(rest, 0, 30);
    let is_of_later = rest.starts_with(['全', '我', '本', '各']) && has_any(clause, PUBLISHED_LATER);
    // 2024年是…公开的一年 says it of the year; 2024年未办结的 is of something that was there then.
    let is_of_then = behind(clause, 0, 6).contains('的') || has_any(clause, OF_THEN);
    is_opened && !is_of_later && (rest.starts_with('是') || !is_of_then)
}
