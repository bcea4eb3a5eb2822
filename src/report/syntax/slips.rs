//! What was written instead of TOML, in words.

use std::ops::Range;

use super::wanted::Wanted;
use crate::diagnostic::{Message, message};
use crate::report::meant::{Figure, is_invisible, is_odd_blank};

/// One thing that is wrong in a statement.
#[derive(Clone, Debug)]
pub(super) struct Slip {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub message: Message,
    /// What to do, where no line can be shown.
    pub help: Option<Message>,
}

/// A mark that stands for one of TOML's.
pub(super) fn mark(found: char, meant: &str) -> Message {
    let code = u32::from(found);
    if found.is_ascii() {
        return message!(zh: "这里的 {found} 要写成 {meant}", en: "`{found}` should be `{meant}` here");
    }
    message!(
        zh: "全角的 {found}（U+{code:04X}）要改成半角的 {meant}",
        en: "`{found}` (U+{code:04X}) is full-width: write `{meant}`",
    )
}

/// A character that cannot be seen, or hardly.
pub(super) fn unseen(found: char) -> Message {
    let code = u32::from(found);
    let (zh, en) = match found {
        '\u{3000}' => ("全角空格", "a full-width blank"),
        '\u{A0}' | '\u{202F}' => ("不换行空格", "a no-break blank"),
        '\u{FEFF}' => ("字节顺序标记（BOM）", "a byte-order mark"),
        '\u{200B}' => ("零宽空格", "a zero-width blank"),
        _ if is_invisible(found) => ("看不见的字符", "an invisible character"),
        _ if is_odd_blank(found) => ("特殊的空格", "a blank that is none to TOML"),
        _ => ("不能用的字符", "a character that may not stand here"),
    };
    message!(zh: "这里有{zh}（U+{code:04X}）：删去，或者换成半角空格", en: "{en} (U+{code:04X}): delete it, or make it a plain blank")
}

pub(super) fn full_width_letters(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”是全角的字母、数字：要用半角", en: "`{found}` is full-width: use plain letters and digits")
}

pub(super) fn text(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”是文字：文字要放在半角双引号里", en: "`{found}` is a text: texts stand in quotes")
}

pub(super) fn date(found: &str) -> Message {
    let found = shortened(found);
    message!(
        zh: "日期“{found}”要写成年-月-日，月、日各两位，不加引号",
        en: "the date `{found}` is written year-month-day, with two digits each, without quotes",
    )
}

pub(super) fn no_such_day(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "没有“{found}”这一天：核对月和日", en: "there is no day `{found}`: see to its month and day")
}

pub(super) fn formula(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”是算式：这里只写算好的数", en: "`{found}` is a formula: write what it comes to")
}

pub(super) fn unclear_figure(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”看不出是哪个数", en: "`{found}`: nobody can tell which figure this is")
}

/// What to write where a figure was meant and nobody can say which.
pub(super) fn figure_to_write() -> Message {
    message!(
        zh: "写成半角数字，如 1264、12.5；不是数、要照印的文字，放在半角双引号里",
        en: "write plain digits, such as 1264 or 12.5; words that are to be printed as they are stand in quotes",
    )
}

pub(super) fn letter_for_zero(found: &str) -> Message {
    message!(zh: "“{found}”是字母，数字零是 0", en: "`{found}` is a letter, and zero is 0")
}

pub(super) fn year(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "年度“{found}”只写四位半角数字，不加引号", en: "the year `{found}` is four digits without quotes")
}

pub(super) fn boolean(found: &str) -> Message {
    let found = shortened(found);
    message!(
        zh: "“{found}”：这里写小写的 true（是）或者 false（否），不加引号",
        en: "`{found}`: write `true` or `false` here, without quotes",
    )
}

/// A figure with what does not belong to it.
pub(super) fn figure(raw: &str, found: &Figure, in_wan_yuan: bool) -> Message {
    let raw = shortened(raw);
    match (&found.unit, found.has_thousands, found.has_remark) {
        (_, _, true) => message!(
            zh: "“{raw}”里有数也有文字：数写在 value 里，照印的文字写在 text 里",
            en: "`{raw}` is a figure and a text: `value` is what counts, `text` what is printed",
        ),
        (Some(unit), true, _) => message!(
            zh: "“{raw}”里千分位的逗号和单位“{unit}”都不用写，只写数字",
            en: "`{raw}`: leave out the commas between thousands and the unit `{unit}`",
        ),
        (Some(unit), false, _) if in_wan_yuan => message!(
            zh: "“{raw}”的单位“{unit}”不用写：这里以万元计，只写数字",
            en: "`{raw}`: leave out the unit `{unit}`; this cell is in 万元",
        ),
        (Some(unit), false, _) => message!(
            zh: "“{raw}”的单位“{unit}”不用写，只写数字",
            en: "`{raw}`: leave out the unit `{unit}`, write the figure alone",
        ),
        (None, true, _) => message!(
            zh: "“{raw}”里千分位的逗号不用写",
            en: "`{raw}`: leave out the commas between thousands",
        ),
        (None, false, _) => message!(
            zh: "“{raw}”要写成普通的半角数字，前面不加 0，也不加别的字",
            en: "`{raw}`: write plain digits, without zeros before them",
        ),
    }
}

