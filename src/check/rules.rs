//! Rules of the checks.

use crate::diagnostic::{ERROR, ERROR_OR_WARNING, NOTE, Rule, Text, WARNING, text};

const CONTINUITY: Text = text(
    "国办公开办函〔2021〕30号、〔2019〕60号所附格式：与上一年度报告衔接",
    "the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号: continuity with last year's report",
);
const FIND_FIGURE: Text = text(
    "对照台账找出填错的一格并改正；总计不写，程序会自动合计",
    "find the wrong figure in your records and mend it; a total that is left out is computed",
);
const PRACTICE: Text = text("各地年度报告检查的通行做法", "what inspections of annual reports look for");
const TABLE_3: Text = text(
    "国办公开办函〔2021〕30号（2019、2020年度：国办公开办函〔2019〕60号）所附格式，表三勾稽关系",
    "the form of 国办公开办函〔2021〕30号 (for 2019 and 2020: 国办公开办函〔2019〕60号), relations of table 三",
);
const TABLE_4: Text = text(
    "国办公开办函〔2021〕30号（2019、2020年度：国办公开办函〔2019〕60号）所附格式，表四",
    "the form of 国办公开办函〔2021〕30号 (for 2019 and 2020: 国办公开办函〔2019〕60号), table 四",
);
const WHOLE_FORM: Text = text(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号所附格式",
    "《政府信息公开条例》 art. 50; the form of 国办公开办函〔2021〕30号",
);
const CHARTS: Text = text("图表的写法（[charts]）", "charts ([charts])");
const DATA_FILE: Text = text("数据文件的写法", "the data file");

/// All of them.
pub(crate) static RULES: &[&Rule] = &[
    &APPLICATION_BALANCE,
    &OUTCOME_SUM,
    &APPLICANT_SUM,
    &REMEDY_SUM,
    &BLANK_TOTAL,
    &BLANK_CELL,
    &TABLE_MISSING,
    &PREVIOUS_ORGAN,
    &CARRIED_OVER,
    &IN_FORCE,
    &ITEMS_CONTINUITY,
    &SAME_AS_LAST_YEAR,
    &YEAR_JUMP,
    &UNIT_SLIP,
    &ACCEPT_UNUSED,
    &CHART_UNUSED,
    &ACCEPT_REFUSED,
];

pub(crate) static APPLICATION_BALANCE: Rule = Rule {
    code: "application-balance",
    severities: ERROR,
    acceptable: false,
    rule: text(
        "表三每一列：一（本年新收）加二（上年结转），等于三（七）总计加四（结转下年度）",
        "in each column of table 三, 一 (received) + 二 (carried in) = 三（七）总计 + 四 (carried out)",
    ),
    source: TABLE_3,
    remedy: FIND_FIGURE,
};

pub(crate) static OUTCOME_SUM: Rule = Rule {
    code: "outcome-sum",
    severities: ERROR,
    acceptable: false,
    rule: text(
        "表三每一列：（七）总计等于上面各行（最细一级）之和",
        "in each column of table 三, （七）总计 is the sum of the rows above it, each at its finest",
    ),
    source: TABLE_3,
    remedy: FIND_FIGURE,
};

pub(crate) static APPLICANT_SUM: Rule = Rule {
    code: "applicant-sum",
    severities: ERROR,
    acceptable: false,
    rule: text(
        "表三每一行：总计等于自然人和各类法人或其他组织之和",
        "in each row of table 三, 总计 is the sum over the applicants",
    ),
    source: TABLE_3,
    remedy: FIND_FIGURE,
};

pub(crate) static REMEDY_SUM: Rule = Rule {
    code: "remedy-sum",
    severities: ERROR,
    acceptable: false,
    rule: text(
        "表四每一组：总计等于结果维持、结果纠正、其他结果、尚未审结之和",
        "in each group of table 四, 总计 is the sum of the four results",
    ),
    source: TABLE_4,
    remedy: FIND_FIGURE,
};

pub(crate) static BLANK_TOTAL: Rule = Rule {
    code: "blank-total",
    severities: WARNING,
    acceptable: true,
    rule: text("总计留了空白，而它的各项有数字", "a total is stated as blank while its parts are figures"),
    source: TABLE_3,
    remedy: text(
        "删去这一格的 \"\"，程序会自动合计；或者填上总计",
        "delete the `\"\"` and the total is computed, or state the total",
    ),
};

pub(crate) static BLANK_CELL: Rule = Rule {
    code: "blank-cell",
    severities: WARNING,
    acceptable: true,
    rule: text(
        "表三、表四有空白、/ 或 - 的格：没有发生的应填 0（检查时，表三超过十格、表四超过五格要扣分）",
        "table 三 or 四 has cells that are blank, `/` or `-`: what did not happen is 0 (inspectors mark down more \
             than ten in 三, more than five in 四)",
    ),
    source: PRACTICE,
    remedy: text(
        "没有发生的填 0；确实不统计的，用 [[accept]] 写明理由",
        "write 0 for what did not happen; where no figure is kept, `[[accept]]` it with the reason",
    ),
};

pub(crate) static TABLE_MISSING: Rule = Rule {
    code: "table-missing",
    severities: ERROR_OR_WARNING,
    acceptable: true,
    rule: text(
        "表二、表三或表四一个数字也没有（draft = true 时为警告）",
        "table 二, 三 or 四 holds no figure at all (a warning with `draft = true`)",
    ),
    source: WHOLE_FORM,
    remedy: text("按格式填写；没有发生的填 0", "fill it in; write 0 for what did not happen"),
};

