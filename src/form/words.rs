//! What offices call the cells of the forms in their prose.
//!
//! From some eighty published reports of 2019 to 2025. A word stands for rows of a table or for columns of it, by their
//! keys; a key that a form does not have says nothing there. A new wording is a line.

use super::{APPLICATIONS, DISCLOSURE, REMEDIES};

/// Some words for cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Wording {
    /// Table that they speak of.
    pub table: &'static str,
    /// Rows or columns that they can mean.
    pub means: Means,
    /// The words, divided by blanks.
    pub words: &'static str,
}

/// What words can mean, each one of several sums: keys joined by `+`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Sums of rows, or of groups of rows.
    Rows(&'static [&'static str]),
    /// Sums of columns.
    Columns(&'static [&'static str]),
}

/// Key of the column of table 三 and 四 that a figure means where nothing else is said.
pub const TOTAL_COLUMN: &str = "total";

const fn rows(table: &'static str, means: &'static [&'static str], words: &'static str) -> Wording {
    Wording { table, means: Means::Rows(means), words }
}

const fn columns(table: &'static str, means: &'static [&'static str], words: &'static str) -> Wording {
    Wording { table, means: Means::Columns(means), words }
}

/// All that came, new or carried in.
const ALL: &str = "received+carried_in";
const CAME: &[&str] = &["received", ALL, "total"];
/// Organisations of every kind.
const ORGANISATIONS: &str = "enterprise+research+ngo+legal+other";
const LITIGATION: &str = "litigation_direct+litigation_after";

/// All words.
pub static WORDINGS: &[Wording] = &[
    rows(APPLICATIONS, &["received"], "新收 新收到 新增 新增加 新受理 新接收 新申请"),
    rows(APPLICATIONS, &["received", ALL], "收到 接收 接到 收取到 收悉 收件 接收到 收到的 收受 收录 接获"),
    rows(APPLICATIONS, CAME, "受理 接收受理 收到并受理 登记受理 接办 受理办理"),
    rows(APPLICATIONS, &[ALL], "收办 收到和结转 应办 应办理"),
    rows(APPLICATIONS, CAME, "办理 处理 收到并办理 收到和处理"),
    rows(APPLICATIONS, &["total"], "答复 回复 作出答复 做出答复 予以答复 答复申请人 书面答复 出具答复 出具"),
    rows(
        APPLICATIONS,
        &["total"],
        "办结 在办结 在办结的 办理完毕 办理完成 办复 办理答复 处理完毕 办理完结 办毕 结案 审结答复 完成答复 完成办理 \
        办结数",
    ),
    rows(
        APPLICATIONS,
        &["carried_in"],
        "上年结转 转本年 转到本年 转入本年 转至本年 结转本年 结转到本年 结转至本年 上年未办结 上年遗留",
    ),
    rows(
        APPLICATIONS,
        &["carried_out"],
        "正在办理 正在办理中 尚在办理 在办 在办理 在办理中 尚在法定办理期限内 在法定办理期限内 尚在法定期限内 \
        尚在法定答复期限内 尚在答复期限内 尚在规定办理期限内 尚在规定期限内 尚在办理期内 未办结 尚未办结 待办 正在处理 尚在办理期限内 在办理期限内 \
        仍在办理 还在办理 未到办理期限 未到期 办理期限未满 尚未答复 继续办理",
    ),
    rows(APPLICATIONS, &["granted"], "予以公开 同意公开 全部公开 准予公开 予以全部公开 完全公开"),
    rows(APPLICATIONS, &["granted+partial"], "公开和部分公开 公开及部分公开 公开或部分公开 公开与部分公开"),
    rows(APPLICATIONS, &["partial"], "部分公开 予以部分公开 区分处理"),
    rows(APPLICATIONS, &["refused"], "不予公开 不公开 不能公开 未予公开 决定不予公开"),
    rows(APPLICATIONS, &["unavailable"], "无法提供 不能提供 未能提供"),
    rows(APPLICATIONS, &["not_processed"], "不予处理 不处理 不作处理 不再处理的"),
    rows(APPLICATIONS, &["other_outcome"], "其他处理 作其他处理 其他方式处理 其它处理 作其它处理"),
    rows(APPLICATIONS, &["refused.state_secret"], "属于国家秘密 国家秘密 涉及国家秘密 涉密"),
    rows(
        APPLICATIONS,
        &["refused.forbidden_by_law"],
        "其他法律行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 其他法律、行政法规禁止公开",
    ),
    rows(
        APPLICATIONS,
        &["refused.security_stability"],
        "危及“三安全一稳定” 危及三安全一稳定 三安全一稳定 “三安全一稳定”",
    ),
    rows(
        APPLICATIONS,
        &["refused.third_party"],
        "保护第三方合法权益 第三方合法权益 侵害第三方合法权益 损害第三方合法权益 涉及第三方合法权益",
    ),
    rows(
        APPLICATIONS,
        &["refused.internal"],
        "属于三类内部事务信息 三类内部事务信息 内部事务信息 属于内部事务信息 内部事务",
    ),
    rows(APPLICATIONS, &["refused.process"], "属于四类过程性信息 四类过程性信息 过程性信息 属于过程性信息"),
    rows(APPLICATIONS, &["refused.case_file"], "属于行政执法案卷 行政执法案卷 行政执法案卷信息 执法案卷"),
    rows(APPLICATIONS, &["refused.query"], "属于行政查询事项 行政查询事项 行政查询"),
    rows(
        APPLICATIONS,
        &["unavailable.not_held"],
        "本机关不掌握相关政府信息 本机关不掌握 不掌握相关政府信息 不掌握相关信息 不掌握 \
        政府信息不存在 信息不存在",
    ),
    rows(APPLICATIONS, &["unavailable.not_held", "unavailable"], "没有掌握 未掌握"),
    rows(
        APPLICATIONS,
        &["unavailable.needs_creation"],
        "没有现成信息需要另行制作 没有现成信息 需要另行制作 无现成信息 没有现成信息、需要另行制作",
    ),
    rows(
        APPLICATIONS,
        &["unavailable.still_unclear"],
        "补正后申请内容仍不明确 补正后仍不明确 申请内容仍不明确 内容仍不明确",
    ),
    rows(
        APPLICATIONS,
        &["not_processed.petition"],
        "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类 信访举报投诉 信访类申请",
    ),
    rows(APPLICATIONS, &["not_processed.repeated"], "重复申请 属于重复申请"),
    rows(APPLICATIONS, &["not_processed.publication"], "要求提供公开出版物 公开出版物"),
    rows(APPLICATIONS, &["not_processed.excessive"], "无正当理由大量反复申请 大量反复申请 无正当理由反复申请"),
    rows(
        APPLICATIONS,
        &["not_processed.confirmation"],
        "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 要求确认或重新出具 要求重新出具",
    ),
    rows(
        APPLICATIONS,
        &["other_outcome.uncorrected"],
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正 逾期未补正 申请人逾期不补正 \
        申请人逾期未补正",
    ),
    rows(
        APPLICATIONS,
        &["other_outcome.fee_unpaid"],
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 \
        申请人逾期未按收费通知要求缴纳费用 逾期未按收费通知要求缴纳费用 逾期未缴费 逾期不缴费 \
        逾期未缴纳费用",
    ),
    columns(APPLICATIONS, &["natural"], "自然人 公民 公民个人 个人 自然人申请"),
    columns(
        APPLICATIONS,
        &[ORGANISATIONS],
        "法人或其他组织 法人和其他组织 法人及其他组织 法人或者其他组织 法人、其他组织 法人组织 法人",
    ),
    columns(APPLICATIONS, &["enterprise"], "商业企业"),
    columns(APPLICATIONS, &["enterprise", ORGANISATIONS], "企业"),
    columns(APPLICATIONS, &["research"], "科研机构"),
    columns(APPLICATIONS, &["ngo"], "社会公益组织 社会团体"),
    columns(APPLICATIONS, &["legal"], "法律服务机构 律师事务所"),
    rows(REMEDIES, &["reconsideration"], "行政复议 复议 行政复议案件 复议案件"),
    rows(REMEDIES, &[LITIGATION], "行政诉讼 诉讼 行政诉讼案件 诉讼案件"),
    rows(
        REMEDIES,
        &["litigation_direct"],
        "未经复议直接起诉 未经复议直接提起诉讼 直接起诉 直接提起诉讼 未经复议直接提起行政诉讼 \
        直接提起行政诉讼",
    ),
    rows(
        REMEDIES,
        &["litigation_after"],
        "复议后起诉 经复议又起诉 复议后提起诉讼 复议后提起行政诉讼 经复议后起诉 经复议后又起诉 \
        复议后又起诉 经复议又提起诉讼 复议后再起诉 复议后又提起诉讼 复议后又提起行政诉讼 \
        经复议后提起行政诉讼 经复议后提起诉讼 不服复议决定又起诉",
    ),
    rows(
        REMEDIES,
        &["reconsideration+litigation_direct+litigation_after"],
        "复议与诉讼 复议和诉讼 复议诉讼 行政复议和行政诉讼 行政复议与行政诉讼 行政复议及行政诉讼 \
        复议及诉讼 行政复议诉讼",
    ),
    columns(REMEDIES, &["upheld"], "结果维持 维持 予以维持 维持原 维持原行政行为 维持原答复 维持结果"),
    columns(REMEDIES, &["corrected"], "结果纠正 纠正 予以纠正 被纠正 责令重新答复 撤销原答复 确认违法 纠错 被纠错"),
    columns(REMEDIES, &["other"], "其他结果 其它结果"),
    columns(REMEDIES, &["pending"], "尚未审结 未审结 正在审理 正在审理中 尚在审理 尚在审理中 审理中 待审结 尚未办结的"),
    rows(DISCLOSURE, &["normative"], "规范性文件 行政规范性文件"),
    rows(DISCLOSURE, &["regulations"], "规章 政府规章 部门规章 行政规章"),
    rows(
        DISCLOSURE,
        &["normative+regulations"],
        "规章和规范性文件 规章及规范性文件 规章和行政规范性文件 规章、规范性文件",
    ),
    rows(DISCLOSURE, &["licences"], "行政许可"),
    rows(DISCLOSURE, &["penalties"], "行政处罚"),
    rows(DISCLOSURE, &["coercion"], "行政强制 行政强制措施"),
    rows(DISCLOSURE, &["fees"], "行政事业性收费"),
    columns(
        DISCLOSURE,
        &["issued", "made"],
        "制发 制定 出台 新制定 新制发 印发 新出台 制定出台 新印发 制定印发 制定发布 新制作 制作 \
        制定并公开 制发并公开",
    ),
    columns(
        DISCLOSURE,
        &["repealed"],
        "废止 清理废止 宣布失效 失效 废止失效 废止和失效 废止或宣布失效 废止、失效 废止和宣布失效 \
        宣布废止 予以废止 废止或失效",
    ),
    columns(DISCLOSURE, &["in_force", "total"], "现行有效 继续有效 有效 现行 保留有效 现行有效的"),
    columns(DISCLOSURE, &["published"], "新公开"),
    columns(DISCLOSURE, &["decisions"], "处理决定 决定"),
    columns(DISCLOSURE, &["amount"], "收费金额 收入 金额"),
];