pub(super) fn empty_place() -> Message {
    message!(
        zh: "这里是空的：没有数的一格写成 \"\"",
        en: "this place is empty: write \"\" for a cell without a figure",
    )
}

pub(super) fn no_value() -> Message {
    message!(zh: "等号后面没有值", en: "there is no value behind the `=`")
}

/// What to write behind an `=` with nothing behind it, such as `sample`; none in a cell, which is then blank.
pub(super) fn value_to_add(wanted: &Wanted, key: &str, sample: Option<String>) -> Option<Message> {
    let sample = sample.unwrap_or_default();
    match (wanted, key) {
        (Wanted::Form, _) => Some(message!(
            zh: "不写就删去这一行；要写，写成 {key} = {sample}",
            en: "delete the line, or write {key} = {sample}",
        )),
        (Wanted::Row(_), _) if !sample.is_empty() => Some(message!(
            zh: "在等号后面写上各格的数，如 {key} = {sample}",
            en: "write the cells behind the `=`, such as {key} = {sample}",
        )),
        (Wanted::Row(_) | Wanted::Anything, _) => Some(message!(
            zh: "把这一行写全（键 = 值）；多余的，删去这一行",
            en: "write the whole line (key = value), or delete it",
        )),
        (Wanted::Text, "organ") => Some(message!(
            zh: "在等号后面写上机关的全称，放在半角双引号里，如 organ = \"某市人民政府\"",
            en: "write the name of the organ in quotes, such as organ = \"某市人民政府\"",
        )),
        (Wanted::Text, "body" | "note") => Some(message!(
            zh: "文字写在 {key} = ''' 和单独一行 ''' 之间；没有文字就删去这一行",
            en: "the text stands between {key} = ''' and a line of '''; without any, delete the line",
        )),
        (Wanted::Text, _) => Some(message!(
            zh: "在等号后面写上文字，放在半角双引号里；不写就删去这一行",
            en: "write a text in quotes behind it, or delete the line",
        )),
        _ => example(wanted),
    }
}

/// What a value should look like that nobody can guess.
pub(super) fn example(wanted: &Wanted) -> Option<Message> {
    Some(match wanted {
        Wanted::Year => message!(zh: "写四位数字，如 year = 2025", en: "write four digits, such as year = 2025"),
        Wanted::Date => message!(
            zh: "按年-月-日写，如 published = 2026-03-20；还没有定的，删去这一行",
            en: "write year-month-day, such as published = 2026-03-20; if it is not known yet, delete the line",
        ),
        Wanted::Boolean => message!(
            zh: "是就写 true，不是就写 false",
            en: "write `true` for yes and `false` for no",
        ),
        _ => return None,
    })
}

/// A value with no key before its `=`, or without both.
pub(super) fn no_key(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”前面没有键", en: "there is no key before `{found}`")
}

pub(super) fn key_to_add() -> Message {
    message!(
        zh: "在它前面写上这一行的键和等号，如 granted = […]；多余的，删去这一行",
        en: "write the key of the row and `=` before it, such as granted = […]; or delete the line",
    )
}

/// A value below the line of its key.
pub(super) fn value_below() -> Message {
    message!(zh: "值要和键写在同一行", en: "a value stands on the line of its key")
}

/// Words before a row that was pasted in quotes.
pub(super) fn before_quotes(words: &str) -> Message {
    let words = shortened(words);
    message!(zh: "引号前面多了“{words}”", en: "`{words}` does not belong before the quotes")
}

pub(super) fn no_equals() -> Message {
    message!(zh: "键和值之间缺等号", en: "there is no `=` between key and value")
}

pub(super) fn extra_equals() -> Message {
    message!(zh: "多了一个等号", en: "one `=` too many")
}

pub(super) fn no_comma() -> Message {
    message!(zh: "两项之间缺逗号", en: "a comma is missing between two items")
}

pub(super) fn missing(sign: &str) -> Message {
    message!(zh: "括号没有成对：缺右边的 {sign}", en: "the closing `{sign}` is missing")
}

