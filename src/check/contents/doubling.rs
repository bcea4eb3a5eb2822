//! What Chinese doubles, and where one word ends with what the next begins with: which words that stand twice in a row
//! are slips.

use std::ops::Range;

use super::words::{before, behind, ends_with_any, opens_with};

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

/// How words that are compounds go on: a verb may stand before one that begins with the same verb (公开公开栏), an
/// owner before what is called after him (各部门部门预算).
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
const BY_WORD: [(&str, &[&str]); 16] = [
    ("委员会", &["商", "议", "同", "谈", "签", "审", "见", "诊", "办"]),
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
pub(super) fn is_slip(text: &str, word: &str, range: &Range<usize>) -> bool {
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
    // The office within an office: 县人民政府办公室办公室.
    let is_office = word == "办公室" && ends_with_any(before(text, range.start, 2), &["政府", "党委", "市委", "县委"]);
    if is_office {
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
