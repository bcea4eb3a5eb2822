//! Lists of parts as prose states them, each with the totals that it can be a list of: 共N条，其中a、b、c; N条（a、b）;
//! N条：a、b; 包括…; 分别为….

use super::between::is_one_kind;
use super::pieces::{Kind, Mark, Pieces, has_any};
use super::runs::is_others;
use super::shares::{before_bracket, is_compared, is_count};
use crate::check::prose::figure::{Figure, Unit};

/// A list of parts.
#[derive(Debug)]
pub(super) struct List {
    /// The counts that it can be a list of, the nearest first: pieces.
    pub wholes: Vec<usize>,
    /// Whether nothing but a comma stands between the nearest of them and the list.
    pub is_next: bool,
    /// Its parts: pieces, in groups that ； divides.
    pub groups: Vec<Vec<usize>>,
    /// Whether its last part is what is left: 其他, 其余.
    pub closes: bool,
    /// Whether more of it may follow that is not read.
    pub is_cut: bool,
}

/// Words at whose beginning a list opens behind its total.
const OPENINGS: &[&str] = &["包括", "包含", "涉及", "含", "主要包括", "主要涉及", "分为", "具体为", "即"];
/// Words at whose end a list opens.
const RESPECTIVELY: &[&str] = &["分别为", "分别是", "分别有", "依次为", "构成为"];
/// Words that open another statement.
const TURNS: &[&str] = &[
    "此外",
    "同时",
    "另外",
    "另有",
    "另",
    "还",
    "并",
    "目前",
    "下一步",
    "累计",
    "全年",
    "共",
    "合计",
    "总计",
    "截至",
    "年内",
    "本年",
    "以上",
    "上述",
    "解读",
    "同步",
    "配套",
    "不含",
];
/// What is done with things: a part of which another thing is done than of the parts before it is a statement of its
/// own.
const ACTIONS: &[&str] = &[
    "收到", "受理", "承办", "发布", "推送", "举办", "开展", "制作", "接待", "回复", "答复", "转办", "处理", "发放",
    "回收", "收回", "编发", "刊发", "转载", "报送", "印发", "组织", "召开", "参加", "培训", "撰写", "采用", "录用",
    "调阅", "访问", "点击", "阅读", "浏览", "播放", "转发", "点赞", "评论", "下载", "推出",
];
/// What became of things, at the beginning of the words about them.
const STATES: &[&str] = &[
    "已", "未", "正在", "暂", "按期", "按时", "办结", "办复", "办毕", "完成", "落实", "采纳", "解决", "满意", "列入",
    "留作", "留待", "结果", "维持", "纠正", "合格", "通过", "撤回", "当场",
];
/// What comes to a stock or goes from it.
const FLOWS: &[&str] =
    &["注销", "关停", "关闭", "整合", "撤销", "退出", "停更", "迁移", "合并", "清退", "调出", "调入"];
/// What was found on the way, and what became of it.
const FOUND: &[&str] = &[
    "发现",
    "查出",
    "查处",
    "整改",
    "纠正",
    "错链",
    "问题",
    "隐患",
    "通报",
    "约谈",
    "移交",
    "移送",
    "提醒",
    "督办",
    "不合格的问题",
    "错别字",
];
/// What people and cases may be several of at once.
const OVERLAPS: &[&str] = &[
    "党员",
    "学历",
    "本科",
    "硕士",
    "研究生",
    "岁",
    "女性",
    "女同志",
    "少数民族",
    "持证",
    "职称",
    "一审",
    "二审",
    "再审",
];
/// What is left.
const REST: &[&str] = &["其余", "余下", "剩余", "剩下", "其他均", "其它均"];
/// Measure words of classes: 分为三类.
const CLASSES: &[&str] = &["类", "种"];
/// How far a total is looked for before its list, and a list is followed, in pieces.
const BACK: usize = 96;
const AHEAD: usize = 2048;
/// Over how many ends of sentences and of parts of sentences a total is looked for.
const SENTENCES: usize = 2;
/// The most totals that are looked at.
const MOST_WHOLES: usize = 8;
/// The longest words between a total and its ：, in pieces.
const TO_COLON: usize = 7;

