//! What stands behind a number: measure words, per cent, money, dates.

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Unit {
    /// A measure word, such as 件.
    Counted(&'static str),
    /// Nothing that is named.
    Bare,
    /// Per cent: 71%, 百分之七十一, 七成.
    Percent,
    /// 个百分点.
    Points,
    /// Money: the value is in 万元.
    Money,
    /// A year: the value is its number.
    Year,
    /// A date, a span of time, a number of a document, a phone: nothing that is counted.
    Other,
}

/// The unit that stands at a byte, and its length in bytes.
pub(super) fn unit_at(text: &str, place: usize) -> Option<(Unit, usize)> {
    let ahead = text.get(place..).unwrap_or_default();
    let direct = UNITS.iter().find(|(word, _)| ahead.starts_with(word)).map(|(word, unit)| (*unit, word.len()));
    // 余万元: the 万 belongs to the number and is looked at elsewhere.
    direct.or_else(|| {
        let behind = ahead.strip_prefix(['万', '亿'])?;
        UNITS.iter().any(|(word, _)| behind.starts_with(word)).then_some((Unit::Bare, 0))
    })
}

/// What may follow a number: the longer ones first.
const UNITS: &[(&str, Unit)] = &[
    ("个百分点", Unit::Points),
    ("百分点", Unit::Points),
    ("%", Unit::Percent),
    ("％", Unit::Percent),
    ("‰", Unit::Other),
    ("个工作日", Unit::Other),
    ("工作日", Unit::Other),
    ("个自然日", Unit::Other),
    ("个小时", Unit::Other),
    ("个月", Unit::Other),
    ("年度", Unit::Other),
    ("年", Unit::Other),
    ("月", Unit::Other),
    ("日", Unit::Other),
    ("号", Unit::Other),
    ("小时", Unit::Other),
    ("时", Unit::Other),
    ("点", Unit::Other),
    ("分钟", Unit::Other),
    ("分", Unit::Other),
    ("秒", Unit::Other),
    ("天", Unit::Other),
    ("周", Unit::Other),
    ("季度", Unit::Other),
    ("届", Unit::Other),
    ("楼", Unit::Other),
    ("室", Unit::Other),
    ("倍", Unit::Other),
    ("元", Unit::Money),
    ("件次", Unit::Counted("件次")),
    ("人次", Unit::Counted("人次")),
    ("件", Unit::Counted("件")),
    ("份", Unit::Counted("份")),
    ("条", Unit::Counted("条")),
    ("宗", Unit::Counted("宗")),
    ("起", Unit::Counted("起")),
    ("个", Unit::Counted("个")),
    ("例", Unit::Counted("例")),
    ("项", Unit::Counted("项")),
    ("部", Unit::Counted("部")),
    ("次", Unit::Counted("次")),
    ("期", Unit::Counted("期")),
    ("篇", Unit::Counted("篇")),
    ("场", Unit::Counted("场")),
    ("名", Unit::Counted("名")),
    ("人", Unit::Counted("人")),
    ("家", Unit::Counted("家")),
    ("户", Unit::Counted("户")),
    ("册", Unit::Counted("册")),
    ("批", Unit::Counted("批")),
    ("类", Unit::Counted("类")),
    ("种", Unit::Counted("种")),
    ("款", Unit::Counted("款")),
    ("张", Unit::Counted("张")),
    ("幅", Unit::Counted("幅")),
    ("处", Unit::Counted("处")),
    ("轮", Unit::Counted("轮")),
    ("卷", Unit::Counted("卷")),
    ("位", Unit::Counted("位")),
    ("所", Unit::Counted("所")),
    ("本", Unit::Counted("本")),
    ("套", Unit::Counted("套")),
    ("块", Unit::Counted("块")),
    ("台", Unit::Counted("台")),
    ("封", Unit::Counted("封")),
    ("则", Unit::Counted("则")),
    ("笔", Unit::Counted("笔")),
    ("座", Unit::Counted("座")),
    ("页", Unit::Counted("页")),
    ("组", Unit::Counted("组")),
];
