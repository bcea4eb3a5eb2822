//! What is read out of single texts.

use super::claim::{Claim, Reader, Said};
use super::lexicon::Lexicon;
use crate::check::fixture::{THIS, report_of};
use crate::form::APPLICATIONS;

/// The claims of a text about applications: what each says, and the rows that it can mean.
fn read(text: &str) -> Vec<String> {
    let report = report_of(THIS);
    let lexicon = Lexicon::new(&report);
    let reader = Reader { lexicon: &lexicon, year: report.year };
    let statements = reader.statements(text, "", Some(APPLICATIONS));
    let shown = |claim: &Claim| {
        let rows: Vec<&str> = claim.means.iter().map(|sum| sum.rows.as_str()).collect();
        let said = match &claim.said {
            Said::Figure(figure) => figure.value.to_string(),
            Said::Nothing => "none".to_owned(),
        };
        format!("{said} {}{}", rows.join("|"), if claim.is_part { " part" } else { "" })
    };
    let changes = statements.changes.iter().map(|change| format!("{:?} {}", change.way, change.means.len()));
    statements.claims.iter().map(shown).chain(changes).collect()
}

#[test]
fn words_mean_rows() {
    assert_eq!(read("结转下年度继续办理6件，较上年增加1件。"), ["6 carried_out", "Up 1"]);
    assert_eq!(read("全市行政机关新收政府信息公开申请559件，同比增长8.8%。"), ["559 received", "Up 1"]);
    assert_eq!(read("完善登记、审核、办理、答复。全市行政机关新收政府信息公开申请559件。"), ["559 received"]);
    assert_eq!(
        read("公开前一律进行保密审查。全年制发规章3件、废止2件。"),
        ["3 regulations|regulations", "2 regulations"]
    );
    let flow = "市自然资源和规划局新收申请40件，上年结转2件，办结39件，结转下年度继续办理4件。";
    assert_eq!(read(flow), ["40 received part", "2 carried_in part", "39 total part", "4 carried_out part"]);
}
