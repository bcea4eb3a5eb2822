//! The title: organ, year and what it is.

use super::dates::first_date;
use super::meant_character::meant;
use super::words::opens_with;
use super::{Check, Example, Run, Subject};
use crate::check::clauses::WHOLE_FORM;
use crate::diagnostic::{Diagnostic, ERROR, Message, Rule, message, text};
use crate::report::{OrganKind, Report, title_line};
use crate::source::Located;

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "title",
        severities: ERROR,
        acceptable: true,
        rule: text(
            "标题里缺机关名称、年度或者“政府信息公开工作年度报告”",
            "the title lacks the organ, the reporting year or 政府信息公开工作年度报告",
        ),
        source: WHOLE_FORM,
        remedy: text(
            "写成“机关名称＋年度＋政府信息公开工作年度报告”；删去 title，由程序来写",
            "write organ, year and 政府信息公开工作年度报告, or leave `title` out: the program writes it",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(title),
    example: Example::new(include_str!("title/bad.toml"), include_str!("title/good.toml")),
};

/// The name of the report (条例第四十九条).
const NAME: &str = "政府信息公开工作年度报告";

fn title(subject: &Subject) -> Vec<Diagnostic> {
    let report = subject.this.report;
    let lines: Vec<&str> = report.title.iter().map(|line| line.value.as_str()).collect();
    if lines == [report.organ.value.as_str(), &title_line(report.year)] {
        return Vec::new();
    }
    let whole = squeezed(&lines.concat());
    let (lacks_organ, lacks_name) = (!names_organ(&whole, &report.organ.value), !is_named(&whole));
    let wrong_year = wrong_year(&whole, report.year);
    if !lacks_organ && !lacks_name && wrong_year.is_none() {
        return Vec::new();
    }
    let (mut zh, mut en): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let organ = &report.organ.value;
    let mut say = |message: Message| {
        zh.push(message.in_lang(crate::diagnostic::Lang::Zh).to_owned());
        en.push(message.in_lang(crate::diagnostic::Lang::En).to_owned());
    };
    if lacks_organ {
        say(message!(zh: "没有机关名称“{organ}”", en: "the organ {organ} is missing"));
    }
    let year = report.year;
    match wrong_year {
        Some(Some(other)) => {
            say(message!(zh: "写的是 {other} 年，报告年度是 {year} 年", en: "it names {other}, not {year}"));
        }
        Some(None) => say(message!(zh: "没有 {year} 年", en: "the year {year} is missing")),
        None => {}
    }
    if lacks_name {
        say(message!(zh: "没有“{NAME}”", en: "{NAME} is missing"));
    }
    let (zh, en) = (zh.join("，"), en.join(", "));
    let message = message!(zh: "标题：{zh}", en: "the title: {en}");
    let help = message!(
        zh: "写成“{organ}{year}年{NAME}”；删去 title，由程序来写",
        en: "write {organ}{year}年{NAME}, or leave `title` out: the program writes it",
    );
    let place = place(report, wrong_year.flatten(), lacks_name).map(|line| line.span);
    vec![Diagnostic::error(CHECK.rule, message).at(place).key("report.title").help(help)]
}

/// The line that is wrong: that of another year, that of the name, else the first.
fn place(report: &Report, other: Option<u16>, lacks_name: bool) -> Option<&Located<String>> {
    let of_year = other.and_then(|other| {
        report.title.iter().find(|line| first_date(&line.value, 0, 200).is_some_and(|date| date.year == Some(other)))
    });
    let of_name = || report.title.iter().rfind(|line| line.value.contains("公开"));
    of_year.or_else(|| of_name().filter(|_| lacks_name)).or_else(|| report.title.first())
}

/// A text without blanks and quotation marks, and with what its characters are meant as: `characters` tells of those.
fn squeezed(text: &str) -> String {
    let is_blank = |ch: &char| ch.is_whitespace() || matches!(ch, '\u{200B}' | '\u{AD}' | '\u{FEFF}');
    let words = text.chars().filter(|ch| !is_blank(ch) && !matches!(ch, '“' | '”' | '《' | '》'));
    words.map(|ch| meant(ch).unwrap_or(ch)).collect()
}

/// `None` where the year is right, else the year that stands in its place, if there is one.
fn wrong_year(title: &str, year: u16) -> Option<Option<u16>> {
    let mut years = Vec::new();
    let mut from = 0;
    while let Some(date) = first_date(title, from, 200) {
        from = date.range.end;
        years.extend(date.year);
    }
    let is_there = years.contains(&year) || title.contains(&year.to_string());
    (!is_there).then(|| years.first().copied())
}

/// Whether a title calls the report by its name. The year may stand within, 政府信息公开工作2025年度报告, and 关于 may
/// stand before: 关于2025年政府信息公开工作情况的报告.
fn is_named(title: &str) -> bool {
    const STEM: &str = "政府信息公开工作";
    let Some((before, behind)) = title.split_once(STEM) else { return false };
    behind.contains("年度报告") || (before.contains("关于") && behind.contains("报告"))
}