/// All lists of a text in order, of one part or more.
pub(super) fn lists(pieces: &Pieces) -> Vec<List> {
    let mut is_part = vec![false; pieces.all.len()];
    let mut found = Vec::new();
    for at in 0..pieces.all.len() {
        let Some(wholes) = opens(pieces, at, &is_part) else { continue };
        let Some(list) = list(pieces, at, wholes) else { continue };
        for part in list.groups.iter().flatten() {
            if let Some(is_part) = is_part.get_mut(*part) {
                *is_part = true;
            }
        }
        found.push(list);
    }
    found
}

/// If a list opens at a piece, the totals that it can be of, the nearest first.
fn opens(pieces: &Pieces, at: usize, is_part: &[bool]) -> Option<Vec<usize>> {
    let words = pieces.words_of(at);
    let before = at.checked_sub(1).and_then(|at| pieces.mark(at));
    match pieces.mark(at) {
        Some(Mark::Open) => {
            let inside = pieces.words_of(at + 1);
            let is_plain = behind_opening(inside).is_none();
            return before_bracket(pieces, at).filter(|_| is_plain).map(|whole| vec![whole]);
        }
        Some(Mark::Colon) => return before_colon(pieces, at).map(|whole| vec![whole]),
        Some(_) => return None,
        None => {}
    }
    let opens = OPENINGS.iter().any(|word| words.starts_with(word)) && before.is_some_and(Mark::is_light);
    // 530条留言中，咨询类300条…
    let is_within = words.ends_with('中')
        && at.checked_sub(1).is_some_and(|before| is_count(pieces, before))
        && pieces.mark(at + 1) == Some(Mark::Comma);
    let is_list = behind_opening(words).is_some() || opens || is_within || is_classing(pieces, at);
    if !is_list {
        return None;
    }
    if before == Some(Mark::Open) {
        // （其中…: the count that the bracket stands behind. Other words in brackets are looked at with the bracket.
        return before_bracket(pieces, at - 1).filter(|_| !opens).map(|whole| vec![whole]);
    }
    let wholes = wholes(pieces, at, is_part, opens);
    (!wholes.is_empty()).then_some(wholes)
}

/// What stands behind the words that open a list: 其中, 分别为.
fn behind_opening(words: &str) -> Option<&str> {
    let openings = ["其中"].iter().chain(RESPECTIVELY);
    let end = openings.filter_map(|opening| Some(words.rfind(opening)? + opening.len())).max()?;
    words.get(end..)
}

/// 按提交渠道分，; 从办理结果看，
fn is_classing(pieces: &Pieces, at: usize) -> bool {
    let words = pieces.words_of(at);
    words.starts_with(['按', '从'])
        && words.ends_with(['分', '看', '类', '计'])
        && pieces.mark(at + 1).is_some_and(|mark| matches!(mark, Mark::Comma | Mark::Colon))
}

/// The count before ：, with words and classes between: 186条，分为三类：
fn before_colon(pieces: &Pieces, colon: usize) -> Option<usize> {
    let depth = pieces.depth(colon);
    for at in (colon.saturating_sub(TO_COLON)..colon).rev() {
        let piece = pieces.get(at).filter(|piece| piece.depth == depth)?;
        match &piece.kind {
            Kind::Mark(mark) if !mark.is_light() => return None,
            Kind::Words if pieces.words_of(at).contains("其中") => return None,
            Kind::Figure(figure) => match figure.unit {
                Unit::Counted(unit) if CLASSES.contains(&unit) => {}
                Unit::Counted(_) if !is_compared(pieces, at) => return Some(at),
                _ => return None,
            },
            _ => {}
        }
    }
    None
}

/// The counts before a list in its sentence; of a list that opens its sentence, those of the sentence before.
fn wholes(pieces: &Pieces, list: usize, is_part: &[bool], needs_own: bool) -> Vec<usize> {
    let depth = pieces.depth(list);
    let mut found = Vec::new();
    let mut ends = 0;
    for at in (list.saturating_sub(BACK)..list).rev() {
        let Some(piece) = pieces.get(at).filter(|piece| piece.depth <= depth) else { continue };
        match &piece.kind {
            _ if piece.depth < depth || found.len() == MOST_WHOLES => break,
            Kind::Mark(Mark::Stop | Mark::Semicolon) => {
                ends += 1;
                if !found.is_empty() || ends > SENTENCES || needs_own {
                    break;
                }
            }
            Kind::Figure(figure) if figure.is_count() && !is_compared(pieces, at) => {
                let is_part = is_part.get(at).copied().unwrap_or_default();
                // A part right before the list may have parts of its own; further back it is but a part.
                if is_part && needs_own && found.is_empty() {
                    break;
                }
                if !is_part || found.is_empty() && ends == 0 {
                    found.push(at);
                }
            }
            _ => {}
        }
    }
    found
}

