//! The form of 2019 (试行): 国办公开办函〔2019〕60号.

use super::ColumnRole::{Change, Item, Part as PartOfTotal, Previous, Total};
use super::Part::{One, Under};
use super::{Block, Column, ColumnRole, Form, Head, Kind, Part, Row, RowRole};

/// Labels, rows and columns that both forms share stand here; `form_2021` takes them over.
pub(super) const CORNER: &str = "信息内容";

/// A column of counts.
pub(super) const fn count(key: &'static str, label: &'static str, role: ColumnRole) -> Part<Column> {
    One(Column { key, label, kind: Kind::Count, role })
}

/// A row of table 二.
pub(super) const fn item(key: &'static str, label: &'static str) -> Part<Row> {
    One(Row { key, label, role: RowRole::Item })
}

/// A row of table 三.
const fn row(key: &'static str, label: &'static str, role: RowRole) -> Part<Row> {
    One(Row { key, label, role })
}

/// A row that （七）总计 sums.
pub(super) const fn outcome(key: &'static str, label: &'static str) -> Part<Row> {
    row(key, label, RowRole::Outcome)
}

/// An outcome of several rows.
pub(super) const fn outcomes(key: &'static str, label: &'static str, rows: &'static [Part<Row>]) -> Part<Row> {
    Under(Head { key, label, in_keys: true }, rows)
}

/// A label that the form prints over several, and the data file knows nothing of.
const fn printed(key: &'static str, label: &'static str) -> Head {
    Head { key, label, in_keys: false }
}

const PREVIOUS: Part<Column> = count("previous", "上一年项目数量", Previous);
const CHANGE: Part<Column> = One(Column { key: "change", label: "本年增/减", kind: Kind::Change, role: Change });
const ITEM_COLUMNS: &[Part<Column>] = &[PREVIOUS, CHANGE, count("decisions", "处理决定数量", Item)];

/// The columns of table 三.
const APPLICANTS: &[Part<Column>] = &[Under(
    printed("applicants", "申请人情况"),
    &[
        count("natural", "自然人", PartOfTotal),
        Under(
            printed("organisations", "法人或其他组织"),
            &[
                count("enterprise", "商业企业", PartOfTotal),
                count("research", "科研机构", PartOfTotal),
                count("ngo", "社会公益组织", PartOfTotal),
                count("legal", "法律服务机构", PartOfTotal),
                count("other", "其他", PartOfTotal),
            ],
        ),
        count("total", "总计", Total),
    ],
)];

pub(super) const RECEIVED: Part<Row> = row("received", "一、本年新收政府信息公开申请数量", RowRole::Received);
pub(super) const CARRIED_IN: Part<Row> = row("carried_in", "二、上年结转政府信息公开申请数量", RowRole::CarriedIn);
pub(super) const CARRIED_OUT: Part<Row> = row("carried_out", "四、结转下年度继续办理", RowRole::CarriedOut);
pub(super) const TOTAL: Part<Row> = row("total", "（七）总计", RowRole::Total);
pub(super) const OUTCOMES: Head = printed("outcomes", "三、本年度办理结果");

pub(super) const GRANTED: Part<Row> = outcome("granted", "（一）予以公开");

pub(super) const PARTIAL: Part<Row> = outcome("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）");

pub(super) const REFUSED: Part<Row> = outcomes(
    "refused",
    "（三）不予公开",
    &[
        outcome("state_secret", "1.属于国家秘密"),
        outcome("forbidden_by_law", "2.其他法律行政法规禁止公开"),
        outcome("security_stability", "3.危及“三安全一稳定”"),
        outcome("third_party", "4.保护第三方合法权益"),
        outcome("internal", "5.属于三类内部事务信息"),
        outcome("process", "6.属于四类过程性信息"),
        outcome("case_file", "7.属于行政执法案卷"),
        outcome("query", "8.属于行政查询事项"),
    ],
);

pub(super) const UNAVAILABLE: Part<Row> = outcomes(
    "unavailable",
    "（四）无法提供",
    &[
        outcome("not_held", "1.本机关不掌握相关政府信息"),
        outcome("needs_creation", "2.没有现成信息需要另行制作"),
        outcome("still_unclear", "3.补正后申请内容仍不明确"),
    ],
);

