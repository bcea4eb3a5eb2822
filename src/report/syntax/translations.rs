//! The parser's messages, which are in English, in Chinese too: all those of toml 1.2, toml_parser 1.1 and
//! toml_datetime 1.1. A Chinese screen never shows the English.

use crate::diagnostic::{Diagnostic, Message, message};
use crate::report::rules;

/// A syntax error in the words of the parser; it has no place yet.
pub(super) fn told(english: &str) -> Diagnostic {
    let what = english.split(", expected").next().unwrap_or(english);
    let (zh, help) = translated(what);
    let fault = Diagnostic::error(&rules::TOML_SYNTAX, message!(zh: "{zh}", en: "{english}"));
    fault.help(help)
}

/// A message in Chinese, and what to do.
fn translated(english: &str) -> (&'static str, Option<Message>) {
    match english {
        "duplicate key" => (
            "这个键（或者这一部分）前面已经写过一次",
            Some(message!(zh: "两处合成一处，只留一个", en: "keep one of them, with what both say")),
        ),
        _ if english.starts_with("cannot extend value") => (
            "这个键前面已经有了值，下面不能再接着写",
            Some(message!(
                zh: "同一行数据只用一种写法：要么都写在花括号里，要么都写成 a.b = … 的样子",
                en: "write it one way: all in braces, or all as `a.b = …`",
            )),
        ),
        "string values must be quoted" | "invalid string" => (
            "这里的值看不懂：文字要放在引号里",
            Some(message!(zh: "前后各加一个半角双引号 \"", en: "put a `\"` before and behind it")),
        ),
        "key with no value" | "missing value for key" | "missing value" | "invalid key-value pair" => (
            "这一行要写成“键 = 值”：缺等号，或者等号后面没有值",
            Some(message!(
                zh: "写上等号和值；只是说明的，在这一行前面加 #",
                en: "write `=` and a value; if it is a remark, put # before it",
            )),
        ),
        "missing assignment between key-value pairs" => ("键和值之间缺等号", None),
        "extra `=`" | "extra assignment between key-value pairs" => ("多了一个等号", None),
        "unexpected `=` in array" => (
            "方括号里只写值，不写“键 = 值”",
            Some(message!(
                zh: "要写“键 = 值”，外面用花括号 {{ }}",
                en: "for `key = value`, use braces {{ }} around them",
            )),
        ),
        "unquoted keys cannot be empty" | "missing key for inline table element" => ("等号前面没有键", None),
        "invalid unquoted key" | "invalid key" => (
            "键里有不能用的字符",
            Some(message!(
                zh: "键只用英文字母、汉字、数字、- 和 _；有别的字符，就把键放在半角双引号里",
                en: "a key is made of letters, digits, - and _; put any other in quotes",
            )),
        ),
        "keys cannot be multi-line basic strings" | "keys cannot be multi-line literal strings" => (
            "这里多了三个引号，或者前面缺“键 =”",
            Some(message!(
                zh: "三个引号只写在等号后面，和正文的末尾",
                en: "three quotes stand only behind `=`, and at the end of that text",
            )),
        ),
        "missing comma between array elements" | "missing comma between key-value pairs" => ("两项之间缺逗号", None),
        "extra comma in array" | "extra comma in inline table" => (
            "多了一个逗号",
            Some(message!(
                zh: "没有数的地方写 \"\"，或者删去多出的逗号",
                en: "write \"\" where there is nothing, or delete the comma",
            )),
        ),
        "missing array opening" => ("缺左方括号 [", None),
        "missing inline table opening" => ("缺左花括号 {", None),
        "unclosed array" => ("列表没有结束：缺右方括号 ]", None),
        "unclosed inline table" => ("花括号没有结束：缺 }", None),
        "unclosed table" | "unclosed array table" | "missing table open" | "invalid table" => (
            "方括号没有成对，或者里面没有名称",
            Some(message!(zh: "这一行写成 [overview] 的样子", en: "write the line like [overview]")),
        ),
        "invalid inline table element" => (
            "花括号里要写“键 = 值”，各项用半角逗号分开",
            Some(message!(
                zh: "写成 {{ issued = 1, repealed = 0 }} 的样子",
                en: "write it like {{ issued = 1, repealed = 0 }}",
            )),
        ),
        "missing opening quote" => ("缺开始的引号", None),
        "invalid basic string" | "invalid literal string" => (
            "文字的引号没有成对，或者其中有不能用的字符",
            Some(message!(
                zh: "前后各写一个半角双引号；文字里另有双引号的，前后改用半角单引号 '",
                en: "write `\"` before and behind it; if it holds quotes itself, use `'`",
            )),
        ),
        "invalid multi-line basic string" | "invalid multi-line literal string" => (
            "几行文字前后的三个引号没有成对，或者其中有不能用的字符",
            Some(message!(
                zh: "开头写三个半角单引号 '''，末尾也写三个",
                en: "write ''' before it and ''' behind it",
            )),
        ),
        "missing escaped value" | "too few unicode value digits" | "invalid value" => (
            "双引号里的反斜杠 \\ 有特殊的意思，这里用得不对",
            Some(message!(
                zh: "把前后的双引号改成单引号（\" 改成 '，\"\"\" 改成 '''），反斜杠照写",
                en: "use single quotes around the text (' for \", ''' for \"\"\"): a backslash is plain there",
            )),
        ),
        "unexpected leading zero" => ("数字前面不能有多余的 0", None),
        "unexpected key or value" | "unexpected content" => (
            "这里多出了内容：一行只写一个“键 = 值”",
            Some(message!(
                zh: "另起一行写；是说明的，前面加 #",
                en: "begin a new line; if it is a remark, put # before it",
            )),
        ),
        "unexpected content between comment and newline" | "missing comment start" | "invalid comment character" => (
            "# 后面的说明里有不能用的字符",
            Some(message!(zh: "删去这一行的说明，重新打上", en: "delete the remark and type it again")),
        ),
        "`_` may only go between digits"
        | "invalid integer number"
        | "invalid hexadecimal number"
        | "invalid octal number"
        | "invalid binary number"
        | "invalid float"
        | "invalid mantissa"
        | "invalid fraction"
        | "invalid exponent"
        | "radix must be lowercase"
        | "redundant integer number prefix"
        | "redundant numeric sign"
        | "unexpected sign"
        | "integers with a radix cannot be signed" => (
            "数字写得不对",
            Some(message!(
                zh: "只写半角数字，如 1264、12.5、-3；不写单位、逗号和空格",
                en: "write plain digits, such as 1264, 12.5 or -3, without unit, comma or blank",
            )),
        ),
        "invalid boolean" => {
            ("真假值写得不对", Some(message!(zh: "写小写的 true（是）或者 false（否）", en: "write `true` or `false`")))
        }
        "carriage return must be followed by newline" => ("换行符不完整：有单独的回车符", None),
        "cannot recurse further; max recursion depth met" | "recursion limit" => ("括号套得太深", None),
        _ if ["invalid date", "invalid time", "invalid offset"].iter().any(|start| english.starts_with(start)) => (
            "日期写得不对，或者没有这一天",
            Some(message!(zh: "写成年-月-日，如 2026-03-20", en: "write year-month-day, such as 2026-03-20")),
        ),
        _ => (
            "这一行的写法看不懂",
            Some(message!(
                zh: "一行写一个“键 = 值”：文字放在半角双引号里，数字、日期、true、false 不加引号；是说明的，前面加 #",
                en: "write one `key = value` a line, texts in quotes, all else without; # opens a remark",
            )),
        ),
    }
}
