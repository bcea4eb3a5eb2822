//! The words that say what a figure counts, and those that make it count something else.

use std::borrow::Cow;
use std::ops::Range;

use crate::check::prose::finder::Finder;
use crate::form::{APPLICATIONS, DISCLOSURE, REMEDIES, WORDINGS, Wording};
use crate::report::Report;

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It names cells.
    Cells(&'static Wording),
    /// It turns to a table: key of its section.
    Topic(&'static str),
    /// It turns to something that no table holds.
    Elsewhere,
    /// It makes what its clause says a part: of the applications, of what they were about.
    Narrow,
    /// It says how much of the organ, or of the year, all that follows in its sentence speaks of.
    Scope(Scope),
    /// What is named behind it does something, or is where it is done: 由办公室统一登记, 在服务中心设立.
    By,
    /// Last year, and the year to come.
    LastYear,
    NextYear,
    /// What was carried from one year to the next.
    Carry,
    /// It sums the words before it.
    Sum,
    /// Each of the words before it.
    Each,
    /// 申请, of what the words before it say.
    Application,
    /// It compares with last year.
    Compare,
    /// It compares with what it names.
    Than,
    /// It says which way a figure went.
    Change(Way),
    /// 其余, 另有: beside what was counted before.
    Rest,
    /// It denies.
    Not,
    /// 等形式: the ways named before it stand for all.
    AnyWay,
    /// It is not yet done.
    Progress,
    /// A way in which applications come.
    Channel,
    /// It says no more of what is counted.
    Neutral,
}

/// What a sentence speaks of from some word on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The whole organ; a part of it, or another.
    Organ,
    PartOfOrgan,
    /// The whole year; a part of it, or other years.
    Year,
    PartOfYear,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Up,
    Down,
    /// 持平
    Same,
    /// 翻番
    Double,
}

/// All words, ready to be looked for.
pub(super) struct Lexicon {
    /// What the organ calls itself.
    own: Vec<String>,
    words: Finder<Word>,
}

impl Lexicon {
    /// The words of all offices, with the names of this one.
    pub fn new(report: &Report) -> Lexicon {
        let own = own_names(&report.organ.value);
        let mut words: Vec<(Cow<str>, Word)> = Vec::new();
        words.extend(own.iter().map(|name| (name.clone().into(), Word::Scope(Scope::Organ))));
        for wording in WORDINGS {
            words.extend(wording.words.split(' ').map(|word| (word.into(), Word::Cells(wording))));
        }
        for (word, all) in WORDS {
            words.extend(all.split(' ').map(|pattern| (pattern.into(), *word)));
        }
        Lexicon { own, words: Finder::new(words) }
    }

    /// Whether a name is the organ's own.
    pub fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|own| own == name)
    }

    /// The words of a text in order: where each stands, and what it does.
    pub fn words<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Range<usize>, Word)> + 't {
        self.words.longest(text)
    }
}

/// What an organ calls itself: its name, without 人民政府, and the last part of it.
fn own_names(organ: &str) -> Vec<String> {
    let organ = organ.trim();
    let mut names = vec![organ.to_owned()];
    let place = organ.strip_suffix("人民政府").unwrap_or(organ);
    names.push(place.to_owned());
    names.push(format!("{place}政府"));
    // 市政府, 街道办事处
    let level = place.chars().last().filter(|_| place != organ);
    names.extend(level.map(|level| format!("{level}政府")));
    names.extend(["街道办事处", "街道办"].into_iter().filter(|_| organ.ends_with("街道办事处")).map(str::to_owned));
    // 某市档案局: 市档案局, 档案局.
    let marks = place.char_indices().filter(|(_, ch)| matches!(ch, '省' | '市' | '区' | '县' | '州' | '盟' | '旗'));
    for (at, ch) in marks {
        names.extend(place.get(at..).map(str::to_owned));
        names.extend(place.get(at + ch.len_utf8()..).map(str::to_owned));
    }
    names.retain(|name| name.chars().count() > 1);
    names
}

