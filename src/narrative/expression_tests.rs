//! What expressions come to, and what is said of those that are wrong.
#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::Figures;
use super::expression::evaluate;
use super::sample;
use crate::diagnostic::{Diagnostic, Lang};
use crate::source::{Sources, Span};

const DATA: &str = "[disclosure]\nlicences = [12]\nfees = { amount = 12.50 }\n\
                    normative = { issued = '约3', repealed = '' }\n\
                    [applications]\nreceived = { natural = 66 }\ngranted = { natural = 47 }\n\
                    partial = { natural = { value = 6, text = '6（注）' } }\n\
                    refused.query = { natural = 0 }\nunavailable.not_held = { natural = '若干' }\n";

/// The value of an expression that is a file by itself.
fn evaluated(text: &str, figures: Figures) -> Result<String, Diagnostic> {
    let source = Sources::default().add("a.md", text);
    evaluate(text, figures, &|range| Span::new(source, range))
}

fn result(text: &str) -> Result<String, Diagnostic> {
    let report = sample::report(DATA);
    let previous = sample::report("[applications]\nreceived = { natural = 62 }\n");
    evaluated(text, Figures { report: &report, previous: Some(&previous) })
}

fn value(text: &str) -> String {
    result(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message.in_lang(Lang::En)))
}

/// What is marked as wrong, and the message.
fn wrong(text: &str) -> (String, String, String) {
    let fault = result(text).expect_err(text);
    assert_eq!(fault.code(), "template");
    let marked = format!("{text}}}}}").get(fault.span.unwrap().range()).unwrap().to_owned();
    let help = fault.help.map(|help| help.in_lang(Lang::En).to_owned()).unwrap_or_default();
    (marked, fault.message.in_lang(Lang::En).to_owned(), help)
}

#[test]
fn figures_print_as_they_are() {
    for (text, expected) in [
        (" applications.received.total ", "66"),
        ("applications.total.total", "53"),
        ("disclosure.fees.amount", "12.50"),
        ("applications.partial.natural", "6"),
        ("disclosure.normative.issued", "约3"),
        ("applications.refused.total", "0"),
        ("previous.applications.received.natural", "62"),
        ("previous.report.year", "2025"),
        ("report.organ", "甲局"),
        ("report.year - 1", "2024"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn arithmetic_is_decimal() {
    for (text, expected) in [
        ("0.1 + 0.2", "0.3"),
        ("1+2*3-4/2", "5"),
        ("(1+2)*3", "9"),
        ("10-4-3", "3"),
        ("24/4/2", "3"),
        ("-2*-(3)", "6"),
        ("2--1", "3"),
        ("-0", "0"),
        ("disclosure.fees.amount + 1", "13.50"),
        ("disclosure.fees.amount * 10000", "125000"),
        ("7/2", "3.5"),
        ("round(1/3, 2)", "0.33"),
        ("round(0.5, 0)", "1"),
        ("round(1/3*3/2, 0)", "1"),
        ("round(-2.5, 0)", "-3"),
        ("round(-0.4, 0)", "0"),
        ("round(3, 1)", "3.0"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn shares_and_changes_round_half_up() {
    for (text, expected) in [
        ("pct(applications.granted.total, applications.received.total, 2)", "71.21%"),
        ("pct(1,3)", "33.33%"),
        ("pct(2,3)", "66.67%"),
        ("pct(1,2)", "50.00%"),
        ("pct(1,8,1)", "12.5%"),
        ("pct(1,200,0)", "1%"),
        ("pct(0,7)", "0.00%"),
        ("pct(3 , 1+1, 0)", "150%"),
        ("change(66,62)", "增长6.5%"),
        ("change(97,100)", "下降3%"),
        ("change(5,5)", "持平"),
        ("change(0,5)", "下降100%"),
        ("change(10004,10000)", "增长0.04%"),
        ("change(2001,2000)", "增长0.1%"),
        ("change(applications.received.total, previous.applications.received.total)", "增长6.5%"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}

#[test]
fn what_is_wrong_is_marked() {
    for (text, marked, message) in [
        ("", "}}", "empty"),
        (" 1 + ", "}}", "ends too early"),
        ("pct(1, 2", "}}", "`)` is missing"),
        ("1 2", "2", "unexpected `2`"),
        ("1, 2", ",", "unexpected `,`"),
        ("(1, 2)", ",", "unexpected `,`"),
        ("pct()", ")", "unexpected `)`"),
        ("1 % 2", "%", "unexpected `%`"),
        ("'甲'", "'", "unexpected `'`"),
        ("1e3 + 1", "1e3", "plain decimal"),
        ("1_000", "1_000", "plain decimal"),
        ("99999999999999999999999999999999", "99999999999999999999999999999999", "plain decimal"),
        ("pct(1)", "pct(1)", "2 or 3"),
        ("change(1, 2, 3)", "change(1, 2, 3)", "takes 2"),
        ("1 + pct(1, 2)", "pct(1, 2)", "is text"),
        ("pct(1, 2, 0.5)", "0.5", "decimals"),
        ("pct(1, 2, 7)", "7", "decimals"),
        ("1 / applications.refused.query.natural", "applications.refused.query.natural", "is 0"),
        ("pct(1, (2 - 2))", "(2 - 2)", "is 0"),
        ("change(1, 0)", "0", "is 0"),
        ("change(1, -2)", "-2", "negative"),
        ("1/3", "1/3", "does not come out even"),
        ("disclosure.normative.issued * 2", "disclosure.normative.issued", "约3"),
        ("disclosure.normative.repealed", "disclosure.normative.repealed", "blank"),
        ("applications.carried_out.total", "applications.carried_out.total", "blank"),
        ("1 + applications.unavailable.natural", "applications.unavailable.natural", "not_held.natural"),
        ("applications.received", "applications.received", "is no figure"),
        ("previous", "previous", "is no figure"),
        ("disclosure.fees.previous", "disclosure.fees.previous", "form 2019"),
    ] {
        let (place, found, _) = wrong(text);
        assert_eq!(place, marked, "{text}: {found}");
        assert!(found.contains(message), "{text}: {found}");
    }
    let nines = "9".repeat(28);
    assert!(wrong(&format!("{nines}*{nines}")).1.contains("too large"));
    assert!(wrong(&"(".repeat(100_000)).1.contains("nested"));
    assert!(wrong(&"-".repeat(100_000)).1.contains("nested"));
}

#[test]
fn help_names_the_nearest() {
    assert!(wrong("1 + aplications.received.total").2.contains("`applications.received.total`"));
    let (marked, _, help) = wrong("change(1, previous.applications.recieved.total)");
    assert_eq!(marked, "previous.applications.recieved.total");
    assert!(help.contains("`previous.applications.received.total`"), "{help}");
    assert!(wrong("pc(1, 2)").2.contains("`pct`"));
    assert!(wrong("applications.received").2.contains("total"));
    assert!(wrong("pct（1，2）").2.contains("half-width"));
}

#[test]
fn last_year_must_be_there() {
    let report = sample::report("");
    let figures = Figures { report: &report, previous: None };
    let fault = evaluated("1 + previous.report.year", figures).unwrap_err();
    assert_eq!(fault.span.unwrap().range(), 4..24);
    assert!(fault.help.unwrap().in_lang(Lang::En).contains("--previous"));
}
