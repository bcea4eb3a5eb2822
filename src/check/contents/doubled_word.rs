//! Words that stand twice in a row, as they do where a text was typed or joined in haste.

use std::ops::Range;

use super::passages::Passage;
use super::repeated_clauses::repeated_clauses;
use super::spots::{at_spots, words_at};
use super::words::{before, behind, opens_with};
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, NOTE, Rule, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "doubled-word",
        severities: NOTE,
        acceptable: true,
        rule: text(
            "同样的字词接连写了两遍，如“进一步进一步”“的的”“。。”",
            "the same word twice in a row, such as 进一步进一步, 的的, 。。",
        ),
        source: text("各地年度报告检查的通行做法", "what inspections of annual reports look for"),
        remedy: text("删去多余的一遍", "delete one of the two"),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(doubled_word),
    example: Example::new(include_str!("doubled_word/bad.toml"), include_str!("doubled_word/good.toml")),
};

/// One finding a paragraph. A quoted document stays as it is.
fn doubled_word(subject: &Subject) -> Vec<Diagnostic> {
    let passages = subject.passages.iter().filter(|passage| !passage.is_quoted);
    passages.filter_map(finding).collect()
}

fn finding(passage: &Passage) -> Option<Diagnostic> {
    let spots = doubled(&passage.text);
    if spots.is_empty() {
        return None;
    }
    let words = words_at(&passage.text, &spots);
    let message = message!(zh: "接连写了两遍：{words}", en: "twice in a row: {words}");
    let help = message!(
        zh: "删去一遍；确要重复的，用 [[accept]] 认可",
        en: "delete one of the two; if both are meant, `[[accept]]` it",
    );
    Some(at_spots(passage, &spots, Diagnostic::note(CHECK.rule, message)).help(help))
}

/// What stands twice in a row in a text, in order.
fn doubled(text: &str) -> Vec<Range<usize>> {
    let mut spots = doubled_words(text);
    spots.extend(doubled_figures(text));
    spots.extend(doubled_signs(text));
    spots.extend(repeated_clauses(text));
    spots.sort_by_key(|spot| (spot.start, spot.end));
    let mut end = 0;
    spots.retain(|spot| {
        let is_new = spot.start >= end;
        end = end.max(spot.end);
        is_new
    });
    spots
}

/// Characters of a word that is looked for twice.
const LONGEST: usize = 16;