/// The words but for those that name cells. The longest word at a place counts, the first of equal ones.
const WORDS: &[(Word, &str)] = &[
    (
        Word::Topic(APPLICATIONS),
        "政府信息公开申请 信息公开申请 公开申请 依申请公开 依申请公开申请 依申请公开件 依申请公开事项 \
        依申请公开信息 依申请公开政府信息 依申请公开工作 依申请 申请公开 申请公开政府信息 政府信息申请 \
        政府信息公开的申请 公开政府信息的申请 公开政府信息申请 依申请件 公开申请件 政府信息公开申请书 \
        政府信息公开申请表 信息公开申请书",
    ),
    (Word::Topic(DISCLOSURE), "处理决定情况"),
    (Word::Topic(REMEDIES), "复议诉讼情况 行政复议诉讼情况 行政复议、行政诉讼情况 行政复议和行政诉讼情况"),
    (
        Word::Elsewhere,
        "热线 工单 来信 信箱 留言 咨询 诉求 建议 提案 议案 信访件 信访事项 来访 网民 许可申请 群众反映 \
        投诉 举报 意见 问政 访问 浏览 点击 稿件 栏目 公众号 微博 微信 短视频 新闻发布会 发布会 解读 \
        培训 会议 检查 抽查 督查 通报 评议 问卷 满意度 案卷评查 行政应诉 应诉 仲裁 证明 登记事项 \
        审批事项 清单 目录 信息发布 发布信息 发布各类信息 主动公开信息 公开信息 主动公开政府信息 \
        政务新媒体 网站 回应 热点 舆情 12345 信件 便民 办件 政务服务 合同 项目 公告 公示 公布 备案 草案 \
        起草 审查 审核 征求意见 征集 修订 修改 编制 评估 图解 问答 直播 要点 方案 制度 预案 规划 \
        责任追究 责任人 问题 隐患 错链 错别字 收费通知 信息处理费 处理费 罚款 预算 决算 资金",
    ),
    (
        Word::Compare,
        "同比 比上年 较上年 比去年 较去年 比上一年 较上一年 较上年度 较上一年度 比上年度 比上一年度 与上年 \
        与去年 与上年度 与上一年度 与上一年 与上年相比 与去年相比 与上年度相比 与上一年度相比 与上一年相比 \
        同上年相比 同去年相比 较上年同期 比上年同期 较去年同期 比去年同期 和上年 和去年 和上年相比 和去年相比 \
        相比上年 相比去年 相较上年 相较去年 相较于上年 相较于去年",
    ),
    (Word::Than, "较 比 相比 相较 相较于 对比 比较"),
    (Word::Change(Way::Up), "增加 增长 上升 上涨 提高 增多 增幅 增加了 增长了 上升了 增幅为 多了 增长率 增幅达"),
    (Word::Change(Way::Down), "减少 下降 降低 回落 下滑 降幅 减少了 下降了 降幅为 少了 降幅达"),
    (Word::Change(Way::Same), "持平 相同 一致"),
    (Word::Change(Way::Double), "翻番 翻一番 翻了一番 翻了一倍"),
    (Word::AnyWay, "等形式 等任何形式 等各种形式 等方式 等各种方式 等渠道 等任何方式 等各类形式 等各类渠道"),
    (Word::Progress, "尚 仍 正 待 还 尚需 仍需 拟"),
    (
        Word::Channel,
        "网上 网络 线上 互联网 电子邮件 邮件 邮箱 网页 平台 在线 信函 邮寄 快递 挂号信 传真 当面 现场 \
        窗口 口头 电话 书面 线下 其他渠道 其他方式",
    ),
    (
        Word::Narrow,
        "中有 里有 当中有 中的 延期 延长 补正 征求 会商 评查 抽取 抽样 类 方面 涉及 \
        有关 关于 领域 同一 个别 超期 逾期 超时 撤回 撤销 撤诉 终止 转办 转交 转送 移送 告知 主动 当场 \
        即时 提前 口头答复 环比 多于 少于 平均 人均 \
        日均 月均 每月 每件 每天 最多 最高 最低 首位 前三位 排名 率 占 占比 比例 比重 立案 登记 备案 \
        复议机关 受理的复议 应对 败诉 胜诉 代理 出庭 调解 履行 驳回 共性 疑难 复杂 简单 重点 典型 批次 \
        一次性 多次 反复 信息处理费 标准 决定书 决定信息 信息 文件 案件信息 结果信息 依据 流程 指南 \
        事项 程序",
    ),
    (
        Word::Scope(Scope::PartOfYear),
        "上半年 下半年 一季度 二季度 三季度 四季度 第一季度 第二季度 第三季度 第四季度 前三季度 各季度 \
        季度 截至目前为止 月底 月末 月份 月至 半年 近年 近年来 历年 施行以来 实施以来 以来 五年 三年 \
        十四五 任期 累计",
    ),
    (
        Word::Scope(Scope::PartOfOrgan),
        "市政府 区政府 县政府 镇政府 乡政府 省政府 街道办 街道办事处 省级 市级 县级 乡级 区级 镇级 州级 \
        省级行政机关 市级行政机关 县级行政机关 乡级行政机关 州本级 旗本级 县市 各县市 各旗县 乡镇人民政府 \
        市本级 区本级 县本级 省本级 本级 各县 各区 各镇 各乡镇 各街道 各部门 各单位 \
        部门 下属 直属 派出 局 厅 委员会 办公室 乡镇 街道 中心 分局 支队 大队 学校 医院 学院 县区 区县 \
        开发区 管委会 某 科室 处室 司局 个镇 个乡 其他单位 海关 税务局 支局",
    ),
    (
        Word::Scope(Scope::Year),
        "全年 本年 本年度 今年 年内 年度 一年来 一年 报告年度 年度内 当年 全年累计 全年总计 本年累计 \
        年度累计 截至年底 截至年末 年底 年末 截至 截止 期末 期间 报告期内 报告期 统计期内",
    ),
    (
        Word::Scope(Scope::Organ),
        "我市 我区 我县 我省 我局 我委 我厅 我办 我镇 我乡 我街道 我校 我院 我部 我署 我关 我中心 我单位 \
        本市 本区 本县 本省 本局 本委 本厅 本办 本镇 本乡 本街道 本校 本院 本部 本机关 本单位 本部门 \
        本行政机关 全市 全区 全县 全省 全镇 全乡 全局 全系统 全街道 全州 全盟 全旗 全委 全厅 全校 全关 \
        全市各级 全区各级 全县各级 各级行政机关 行政机关 各级 各级各部门 全市政府系统 政府系统 \
        全市税务系统 全市各级各部门 全区各部门 \
        全市各部门 全县各部门 各部门各单位 各级政府 各级机关 全国税务系统 全市行政机关 全区行政机关 \
        全县行政机关 全省行政机关",
    ),
    (Word::By, "由 在"),
    (Word::LastYear, "上年 上年度 上一年 上一年度 去年 去年度 上期 上年末 上年底 上年转来"),
    (Word::NextYear, "下年 下年度 下一年 下一年度 次年 次年度 明年 下期"),
    (Word::Carry, "结转 转结 转入 转到 转来 转至 转下 接转 结存 结转的 结转件 转"),
    (
        Word::Sum,
        "合计 总计 共计 共 总共 一共 合起来 加起来 两类 三类 四类 两项 三项 两者 三者 两种 三种 几类 \
        两部分 总量 总数 总数为 各类",
    ),
    (Word::Each, "各 均 都 均为 分别 分别为"),
    (Word::Rest, "其余 余下 剩余 剩下 尚余 另有 其它 还有 尚有 另 其余的"),
    (Word::Application, "申请 申请件 申请书 申请表 申请数 申请量 申请数量 申请总数 申请件数 的申请"),
    (
        Word::Not,
        "未 没有 无 未有 不存在 未曾 尚未 并未 没 零 从未 均未 都没有 未出现 未发生 未收到 未接到 未产生 \
        没有收到 没有发生 没有产生 未有发生 不曾",
    ),
    (
        Word::Neutral,
        "政府信息公开 政府信息 信息公开 政务公开 政府 公开 情况 工作 方面的 件 数 数量 件数 总件数 案件 \
        案 事件 的 了 为 是 有 和 与 及 以及 并 或 其 其中 等 中 内 对 于 而 被 经 已 已经 均已 全部 \
        全 累计办 按时 按期 及时 依法 依规 依法依规 按照 规定 法定 时限 期限 期限内 法定期限内 程序 \
        按程序 规范 认真 积极 妥善 严格 顺利 如期 高效 稳妥 准确 圆满 除 外 此外 同时 至 到 从 自 起 止 \
        将 需 须 应 实际 实 者 发生 产生 引起 引发 提起 提出 提交 递交 申请人 被申请 因 涉 出现 存在 \
        接受 方式 形式 书 公民、法人或其他组织 公民、法人和其他组织 公民、法人或者其他组织 \
        公民、法人及其他组织 公民法人和其他组织 公民、法人以及其他组织 自然人、法人或其他组织 \
        自然人、法人和其他组织 公民、法人、其他组织 社会公众 公众 群众 人民群众 社会 向 作出 做出 作 做 \
        给予 予以 本 该 上述 以上 这 分为 包括 包含 含 计 即 另外 属于 属 系 所 之 又 再 也 \
        就 后 前 时 年 月 日 新 老 件次 份 条 宗 例 项 达 达到 约 近 余 多 来 办理结果 结果 其他 类型 \
        分类 看 来看 构成 组成 主体 来源 处理结果 答复结果 按 按照办理结果 统计 数据 总 纳入 列入 计入 \
        认定 确定 确认为 视为 分 分成 行政 机关 行为 决定 被告 收费 征收 收取 实现 完成 条例 要求 新的 \
        国家 当前 目前 期 原因 主要 理由 由于 区分 情形 一并 相关 文书 以 用 通过 各渠道 各种渠道 \
        渠道 多渠道 信息类 政府信息公开类 因政府信息公开 公开类 信息公开类 类案件 类行政 接续 继续 续办 \
        跨年 跨年度 本年度内 可 能 任何 加上 加之 连同 再加 新增的 共有 整 总体 \
        经审查 经审核 经检索 经查 经核实 经研究 经查找 审查后 \
        及各部门 及其部门 及所属部门 及各单位 及所属单位 及下属单位 及直属单位 及部门 及各街道 及各镇街 及各乡镇 \
        及各部门、街道 及各部门、各街道 及各部门、乡镇 及各部门、各乡镇 及各部门、镇街 及各部门、各镇街 \
        及各部门、各单位 及各部门各单位 及各乡镇、各部门 及各街道、各部门 和各部门 和各部门、各乡镇 和各部门、各街道",
    ),
];
