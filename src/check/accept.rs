//! `[[accept]]`: which findings the office has looked at.

use std::collections::{HashMap, HashSet};

use super::subject::Year;
use crate::diagnostic::{Diagnostic, Rule, WARNING, did_you_mean, message, text};
use crate::report::rules::UNKNOWN_KEY;
use crate::report::{Accept, Report};

/// Rules about `[[accept]]`.
pub(super) static RULES: &[&Rule] = &[&ACCEPT_UNUSED, &ACCEPT_REFUSED];

static ACCEPT_UNUSED: Rule = Rule {
    code: "accept-unused",
    severities: WARNING,
    acceptable: false,
    rule: text(
        "[[accept]] 没有对应的问题，而这项检查已经做过",
        "an `[[accept]]` matches nothing, although its check was made",
    ),
    source: text("数据文件的写法", "the data file"),
    remedy: text("删去这个 [[accept]]，或者改正它的 code、key", "delete it, or mend its `code` or `key`"),
    cases: &[],
    pair: None,
}
.with_data(
    "[[accept]]\n\
     code = \"blank-cell\"\n\
     key = \"remedies\"\n\
     reason = \"没有发生\"",
    "[[accept]]\n\
     code = \"blank-cell\"\n\
     key = \"applications\"\n\
     reason = \"没有发生\"",
);

static ACCEPT_REFUSED: Rule = Rule::error(
    "accept-refused",
    text("四种合计和读取错误不能用 [[accept]] 认可", "the four sums, and what cannot be read, cannot be accepted"),
    text("数据文件的写法", "the data file"),
    text("改正数据；确要照印，用 build --allow-errors", "mend the data; to print it as it is, `build --allow-errors`"),
)
.with_data(
    "[remedies]\n\
     reconsideration = [3, 1, 0, 0, 5]\n\
     \n\
     [[accept]]\n\
     code = \"remedy-sum\"\n\
     reason = \"台账如此\"",
    "[remedies]\n\
     reconsideration = [3, 1, 0, 0, 4]",
);

/// Marks the findings that are accepted, and adds one for each `[[accept]]` that matches nothing although the check of
/// its code saw all that it needs; `whole` are the rules of those checks.
pub(super) fn apply(report: &Report, mut found: Vec<Diagnostic>, whole: &[&Rule]) -> Vec<Diagnostic> {
    // Each finding looks its few keys up, instead of each `[[accept]]` going through all findings.
    let mut meant: HashMap<(&str, Option<&str>), Meant> = HashMap::new();
    for (rank, accept) in report.accepts.iter().enumerate() {
        meant.entry(name(accept)).or_insert(Meant { reason: &accept.reason, rank, is_used: false });
    }
    for finding in &mut found {
        let key = finding.key.as_deref();
        let names = std::iter::once(None).chain(key.into_iter().flat_map(at_and_above).map(Some));
        let mut first: Option<(usize, &str)> = None;
        for name in names {
            if let Some(meant) = meant.get_mut(&(finding.rule.code, name)) {
                meant.is_used = true;
                first = first.into_iter().chain([(meant.rank, meant.reason)]).min();
            }
        }
        if let Some((_, reason)) = first {
            finding.accepted.get_or_insert_with(|| reason.to_owned());
        }
    }
    let is_unused = |accept: &Accept| meant.get(&name(accept)).is_some_and(|meant| !meant.is_used);
    let was_checked = |accept: &Accept| whole.iter().any(|rule| rule.acceptable && rule.code == accept.code.value);
    let accepts = report.accepts.iter().enumerate().filter(|(_, accept)| is_unused(accept) && was_checked(accept));
    let unused: Vec<Diagnostic> = accepts.map(|(index, accept)| accept_unused(accept, index)).collect();
    found.extend(unused);
    found
}

/// What has become of what some `[[accept]]` mean.
struct Meant<'a> {
    /// That of the first of them.
    reason: &'a str,
    /// Which of several that mean a finding is the first.
    rank: usize,
    is_used: bool,
}

/// The code and the key by which an `[[accept]]` means findings: those of the code, and at the key or below it.
fn name(accept: &Accept) -> (&str, Option<&str>) {
    (&accept.code.value, accept.key.as_deref())
}

