//! What the words about a figure can mean: sums of cells.

use super::cells::Sum;
use super::stretch::{NOWHERE, Stretch};
use crate::check::prose::figure::{Figure, Unit};
use crate::form::{APPLICATIONS, DISCLOSURE, Means, REMEDIES, TOTAL_COLUMN, Wording};

/// The rows that a text has spoken of so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    /// Sums of rows that the last figure was read as, and their table.
    last: Vec<String>,
    table: &'static str,
    /// Sums of rows of applications.
    applications: Vec<String>,
    /// Results of cases that the sentence has spoken of: 被纠正的 25 件：复议 21 件.
    results: Vec<&'static str>,
}

impl Rows {
    /// A figure has been read as one of some sums.
    pub fn remember(&mut self, means: &[Sum]) {
        /// Table 三 has fewer rows.
        const MOST: usize = 64;
        let Some(first) = means.first() else { return };
        self.table = first.table;
        self.last = means.iter().map(|sum| sum.rows.clone()).collect();
        if first.table == APPLICATIONS {
            for rows in &self.last {
                if !self.applications.contains(rows) && self.applications.len() < MOST {
                    self.applications.push(rows.clone());
                }
            }
        }
    }

    /// The last rows, to come back to them behind a bracket.
    pub fn last(&self) -> (Vec<String>, &'static str) {
        (self.last.clone(), self.table)
    }

