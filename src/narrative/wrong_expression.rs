//! What can be wrong with an expression, and what to write instead.

use crate::diagnostic::{Diagnostic, Message, message, suggested};
use crate::narrative::rules;
use crate::report::NoFigure;
use crate::source::Span;

fn error(at: Span, message: Message) -> Diagnostic {
    Diagnostic::error(&rules::TEMPLATE, message).at(at)
}

pub(super) fn empty(at: Span) -> Diagnostic {
    error(at, message!(zh: "{{{{ }}}} 里是空的", en: "{{{{ }}}} is empty")).help(signs_themselves())
}

pub(super) fn not_closed(at: Span) -> Diagnostic {
    let message = message!(zh: "{{{{ 之后，这一行没有 }}}}", en: "no }}}} closes this {{{{ on its line");
    error(at, message).help(signs_themselves())
}

pub(super) fn too_many(at: Span) -> Diagnostic {
    error(at, message!(zh: "{{{{ … }}}} 太多", en: "too many {{{{ … }}}}"))
}

fn signs_themselves() -> Message {
    message!(
        zh: "要用数字，写成 {{{{ applications.received.total }}}}；花括号本身写成 \\{{{{",
        en: "for a figure, write {{{{ applications.received.total }}}}; for the braces themselves, \\{{{{",
    )
}

pub(super) fn ends_early(at: Span) -> Diagnostic {
    error(at, message!(zh: "算式不完整：这里还缺一个数", en: "the expression ends too early: a figure is missing"))
}

pub(super) fn missing(sign: char, at: Span) -> Diagnostic {
    error(at, message!(zh: "算式不完整：缺少“{sign}”", en: "`{sign}` is missing here"))
}

pub(super) fn unexpected(word: &str, at: Span) -> Diagnostic {
    let fault = error(at, message!(zh: "算式里不该有“{word}”", en: "unexpected `{word}` in the expression"));
    match word {
        "（" | "）" | "，" | "＋" | "－" | "−" | "＊" | "×" | "／" | "÷" | "．" | "。" | "、" => fault
            .help(message!(
                zh: "括号、逗号和运算符要用半角：( ) , + - * /",
                en: "brackets, commas and operators are half-width signs: ( ) , + - * /",
            )),
        "%" => fault.help(message!(zh: "百分比写成 pct(a, b)", en: "write pct(a, b) for a percentage")),
        _ => fault,
    }
}

pub(super) fn number(word: &str, at: Span) -> Diagnostic {
    error(
        at,
        message!(zh: "“{word}”不是普通的十进制数，或者太大", en: "`{word}` is no plain decimal number, or is too large"),
    )
}

pub(super) fn too_deep(at: Span) -> Diagnostic {
    error(at, message!(zh: "括号套得太深", en: "nested too deeply"))
}

pub(super) fn too_large(at: Span) -> Diagnostic {
    error(at, message!(zh: "得数太大", en: "the result is too large"))
}

/// What spreadsheets and people call what the functions do.
const OTHER_NAMES: [(&str, &[&str]); 3] = [
    ("pct", &["percent", "percentage", "per", "ratio", "rate", "share", "proportion", "占比", "百分比", "比例"]),
    ("change", &["growth", "increase", "decrease", "diff", "yoy", "同比", "增长", "变化", "增幅"]),
    ("round", &["rounddown", "roundup", "fixed", "int", "trunc", "四舍五入", "取整"]),
];

/// Bytes of a word that may be meant as the name of a function.
const LONGEST_WORD: usize = 60;

/// A function that is none of those `known`.
pub(super) fn function(word: &str, known: &[&str], at: Span) -> Diagnostic {
    let fault = error(at, message!(zh: "没有“{word}”这个函数", en: "there is no function `{word}`"));
    let lower = word.to_lowercase();
    if ["sum", "add", "total", "求和", "合计", "相加"].contains(&lower.as_str()) {
        return fault.help(message!(
            zh: "相加写成 a + b；表里的合计也可以直接用，如 applications.received.total",
            en: "write a + b; a total of the tables has its key, such as applications.received.total",
        ));
    }
    if ["average", "avg", "mean", "平均"].contains(&lower.as_str()) {
        return fault.help(message!(zh: "平均写成 round((a + b) / 2, 1)", en: "write round((a + b) / 2, 1)"));
    }
    let other = OTHER_NAMES.iter().find(|(name, others)| *name == lower || others.contains(&lower.as_str()));
    // No function's name is as long, and to compare such a word takes long.
    let near = known
        .iter()
        .filter(|_| lower.len() <= LONGEST_WORD)
        .max_by(|a, b| strsim::jaro(&lower, a).total_cmp(&strsim::jaro(&lower, b)));
    let near = near.filter(|near| strsim::jaro(&lower, near) > 0.6);
    match other.map(|(name, _)| *name).or(near.copied()) {
        Some(near) => {
            let example = example(near);
            fault.help(message!(zh: "是不是“{near}”？写法：{example}", en: "did you mean `{near}`? Write {example}"))
        }
        None => {
            let all: Vec<&str> = known.iter().map(|name| example(name)).collect();
            let (zh, en) = (all.join("、"), all.join(", "));
            fault.help(message!(
                zh: "只有这些函数：{zh}；加减乘除写 + - * /",
                en: "known functions: {en}; + - * / reckon",
            ))
        }
    }
}

