//! `nianbao explain`: the rule behind a code, where it comes from, how to put it right.

use std::process::ExitCode;

use super::example::{Example, example};
use super::{Failure, Screen, print};
use crate::diagnostic::{Lang, Rule, accept_lines, message, nearest, text};
use crate::rules::{self, Excerpts};

/// 说明一个代码：规则、出处、改法
///
/// explain a code: the rule, its source, the remedy
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao explain [CODE]")]
pub(super) struct Args {
    /// 代码，如 outcome-sum；不写则列出所有代码
    ///
    /// a code, such as outcome-sum; without it, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao explain outcome-sum", "nianbao explain outcome-sum"),
        text("一项检查的规则、改法和例子", "the rule of a check, its remedy, an example"),
    ),
    example(text("nianbao explain", "nianbao explain"), text("列出所有代码", "lists all codes")),
];

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let Some(code) = &args.code else {
        let list: String = rules::all().map(|rule| line(rule, screen.lang)).collect();
        print(&list)?;
        return Ok(ExitCode::SUCCESS);
    };
    let code = &bare(code);
    match rules::find(code) {
        Some(rule) => print(&page(rule, screen.lang))?,
        None => {
            return Err(Failure::Usage(match nearest(code, rules::all().map(|rule| rule.code)) {
                Some(near) => message!(
                    zh: "没有“{code}”这个代码；是不是“{near}”？",
                    en: "there is no code `{code}`; did you mean `{near}`?",
                ),
                None => message!(
                    zh: "没有“{code}”这个代码；nianbao explain 列出所有代码",
                    en: "there is no code `{code}`; `nianbao explain` lists all codes",
                ),
            }));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A code as it is copied from messages, in brackets and with what stands before them.
fn bare(code: &str) -> String {
    let inside = code.split_once('[').map_or(code, |(_, rest)| rest);
    let code = inside.split_once(']').map_or(inside, |(code, _)| code);
    code.trim().to_lowercase().replace('_', "-")
}

/// A code in the list of all.
fn line(rule: &Rule, lang: Lang) -> String {
    let severities = rule.severities_in(lang);
    // A Han character takes two columns of the screen, for which the padding of `format` does not allow.
    let width: usize = severities.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let padding = " ".repeat(16_usize.saturating_sub(width));
    format!("{:<22}{severities}{padding}{}\n", rule.code, rule.rule.in_lang(lang))
}

/// All about a code.
fn page(rule: &Rule, lang: Lang) -> String {
    let cases: String = rule.cases.iter().map(|case| format!("- {}\n", case.in_lang(lang))).collect();
    let heading = match lang {
        _ if cases.is_empty() => "",
        Lang::Zh => "情形：\n",
        Lang::En => "Cases:\n",
    };
    let example = rules::example(rule).map(|example| example_in(&example, lang)).unwrap_or_default();
    format!("{}{heading}{cases}{example}", fields(rule, lang))
}

/// What breaks a rule, and what keeps it.
fn example_in(example: &Excerpts, lang: Lang) -> String {
    let Excerpts { last, bad, good } = example;
    let (of_last, wrong, right) = match lang {
        Lang::Zh => ("上一年度的文件：", "写错的：", "改成："),
        Lang::En => ("Last year's file:", "Wrong:", "Right:"),
    };
    let indented = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    let part = |heading: &str, text: &str| format!("\n{heading}\n{}", text.lines().map(indented).collect::<String>());
    let last = last.as_ref().map(|last| part(of_last, last)).unwrap_or_default();
    format!("{last}{}{}", part(wrong, bad), part(right, good))
}

fn fields(rule: &Rule, lang: Lang) -> String {
    let severities = rule.severities_in(lang);
    let (text, source, remedy) = (rule.rule.in_lang(lang), rule.source.in_lang(lang), rule.remedy.in_lang(lang));
    let (code, lines) = (rule.code, accept_lines(rule.code));
    match (lang, rule.acceptable) {
        (Lang::Zh, acceptable) => {
            let accept = if acceptable {
                format!("可以，在数据文件的末尾写：\n{lines}")
            } else {
                "不可以".to_owned()
            };
            format!("{code}（{severities}）\n规则：{text}\n出处：{source}\n改法：{remedy}\n认可：{accept}\n")
        }
        (Lang::En, acceptable) => {
            let accept =
                if acceptable { format!("yes, at the end of the data file:\n{lines}") } else { "no".to_owned() };
            format!(
                "{code} ({severities})\nRule: {text}\nSource: {source}\nRemedy: {remedy}\nCan be accepted: {accept}\n"
            )
        }
    }
}
