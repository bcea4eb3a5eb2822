//! `nianbao explain`: the rule behind a code, where it comes from, how to put it right.

use std::process::ExitCode;

use super::{Failure, Screen, print};
use crate::diagnostic::{Lang, Rule, accept_lines, message, nearest};
use crate::rules;

/// 说明一个代码：规则、出处、改法
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao explain [CODE]", help_template = super::usage::TEMPLATE)]
pub(super) struct Args {
    /// 代码，如 outcome-sum；不写则列出所有代码
    #[arg(value_name = "CODE", help_heading = "参数")]
    code: Option<String>,
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let Some(code) = &args.code else {
        let list: String = rules::all().map(|rule| line(rule, screen.lang)).collect();
        print(&list)?;
        return Ok(ExitCode::SUCCESS);
    };
    // Messages write the code in brackets, and that is what people copy.
    let code = code.trim_matches(['[', ']']);
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
    format!("{}{heading}{cases}", fields(rule, lang))
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
