//! What an inspector expects of each section, asked in the file's comments (条例第五十条, and the notices in
//! docs/forms.md).

use super::sheet::Sheet;
use crate::form::{APPLICATIONS, DISCLOSURE, REMEDIES, SECTION_KEYS};
use crate::report::OrganKind;

/// Headings of 一: the aspects of which it must speak (国办公开办函〔2021〕30号).
pub(super) const OVERVIEW_HEADINGS: [&str; 5] =
    ["主动公开情况", "依申请公开情况", "政府信息管理情况", "政府信息公开平台建设情况", "监督保障情况"];

/// How the file is filled in, for who has never seen one.
pub(super) fn how_to_fill() -> Vec<String> {
    [
        "填写方法：",
        "  1. # 后面是说明，不会印出来。别的符号（引号、等号、逗号、括号）都用半角，不要删。",
        "  2. 数字填在表格的格子里：把 \"\" 换成数字，数字不加引号，例如 [66, 0, 0]。",
        "     留着 \"\" 是空白；0、\"/\" 和空白是三回事，照实填写。",
        "     Excel 里的整张表也可以复制来：在这一部分写 pasted = '''，换行粘贴，末尾再写一行 '''。",
        "  3. 文字写在两行 ''' 之间，一行就是一段，从 Word、网页复制来直接粘贴，段首的空格不用删。",
        "     ## 开头的一行、（一）开头的一行是（一）级标题，### 开头的是 1. 级标题，序号由程序编排。",
        "  4. 随时可以生成 PDF 看看：nianbao build 本文件名",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// The deadline, and where the date goes (条例第四十九条).
pub(super) fn deadline(sheet: &Sheet) -> String {
    let next = sheet.year.saturating_add(1);
    let limit = match sheet.organ_kind() {
        OrganKind::Government => format!("县级以上人民政府应在{next}年3月31日前向社会公布"),
        OrganKind::Department => format!("部门应在{next}年1月31日前向主管部门提交并向社会公布"),
        OrganKind::Township => "发布日期按上级要求".to_owned(),
    };
    // A date that is known is no comment.
    let remedy = if sheet.published.is_none() { "删去行首的 #，" } else { "" };
    format!("发布日期：{remedy}改成实际日期。{limit}")
}

/// The preface that a report opens with: the 条例, the notice, the six parts and the period.
pub(super) fn opening(sheet: &Sheet) -> String {
    let (notice, year) = (sheet.form.notice, sheet.year);
    let titles: Vec<String> = (0..SECTION_KEYS.len()).map(|index| sheet.section_title(index)).collect();
    format!(
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和{notice}的要求，编制本报告。报告由{}六个部分组成。\n\n\
         本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。\n",
        titles.join("、")
    )
}

/// What is asked of the preface.
pub(super) fn preface(sheet: &Sheet) -> Vec<String> {
    let year = sheet.year;
    vec![
        "要写到：".to_owned(),
        "  - 编制依据：《中华人民共和国政府信息公开条例》（国务院令第711号）".to_owned(),
        format!("  - 数据的统计期限：{year}年1月1日至{year}年12月31日"),
        "  - 报告的六个部分，名称与下面各部分的标题一致".to_owned(),
        "  - 报告电子版在哪个网站下载；有疑问与谁联系（单位、地址、邮政编码、电话）".to_owned(),
    ]
}

/// What is asked of a section.
pub(super) fn section(sheet: &Sheet, key: &str) -> Vec<String> {
    let balance = format!("每一列都要平衡：{}。", sheet.form.balance);
    let lines: Vec<&str> = match key {
        "overview" => return overview(sheet),
        DISCLOSURE => vec![
            "《条例》第二十条规定应当主动公开的几类信息，填本年的件数或金额。",
            "不掌握的格子填 \"/\" 或留空白；带说明的写成 { value = 22, text = \"22（其中修订16件）\" }。",
        ],
        APPLICATIONS => vec![
            "总计不用填，由程序按各列相加；自己填了，程序就核对。",
            &balance,
            "没有发生的填 0：空白和 \"/\" 超过十格，检查时会扣分。",
            "从电子表格复制来的一行，可以整行粘贴在引号里：received = \"粘贴在这里\"。",
        ],
        REMEDIES => vec![
            "总计不用填，由程序相加；没有发生的填 0：空白和 \"/\" 超过五格，检查时会扣分。",
            "填的是因政府信息公开引起的案件，以办理结果计。",
        ],
        "problems" => vec![
            "要写到：",
            "  - 存在的主要问题：具体、与本机关有关，不能写“无”",
            "  - 改进情况：对应每个问题的措施；上一年报告提出的问题改得怎样",
            "  - 不要照抄上一年的文字：检查时会逐年比对",
        ],
        "other" => return other(sheet),
        _ => Vec::new(),
    };
    lines.into_iter().map(str::to_owned).collect()
}

fn overview(sheet: &Sheet) -> Vec<String> {
    let mut asks = vec![
        "要写到：".to_owned(),
        "  - 主动公开：公开了哪些信息、政策解读、回应关切".to_owned(),
        "  - 依申请公开：收到、办结、结转各多少件，怎样办理；数字与第三部分的表一致".to_owned(),
        "  - 政府信息管理：规范性文件管理、公开属性认定、保密审查".to_owned(),
        "  - 平台建设：政府网站、政府公报、政务新媒体、查阅场所".to_owned(),
        "  - 监督保障：机构人员、培训、检查".to_owned(),
    ];
    if matches!(sheet.organ_kind(), OrganKind::Government | OrganKind::Township) {
        asks.push("  - 还有工作考核、社会评议、责任追究的情况和结果（《条例》第五十条第四项）".to_owned());
    }
    asks
}

/// 六, with the sentence on 信息处理费 that every report needs.
fn other(sheet: &Sheet) -> Vec<String> {
    let year = sheet.year;
    vec![
        "要写到：".to_owned(),
        "  - 信息处理费：本年收没收、收了多少；没有收取也要写明，不能只写“无”。例如：".to_owned(),
        format!("    依据《政府信息公开信息处理费管理办法》（国办函〔2020〕109号），{year}年本机关未收取信息处理费。"),
        "  - 其他需要报告的事项，如年度政务公开工作要点的落实情况".to_owned(),
    ]
}