/// How a function is written.
fn example(function: &str) -> &'static str {
    match function {
        "pct" => "pct(a, b)",
        "change" => "change(a, b)",
        _ => "round(a, 2)",
    }
}

/// One pair of braces around what is an expression.
pub(super) fn single_braces(expression: &str, at: Span) -> Diagnostic {
    let expression = expression.trim();
    error(
        at,
        message!(
            zh: "{{{expression}}} 会原样印出来：花括号要写两个",
            en: "{{{expression}}} is printed as it stands: there are to be two braces",
        ),
    )
    .help(message!(zh: "写成 {{{{ {expression} }}}}", en: "write {{{{ {expression} }}}}"))
}

pub(super) fn arguments(function: &str, given: usize, at: Span) -> Diagnostic {
    let (zh, en, example) = match function {
        "pct" => ("2 或 3", "2 or 3", "pct(a, b) / pct(a, b, 2)"),
        "change" => ("2", "2", "change(a, b)"),
        _ => ("2", "2", "round(a, 2)"),
    };
    let message = message!(
        zh: "{function} 要 {zh} 个数，这里有 {given} 个",
        en: "{function} takes {en} figures; {given} are given",
    );
    error(at, message).help(message!(zh: "写法：{example}", en: "write {example}"))
}

pub(super) fn decimals(word: &str, most: u32, at: Span) -> Diagnostic {
    let message = message!(
        zh: "小数位数“{word}”要是 0 到 {most} 的整数",
        en: "the number of decimals `{word}` must be a whole number from 0 to {most}",
    );
    error(at, message)
}

pub(super) fn uneven(most: u32, at: Span) -> Diagnostic {
    let message = message!(
        zh: "除不尽：得数的小数超过 {most} 位",
        en: "this does not come out even: it has more than {most} decimals",
    );
    error(at, message).help(message!(
        zh: "写明小数位数：round(a / b, 1)；百分比写成 pct(a, b)",
        en: "say how many decimals: round(a / b, 1); for a percentage, pct(a, b)",
    ))
}

pub(super) fn zero(word: &str, at: Span) -> Diagnostic {
    error(at, message!(zh: "“{word}”是 0，不能作除数", en: "`{word}` is 0: nothing can be divided by it"))
}

pub(super) fn negative_base(word: &str, at: Span) -> Diagnostic {
    let message = message!(
        zh: "“{word}”是负数，无法算增长或下降的百分比",
        en: "`{word}` is negative: a change from it has no percentage",
    );
    error(at, message)
}

pub(super) fn text(word: &str, text: &str, at: Span) -> Diagnostic {
    let message = message!(
        zh: "“{word}”是文字“{text}”，不能计算",
        en: "`{word}` is text, `{text}`, and cannot be reckoned with",
    );
    error(at, message)
}

pub(super) fn bare_previous(at: Span) -> Diagnostic {
    let message = message!(zh: "“previous”不是一个数", en: "`previous` is no figure");
    error(at, message).help(message!(
        zh: "后面接上表中的数，如 previous.applications.received.total",
        en: "a figure's key stands behind it, such as previous.applications.received.total",
    ))
}

pub(super) fn no_previous(key: &str, at: Span) -> Diagnostic {
    let message = message!(
        zh: "“{key}”要用上一年的数据文件，这里没有",
        en: "`{key}` needs last year's data file, which is not given",
    );
    Diagnostic::error(&rules::PREVIOUS_MISSING, message).at(at).help(message!(
        zh: "用 --previous 指定上一年的数据文件",
        en: "name last year's data file with --previous",
    ))
}

/// Why a key stands for nothing.
pub(super) fn figure(key: &str, why: NoFigure, at: Span) -> Diagnostic {
    let prefix = if key.starts_with("previous.") { "previous." } else { "" };
    match why {
        NoFigure::Unknown { nearest } => {
            let fault = error(at, message!(zh: "没有“{key}”这个数", en: "there is no figure `{key}`"));
            match nearest {
                Some(near) => fault.help(suggested(&format!("{prefix}{near}"))),
                None => fault.help(message!(
                    zh: "数字用表中的键表示，如 applications.received.total",
                    en: "a figure goes by its key in the tables, such as applications.received.total",
                )),
            }
        }
        NoFigure::OfOtherForm { form, here } => error(
            at,
            message!(
                zh: "“{key}”属于 {form} 年格式，那份报告用的是 {here} 年格式",
                en: "`{key}` belongs to form {form}; that report is written in form {here}",
            ),
        ),
        NoFigure::Incomplete { next } => {
            let (zh, en) = (next.join("、"), next.join(", "));
            let message = message!(zh: "“{key}”不是一个数，还要往下写一级", en: "`{key}` is no figure: it goes on");
            error(at, message).help(message!(zh: "后面可以接：.{zh}", en: "add one of these behind a dot: {en}"))
        }
        NoFigure::Blank => {
            let message = message!(zh: "“{key}”在表中是空格", en: "`{key}` is blank in the table");
            error(at, message).help(message!(
                zh: "在表中填上数字（没有就填 0），或者不引用它",
                en: "fill it in (0 if there is none), or do not call for it",
            ))
        }
        NoFigure::TextInGroup { cell, text } => error(
            at,
            message!(
                zh: "“{key}”无法合计：“{prefix}{cell}”是文字“{text}”",
                en: "`{key}` has no sum: `{prefix}{cell}` is text, `{text}`",
            ),
        ),
    }
}