/// The parts behind the words or the mark that opens a list.
fn list(pieces: &Pieces, opening: usize, mut wholes: Vec<usize>) -> Option<List> {
    let is_bracket = pieces.mark(opening) == Some(Mark::Open);
    let depth = pieces.depth(opening) + usize::from(is_bracket);
    let mut list = List { wholes: Vec::new(), is_next: false, groups: vec![Vec::new()], closes: false, is_cut: false };
    let mut done = Done::default();
    let is_whole = |wholes: &[usize], part: &Figure| {
        let whole = |at: &usize| pieces.figure(*at).filter(|whole| matches!(whole.unit, Unit::Counted(_)));
        wholes.iter().any(|at| whole(at).is_some_and(|whole| is_one_kind(whole, part)))
    };
    for at in (opening + 1..pieces.all.len()).take(AHEAD) {
        let Some(piece) = pieces.get(at).filter(|piece| piece.depth <= depth) else { continue };
        if piece.depth < depth {
            break;
        }
        let words = pieces.words_of(at);
        let has_parts = list.groups.iter().any(|group| !group.is_empty());
        match &piece.kind {
            Kind::Mark(Mark::Stop) => break,
            Kind::Mark(Mark::Colon) if has_parts => break,
            Kind::Mark(Mark::Semicolon) if list.groups.last().is_some_and(|group| !group.is_empty()) => {
                list.groups.push(Vec::new());
            }
            Kind::Words if words.contains("其中") => {
                list.is_cut = true;
                // 复议330件，其中审结293件；诉讼216件，其中…: the other count has a part of its own, and is none.
                if let [first, second] = list.groups.as_mut_slice()
                    && first.len() == 1
                {
                    second.clear();
                }
                break;
            }
            Kind::Words if has_parts && (has_any(words, RESPECTIVELY) || is_classing(pieces, at)) => break,
            Kind::Figure(figure) if figure.is_count() && is_whole(&wholes, figure) && !is_compared(pieces, at) => {
                let own = own_words(pieces, opening, at);
                if TURNS.iter().any(|turn| own.starts_with(turn)) && has_parts || done.turns(own, has_parts) {
                    break;
                }
                // A bare number is a part only where its clause ends with it.
                if figure.unit == Unit::Bare
                    && (own.is_empty() || pieces.get(at + 1).is_some() && pieces.mark(at + 1).is_none())
                {
                    continue;
                }
                if [FLOWS, FOUND, OVERLAPS].iter().any(|words| has_any(own, words)) || figure.is_about {
                    return None;
                }
                if let Some(group) = list.groups.last_mut() {
                    group.push(at);
                }
                list.closes = is_others(own) || has_any(own, REST);
                if has_any(own, REST) {
                    break;
                }
            }
            _ => {}
        }
    }
    list.groups.retain(|group| !group.is_empty());
    let first = pieces.figure(*list.groups.first()?.first()?)?;
    wholes.retain(|at| is_whole(&[*at], first));
    list.wholes = wholes;
    let nearest = list.wholes.first().map_or(opening, |at| at + 1);
    list.is_next = (nearest..opening).all(|at| pieces.mark(at).is_some_and(Mark::is_light));
    Some(list)
}

/// The words of a part: those before it in its clause, without what opens the list; where there are none, those
/// behind it.
fn own_words<'t>(pieces: &Pieces<'t>, opening: usize, at: usize) -> &'t str {
    let before = at.checked_sub(1).map_or("", |at| pieces.words_of(at));
    let words = match behind_opening(before) {
        Some(behind) => behind,
        None if at == opening + 1 => OPENINGS.iter().find_map(|word| before.strip_prefix(word)).unwrap_or(before),
        None => before,
    };
    if words.is_empty() { pieces.words_of(at + 1) } else { words.trim_start_matches(['：', ':']) }
}

/// What is done with the parts of a list so far.
#[derive(Default)]
struct Done {
    actions: Vec<&'static str>,
    has_states: bool,
}

impl Done {
    /// Whether a further part turns to another thing that is done, or to what became of all.
    fn turns(&mut self, words: &str, has_parts: bool) -> bool {
        let action = ACTIONS.iter().copied().find(|action| verb(words).starts_with(action));
        let has_states = is_state(words);
        if !has_parts {
            self.actions.extend(action);
            self.has_states = has_states;
            return false;
        }
        let is_new = action.is_some_and(|action| !self.actions.contains(&action));
        is_new || has_states && !self.has_states
    }
}