/// What organs are called in short, beside their names; the longer first.
const SHORT_NAMES: [(&str, &str); 32] = [
    ("人民政府", "政府"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("国有资产监督管理委员会", "国资委"),
    ("监督管理委员会", "委"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("卫生健康", "卫健"),
    ("市场监督管理", "市场监管"),
    ("自然资源和规划", "自规"),
    ("自然资源规划", "自规"),
    ("文化和旅游", "文旅"),
    ("文化旅游", "文旅"),
    ("文化广电和旅游", "文广旅"),
    ("教育和体育", "教体"),
    ("教育体育", "教体"),
    ("工业和信息化", "工信"),
    ("退役军人事务", "退役军人"),
    ("医疗保障", "医保"),
    ("综合行政执法", "综合执法"),
    ("交通运输", "交通"),
    ("科学技术", "科技"),
    ("应急管理", "应急"),
    ("民族宗教事务", "民宗"),
    ("行政审批服务", "行政审批"),
    ("城市管理", "城管"),
];

/// Whether a title names the organ: in full or in short, with or without the units above it, a government also by its
/// place.
fn names_organ(title: &str, organ: &str) -> bool {
    let organ = squeezed(organ);
    let kind = OrganKind::of_organ(&organ);
    let (title, organ) = (in_short(title), in_short(&organ));
    let without_remark = organ.split(['（', '(']).next().unwrap_or_default();
    let of_place = match kind {
        OrganKind::Government | OrganKind::Township => {
            without_remark.strip_suffix("政府").or_else(|| without_remark.strip_suffix("办事处"))
        }
        OrganKind::Department => without_remark.strip_suffix("管委会"),
    };
    let names = [Some(organ.as_str()), Some(without_remark), of_place];
    names.into_iter().flatten().flat_map(below).any(|name| title.contains(name))
}

fn in_short(text: &str) -> String {
    SHORT_NAMES.iter().fold(text.to_owned(), |text, (long, short)| text.replace(long, short))
}

/// A name, and what is left of it below each unit that it opens with: 某省某市某局, 某市某局.
fn below(name: &str) -> impl Iterator<Item = &str> {
    /// What stands above an organ of the state in its place.
    const ABOVE: &[&str] = &["中华人民共和国", "国家税务总局"];
    /// How the names of places end.
    const PLACES: [char; 11] = ['省', '市', '区', '县', '州', '盟', '旗', '镇', '乡', '道', '木'];
    let rest = opens_with(name, ABOVE).and_then(|above| name.strip_prefix(above)).unwrap_or_default();
    let cuts = name.char_indices().filter(|(_, ch)| PLACES.contains(ch));
    let parts = cuts.filter_map(|(at, ch)| name.get(at + ch.len_utf8()..));
    let names_place = |part: &&str| part.chars().skip(1).any(|ch| PLACES.contains(&ch));
    let own = [name, rest].into_iter().filter(|part| !part.is_empty());
    own.chain(parts.filter(names_place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organs_and_their_short_names() {
        for (organ, title) in [
            ("某市人民政府", "某市2025年"),
            ("某省某市某区人民政府", "某区人民政府2025年"),
            ("某省某市某区人民政府", "某市某区2025年"),
            ("某县某镇人民政府", "某镇2025年"),
            ("国家税务总局某市税务局", "某市税务局2025年"),
            ("某县发展和改革局（某县粮食和物资储备局）", "某县发展和改革局2025年"),
            ("某区住房和城乡建设局", "某区住建局2025年"),
            ("某市人民政府办公室", "某市政府办2025年"),
            ("某市某区教育局", "某区教育局2025年"),
            ("某 局", "某局2025年"),
        ] {
            assert!(names_organ(&squeezed(title), organ), "{organ}: {title}");
        }
        for (organ, title) in [
            ("某市人民政府", "某县2025年"),
            ("某市某区人民政府", "某市2025年"),
            ("某市档案局", "某市2025年"),
            ("某市档案局", "档案局2025年"),
            ("某市人民政府办公室", "某市人民政府2025年"),
            ("某县卫生健康局", "某县卫生局2025年"),
        ] {
            assert!(!names_organ(&squeezed(title), organ), "{organ}: {title}");
        }
    }

    #[test]
    fn the_name_of_the_report() {
        for title in [
            "某局2025年政府信息公开工作年度报告",
            "某局政府信息公开工作2025年度报告",
            "某局关于2025年政府信息公开工作情况的报告",
        ] {
            assert!(is_named(title), "{title}");
        }
        for title in ["某局2025年政府信息公开工作报告", "某局2025年政府信息公开年度报告", "2025年政务公开工作年度报告"]
        {
            assert!(!is_named(title), "{title}");
        }
    }

    #[test]
    fn years_of_a_title() {
        assert_eq!(wrong_year("某市2025年报告", 2025), None);
        assert_eq!(wrong_year("某市二〇二五年报告", 2025), None);
        assert_eq!(wrong_year("某市2024年报告", 2025), Some(Some(2024)));
        assert_eq!(wrong_year("某市报告", 2025), Some(None));
    }
}
