//! The form of 2021, in force: 国办公开办函〔2021〕30号.

use super::ColumnRole::{InForce, Issued, Item, Repealed};
use super::Part::{One, Under};
use super::form_2019::{
    BALANCE, CARRIED_IN, CARRIED_OUT, CORNER, GRANTED, NOT_PROCESSED, OUTCOMES, PARTIAL, RECEIVED, REFUSED, REMEDIES,
    TOTAL, UNAVAILABLE, applications, count, item, outcome, outcomes,
};
use super::{Block, Column, Form, Kind, Part, WAN_YUAN};

const DECISIONS: &[Part<Column>] = &[count("decisions", "本年处理决定数量", Item)];

const FEES: Column = Column {
    key: "amount",
    label: "本年收费金额（单位：万元）",
    kind: Kind::Amount { unit: Some(WAN_YUAN) },
    role: Item,
};

/// The form of 2021.
pub static FORM: Form = Form {
    name: "2021",
    since: 2021,
    notice: "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）",
    section_titles: [
        "总体情况",
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
        "存在的主要问题及改进情况",
        "其他需要报告的事项",
    ],
    disclosure: &[
        Block {
            key: "item_1",
            title: "第二十条第（一）项",
            corner: CORNER,
            columns: &[
                count("issued", "本年制发件数", Issued),
                count("repealed", "本年废止件数", Repealed),
                count("in_force", "现行有效件数", InForce),
            ],
            rows: &[item("regulations", "规章"), item("normative", "行政规范性文件")],
        },
        Block {
            key: "item_5",
            title: "第二十条第（五）项",
            corner: CORNER,
            columns: DECISIONS,
            rows: &[item("licences", "行政许可")],
        },
        Block {
            key: "item_6",
            title: "第二十条第（六）项",
            corner: CORNER,
            columns: DECISIONS,
            rows: &[item("penalties", "行政处罚"), item("coercion", "行政强制")],
        },
        Block {
            key: "item_8",
            title: "第二十条第（八）项",
            corner: CORNER,
            columns: &[One(FEES)],
            rows: &[item("fees", "行政事业性收费")],
        },
    ],
    applications: &[applications(&[
        RECEIVED,
        CARRIED_IN,
        Under(
            OUTCOMES,
            &[
                GRANTED,
                PARTIAL,
                REFUSED,
                UNAVAILABLE,
                NOT_PROCESSED,
                outcomes(
                    "other_outcome",
                    "（六）其他处理",
                    &[
                        outcome("uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
                        outcome(
                            "fee_unpaid",
                            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
                        ),
                        outcome("other", "3.其他"),
                    ],
                ),
                TOTAL,
            ],
        ),
        CARRIED_OUT,
    ])],
    remedies: REMEDIES,
    balance: BALANCE,
};
