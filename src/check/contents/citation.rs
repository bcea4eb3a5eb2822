//! Documents that are cited with a wrong number, bracket or title.

use std::ops::Range;

use super::known_documents::{
    CitedNumber, CitedTitle, FEES, FORM_NOTICE, KNOWN, KnownDocument, OLD_NOTICE, REGULATIONS, cited_numbers,
    cited_titles, is_beside,
};
use super::passages::Passage;
use super::spots::at_spots;
use super::words::{before, behind, ends_with_any, has_any, is_in_title};
use super::{Check, Example, Run, Subject};
use crate::diagnostic::{Diagnostic, Message, Rule, Severity, message, text};

pub(super) static CHECK: Check = Check {
    rule: &Rule {
        code: "citation",
        severities: &[Severity::Warning, Severity::Note],
        acceptable: true,
        rule: text(
            "引用文件的文号、括号或名称有误；书名号里的书名号写成了 < >",
            "a document is cited with a wrong number, bracket or title, or with `< >` for 〈 〉",
        ),
        source: text(
            "国务院令第711号；国办公开办函〔2021〕30号、〔2019〕60号；国办函〔2020〕109号；GB/T 9704-2012；GB/T 15834-2011",
            "国务院令第711号; 国办公开办函〔2021〕30号 and 〔2019〕60号; 国办函〔2020〕109号; GB/T 9704-2012; GB/T 15834-2011",
        ),
        remedy: text(
            "照文件原样改正；文号的年份用六角括号〔 〕",
            "write it as the document has it; the year of a number stands in 〔 〕",
        ),
        cases: &[],
        pair: None,
    },
    needs: &[],
    run: Run::Findings(citation),
    example: Example::new(include_str!("citation/bad.toml"), include_str!("citation/good.toml")),
};

/// One finding for each place. What a quoted document cites is its own matter.
fn citation(subject: &Subject) -> Vec<Diagnostic> {
    let passages: Vec<&Passage> = subject.passages.iter().filter(|passage| !passage.is_quoted).collect();
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut old_notice: Option<(&Passage, Range<usize>)> = None;
    let mut cites_form_notice = false;
    for passage in passages {
        let cited = Cited::in_text(&passage.text);
        let faults = cited.faults(&passage.text);
        if old_notice.is_none() && !faults.iter().any(|fault| fault.is_about(&OLD_NOTICE)) {
            old_notice = cited.place_of(&OLD_NOTICE).map(|range| (passage, range));
        }
        cites_form_notice |= cited.place_of(&FORM_NOTICE).is_some();
        cites_form_notice |= faults.iter().any(|fault| fault.is_about(&FORM_NOTICE));
        found.extend(faults.into_iter().map(|fault| fault.told(passage)));
        found.extend(angle_brackets(passage));
    }
    let is_new_form = subject.this.report.form.notice.contains(FORM_NOTICE.written);
    if let Some((passage, range)) = old_notice.filter(|_| is_new_form && !cites_form_notice) {
        found.push(only_the_old_notice(passage, range));
    }
    found
}

/// The titles and numbers in a text.
struct Cited {
    titles: Vec<CitedTitle>,
    numbers: Vec<CitedNumber>,
}

/// Something that is cited wrong.
struct Fault {
    range: Range<usize>,
    /// The document that is meant.
    document: &'static KnownDocument,
    message: Message,
    help: Message,
}

impl Fault {
    fn is_about(&self, document: &KnownDocument) -> bool {
        self.document.written == document.written
    }

    fn told(self, passage: &Passage) -> Diagnostic {
        let finding = Diagnostic::warning(CHECK.rule, self.message).help(self.help);
        finding.at(passage.span(self.range)).key(passage.key)
    }
}

impl Cited {
    fn in_text(text: &str) -> Cited {
        Cited { titles: cited_titles(text), numbers: cited_numbers(text) }
    }

    /// Where a document is cited, by its number or its title.
    fn place_of(&self, document: &KnownDocument) -> Option<Range<usize>> {
        let number = self.numbers.iter().find(|number| number.is_of(document)).map(|number| number.range.clone());
        let title = || {
            let title = self.titles.iter().find(|title| document.titles().any(|known| title.words == known));
            title.map(|title| title.range.clone())
        };
        number.or_else(title)
    }

    fn faults(&self, text: &str) -> Vec<Fault> {
        let mut faults: Vec<Fault> = self.titles.iter().filter_map(wrong_title).collect();
        faults.extend(wrong_office(text, &faults));
        faults.extend(self.numbers.iter().filter_map(|number| self.wrong_number(text, number)));
        faults.sort_by_key(|fault| fault.range.start);
        faults
    }

