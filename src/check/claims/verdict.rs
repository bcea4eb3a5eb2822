//! What the prose says of cells, held against the cells.

use std::cell::OnceCell;
use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::{Sum, Value, value};
use super::claim::{Claim, Reader, Said};
use super::lexicon::Lexicon;
use crate::check::prose::passages::Passage;
use crate::check::subject::Subject;
use crate::diagnostic::{Diagnostic, Related, Rule, message};
use crate::form::{APPLICATIONS, REMEDIES};

/// A claim that contradicts every sum that its words can mean.
pub(super) struct Contradiction<'s, 'a> {
    pub passage: &'s Passage<'a>,
    /// The figure, or the words that deny.
    pub place: Range<usize>,
    /// The words as they stand.
    pub quote: String,
    /// What is said: 0 of a denial.
    pub said: Decimal,
    /// What the sums come to.
    pub values: Vec<Value<'a>>,
}

/// All that the prose of a report says of its tables.
#[derive(Default)]
pub(in crate::check) struct Claims(OnceCell<Vec<(usize, Vec<Claim>)>>);

impl Claims {
    /// The claims of each passage that has some, by the passage's place.
    pub(super) fn of(&self, subject: &Subject) -> &[(usize, Vec<Claim>)] {
        self.0.get_or_init(|| read(subject))
    }
}

/// 三 and 四 among the sections, from 0.
const APPLICATIONS_SECTION: usize = 2;
const REMEDIES_SECTION: usize = 3;

fn read(subject: &Subject) -> Vec<(usize, Vec<Claim>)> {
    let report = subject.this.report;
    let lexicon = Lexicon::new(report);
    let reader = Reader { lexicon: &lexicon, year: report.year };
    let mut section = None;
    let mut headings = Headings::default();
    // What a passage that ends in ： speaks of, the items below it speak of too.
    let mut leads: Option<&'static str> = None;
    let mut found = Vec::new();
    for (index, passage) in subject.passages.iter().enumerate() {
        if section.replace(passage.section) != Some(passage.section) {
            headings = Headings::default();
            leads = None;
        }
        if let Some(level) = passage.heading_level {
            headings.open(level, &passage.text);
            leads = None;
        }
        if passage.is_quoted || passage.section.is_none() {
            continue;
        }
        let text = &passage.text;
        let topic = headings.topic(passage.section).or(leads);
        let mut claims = reader.claims(text, &passage.heads, topic);
        claims.retain(|claim| claim.means.first().is_some_and(|sum| is_at_home(sum, passage, &headings, claim)));
        if text.trim_end().ends_with(['：', ':']) {
            leads = topic_of(text);
        }
        if !claims.is_empty() {
            found.push((index, claims));
        }
    }
    found
}

/// The headings that a passage stands below.
#[derive(Default)]
struct Headings(Vec<(u8, String)>);

impl Headings {
    fn open(&mut self, level: u8, text: &str) {
        self.0.retain(|(above, _)| *above < level);
        self.0.push((level, text.to_owned()));
    }

    /// The table that a passage of a section speaks of by where it stands.
    fn topic(&self, section: Option<usize>) -> Option<&'static str> {
        let of_headings = self.0.iter().rev().find_map(|(_, heading)| topic_of(heading));
        of_headings.or(match section {
            Some(APPLICATIONS_SECTION) => Some(APPLICATIONS),
            Some(REMEDIES_SECTION) => Some(REMEDIES),
            _ => None,
        })
    }
}

fn topic_of(text: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().any(|words| text.contains(words));
    match () {
        () if has(&["依申请", "公开申请", "申请公开"]) => Some(APPLICATIONS),
        () if has(&["复议", "诉讼"]) => Some(REMEDIES),
        () => None,
    }
}

/// Cases of any field fill other reports: those of table 四 are called cases of disclosure.
fn is_at_home(sum: &Sum, passage: &Passage, headings: &Headings, claim: &Claim) -> bool {
    const NAMED: [&str; 5] = ["信息公开", "政务公开", "依申请", "公开申请", "申请公开"];
    let named = |text: &str| NAMED.iter().any(|words| text.contains(words));
    let before = passage.text.get(..claim.words.end).unwrap_or_default();
    let denies = matches!(claim.said, Said::Nothing);
    sum.table != REMEDIES
        || passage.section == Some(REMEDIES_SECTION)
        || named(before)
        || headings.0.iter().any(|(_, heading)| named(heading))
        || denies && passage.section == Some(0)
}

