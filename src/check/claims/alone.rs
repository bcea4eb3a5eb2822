//! Shares that stand without their count: 予以公开占46.5%, whose count and total stand in table 三.

use rust_decimal::Decimal;

use super::between::{Between, percent};
use super::cells::{Sum, value};
use super::lexicon::{Scope, Word};
use super::pieces::{Mark, has_any};
use super::runs::{sentence, text_of};
use super::shares::Share;
use super::totals::Paragraph;
use crate::check::subject::Subject;
use crate::form::{APPLICATIONS, Means, TOTAL_COLUMN, WORDINGS};

/// The words of shares that table 三 knows.
pub(super) struct Alone<'s, 'a> {
    subject: &'s Subject<'a>,
}

/// What a share without a count can be: a count of table 三 over a total of it.
pub(super) struct Known {
    pub count: Decimal,
    pub total: Decimal,
    /// Whether the share is right over one of its totals.
    pub is_right: bool,
}

/// The rows that shares are taken of.
const TOTALS: [&str; 3] = ["total", "received+carried_in", "received"];

impl<'s, 'a> Alone<'s, 'a> {
    pub fn new(subject: &'s Subject<'a>) -> Alone<'s, 'a> {
        Alone { subject }
    }

    /// What the tables make of a share; nothing where its words name no outcome and no applicant, or where its
    /// sentence may speak of other applications than the tables.
    pub fn known(&self, paragraph: &Paragraph, share: &Share) -> Option<Vec<Known>> {
        let figure = paragraph.pieces.figure(share.at)?;
        let pairs = self.pairs(share)?;
        if !self.is_at_home(paragraph, share) {
            return None;
        }
        let known = pairs.into_iter().map(|(count, total)| {
            let is_right = Between::exactly(count).is_share(figure, Between::exactly(total));
            Known { count, total, is_right }
        });
        Some(known.filter(|known| percent(known.count, known.total).is_some()).collect())
    }

    /// The counts and totals that the words of a share can mean.
    fn pairs(&self, share: &Share) -> Option<Vec<(Decimal, Decimal)>> {
        let words = share.subject.trim_start_matches("其中").trim_end_matches(['的', '类']).trim_end_matches("申请");
        let wording =
            WORDINGS.iter().find(|one| one.table == APPLICATIONS && one.words.split(' ').any(|word| word == words))?;
        let sum = |rows: &str, columns: &'static str| {
            Some(value(&self.subject.this, &Sum { table: APPLICATIONS, rows: rows.to_owned(), columns })?.value)
        };
        let mut pairs = Vec::new();
        for total_rows in TOTALS {
            let Some(total) = sum(total_rows, TOTAL_COLUMN) else { continue };
            let counts: Vec<Decimal> = match wording.means {
                // An outcome, and no verb that may mean several rows.
                Means::Rows([one]) if !TOTALS.contains(one) => sum(one, TOTAL_COLUMN).into_iter().collect(),
                Means::Rows(_) => Vec::new(),
                Means::Columns(columns) => columns.iter().filter_map(|columns| sum(total_rows, columns)).collect(),
            };
            pairs.extend(counts.into_iter().map(|count| (count, total)));
        }
        (!pairs.is_empty()).then_some(pairs)
    }

    /// Whether a share speaks of all applications of this year: its paragraph is about applications, its part of the
    /// sentence turns to nothing else, and every total in it is one of the table's.
    fn is_at_home(&self, paragraph: &Paragraph, share: &Share) -> bool {
        /// What is classed in the same words.
        const OTHERS: &[&str] = &["公文", "文件", "主动公开", "目录", "事项"];
        /// Characters that may stand between words that are known.
        const MOST_FOREIGN: usize = 2;
        let pieces = paragraph.pieces;
        let sentence = sentence(pieces, share.at, share.at);
        let is_semicolon = |at: &usize| pieces.mark(*at) == Some(Mark::Semicolon);
        let start = (sentence.start..share.at).rev().find(is_semicolon).map_or(sentence.start, |at| at + 1);
        let text = text_of(pieces, start..share.at + 1);
        let has_others = has_any(&text.replace("依申请公开", ""), OTHERS);
        let mut figures = (start..share.at).filter_map(|at| pieces.figure(at)).filter(|figure| figure.is_count());
        let is_known = |figure: &_| paragraph.known.is_of_applications(figure) && !paragraph.known.contradicts(figure);
        pieces.text.contains("申请")
            && !has_others
            && figures.all(is_known)
            && self.foreign(text).is_some_and(|foreign| foreign <= MOST_FOREIGN)
    }

    /// How many characters of a text stand in no word that is known; `None` where a word turns it to a part of the
    /// applications, to another year or to another thing.
    fn foreign(&self, text: &str) -> Option<usize> {
        const OF_SHARES: &[&str] = &["占", "占比", "比例", "比重", "类"];
        let lexicon = self.subject.claims.lexicon(self.subject.this.report);
        let is_foreign = |ch: &char| ch.is_alphabetic() && !ch.is_ascii();
        let count = |text: Option<&str>| text.unwrap_or_default().chars().filter(is_foreign).count();
        let (mut foreign, mut end) = (0, 0);
        for (range, word) in lexicon.words(text) {
            let is_of_shares = text.get(range.clone()).is_some_and(|word| OF_SHARES.contains(&word));
            match word {
                Word::Scope(Scope::PartOfOrgan | Scope::PartOfYear)
                | Word::LastYear
                | Word::NextYear
                | Word::Elsewhere
                | Word::Channel
                | Word::Compare
                | Word::Change(_)
                | Word::Carry => return None,
                Word::Narrow if !is_of_shares => return None,
                _ => {}
            }
            foreign += count(text.get(end..range.start));
            end = range.end;
        }
        Some(foreign + count(text.get(end..)))
    }
}