    /// What is wrong with a number, by the title beside it, or by itself.
    fn wrong_number(&self, text: &str, number: &CitedNumber) -> Option<Fault> {
        let meant = match self.title_beside(text, number) {
            // 《条例》 is short for the one that all reports are made by.
            Some("条例") => Some(&REGULATIONS),
            Some(title) => KNOWN.into_iter().find(|document| is_called(document, title)),
            None => ends_before(text, number).or_else(|| self.meant_by(text, number)),
        }?;
        let is_right = number.is_of(meant);
        if is_right && number.in_brackets {
            return None;
        }
        let written = text.get(number.range.clone()).unwrap_or_default();
        let (right, title) = (meant.written, meant.short_titles.last().copied().unwrap_or(meant.title));
        let message = match is_right {
            true => message!(
                zh: "“{written}”的年份没有用六角括号〔 〕",
                en: "the year of `{written}` does not stand in 〔 〕",
            ),
            false => message!(
                zh: "“{written}”：《{title}》是{right}",
                en: "`{written}`: 《{title}》 is {right}",
            ),
        };
        let help = message!(zh: "改成{right}", en: "write {right}");
        Some(Fault { range: number.range.clone(), document: meant, message, help })
    }

    /// The title that stands beside a number.
    fn title_beside(&self, text: &str, number: &CitedNumber) -> Option<&str> {
        let is_last_before = |title: &&CitedTitle| title.range.end <= number.range.start;
        let before_it = self.titles.iter().rev().find(is_last_before).filter(|title| {
            let has_other = self
                .numbers
                .iter()
                .any(|other| other.range.start >= title.range.end && other.range.end <= number.range.start);
            !has_other && is_beside(text, &title.range, &number.range)
        });
        let behind_it = self.titles.iter().find(|title| title.range.start >= number.range.end);
        let behind_it = behind_it.filter(|title| is_beside(text, &number.range, &title.range));
        before_it.or(behind_it).map(|title| title.words.as_str())
    }

    /// The document that a number without its title is meant as: its own, or one whose number it only just misses.
    fn meant_by(&self, text: &str, number: &CitedNumber) -> Option<&'static KnownDocument> {
        let own = KNOWN.into_iter().find(|document| number.is_of(document));
        if own.is_some() {
            return own;
        }
        if number.word == REGULATIONS.word {
            // The decree of 2007, unless the text tells of its revision.
            return (number.number == OLD_DECREE && !tells_of_revision(text, &number.range)).then_some(&REGULATIONS);
        }
        let notices = [&FORM_NOTICE, &OLD_NOTICE];
        let crossed = notices.into_iter().find(|notice| {
            let other_number = notices.iter().any(|other| other.number == number.number);
            number.word == notice.word && number.year == notice.year && other_number
        });
        let is_about_reports = has_any(around(text, &number.range), &ABOUT_REPORTS);
        let missed = notices.into_iter().find(|notice| {
            let years = number.year.zip(notice.year).is_some_and(|(own, meant)| same_digits(own.into(), meant.into()));
            let numbers = same_digits(number.number, notice.number);
            let is_one_right = number.year == notice.year && numbers || number.number == notice.number;
            number.word == notice.word && is_about_reports && (years && numbers || is_one_right)
        });
        // The word before the number is almost that of the notice, or that of another office in a text about reports.
        let is_near_word = number.word.contains("公开") || is_about_reports && number.word.starts_with("国办");
        let of_other_word = notices
            .into_iter()
            .find(|notice| is_near_word && number.year == notice.year && number.number == notice.number);
        let is_about_fees = has_any(around(text, &number.range), &["处理费"]);
        let of_fees = Some(&FEES).filter(|fees| {
            let years = number.year.zip(fees.year).is_some_and(|(own, meant)| same_digits(own.into(), meant.into()));
            is_about_fees && years && same_digits(number.number, fees.number)
        });
        crossed.or(missed).or(of_other_word).or(of_fees)
    }
}

/// Whether a document goes by a title, be it one that is almost right.
fn is_called(document: &KnownDocument, title: &str) -> bool {
    document.titles().any(|known| near(title, known) != Near::Other) || document.wrong_titles.contains(&title)
}

/// The document whose title ends before a number without its marks: 政府信息公开条例（国务院令第711号）.
fn ends_before(text: &str, number: &CitedNumber) -> Option<&'static KnownDocument> {
    /// Characters of what stands between, and of the end of the title.
    const NEAR: usize = 24;
    let head = before(text, number.range.start, NEAR).trim_end_matches([' ', '：']);
    let head = head.strip_suffix("中华人民共和国").unwrap_or(head).trim_end_matches(['（', '(', '，', ' ']);
    KNOWN.into_iter().find(|document| document.ends.iter().any(|end| head.ends_with(end)))
}

