//! The page that tells offices of every rule: `docs/checks.md`, in Chinese, as all that is printed.

use super::example::{difference, header_of_difference, table_below};
use super::rooms;
use crate::check::{Check, Example, checks};
use crate::diagnostic::{Lang, Medium, Pair, Rule, Text, accept_lines};

/// Every rule, as Markdown: of each check all about it, with an example; of other rules a line in the table of their
/// room, and what one line does not hold below it.
pub fn reference() -> String {
    let sections: String = checks().map(|check| section(check)).collect();
    let is_check = |rule: &Rule| checks().any(|check| check.rule == rule);
    let tables = rooms().into_iter().map(|(title, rules)| {
        let rules: Vec<&Rule> = rules.into_iter().filter(|rule| !is_check(rule)).collect();
        format!("### {title}\n\n{}\n{}", table(&rules), rules.iter().map(|rule| more(rule)).collect::<String>())
    });
    format!(
        "## 检查\n\n{sections}## 其他代码\n\n这些代码都不能认可。\n\n{}",
        tables.collect::<String>().trim_end().to_owned() + "\n"
    )
}

/// All about a check.
fn section(check: &Check) -> String {
    let Rule { code, rule, source, remedy, acceptable, .. } = check.rule;
    let severities = check.rule.severities_in(Lang::Zh);
    let accepted = match acceptable {
        true => format!("可以，在数据文件的末尾写三行：`{}`", accept_lines(code).replace('\n', "`、`")),
        false => "不可以".to_owned(),
    };
    let (rule, source, remedy) = (plain(*rule), plain(*source), plain(*remedy));
    let mut text = format!(
        "### `{code}`（{severities}）\n\n{rule}。\n\n- 出处：{source}\n- 改法：{remedy}\n- 认可：{accepted}\n\n"
    );
    let Example { bad, good, last } = check.example;
    let header = header_of_difference(bad, good);
    if let Some(last) = last {
        text += &format!("上一年度的文件（`--previous`）：\n\n{}", toml(&table_below(last, header)));
    }
    text += &format!("写错的：\n\n{}", toml(&table_below(bad, header)));
    text + &format!("改成：\n\n{}", toml(&difference(bad, good)))
}

fn toml(text: &str) -> String {
    fenced("toml", text)
}

fn fenced(language: &str, text: &str) -> String {
    format!("```{language}\n{}\n```\n\n", text.trim())
}

/// Rules as a table.
fn table(rules: &[&Rule]) -> String {
    let mut text = "| 代码 | 程度 | 规则 | 改法 | 出处 |\n|---|---|---|---|---|\n".to_owned();
    for rule in rules {
        let (code, severities) = (rule.code, rule.severities_in(Lang::Zh));
        let [said, remedy, source] = [rule.rule, rule.remedy, rule.source].map(plain);
        text += &format!("| `{code}` | {severities} | {said} | {remedy} | {source} |\n");
    }
    text
}

/// What stands behind a table of a rule: if it stands for many faults, what to write instead of each; its example.
fn more(rule: &Rule) -> String {
    let cases: String = rule.cases.iter().map(|case| format!("- {}\n", plain(*case))).collect();
    let cases = if cases.is_empty() { cases } else { cases + "\n" };
    let example = rule.pair.map(|Pair { medium, wrong, right }| {
        let language = match medium {
            Medium::Data => "toml",
            Medium::Narrative => "markdown",
            Medium::Command => "sh",
        };
        format!("写错的：\n\n{}改成：\n\n{}", fenced(language, wrong), fenced(language, right))
    });
    match cases + &example.unwrap_or_default() {
        more if more.is_empty() => more,
        more => format!("`{}`：\n\n{more}", rule.code),
    }
}

/// The Chinese of a text, so that none of its signs is taken for Markdown.
fn plain(text: Text) -> String {
    let mut plain = String::new();
    for sign in text.in_lang(Lang::Zh).chars() {
        if "\\`*_[]<>|#~".contains(sign) {
            plain.push('\\');
        }
        plain.push(sign);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::text;

    #[test]
    fn signs_stay_signs() {
        assert_eq!(plain(text("![](a) <br> {{ x }}", "")), "!\\[\\](a) \\<br\\> {{ x }}");
    }
}