pub(crate) static PREVIOUS_ORGAN: Rule = Rule {
    code: "previous-organ",
    severities: ERROR_OR_WARNING,
    acceptable: true,
    rule: text(
        "--previous 的报告不是上一年度的（错误，不再与它比较），或者机关名称不同（警告）",
        "the report of --previous is not last year's (an error: nothing is compared), or names another organ (a \
             warning)",
    ),
    source: CONTINUITY,
    remedy: text(
        "换成本机关上一年度的数据文件；机关更名的，用 [[accept]] 写明",
        "name your own file of last year; where the organ was renamed, `[[accept]]` it",
    ),
};

pub(crate) static CARRIED_OVER: Rule = Rule {
    code: "carried-over",
    severities: ERROR,
    acceptable: true,
    rule: text(
        "表三每一列：本年的二（上年结转）等于上一年度报告的四（结转下年度）",
        "in each column of table 三, this year's 二 is last year's 四",
    ),
    source: CONTINUITY,
    remedy: text(
        "对照上一年度报告改正；上一年度报告有误的，用 [[accept]] 写明理由",
        "mend it after last year's report; where that one is wrong, `[[accept]]` it with the reason",
    ),
};

pub(crate) static IN_FORCE: Rule = Rule {
    code: "in-force",
    severities: WARNING,
    acceptable: true,
    rule: text(
        "现行有效件数等于上一年度的现行有效件数加本年制发、减本年废止",
        "现行有效 is last year's + 制发 − 废止 (form 2021)",
    ),
    source: CONTINUITY,
    remedy: text(
        "核对三个数字；口径有变化的，在表后说明，并用 [[accept]] 写明理由",
        "look at the three figures; where the way of counting has changed, say so below the table and `[[accept]]` it",
    ),
};

pub(crate) static ITEMS_CONTINUITY: Rule = Rule {
    code: "items-continuity",
    severities: WARNING,
    acceptable: true,
    rule: text(
        "上一年项目数量等于上一年度报告的上一年项目数量加其本年增/减（2019年版）",
        "上一年项目数量 is last year's + last year's 本年增/减 (form 2019)",
    ),
    source: CONTINUITY,
    remedy: text(
        "对照上一年度报告改正；口径有变化的，用 [[accept]] 写明理由",
        "mend it after last year's report, or `[[accept]]` it with the reason",
    ),
};

pub(crate) static SAME_AS_LAST_YEAR: Rule = Rule {
    code: "same-as-last-year",
    severities: WARNING,
    acceptable: true,
    rule: text("整张表和上一年度一模一样", "a whole table is the same as last year's"),
    source: PRACTICE,
    remedy: text(
        "确认没有误用上一年度的表；确实相同的，用 [[accept]] 写明理由",
        "make sure that it is not last year's table; where it is right, `[[accept]]` it with the reason",
    ),
};

pub(crate) static YEAR_JUMP: Rule = Rule {
    code: "year-jump",
    severities: NOTE,
    acceptable: true,
    rule: text(
        "件数超过上一年度的五倍，或者不足五分之一（两年中有一年不少于10）",
        "a count is above five times last year's or below a fifth of it, either being 10 or more",
    ),
    source: PRACTICE,
    remedy: text(
        "核对数字；变化属实的不必处理，可在第一部分说明原因",
        "look at the figure; where it is right nothing need be done, and 一 may say why",
    ),
};

pub(crate) static UNIT_SLIP: Rule = Rule {
    code: "unit-slip",
    severities: WARNING,
    acceptable: true,
    rule: text(
        "以万元计的金额超过上一年度的一千倍，或者超过一千万万元：可能把元填成了万元",
        "an amount in 万元 is above a thousand times last year's, or above 10⁷: 元 may have been typed as 万元",
    ),
    source: text(
        "国办公开办函〔2021〕30号所附格式，表二第（八）项：单位为万元",
        "the form of 国办公开办函〔2021〕30号, table 二, item 8: the unit is 万元",
    ),
    remedy: text("换算成万元", "convert it to 万元"),
};

pub(crate) static ACCEPT_UNUSED: Rule = Rule {
    code: "accept-unused",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "[[accept]] 没有对应的问题，而这项检查已经做过",
        "an `[[accept]]` matches nothing, although its check was made",
    ),
    source: text("数据文件的写法", "the data file"),
    remedy: text("删去这个 [[accept]]，或者改正它的 code、key", "delete it, or mend its `code` or `key`"),
};

pub(crate) static CHART_UNUSED: Rule = Rule {
    code: "chart-unused",
    severities: WARNING,
    acceptable: true,
    rule: text("图表写了，正文里没有用", "a chart is defined but shown nowhere"),
    source: CHARTS,
    remedy: text(
        "在正文里单独成段写 ![](chart:名称)，或者删去这个图表",
        "put ![](chart:NAME) in a paragraph of its own, or delete the chart",
    ),
};

pub(crate) static ACCEPT_REFUSED: Rule = Rule::error(
    "accept-refused",
    text("四种合计和读取错误不能用 [[accept]] 认可", "the four sums, and what cannot be read, cannot be accepted"),
    DATA_FILE,
    text("改正数据；确要照印，用 build --allow-errors", "mend the data; to print it as it is, `build --allow-errors`"),
);
