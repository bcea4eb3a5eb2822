//! What the prose says of cells, held against the cells.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::cells::{Sum, Value, value};
use super::claim::{Claim, Reader, Said, Statements};
use super::known::{Known, read_known};
use super::lexicon::Lexicon;
use crate::check::prose::passages::Passage;
use crate::check::subject::Subject;
use crate::diagnostic::{Diagnostic, Related, Rule, message};
use crate::form::{APPLICATIONS, REMEDIES};
use crate::report::Report;

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
pub(in crate::check) struct Claims {
    lexicon: OnceCell<Lexicon>,
    statements: OnceCell<Vec<(usize, Statements)>>,
    known: OnceCell<BTreeMap<usize, Known>>,
}

impl Claims {
    /// The words that the prose is read with.
    pub(super) fn lexicon(&self, report: &Report) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(report))
    }

    /// What the tables hold for the figures of each passage, by the passage's place.
    pub(super) fn known(&self, subject: &Subject) -> &BTreeMap<usize, Known> {
        self.known.get_or_init(|| read_known(subject))
    }

    /// What each passage says that says something, by the passage's place.
    pub(super) fn of(&self, subject: &Subject) -> &[(usize, Statements)] {
        self.statements.get_or_init(|| read(subject))
    }
}

/// 三 and 四 among the sections, from 0.
const APPLICATIONS_SECTION: usize = 2;
const REMEDIES_SECTION: usize = 3;

fn read(subject: &Subject) -> Vec<(usize, Statements)> {
    let report = subject.this.report;
    let reader = Reader { lexicon: subject.claims.lexicon(report), year: report.year };
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
        if let Some(level) = passage.heading_level() {
            headings.open(level, &passage.text);
            leads = None;
        }
        if passage.is_quoted || passage.section.is_none() {
            continue;
        }
        let text = &passage.text;
        let topic = headings.topic(passage.section).or(leads);
        let before = index.checked_sub(1).and_then(|before| subject.passages.get(before));
        let heads = match before.filter(|_| passage.heads.is_empty()) {
            Some(before) if before.key == passage.key && before.heading_level().is_none() => open_end(&before.text),
            _ => &passage.heads,
        };
        let mut said = reader.statements(text, heads, topic);
        let home = Home::of(passage, &headings);
        said.claims.retain(|claim| home.is_of(&claim.means, claim.words.end, matches!(claim.said, Said::Nothing)));
        said.changes.retain(|change| home.is_of(&change.means, change.place.end, false));
        if text.trim_end().ends_with(['：', ':']) {
            leads = topic_of(text);
        }
        if !(said.claims.is_empty() && said.changes.is_empty()) {
            found.push((index, said));
        }
    }
    found
}

/// What a line leaves open that ends without a mark: the line below goes on with it.
fn open_end(text: &str) -> &str {
    /// The longest, in bytes: more is no clause.
    const LONGEST: usize = 180;
    let is_mark =
        |ch: char| matches!(ch, '。' | '，' | '；' | '：' | '！' | '？' | '）' | '”' | ':' | ';' | ',' | '、');
    let text = text.trim_end();
    let start = text.char_indices().rev().find(|(_, ch)| is_mark(*ch)).map_or(0, |(at, ch)| at + ch.len_utf8());
    text.get(start..).filter(|end| end.len() <= LONGEST).unwrap_or_default()
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

/// Where cases are those of table 四. Cases of any field fill other reports: ours are called cases of disclosure.
struct Home {
    is_own: bool,
    /// Whether a denial needs no more words: 一 speaks of the organ's own cases.
    is_overview: bool,
    /// Where the passage names disclosure first.
    named_at: Option<usize>,
}

impl Home {
    fn of(passage: &Passage, headings: &Headings) -> Home {
        const NAMED: [&str; 5] = ["信息公开", "政务公开", "依申请", "公开申请", "申请公开"];
        let named = |text: &str| NAMED.iter().filter_map(|words| text.find(words)).min();
        let in_headings = headings.0.iter().any(|(_, heading)| named(heading).is_some());
        Home {
            is_own: passage.section == Some(REMEDIES_SECTION) || in_headings,
            is_overview: passage.section == Some(0),
            named_at: named(&passage.text),
        }
    }

    fn is_of(&self, means: &[Sum], end: usize, denies: bool) -> bool {
        let is_named = self.is_own || self.named_at.is_some_and(|at| at < end) || denies && self.is_overview;
        means.first().is_some_and(|sum| sum.table != REMEDIES || is_named)
    }
}

/// The claims that contradict the tables, in the order of the prose.
pub(super) fn contradictions<'s, 'a>(subject: &'s Subject<'a>) -> Vec<Contradiction<'s, 'a>> {
    let mut found = Vec::new();
    for (index, said) in subject.claims.of(subject) {
        let Some(passage) = subject.passages.get(*index) else { continue };
        let claims = said.claims.iter().filter(|claim| !claim.is_part);
        found.extend(claims.filter_map(|claim| contradiction(subject, passage, claim)));
    }
    found
}

/// The findings about contradictions: of a passage the first ones, and how many more there are.
pub(super) fn findings(all: &[&Contradiction], rule: &'static Rule) -> Vec<Diagnostic> {
    /// Findings about a passage beyond which nobody reads them one by one.
    const MOST: usize = 20;
    let of_one_passage = |one: &&Contradiction, other: &&Contradiction| std::ptr::eq(one.passage, other.passage);
    let mut found = Vec::new();
    for group in all.chunk_by(of_one_passage) {
        found.extend(group.iter().take(MOST).map(|one| one.finding(rule)));
        if let Some(next) = group.get(MOST) {
            let count = group.len() - MOST;
            let message = message!(
                zh: "这一段里还有 {count} 处与表格不符",
                en: "{count} more places of this paragraph contradict the tables",
            );
            let place = next.passage.span(next.place.clone());
            found.push(Diagnostic::warning(rule, message).at(place).key(next.passage.key));
        }
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
    let words = text.get(words.clone()).unwrap_or_default();
    let is_seen = |ch: &char| *ch != '\n';
    if words.chars().take(LONGEST + 1).count() <= LONGEST {
        return words.chars().filter(is_seen).collect();
    }
    let head: String = words.chars().take(LONGEST / 2).filter(is_seen).collect();
    let tail: Vec<char> = words.chars().rev().take(LONGEST / 2).filter(is_seen).collect();
    format!("{head}……{}", tail.into_iter().rev().collect::<String>())
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
            told.push(format!("表{}“{}”{number}", value.table, value.name));
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