/// A key, and those that it stands below.
fn at_and_above(key: &str) -> impl Iterator<Item = &str> {
    let above = key.match_indices('.').filter_map(|(dot, _)| key.get(..dot));
    std::iter::once(key).chain(above)
}

/// The errors of codes that nobody can accept, or that are none. `known` are all rules of the program.
pub fn accept_codes(report: &Report, known: impl Iterator<Item = &'static Rule> + Clone) -> Vec<Diagnostic> {
    let refused = |(index, accept): (usize, &Accept)| {
        let fault = not_acceptable(&accept.code.value, known.clone())?;
        Some(fault.at(accept.code.span).key(format!("accept.{index}.code")))
    };
    report.accepts.iter().enumerate().filter_map(refused).collect()
}

/// What is wrong with accepting a code, if anything is.
fn not_acceptable(code: &str, mut known: impl Iterator<Item = &'static Rule> + Clone) -> Option<Diagnostic> {
    let codes = known.clone().map(|rule| rule.code);
    match known.find(|rule| rule.code == code) {
        Some(rule) if rule.acceptable => None,
        Some(_) => Some(
            Diagnostic::error(&ACCEPT_REFUSED, message!(zh: "“{code}”不能认可", en: "`{code}` cannot be accepted"))
                .help(message!(
                    zh: "改正数据；四种合计确要照印，用 build --allow-errors",
                    en: "mend the data; sums that must be printed as they are need `build --allow-errors`",
                )),
        ),
        None => {
            let message = message!(zh: "没有“{code}”这个代码", en: "there is no code `{code}`");
            let fault = Diagnostic::error(&UNKNOWN_KEY, message);
            let otherwise = message!(zh: "所有代码见 nianbao explain", en: "`nianbao explain` lists all codes");
            Some(fault.help(did_you_mean(code, codes, otherwise)))
        }
    }
}

/// Whether a key is another or stands below it.
pub(super) fn is_at(key: &str, wanted: &str) -> bool {
    key.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The keys of rows and cells for which a code is accepted, each once: a check that tells of a whole table at once tells
/// of these apart, so that nothing else is accepted with them.
pub(super) fn keys_below<'a>(year: &Year<'a>, code: &str) -> Vec<&'a str> {
    let own = year.report.accepts.iter().filter(|accept| accept.code.value == code);
    let mut known = HashSet::new();
    let keys = own.filter_map(|accept| accept.key.as_deref()).filter(|key| key.contains('.'));
    keys.filter(|key| known.insert(*key)).collect()
}