/// Words from their verb on.
fn verb(words: &str) -> &str {
    const ADVERBS: &[&str] = &["全部", "均", "都", "及时", "依法", "网上", "集中", "同步", "公开"];
    let rest = ADVERBS.iter().find_map(|adverb| words.strip_prefix(adverb)).unwrap_or(words);
    if rest.is_empty() { words } else { rest }
}

/// Whether words say what became of things: 已解决的, 办结.
pub(super) fn is_state(words: &str) -> bool {
    STATES.iter().any(|state| verb(words).starts_with(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each list as its totals, and its parts in groups.
    fn read(text: &str) -> Vec<String> {
        let pieces = Pieces::new(text);
        let place = |at: &usize| &text[pieces.all[*at].range.clone()];
        let places = |all: &[usize]| all.iter().map(place).collect::<Vec<_>>().join("+");
        let shown = |list: &List| {
            let groups: Vec<String> = list.groups.iter().map(|group| places(group)).collect();
            let closes = if list.closes { "!" } else { "" };
            let cut = if list.is_cut { "…" } else { "" };
            format!("{}={}{closes}{cut}", places(&list.wholes), groups.join(";"))
        };
        lists(&pieces).iter().filter(|list| !list.wholes.is_empty()).map(shown).collect()
    }

    #[test]
    fn lists_are_read_with_their_totals() {
        for (text, expected) in [
            ("发布信息3200条，其中甲2100条、乙1100条。", "3200条=2100条+1100条"),
            ("发布信息3200条。其中，甲2100条；乙900条；其他200条。", "3200条=2100条;900条;200条!"),
            ("制作45件（其中甲20件、乙25件）", "45件=20件+25件"),
            ("公开96条（甲41条、乙55条）", "96条=41条+55条"),
            ("收到530条：甲300条、乙230条", "530条=300条+230条"),
            ("收到186条，共分为三类：甲80条，乙106条", "186条=80条+106条"),
            ("推送412篇，包括甲260篇、乙152篇", "412篇=260篇+152篇"),
            ("共97件，分别为45件和52件", "97件=45件+52件"),
            ("共97件，分别为甲类45件、乙类52件", "97件=45件+52件"),
            ("共97件，按来源分，甲45件、其他单位52件，按结果分，丙97件", "97件=45件+52件! 52件+97件=97件"),
            ("共97件，同比增长10%，涉及甲18件，乙79件", "97件=18件+79件"),
            ("发布3200条，其中网站2100、微信1100。", "3200条=2100+1100"),
            ("活动12场，其中甲5场，其余7场在乙举办，共3场", "12场=5场+7场!"),
            ("收到128件，结转7件，其中甲126件、乙9件", "7件+128件=126件+9件"),
            ("甲9期，乙86件，其中丙30件，丁56件", "86件=30件+56件"),
            ("在86件来信中，丙30件，丁56件", "86件=30件+56件"),
            ("会议四次，其中联席会议三次、现场推进会两次", "四次=三次+两次"),
        ] {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_list_ends_where_another_statement_opens() {
        for (text, expected) in [
            ("收到530条，其中甲300条、乙160条，办结528条", "530条=300条+160条"),
            ("建议45件，其中主办30件，会办15件；承办提案52件，其中主办40件", "45件=30件+15件 52件=40件"),
            ("复议4件，其中维持3件；诉讼1件，其中维持1件", "4件=3件… 1件=1件"),
            ("建议97件，其中甲90件，其他7件。其中，已解决66件，已列入计划31件", "97件=90件+7件! 97件=66件+31件"),
            ("专区32个，其中甲10个、乙22个，较上年增加8个", "32个=10个+22个"),
            ("公众号40个，其中新开23个、注销29个", ""),
            ("检查30家，其中发现问题20家、整改20家", ""),
            ("开放日6场，其中线上2场，参加者310人", "6场=2场"),
            ("来信64封，其中38封为咨询，26封为建议", "64封=38封+26封"),
            ("清单48项，其中行政检查20项、行政确认28项、其他1项", "48项=20项+28项+1项!"),
        ] {
            assert_eq!(read(text).join(" "), expected, "{text}");
        }
    }
}