    /// Comes back to rows.
    pub fn come_back(&mut self, (last, table): (Vec<String>, &'static str)) {
        (self.last, self.table) = (last, table);
    }

    /// A sentence ends.
    pub fn end_sentence(&mut self) {
        self.results.clear();
    }

    /// Words for rows of 二 or 四 hold on without a figure: 规章7部（新制定3部）.
    pub fn turn(&mut self, said: &Stretch, topic: Option<&'static str>) {
        for wording in said.columns.iter().filter(|wording| wording.table == REMEDIES) {
            let new = sums_of(wording).iter().filter(|sum| !self.results.contains(sum)).copied().collect::<Vec<_>>();
            self.results.extend(new);
        }
        let own = said.rows.iter().filter(|wording| wording.table != APPLICATIONS && Some(wording.table) == topic);
        let own: Vec<&Wording> = own.copied().collect();
        if let Some(first) = own.first() {
            self.table = first.table;
            self.last = own.iter().filter_map(|wording| sole(wording)).map(str::to_owned).collect();
        }
    }
}

/// Whether a figure can be that of a cell.
pub(super) fn counts(figure: &Figure) -> bool {
    const UNITS: [&str; 12] = ["件", "份", "条", "宗", "起", "个", "例", "项", "人次", "件次", "部", "次"];
    match figure.unit {
        Unit::Counted(unit) => UNITS.contains(&unit),
        Unit::Bare | Unit::Money => true,
        _ => false,
    }
}

/// 收到, 受理, 办理, 答复: verbs that need to be told of what.
pub(super) fn is_plain_verb(wording: &Wording) -> bool {
    let Means::Rows(sums) = wording.means else { return false };
    wording.table == APPLICATIONS
        && sums.iter().any(|sum| ["received", "total", "carried_out"].contains(sum) || sum.starts_with("received+"))
}

/// What words can mean; `None` where they name no cell.
pub(super) fn means(
    said: &Stretch,
    waiting: &[&'static Wording],
    figure: &Figure,
    topic: Option<&'static str>,
    rows_before: &Rows,
) -> Option<Vec<Sum>> {
    let table = topic.filter(|topic| *topic != NOWHERE)?;
    // 办理行政复议案件: cases that were handled are no cases of ours.
    if said.rows.iter().any(|wording| wording.table != table) {
        return None;
    }
    let of_table = |wording: &&&'static Wording| wording.table == table;
    let all = || waiting.iter().chain(&said.rows).chain(&said.columns).filter(of_table);
    let rows: Vec<&'static Wording> = all().filter(|one| matches!(one.means, Means::Rows(_))).copied().collect();
    let columns: Vec<&'static Wording> = all().filter(|one| matches!(one.means, Means::Columns(_))).copied().collect();
    let is_money = figure.unit == Unit::Money;
    let row_sums = match table {
        APPLICATIONS => application_rows(said, &rows, &columns, rows_before),
        // 另有复议 1 件: beside others.
        REMEDIES if said.rests => return None,
        REMEDIES => remedy_rows(&rows, said),
        _ => document_rows(&rows, said, rows_before),
    };
    let column_sums: Vec<&'static str> = match (columns.is_empty(), table) {
        (false, _) => columns.iter().flat_map(|wording| sums_of(wording)).copied().collect(),
        (true, DISCLOSURE) if is_money => vec!["amount"],
        (true, DISCLOSURE) if matches!(figure.unit, Unit::Bare) && figure.value.is_zero() && is_fees(&rows) => {
            vec!["amount"]
        }
        (true, DISCLOSURE) => return None,
        (true, REMEDIES) => [TOTAL_COLUMN].into_iter().chain(rows_before.results.iter().copied()).collect(),
        (true, _) => vec![TOTAL_COLUMN],
    };
    // Only fees are money.
    if is_money && !column_sums.contains(&"amount") || row_sums.is_empty() {
        return None;
    }
    let mut pairs: Vec<Sum> = Vec::new();
    for rows in &row_sums {
        for columns in &column_sums {
            let sum = Sum { table, rows: rows.clone(), columns };
            if !pairs.contains(&sum) {
                pairs.push(sum);
            }
        }
    }
    Some(pairs)
}

fn is_fees(rows: &[&'static Wording]) -> bool {
    rows.iter().any(|wording| sums_of(wording).contains(&"fees"))
}

/// The sums of rows of table 三 that are spoken of.
fn application_rows(
    said: &Stretch,
    rows: &[&'static Wording],
    columns: &[&'static Wording],
    before: &Rows,
) -> Vec<String> {
    let mut sums: Vec<String> = Vec::new();
    if said.carries {
        let (is_in, is_out) = (said.last_year, said.next_year);
        if is_in || !is_out {
            sums.push("carried_in".to_owned());
        }
        if is_out || !is_in {
            sums.push("carried_out".to_owned());
        }
    }
    // Of several outcomes the figure may be the sum; where it says so, it is.
    let mut outcomes: Vec<&Wording> = rows.iter().filter(|wording| !is_plain_verb(wording)).copied().collect();
    leave_out_groups(&mut outcomes);
    let is_list = outcomes.len() > 1 && !said.each;
    if is_list {
        sums.extend(sums_of_all(&outcomes));
    }
    // 结转下年度办理 6 件: the verb says what becomes of what was carried. 含上年结转共办理 135 件 sums both.
    let is_carry = |sum: &&str| ["carried_in", "carried_out"].contains(sum);
    let carries = said.carries || rows.iter().any(|wording| sums_of(wording).iter().all(&is_carry));
    let is_idle =
        |wording: &Wording| carries && !said.sums && is_plain_verb(wording) && !sums_of(wording).iter().all(&is_carry);
    if !(is_list && said.sums) {
        let own = rows.iter().filter(|wording| !is_idle(wording));
        sums.extend(own.flat_map(|wording| sums_of(wording)).map(|sum| (*sum).to_owned()));
    }
    if !sums.is_empty() {
        return sums;
    }
    if !columns.is_empty() && before.table == APPLICATIONS {
        sums.extend(before.last.iter().chain(&before.applications).cloned());
        let has = |sum: &str| before.applications.iter().any(|known| known == sum);
        if has("received") && has("carried_in") {
            sums.push("received+carried_in".to_owned());
        }
        if !sums.is_empty() {
            return sums;
        }
    }
    if said.has_noun || !columns.is_empty() {
        ["received", "received+carried_in", "total"].into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

/// 因不掌握、没有现成信息而无法提供的: a group that is named with rows of its own is no part of their sum.
fn leave_out_groups(outcomes: &mut Vec<&Wording>) {
    let is_in = |sum: &str, group: &str| sum.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'));
    let all = outcomes.clone();
    let has_own = |group: &str| all.iter().any(|other| sums_of(other).iter().all(|sum| is_in(sum, group)));
    outcomes.retain(|wording| !sole(wording).is_some_and(has_own));
}

/// What several words sum to, each of which may mean one thing or another.
fn sums_of_all(wordings: &[&Wording]) -> Vec<String> {
    /// Ways beyond which no more are tried.
    const MOST: usize = 16;
    let mut all = vec![String::new()];
    for wording in wordings {
        let longer = all.iter().flat_map(|sum| {
            let mark = if sum.is_empty() { "" } else { "+" };
            sums_of(wording).iter().map(move |one| format!("{sum}{mark}{one}"))
        });
        all = longer.take(MOST).collect();
    }
    all
}

/// What results of cases may be counted of.
const REMEDY_ROWS: &[&str] = &[
    "reconsideration",
    "litigation_direct",
    "litigation_after",
    "litigation_direct+litigation_after",
    "reconsideration+litigation_direct+litigation_after",
];

/// The sums of groups of table 四 that are spoken of.
fn remedy_rows(rows: &[&'static Wording], said: &Stretch) -> Vec<String> {
    let all: Vec<&str> = rows.iter().filter_map(|wording| sole(wording)).collect();
    match all.len() {
        0 if said.columns.is_empty() => Vec::new(),
        // 其中维持 3 件: of what, the text leaves open.
        0 => REMEDY_ROWS.iter().map(|rows| (*rows).to_owned()).collect(),
        1 => all.into_iter().map(str::to_owned).collect(),
        _ if said.sums && !said.each => vec![all.join("+")],
        _ if said.each => all.into_iter().map(str::to_owned).collect(),
        _ => {
            let sum = all.join("+");
            all.into_iter().map(str::to_owned).chain([sum]).collect()
        }
    }
}

/// The rows of table 二 that are spoken of.
fn document_rows(rows: &[&'static Wording], said: &Stretch, before: &Rows) -> Vec<String> {
    let all: Vec<&str> = rows.iter().filter_map(|wording| sole(wording)).collect();
    match all.len() {
        0 if said.columns.is_empty() || before.table != DISCLOSURE => Vec::new(),
        0 => before.last.clone(),
        1 => all.into_iter().map(str::to_owned).collect(),
        _ => {
            let sum = all.join("+");
            all.into_iter().map(str::to_owned).chain([sum]).collect()
        }
    }
}

pub(super) fn sums_of(wording: &Wording) -> &'static [&'static str] {
    match wording.means {
        Means::Rows(sums) | Means::Columns(sums) => sums,
    }
}

/// The sum of a wording that can mean one thing only.
fn sole(wording: &Wording) -> Option<&'static str> {
    match sums_of(wording) {
        [one] => Some(one),
        _ => None,
    }
}
