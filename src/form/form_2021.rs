//! The form of 2021, in force: 国办公开办函〔2021〕30号.

use super::form_2019::{CORNER, GRANTED, NOT_PROCESSED, PARTIAL, REFUSED, REMEDIES, UNAVAILABLE, applications};
use super::{Block, Entry, Form, Outcome};

const fn entry(key: &'static str, label: &'static str) -> Entry {
    Entry { key, label }
}

const DECISIONS: &[Entry] = &[entry("decisions", "本年处理决定数量")];

/// The form of 2021.
pub(super) static FORM: Form = Form {
    name: "2021",
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
                entry("issued", "本年制发件数"),
                entry("repealed", "本年废止件数"),
                entry("in_force", "现行有效件数"),
            ],
            rows: &[entry("regulations", "规章"), entry("normative", "行政规范性文件")],
        },
        Block {
            key: "item_5",
            title: "第二十条第（五）项",
            corner: CORNER,
            columns: DECISIONS,
            rows: &[entry("licences", "行政许可")],
        },
        Block {
            key: "item_6",
            title: "第二十条第（六）项",
            corner: CORNER,
            columns: DECISIONS,
            rows: &[entry("penalties", "行政处罚"), entry("coercion", "行政强制")],
        },
        Block {
            key: "item_8",
            title: "第二十条第（八）项",
            corner: CORNER,
            columns: &[entry("amount", "本年收费金额（单位：万元）")],
            rows: &[entry("fees", "行政事业性收费")],
        },
    ],
    applications: applications(&[
        GRANTED,
        PARTIAL,
        REFUSED,
        UNAVAILABLE,
        NOT_PROCESSED,
        Outcome {
            entry: entry("other_outcome", "（六）其他处理"),
            rows: &[
                entry("uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
                entry("fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
                entry("other", "3.其他"),
            ],
        },
    ]),
    remedies: REMEDIES,
};