/// The claims that contradict the tables, in the order of the prose.
pub(super) fn contradictions<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Contradiction<'s, 'a>> {
    let mut found = Vec::new();
    for (index, claims) in subject.claims.of(subject) {
        let Some(passage) = subject.passages.get(*index) else { continue };
        found.extend(claims.iter().filter_map(|claim| contradiction(subject, passage, claim)));
    }
    found
}

fn contradiction<'s, 'a>(
    subject: &'s Subject<'a>,
    passage: &'s Passage<'a>,
    claim: &Claim,
) -> Option<Contradiction<'s, 'a>> {
    let values: Vec<Option<Value<'a>>> = claim.means.iter().map(|sum| value(&subject.this, sum)).collect();
    // Sums that the form does not have say nothing; a cell that holds a text may say anything.
    let values: Vec<Value<'a>> = values.into_iter().flatten().collect();
    if values.is_empty() {
        return None;
    }
    let agrees = |value: &Value| match &claim.said {
        Said::Figure(figure) => figure.agrees(value.value),
        Said::Nothing => value.value.is_zero(),
    };
    let values = if claim.of_each {
        let wrong: Vec<Value> = values.into_iter().filter(|value| !agrees(value)).collect();
        Some(wrong).filter(|wrong| !wrong.is_empty())?
    } else {
        Some(values).filter(|values| !values.iter().any(agrees))?
    };
    let (place, said) = match &claim.said {
        Said::Figure(figure) => (figure.range.clone(), figure.value),
        Said::Nothing => (claim.words.clone(), Decimal::ZERO),
    };
    let quote = quote(&passage.text, &claim.words);
    Some(Contradiction { passage, place, quote, said, values })
}

/// The words of a claim, shortened in the middle.
fn quote(text: &str, words: &Range<usize>) -> String {
    /// Characters of a quotation beyond which it is shortened.
    const LONGEST: usize = 24;
    let words: Vec<char> = text.get(words.clone()).unwrap_or_default().chars().filter(|ch| *ch != '\n').collect();
    if words.len() <= LONGEST {
        return words.into_iter().collect();
    }
    let head: String = words.iter().take(LONGEST / 2).collect();
    let tail: String = words.iter().skip(words.len() - LONGEST / 2).collect();
    format!("{head}……{tail}")
}

impl Contradiction<'_, '_> {
    /// Whether it says that there is nothing where there is something, or the reverse.
    pub fn is_about_nothing(&self) -> bool {
        self.said.is_zero() || self.values.iter().all(|value| value.value.is_zero())
    }

    /// The finding about it.
    pub fn finding(&self, rule: &'static Rule) -> Diagnostic {
        let quote = &self.quote;
        let mut told: Vec<String> = Vec::new();
        let mut related: Vec<Related> = Vec::new();
        for value in &self.values {
            let number = value.value;
            let first = value.figures.first().map_or("", |figure| figure.key.split('.').next().unwrap_or_default());
            let table = match first {
                APPLICATIONS => "三",
                REMEDIES => "四",
                _ => "二",
            };
            told.push(format!("表{table}“{}”{number}", value.name));
            for figure in &value.figures {
                if !related.iter().any(|known| known.key.as_ref() == Some(&figure.key)) {
                    related.push(figure.related());
                }
            }
        }
        let (zh, en) = (told.join("，"), told.join("; "));
        let message = message!(
            zh: "正文写“{quote}”，与表格不符：{zh}",
            en: "the text says `{quote}`, the tables do not: {en}",
        );
        let help = message!(
            zh: "对照台账：正文错了改正文，表格错了改表格；两处说的不是一回事，用 [[accept]] 认可并写明理由",
            en: "look it up: mend the text or the table; if they speak of different things, accept it with the reason",
        );
        let passage = self.passage;
        Diagnostic::warning(rule, message)
            .at(passage.span(self.place.clone()))
            .key(passage.key)
            .help(help)
            .related(related)
    }
}