fn accept_unused(accept: &Accept, index: usize) -> Diagnostic {
    let code = &accept.code.value;
    let finding = Diagnostic::warning(
        &ACCEPT_UNUSED,
        match &accept.key {
            Some(key) => message!(
                zh: "没有可以认可的 {code}（{key}）",
                en: "there is no `{code}` at `{key}` to accept",
            ),
            None => message!(zh: "没有可以认可的 {code}", en: "there is no `{code}` to accept"),
        },
    );
    finding.at(accept.code.span).key(format!("accept.{index}")).help(message!(
        zh: "删去 [[accept]] 这一行和它下面的 code、key、reason，或者改正 code、key",
        en: "delete the line [[accept]] with its `code`, `key` and `reason`, or mend its `code` or `key`",
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::accept_codes;
    use crate::check::fixture::{THIS, at, edited, found, found_with, last, report_of};
    use crate::rules;

    fn accepting(text: &str, code: &str, key: &str) -> String {
        let key = if key.is_empty() { String::new() } else { format!("key = '{key}'\n") };
        format!("{text}[[accept]]\ncode = '{code}'\n{key}reason = '已核对'\n")
    }

    #[test]
    fn what_is_accepted_is_marked() {
        let blank = edited(THIS, &[("refused.query = [0,", "refused.query = ['',")]);
        for key in ["", "applications"] {
            let text = accepting(&blank, "blank-cell", key);
            assert_eq!(found(&text, None), []);
            let all = found_with(&text, None).0;
            assert_eq!((all.len(), all[0].accepted.as_deref()), (1, Some("已核对")));
            assert!(!all[0].is_error());
        }
    }

    #[test]
    fn a_key_accepts_what_stands_at_it_or_below() {
        let last = edited(&last(), &[("carried_out = [1, 0, 0, 0, 0, 0, 1]", "carried_out = [2, 0, 0, 0, 0, 0, 2]")]);
        let (natural, total) = ("applications.carried_in.natural", "applications.carried_in.total");
        let beside = |key| found(&accepting(THIS, "carried-over", key), Some(&last));
        assert_eq!(beside(""), []);
        assert_eq!(beside("applications.carried_in"), []);
        assert_eq!(beside(natural), [at("carried-over", total)]);
        let both = [at("carried-over", natural), at("carried-over", total), at("accept-unused", "accept.0")];
        assert_eq!(beside("applications.carried"), both);
    }

    #[test]
    fn of_several_that_mean_a_finding_the_first_gives_the_reason() {
        let blank = edited(THIS, &[("refused.query = [0,", "refused.query = ['',")]);
        let accept = |key: &str, reason: &str| format!("[[accept]]\ncode = 'blank-cell'\n{key}reason = '{reason}'\n");
        let (whole, at_table, at_cell) = ("", "key = 'applications'\n", "key = 'applications.refused.query.natural'\n");
        for (order, reason) in [([whole, at_table, at_table], "甲"), ([at_table, whole, at_cell], "甲")] {
            let accepts = order.iter().zip(["甲", "乙", "丙"]).map(|(key, reason)| accept(key, reason));
            let all = found_with(&(blank.clone() + &accepts.collect::<String>()), None).0;
            assert_eq!((all.len(), all[0].accepted.as_deref()), (1, Some(reason)), "{order:?}");
        }
        let twice = accept(at_table, "甲") + &accept("key = 'remedies'\n", "乙") + &accept("key = 'remedies'\n", "丙");
        let unused = [at("accept-unused", "accept.1"), at("accept-unused", "accept.2")];
        assert_eq!(found(&(blank + &twice), None), unused);
    }

    #[test]
    fn a_place_of_a_finding_about_a_table_is_accepted_by_itself() {
        let blank = edited(THIS, &[("refused.query = [0, 0, 0, 0,", "refused.query = ['', '', 0, 0,")]);
        let accepted = |key| found(&accepting(&blank, "blank-cell", key), None);
        assert_eq!(accepted("applications.refused.query"), []);
        assert_eq!(accepted("applications.refused"), []);
        assert_eq!(accepted("applications.refused.query.natural"), [at("blank-cell", "applications")]);
        let other = accepted("applications.refused.internal");
        assert_eq!(other, [at("blank-cell", "applications"), at("accept-unused", "accept.0")]);
    }

    #[test]
    fn an_accept_without_a_finding_is_unused_if_its_check_was_made() {
        let unused = [at("accept-unused", "accept.0")];
        assert_eq!(found(&accepting(THIS, "blank-cell", ""), None), unused);
        // Without last year's file its checks are not made.
        assert_eq!(found(&accepting(THIS, "carried-over", ""), None), []);
        assert_eq!(found(&accepting(THIS, "carried-over", ""), Some(&last())), unused);
        assert_eq!(found(&accepting(THIS, "unit-slip", ""), None), []);
    }

    #[test]
    fn sums_input_and_unknown_codes_cannot_be_accepted() {
        let refused = |code: &str| {
            let report = report_of(&accepting(THIS, code, ""));
            let faults = accept_codes(&report, rules::all());
            faults.into_iter().map(|fault| (fault.code(), fault.key.unwrap_or_default())).collect::<Vec<_>>()
        };
        for code in ["application-balance", "outcome-sum", "applicant-sum", "remedy-sum", "wrong-type", "target"] {
            assert_eq!(refused(code), [at("accept-refused", "accept.0.code")], "{code}");
        }
        assert_eq!(refused("year-jmp"), [at("unknown-key", "accept.0.code")]);
        assert_eq!(refused("year-jump"), []);
    }
}