pub(super) const NOT_PROCESSED: Part<Row> = outcomes(
    "not_processed",
    "（五）不予处理",
    &[
        outcome("petition", "1.信访举报投诉类申请"),
        outcome("repeated", "2.重复申请"),
        outcome("publication", "3.要求提供公开出版物"),
        outcome("excessive", "4.无正当理由大量反复申请"),
        outcome("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
    ],
);

/// Table 三 but for its rows: the forms differ in （六）.
pub(super) const fn applications(rows: &'static [Part<Row>]) -> Block {
    Block {
        key: "",
        title: "",
        corner: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        columns: APPLICANTS,
        rows,
    }
}

pub(super) const BALANCE: &str = "一、本年新收 + 二、上年结转 = 三（七）总计 + 四、结转下年度";

/// The columns of each block of table 四.
const RESULTS: &[Part<Column>] = &[
    count("upheld", "结果维持", PartOfTotal),
    count("corrected", "结果纠正", PartOfTotal),
    count("other", "其他结果", PartOfTotal),
    count("pending", "尚未审结", PartOfTotal),
    count("total", "总计", Total),
];

const fn remedy(key: &'static str, row: &'static [Part<Row>]) -> Block {
    Block { key, title: "", corner: "", columns: RESULTS, rows: row }
}

const LITIGATION: Head = printed("litigation", "行政诉讼");

pub(super) const REMEDIES: &[Block] = &[
    remedy("reconsideration", &[item("reconsideration", "行政复议")]),
    remedy("litigation_direct", &[Under(LITIGATION, &[item("litigation_direct", "未经复议直接起诉")])]),
    remedy("litigation_after", &[Under(LITIGATION, &[item("litigation_after", "复议后起诉")])]),
];

/// The form of 2019.
pub static FORM: Form = Form {
    name: "2019",
    since: 2019,
    notice: "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）",
    section_titles: [
        "总体情况",
        "行政机关主动公开政府信息情况",
        "行政机关收到和处理政府信息公开申请情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "其他需要报告的事项",
    ],
    disclosure: &[
        Block {
            key: "item_1",
            title: "第二十条第（一）项",
            corner: CORNER,
            columns: &[
                count("made", "本年新制作数量", Item),
                count("published", "本年新公开数量", Item),
                count("total", "对外公开总数量", Total),
            ],
            rows: &[item("regulations", "规章"), item("normative", "规范性文件")],
        },
        Block {
            key: "item_5",
            title: "第二十条第（五）项",
            corner: CORNER,
            columns: ITEM_COLUMNS,
            rows: &[item("licences", "行政许可"), item("other_services", "其他对外管理服务事项")],
        },
        Block {
            key: "item_6",
            title: "第二十条第（六）项",
            corner: CORNER,
            columns: ITEM_COLUMNS,
            rows: &[item("penalties", "行政处罚"), item("coercion", "行政强制")],
        },
        Block {
            key: "item_8",
            title: "第二十条第（八）项",
            corner: CORNER,
            columns: &[PREVIOUS, CHANGE],
            rows: &[item("fees", "行政事业性收费")],
        },
        Block {
            key: "item_9",
            title: "第二十条第（九）项",
            corner: CORNER,
            columns: &[
                count("projects", "采购项目数量", Item),
                // The form names no unit.
                One(Column { key: "amount", label: "采购总金额", kind: Kind::Amount { unit: None }, role: Item }),
            ],
            rows: &[item("procurement", "政府集中采购")],
        },
    ],
    applications: &[applications(&[
        RECEIVED,
        CARRIED_IN,
        Under(
            OUTCOMES,
            &[GRANTED, PARTIAL, REFUSED, UNAVAILABLE, NOT_PROCESSED, outcome("other_outcome", "（六）其他处理"), TOTAL],
        ),
        CARRIED_OUT,
    ])],
    remedies: REMEDIES,
    balance: BALANCE,
};
