//! The form of 2019 (试行): 国办公开办函〔2019〕60号.

use super::{Applications, Block, Entry, Form, Outcome, Remedies};

const fn entry(key: &'static str, label: &'static str) -> Entry {
    Entry { key, label }
}

const ITEM_COLUMNS: &[Entry] =
    &[entry("previous", "上一年项目数量"), entry("change", "本年增/减"), entry("decisions", "处理决定数量")];

/// Labels that both forms share stand here; `form_2021` takes them over.
pub(super) const CORNER: &str = "信息内容";

pub(super) const APPLICANTS: [Entry; 7] = [
    entry("natural", "自然人"),
    entry("enterprise", "商业企业"),
    entry("research", "科研机构"),
    entry("ngo", "社会公益组织"),
    entry("legal", "法律服务机构"),
    entry("other", "其他"),
    entry("total", "总计"),
];

pub(super) const GRANTED: Outcome = Outcome { entry: entry("granted", "（一）予以公开"), rows: &[] };

pub(super) const PARTIAL: Outcome = Outcome {
    entry: entry("partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    rows: &[],
};

pub(super) const REFUSED: Outcome = Outcome {
    entry: entry("refused", "（三）不予公开"),
    rows: &[
        entry("state_secret", "1.属于国家秘密"),
        entry("forbidden_by_law", "2.其他法律行政法规禁止公开"),
        entry("security_stability", "3.危及“三安全一稳定”"),
        entry("third_party", "4.保护第三方合法权益"),
        entry("internal", "5.属于三类内部事务信息"),
        entry("process", "6.属于四类过程性信息"),
        entry("case_file", "7.属于行政执法案卷"),
        entry("query", "8.属于行政查询事项"),
    ],
};

pub(super) const UNAVAILABLE: Outcome = Outcome {
    entry: entry("unavailable", "（四）无法提供"),
    rows: &[
        entry("not_held", "1.本机关不掌握相关政府信息"),
        entry("needs_creation", "2.没有现成信息需要另行制作"),
        entry("still_unclear", "3.补正后申请内容仍不明确"),
    ],
};

pub(super) const NOT_PROCESSED: Outcome = Outcome {
    entry: entry("not_processed", "（五）不予处理"),
    rows: &[
        entry("petition", "1.信访举报投诉类申请"),
        entry("repeated", "2.重复申请"),
        entry("publication", "3.要求提供公开出版物"),
        entry("excessive", "4.无正当理由大量反复申请"),
        entry("confirmation", "5.要求行政机关确认或重新出具已获取信息"),
    ],
};

/// Table 三 but for （六）, in which the forms differ.
pub(super) const fn applications(outcomes: &'static [Outcome]) -> Applications {
    Applications {
        corner: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        applicants: "申请人情况",
        organisations: "法人或其他组织",
        columns: APPLICANTS,
        incoming: [
            entry("received", "一、本年新收政府信息公开申请数量"),
            entry("carried_in", "二、上年结转政府信息公开申请数量"),
        ],
        outcomes_label: "三、本年度办理结果",
        outcomes,
        total: entry("total", "（七）总计"),
        carried_out: entry("carried_out", "四、结转下年度继续办理"),
    }
}

pub(super) const REMEDIES: Remedies = Remedies {
    litigation: "行政诉讼",
    groups: [
        entry("reconsideration", "行政复议"),
        entry("litigation_direct", "未经复议直接起诉"),
        entry("litigation_after", "复议后起诉"),
    ],
    columns: [
        entry("upheld", "结果维持"),
        entry("corrected", "结果纠正"),
        entry("other", "其他结果"),
        entry("pending", "尚未审结"),
        entry("total", "总计"),
    ],
};

/// The form of 2019.
pub(super) static FORM: Form = Form {
    name: "2019",
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
                entry("made", "本年新制作数量"),
                entry("published", "本年新公开数量"),
                entry("total", "对外公开总数量"),
            ],
            rows: &[entry("regulations", "规章"), entry("normative", "规范性文件")],
        },
        Block {
            key: "item_5",
            title: "第二十条第（五）项",
            corner: CORNER,
            columns: ITEM_COLUMNS,
            rows: &[entry("licences", "行政许可"), entry("other_services", "其他对外管理服务事项")],
        },
        Block {
            key: "item_6",
            title: "第二十条第（六）项",
            corner: CORNER,
            columns: ITEM_COLUMNS,
            rows: &[entry("penalties", "行政处罚"), entry("coercion", "行政强制")],
        },
        Block {
            key: "item_8",
            title: "第二十条第（八）项",
            corner: CORNER,
            columns: &[entry("previous", "上一年项目数量"), entry("change", "本年增/减")],
            rows: &[entry("fees", "行政事业性收费")],
        },
        Block {
            key: "item_9",
            title: "第二十条第（九）项",
            corner: CORNER,
            columns: &[entry("projects", "采购项目数量"), entry("amount", "采购总金额")],
            rows: &[entry("procurement", "政府集中采购")],
        },
    ],
    applications: applications(&[
        GRANTED,
        PARTIAL,
        REFUSED,
        UNAVAILABLE,
        NOT_PROCESSED,
        Outcome { entry: entry("other_outcome", "（六）其他处理"), rows: &[] },
    ]),
    remedies: REMEDIES,
};