/// Words of two or more Han characters.
fn doubled_words(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let same = |from: usize, to: usize, length: usize| {
        (0..length).all(|at| match (chars.get(from + at), chars.get(to + at)) {
            (Some((_, one)), Some((_, other))) => one == other,
            _ => false,
        })
    };
    let place = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let mut found = Vec::new();
    let mut at = 0;
    // Han characters from here on.
    let mut han_until = 0;
    while at < chars.len() {
        // One character over and over is no word.
        let next = |ahead: usize| chars.get(at + ahead).map(|(_, ch)| ch);
        if next(0) == next(1) && next(1) == next(2) {
            at += 1;
            continue;
        }
        if han_until <= at {
            han_until = at + chars.iter().skip(at).take_while(|(_, ch)| is_han(*ch)).count();
        }
        let room = (han_until - at) / 2;
        let length = (2..=room.min(LONGEST)).find(|length| {
            same(at, at + length, *length) && {
                let range = place(at)..place(at + 2 * length);
                let word = text.get(place(at)..place(at + length)).unwrap_or_default();
                is_slip(text, word, &range)
            }
        });
        match length {
            Some(length) => {
                let mut end = at + 2 * length;
                while same(at, end, length) {
                    end += length;
                }
                found.push(place(at)..place(end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words that are hardly ever the first part of a longer one and never doubled: whatever follows, the second is too
/// many.
const PLAIN: [&str; 118] = [
    "进一步",
    "加强",
    "推进",
    "落实",
    "开展",
    "完善",
    "提升",
    "提高",
    "健全",
    "做好",
    "确保",
    "通过",
    "围绕",
    "按照",
    "根据",
    "依据",
    "坚持",
    "结合",
    "针对",
    "对于",
    "关于",
    "以及",
    "并且",
    "同时",
    "其中",
    "已经",
    "没有",
    "可以",
    "应当",
    "能够",
    "需要",
    "主要",
    "积极",
    "及时",
    "认真",
    "全面",
    "切实",
    "不断",
    "持续",
    "扎实",
    "深入",
    "严格",
    "充分",
    "有效",
    "大力",
    "稳步",
    "有序",
    "充实",
    "强化",
    "深化",
    "优化",
    "细化",
    "规范化",
    "标准化",
    "建立",
    "制定",
    "印发",
    "组织召开",
    "召开",
    "举办",
    "收到",
    "受理",
    "办结",
    "答复",
    "存在",
    "仍然",
    "依然",
    "还有",
    "我市",
    "我县",
    "我区",
    "我局",
    "全市",
    "全县",
    "全区",
    "全年",
    "本年度",
    "本机关",
    "之一",
    "方面",
    "由于",
    "因此",
    "为了",
    "以便",
    "从而",
    "努力",
    "力求",
    "牢固",
    "紧紧",
    "着力",
    "一旦",
    "一致",
    "一般",
    "一直",
    "一向",
    "一样",
    "一律",
    "一定",
    "一系列",
    "统一",
    "唯一",
    "本着",
    "随着",
    "沿着",
    "意味着",
    "有关",
    "相关",
    "极其",
    "极为",
    "最高",
    "最低",
    "最终",
    "最近",
    "尽快",
    "尽可能",
    "可能",
    "然而",
    "只是",
];

/// What makes a compound even of those: 根据地, 积极性.
const OF_PLAIN: [&str; 8] = ["地", "率", "性", "期", "感", "部", "者", "化"];

/// Words that Chinese doubles as they are: verbs that try something, adverbs that stress, sounds.
const DOUBLED: [&str; 41] = [
    "研究", "讨论", "商量", "考虑", "琢磨", "了解", "休息", "打听", "照顾", "合计", "掂量", "锻炼", "比较", "热闹",
    "提醒", "鼓励", "意思", "见识", "许多", "非常", "永远", "特别", "好多", "好久", "多少", "如何", "那么", "这么",
    "大片", "成片", "来越", "叮当", "哗啦", "滴答", "哈哈", "呵呵", "某某", "千千", "万万", "过奖", "请坐",
];

/// How words that are compounds go on: a verb may stand before one that begins with the same verb (公开公开栏), an owner
/// before what is called after him (各部门部门预算).
const COMPOUNDS: [&str; 87] = [
    "长", "口", "栏", "员", "会", "组", "小组", "表", "书", "证", "单", "目录", "指南", "平台", "网", "专栏", "大厅",
    "对象", "手册", "强国", "法", "办", "条例", "申请", "局", "部门", "中心", "窗口", "意见", "结果", "材料", "人",
    "者", "处", "科", "室", "厅", "院", "校", "站", "点", "岗", "所", "厂", "店", "馆", "队", "团", "社", "家", "库",
    "号", "月", "周", "日", "年", "期", "费", "权", "量", "率", "数", "类", "型", "化", "性", "制", "区", "市", "县",
    "镇", "村", "箱", "部", "文件", "名称", "清单", "管理", "监", "保障", "工程", "事项", "配置", "用地", "报告",
    "公告", "军委",
];

/// What begins like such a compound, and is a word of its own: 会议会议期间.
const NOT_COMPOUNDS: [&str; 60] = [
    "人民", "人大", "人口", "人才", "社会", "日前", "日益", "日常", "日起", "期间", "期待", "表示", "表现", "表明",
    "表达", "表面", "表决", "制定", "制作", "数据", "数字", "数量", "市场", "市民", "处理", "处置", "处于", "单位",
    "组织", "组成", "组装", "所有", "所以", "化石", "化解", "年度", "年来", "队伍", "团结", "部署", "部分", "网络",
    "证明", "证实", "类似", "法院", "号召", "站在", "点击", "权利", "权力", "办理", "办有", "家中", "口径", "书记",
    "会见", "岗位", "会对", "长期",
];

/// Words with what makes a compound of them alone: 安全安全生产.
const BY_WORD: [(&str, &[&str]); 15] = [
    ("安全", &["生产"]),
    ("环境", &["保护", "监测", "质量"]),
    ("卫生", &["健康", "监督"]),
    ("社会", &["评议", "救助", "信用", "保险", "公众", "各界", "力量", "主义"]),
    ("交通", &["运输", "警察"]),
    ("农业", &["农村"]),
    ("教育", &["体育"]),
    ("文化", &["和旅游", "旅游", "广电"]),
    ("住房", &["和城乡"]),
    ("发展", &["改革", "和改革"]),
    ("单位", &["预算", "决算", "职责", "联动"]),
    ("部门", &["预算", "决算", "职责", "联动", "规章"]),
    ("项目", &["法人", "信息"]),
    ("复议", &["机关", "决定"]),
    ("行政", &["机关", "执法", "处罚", "许可", "复议", "审批", "强制", "诉讼"]),
];

/// How the names of organs go on: 自然资源自然资源局.
const ORGANS: [&str; 5] = ["局", "部", "厅", "委", "科"];

/// What follows 政府 where it belongs to the next word: 人民政府政府信息公开.
const OF_GOVERNMENT: [&str; 22] = [
    "信息", "网", "门户", "公报", "采购", "工作", "投资", "购买", "规章", "职能", "债", "性", "数据", "文件", "开放",
    "督查", "办", "系统", "机关", "部门", "平台", "服务",
];

/// Whether a word that stands twice is a slip: Chinese neither doubles it nor ends one word and begins another with it.
fn is_slip(text: &str, word: &str, range: &Range<usize>) -> bool {
    let first = word.chars().next().unwrap_or(' ');
    let tail = behind(text, range.end, 4);
    if PLAIN.contains(&word) {
        return opens_with(tail, &OF_PLAIN).is_none();
    }
    let is_number = word.chars().all(|ch| "〇零一二三四五六七八九十百千万亿两几".contains(ch));
    // 一步一步, 一件一件, 逐项逐项, 每年每年, 很远很远; 说着说着, 去年一年一些
    let is_measure = matches!(first, '一' | '逐' | '每' | '半' | '第' | '很' | '越') || word.ends_with(['着', '一']);
    let is_one_character = word.chars().all(|ch| ch == first);
    if is_number || is_measure || is_one_character || DOUBLED.contains(&word) {
        return false;
    }
    if word.ends_with("政府") {
        return opens_with(tail, &OF_GOVERNMENT).is_none();
    }
    let is_compound = match word.chars().count() {
        2 => opens_with(tail, &COMPOUNDS).is_some() && opens_with(tail, &NOT_COMPOUNDS).is_none(),
        _ => opens_with(tail, &ORGANS).is_some(),
    };
    let is_own_compound = BY_WORD.iter().any(|(own, tails)| *own == word && opens_with(tail, tails).is_some());
    !is_compound && !is_own_compound
}

/// Words of one character that never stand twice, with what may stand before and behind them where they end one word or
/// begin another: 目的的, 了了解, 和和谐.
const SINGLE: [(char, &str, &str); 20] = [
    ('的', "目标之鹄打有", "士确哥"),
    ('了', "甚罢得不为", "解却结然断事无"),
    ('是', "于但凡可若就正还只都总或要便既不倒", "非否"),
    ('和', "总调缓温共饱柔融附随祥亲平谐", "谐平睦解气美田县顺硕静布政龙林缓声好"),
    ('与', "参赋给授", "会时众此日其"),
    ('及', "以普涉触顾提波危惠论埃累遍推", "时格早第至其"),
    ('被', "", "告子褥动"),
    ('将', "即必行上中少大", "来军士领近要"),
    ('在', "存实现所正旨潜内", "建线岗职校册编办于场读途位家京外内逃野即案押租营学座售世"),
    ('对', "应针核校面相绝反比查一成派", "外口象策方照应接比内于立手话错标账待等准称垒决"),
    ('并', "合兼吞归一", "网列行存联购轨案入非不且发"),
    ('于', "", "是今此洪都田谦某"),
    ('从', "服听遵盲跟随", "严业事中速快此而来容化前政优轻重宽头军教"),
    ('把', "火拖一", "关握手控脉守"),
    ('或', "", "者许"),
    ('也', "", "许门"),
    ('由', "自理缘因事", "于此来衷"),
    ('向', "方面导意趋走去动一定内外双单转", "上下前后往来"),
    ('以', "可加足予所难得给是何", "及上下内外前后来往为便免人民期求至此致利"),
    ('为', "作行认成较因以更视称定分改列变名评选", "民企主期官了止此何例农基首先政"),
];

/// Marks that never stand twice. Brackets and quotation marks may, nested; — and … are written twice.
const MARKS: &str = "。，；：、";

/// Words of one character, and marks.
fn doubled_signs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut last: Option<(usize, char)> = None;
    for (at, ch) in text.char_indices() {
        let end = at + ch.len_utf8();
        if let Some((start, _)) = last.filter(|(_, before)| *before == ch) {
            let is_one =
                MARKS.contains(ch) || SINGLE.iter().any(|single| single.0 == ch && is_odd(text, single, start, end));
            match found.last_mut() {
                Some(spot) if is_one && spot.end == at => spot.end = end,
                _ if is_one => found.push(start..end),
                _ => {}
            }
        }
        last = Some((at, ch));
    }
    found
}

/// Figures of two digits or more with what they count: 128件128件. Of one digit that may be meant: 5个5个.
fn doubled_figures(text: &str) -> Vec<Range<usize>> {
    /// Characters of what is counted.
    const LONGEST_UNIT: usize = 3;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    while let Some(at) = text.get(start..).and_then(|rest| rest.find(|ch: char| ch.is_ascii_digit())) {
        let at = start + at;
        let rest = text.get(at..).unwrap_or_default();
        let digits = rest.len() - rest.trim_start_matches(|ch: char| ch.is_ascii_digit()).len();
        start = at + digits;
        let unit = behind(text, start, LONGEST_UNIT);
        let ends = unit.char_indices().map(|(at, ch)| (at + ch.len_utf8(), ch));
        let length = ends.take_while(|(_, ch)| is_han(*ch)).map(|(end, _)| digits + end).find(|length| {
            rest.get(..*length).is_some_and(|word| rest.get(*length..).is_some_and(|behind| behind.starts_with(word)))
        });
        let stands_apart = !text.get(..at).is_some_and(|before| before.ends_with(['.', ',', '-', '/', '〔', '第']));
        if let Some(length) = length.filter(|_| digits > 1 && stands_apart) {
            found.push(at..at + 2 * length);
            start = at + 2 * length;
        }
    }
    found
}

/// Whether a single character that stands twice neither ends a word nor begins one.
fn is_odd(text: &str, single: &(char, &str, &str), start: usize, end: usize) -> bool {
    let (_, heads, tails) = single;
    let head = before(text, start, 1).chars().next();
    let tail = behind(text, end, 1).chars().next();
    // 暖暖和和
    let mut two = before(text, start, 2).chars();
    if two.next().is_some_and(|first| two.next() == Some(first) && is_han(first)) {
        return false;
    }
    !head.is_some_and(|ch| heads.contains(ch)) && !tail.is_some_and(|ch| tails.contains(ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        doubled(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn slips_are_found() {
        for (text, words) in [
            ("进一步进一步加强", vec!["进一步进一步"]),
            ("公开公开工作有序", vec!["公开公开"]),
            ("关心的的信息，，及时", vec!["的的", "，，"]),
            ("信息公开信息公开更加规范", vec!["信息公开信息公开"]),
            ("县政府政府高度重视", vec!["政府政府"]),
            ("完成。。。", vec!["。。。"]),
            ("共128件128件", vec!["128件128件"]),
            ("由于于对在在的", vec!["于于", "在在"]),
            ("积极积极推进推进", vec!["积极积极", "推进推进"]),
        ] {
            assert_eq!(found(text), words, "{text}");
        }
    }

    #[test]
    fn what_chinese_doubles_is_not() {
        for text in [
            "人民政府政府信息公开",
            "公开公开栏",
            "一步一步",
            "研究研究",
            "二〇二〇年",
            "市市场监管局",
            "目的的实现",
            "完成了了解",
            "就是是否",
            "各部门部门预算",
            "……——",
            "“‘甲’”））",
            "清清楚楚",
            "某某某某",
            "各种各样",
            "以及及时",
            "5555",
            "2025年年度报告",
            "依法行政行政执法",
            "常常常常",
            "带来越来越多的便利，近年来越来越好",
            "根据根据地的经验，暖暖和和过冬",
            "交警支队支队长，党中央中央军委",
            "每次5个5个地，11月11日",
            "其他在在建项目，加以以下",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_text_of_one_word_without_end_does_no_harm() {
        assert_eq!(found(&"某".repeat(100_000)).len(), 0);
        assert_eq!(found(&"公开".repeat(50_000)).len(), 1);
    }
}
