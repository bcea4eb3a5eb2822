//! Where the rules of the checks come from, named once where several share it.

use crate::diagnostic::{Text, text};

pub(super) const CONTINUITY: Text = text(
    "国办公开办函〔2021〕30号、〔2019〕60号所附格式：与上一年度报告衔接",
    "the forms of 国办公开办函〔2021〕30号 and 〔2019〕60号: continuity with last year's report",
);
pub(super) const PRACTICE: Text = text("各地年度报告检查的通行做法", "what inspections of annual reports look for");
pub(super) const TABLE_3: Text = text(
    "国办公开办函〔2021〕30号（2019、2020年度：国办公开办函〔2019〕60号）所附格式，表三勾稽关系",
    "the form of 国办公开办函〔2021〕30号 (for 2019 and 2020: 国办公开办函〔2019〕60号), relations of table 三",
);
pub(super) const TABLE_4: Text = text(
    "国办公开办函〔2021〕30号（2019、2020年度：国办公开办函〔2019〕60号）所附格式，表四",
    "the form of 国办公开办函〔2021〕30号 (for 2019 and 2020: 国办公开办函〔2019〕60号), table 四",
);
pub(super) const WHOLE_FORM: Text = text(
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号所附格式",
    "《政府信息公开条例》 art. 50; the form of 国办公开办函〔2021〕30号",
);
