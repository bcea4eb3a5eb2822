//! Narratives.

use nianbao::files::{Files, Memory};
use nianbao::rich_text::{markdown, pieces, shown};
use nianbao::{Input, Options, read};

/// A report with little but its narrative, which lies beside it.
const DATA: &str = "
[report]
organ = '某市数据局'
year = 2025
[overview]
body_file = 'body.md'
[applications]
received = [66, 0, 0, 0, 0, 0]
granted = [66, 0, 0, 0, 0, 0]
[charts.a]
kind = 'pie'
categories = ['一', '二']
values = [1, 2]
";

/// A narrative in Markdown.
pub fn prose(input: &[u8]) {
    let files = Files::new(Memory::from([("this.toml", DATA.as_bytes()), ("body.md", input)]));
    read(&Input::File("this.toml".into()), None, &files, &Options::default());
    let Ok(text) = std::str::from_utf8(input) else { return };
    let [this, last] = &*super::REPORTS;
    let read = pieces(text, &shown(this, Some(last)));
    assert_eq!(markdown(&read), text, "pieces that nobody has changed are the text");
    // As if every piece had been changed: what is written then is another text, and can be read.
    let changed: Vec<_> = read.into_iter().map(|piece| nianbao::rich_text::Piece { source: None, ..piece }).collect();
    pieces(&markdown(&changed), &shown(this, None));
}