/// The 条例 of 2007.
const OLD_DECREE: u32 = 492;
/// Words of a text that tells how the 条例 came to be what it is.
const OF_REVISION: [&str; 9] = ["2007", "2008", "二〇〇七", "修订", "修改", "废止", "原条例", "原《", "原国务院"];
/// Words of a text that speaks of annual reports.
const ABOUT_REPORTS: [&str; 4] = ["年度报告", "年报", "编制", "填报"];

/// Characters to either side of a number that say what it is about.
const NEAR: usize = 40;

fn around<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = range.start - before(text, range.start, NEAR).len();
    text.get(start..range.end + behind(text, range.end, NEAR).len()).unwrap_or_default()
}

fn tells_of_revision(text: &str, range: &Range<usize>) -> bool {
    has_any(around(text, range), &OF_REVISION)
}

/// Whether two numbers are written with the same digits in another order.
fn same_digits(one: u32, other: u32) -> bool {
    let digits = |number: u32| {
        let mut digits: Vec<char> = number.to_string().chars().filter(|digit| *digit != '0').collect();
        digits.sort_unstable();
        digits
    };
    digits(one) == digits(other)
}

/// How a title stands to that of a document.
#[derive(Debug, PartialEq)]
enum Near {
    Same,
    /// But for a few characters.
    Wrong,
    Other,
}

fn near(title: &str, known: &str) -> Near {
    if title == known {
        return Near::Same;
    }
    let length = known.chars().count();
    // A short title tells less: another document may differ in as much.
    let most = match length {
        0..10 => 1,
        10..30 => 2,
        _ => 3,
    };
    let is_near = title.chars().count().abs_diff(length) <= most && strsim::levenshtein(title, known) <= most;
    // What stands before a title or behind it makes another: 某省…, …的解读.
    let is_within = title.contains(known) || known.contains(title) && !known.ends_with(title);
    let is_insertion = title.chars().count() > length && !known.starts_with("国务院") && !known.starts_with("中华");
    if is_near && !is_within && !is_insertion { Near::Wrong } else { Near::Other }
}

/// A title that is almost that of a known document.
fn wrong_title(title: &CitedTitle) -> Option<Fault> {
    // Of a version of it, 条例（2019年修订）, the title itself.
    let words = title.words.split(['（', '(']).next().unwrap_or_default();
    let all = || KNOWN.into_iter().flat_map(|document| document.titles().map(move |known| (document, known)));
    // The end of a title is a title too: 年度报告格式.
    let is_right = all().any(|(_, known)| words == known || (known.ends_with(words) && !words.is_empty()));
    let almost = || all().find(|(_, known)| !is_right && near(words, known) == Near::Wrong);
    let wrong = KNOWN.into_iter().find(|document| document.wrong_titles.contains(&words));
    let (document, known) =
        wrong.and_then(|document| Some((document, document.short_titles.last().copied()?))).or_else(almost)?;
    let message = message!(
        zh: "《{words}》的名称不对：应是《{known}》",
        en: "《{words}》 is not the title: it is 《{known}》",
    );
    let help = message!(zh: "改成《{known}》", en: "write 《{known}》");
    Some(Fault { range: title.range.clone(), document, message, help })
}

/// The office that has issued the notices, and its name.
const OFFICE: [&str; 2] = ["政府信息", "政务公开办公室"];
/// What stands before it, whole and in short.
const ABOVE_OFFICE: [&str; 2] = ["国务院办公厅", "国办"];

/// The office under a wrong name, 政府信息于政务公开办公室, where no title has been told of.
fn wrong_office(text: &str, told: &[Fault]) -> Vec<Fault> {
    let [organ, office] = OFFICE;
    let mut found = Vec::new();
    for (at, _) in text.match_indices(organ) {
        let end = at + organ.len();
        if !ends_with_any(before(text, at, 6), &ABOVE_OFFICE) {
            continue;
        }
        let near = behind(text, end, 8);
        let Some(joint) = near.find(office).and_then(|length| near.get(..length)) else { continue };
        let is_told = told.iter().any(|fault| fault.range.contains(&at));
        if joint != "与" && joint.chars().count() <= 1 && !is_told {
            let range = at..end + joint.len() + office.len();
            let written = text.get(range.clone()).unwrap_or_default();
            let message = message!(
                zh: "“{written}”的名称不对：应是“{organ}与{office}”",
                en: "`{written}` is not the office's name: it is {organ}与{office}",
            );
            let help = message!(zh: "改成{organ}与{office}", en: "write {organ}与{office}");
            found.push(Fault { range, document: &FORM_NOTICE, message, help });
        }
    }
    found
}

/// The notice of 2019 alone in a report that is written in the form of 2021.
fn only_the_old_notice(passage: &Passage, range: Range<usize>) -> Diagnostic {
    let right = FORM_NOTICE.written;
    let message = message!(
        zh: "报告用的是 2021 年的格式，却只引用了 2019 年的通知",
        en: "the report is written in the form of 2021, but cites the notice of 2019 alone",
    );
    let help = message!(zh: "格式的依据是{right}", en: "the form is that of {right}");
    Diagnostic::note(CHECK.rule, message).at(passage.span(range)).key(passage.key).help(help)
}