pub(super) fn trailing(found: &str) -> Message {
    message!(zh: "行末多了“{found}”", en: "`{found}` does not belong at the end of the line")
}

pub(super) fn unclosed_quote(quote: char) -> Message {
    message!(zh: "引号没有成对：缺结束的 {quote}", en: "the closing {quote} is missing")
}

pub(super) fn unopened_quote(quote: char) -> Message {
    message!(zh: "引号没有成对：缺开始的 {quote}", en: "the opening {quote} is missing")
}

pub(super) fn inner_quotes(quote: char) -> Message {
    message!(
        zh: "文字里又有 {quote}：前后和里面的引号要不一样",
        en: "the text holds {quote} itself: use other quotes around it",
    )
}

pub(super) fn backslash() -> Message {
    message!(
        zh: "双引号里的反斜杠 \\ 有特殊的意思：文字里有它，前后改用单引号",
        en: "a backslash means something else between double quotes: use single quotes around the text",
    )
}

pub(super) fn no_brackets() -> Message {
    message!(
        zh: "一行的几格外面要用方括号 [ ]，只写数字，用半角逗号分开",
        en: "the cells of a row stand in brackets [ ], as plain numbers with commas between them",
    )
}

pub(super) fn braces_for_list() -> Message {
    message!(
        zh: "只有值、没有“键 =”：外面要用方括号 [ ]",
        en: "values without keys stand in brackets [ ]",
    )
}

pub(super) fn brackets_for_table() -> Message {
    message!(zh: "“键 = 值”外面要用花括号 {{ }}", en: "`key = value` stands in braces {{ }}")
}

pub(super) fn key_name(found: &str, meant: &str) -> Message {
    let found = shortened(found);
    message!(zh: "“{found}”要用它的键：{meant}", en: "the key of “{found}” is `{meant}`")
}

pub(super) fn key_in_quotes(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "键“{found}”里有特别的字符：要放在引号里", en: "the key `{found}` has to stand in quotes")
}

pub(super) fn blank_in_key(found: &str) -> Message {
    let found = shortened(found);
    message!(zh: "键“{found}”中间不能有空格", en: "the key `{found}` may not hold blanks")
}

pub(super) fn header_brackets(meant: &str) -> Message {
    message!(zh: "这一部分的开头要写成 {meant}", en: "the head of this part is {meant}")
}

pub(super) fn on_its_own_line(header: &str) -> Message {
    message!(zh: "{header} 要独占一行", en: "{header} stands on a line of its own")
}

pub(super) fn stray(found: &str) -> Message {
    let found = shortened(found);
    message!(
        zh: "“{found}”这一行不是“键 = 值”，也不在引号里",
        en: "`{found}` is no `key = value`, and stands in no quotes",
    )
}

/// Words behind a value on its line.
pub(super) fn behind_value(words: &str, is_text: bool) -> Message {
    let words = shortened(words);
    match is_text {
        true => message!(
            zh: "引号后面多了“{words}”：是文字的，移到引号里面；是说明的，前面加 #",
            en: "`{words}` stands behind the quotes: if it is part of the text, move it into them; if a remark, put # \
                 before it",
        ),
        false => message!(
            zh: "值后面多了“{words}”：一行只写一个值，是说明的，前面加 #",
            en: "`{words}` stands behind the value: a line has one; if it is a remark, put # before it",
        ),
    }
}

/// Words behind the quotes that end a text of several lines.
pub(super) fn behind_text(text: &str, quotes: &str, at: usize) -> Slip {
    let range = at..at + text.len();
    let text = shortened(text);
    let help = message!(
        zh: "把“{text}”移到 {quotes} 的上一行",
        en: "move it to the line above {quotes}",
    );
    let message = message!(
        zh: "文字到 {quotes} 就结束了，后面不能再有“{text}”",
        en: "the text ends with {quotes}; `{text}` may not stand behind it",
    );
    Slip { range, message, help: Some(help) }
}

/// What to write around text from line `first` to line `last` that stands in no quotes.
pub(super) fn quotes_to_add(first: usize, last: usize) -> Message {
    message!(
        zh: "是正文的，在第 {first} 行的前面加一行 body = '''，在第 {last} 行的后面加一行 '''；是说明的，每行前面加 #",
        en: "if it is text of the report, put a line body = ''' before line {first} and a line of ''' behind line \
             {last}; if a remark, put # before each line",
    )
}

pub(super) fn stray_help() -> Message {
    message!(
        zh: "是正文的，移到 body = ''' 和下一个 ''' 之间；是说明的，在这一行前面加 #；多余的，删去",
        en: "if it is text of the report, move it between body = ''' and the next '''; if a remark, put # before it",
    )
}

/// The beginning of a text that is too long for a message.
fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