/// Ends of titles, by which < > are told from signs that compare.
const ENDS_OF_TITLES: [&str; 20] = [
    "条例", "办法", "规定", "通知", "意见", "格式", "方案", "法", "细则", "规范", "要点", "报告", "函", "批复", "决定",
    "目录", "指南", "规划", "纲要", "标准",
];

/// `< >` around a title: 〈 〉 within 《 》. One finding a paragraph.
fn angle_brackets(passage: &Passage) -> Option<Diagnostic> {
    let text = passage.text.as_str();
    let pairs: Vec<[Range<usize>; 2]> = angle_pairs(text);
    let spots: Vec<Range<usize>> = pairs.iter().map(|[open, close]| open.start..close.end).collect();
    let first = spots.first()?;
    let words = text.get(first.clone()).unwrap_or_default();
    let inside = words.trim_matches(['<', '>', '＜', '＞']);
    let (open, close) = if is_in_title(text, first.start) { ("〈", "〉") } else { ("《", "》") };
    let message = message!(
        zh: "“{words}”的书名号写成了小于号和大于号",
        en: "`{words}`: signs that compare stand for the marks of a title",
    );
    let help = message!(zh: "改成 {open}{inside}{close}", en: "write {open}{inside}{close}");
    let in_title = pairs.iter().filter(|[open, _]| is_in_title(text, open.start));
    let edits =
        in_title.filter_map(|[open, close]| passage.edit_pair([(open.clone(), "〈"), (close.clone(), "〉")])).flatten();
    Some(at_spots(passage, &spots, Diagnostic::warning(CHECK.rule, message)).help(help).fix(edits))
}

/// Pairs of `<` and `>` around what can be a title.
fn angle_pairs(text: &str) -> Vec<[Range<usize>; 2]> {
    /// Characters of a title within a title.
    const LONGEST: usize = 60;
    let mut found: Vec<[Range<usize>; 2]> = Vec::new();
    for (at, open) in text.match_indices(['<', '＜']) {
        let inside = at + open.len();
        let near = behind(text, inside, LONGEST);
        let Some(end) = near.find(['>', '＞']) else { continue };
        let words = near.get(..end).unwrap_or_default();
        let is_words = words.chars().count() > 1
            && words.starts_with(|ch: char| is_han(ch) || ch.is_ascii_digit())
            && words.ends_with(|ch: char| is_han(ch) || ch == '）')
            && words.contains(is_han)
            && !words.contains(['<', '＜', '，', '。', '；', '、', '《', '》']);
        let is_title = is_in_title(text, at) || ENDS_OF_TITLES.iter().any(|end| words.ends_with(end));
        if is_words && is_title {
            let close = near.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            found.push([at..inside, inside + end..inside + end + close]);
        }
    }
    found
}

fn is_han(ch: char) -> bool {
    matches!(ch, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_right_wrong_or_another() {
        let of = |title: &str, document: &KnownDocument| {
            let all: Vec<Near> = document.titles().map(|known| near(title, known)).collect();
            if all.contains(&Near::Same) {
                "right"
            } else if all.contains(&Near::Wrong) {
                "wrong"
            } else {
                "other"
            }
        };
        for (title, is) in [
            ("中华人民共和国政府信息公开条例", "right"),
            ("政府信息公开条例", "right"),
            ("中华人民共和国信息公开条例", "wrong"),
            ("中华人民共和国政府信息公开工作条例", "wrong"),
            ("中华人民共和国政务信息公开条例", "wrong"),
            ("政府信息公开条列", "wrong"),
            ("某市政府信息公开条例", "other"),
            ("省政府信息公开条例", "other"),
            ("政府信息公开条例实施办法", "other"),
            ("政府信息公开规定", "other"),
            ("中华人民共和国政府采购法", "other"),
        ] {
            assert_eq!(of(title, &REGULATIONS), is, "{title}");
        }
        let local = "关于做好政府信息公开工作年度报告有关事项的通知";
        assert_eq!(of(local, &OLD_NOTICE), "other");
    }

    #[test]
    fn signs_that_compare_are_no_marks_of_titles() {
        let pairs = |text: &str| angle_pairs(text).len();
        assert_eq!(pairs("《关于印发<甲办法>的通知》"), 1);
        assert_eq!(pairs("《关于印发＜甲乙＞的通知》"), 1);
        assert_eq!(pairs("根据<政府信息公开条例>"), 1);
        for text in ["5<6，7>6", "温度<5℃且湿度>60%", "首页<公开>专栏", "a<b>c", "点击<依申请公开>"]
        {
            assert_eq!(pairs(text), 0, "{text}");
        }
    }
}
