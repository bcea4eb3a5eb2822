//! `nianbao licences`: the licences of all that is in the program, with their texts.

use super::example::{Example, example};
use super::standard_output::write_to_stdout;
use super::{Failure, Screen};
use crate::diagnostic::{Lang, Text, text};

/// 打印程序里各样东西的许可：程序、字体、用到的库，附全文和来源
///
/// print the licences of all that is in the program: itself, faces, libraries; with their texts and origins
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao licences")]
pub(super) struct Args {}

pub(super) const EXAMPLES: &[Example] = &[example(
    text("nianbao licences > licences.txt", "nianbao licences > licences.txt"),
    text("存为文件，和程序一起转交", "writes them to a file, to go with the program"),
)];

/// What is in the program under licences of its own.
struct Part {
    /// What it is, and under which.
    what: Text,
    /// Where it comes from, and the texts.
    texts: &'static [&'static str],
}

const PARTS: [Part; 9] = [
    Part {
        what: text("程序：MIT 或者 Apache-2.0，任选一种", "The program: MIT or Apache-2.0, at your choice"),
        texts: &[include_str!("../../LICENSE-MIT"), include_str!("../../LICENSE-APACHE")],
    },
    Part {
        what: text("字体：从哪里来，各按什么许可", "The faces: where they come from, and their licences"),
        texts: &[include_str!("../../fonts/README.md")],
    },
    Part {
        what: text("字体 Fandol：GPL，附字体例外", "Fandol: GPL with font exception"),
        texts: &[include_str!("../../fonts/Fandol-README.txt"), include_str!("../../fonts/Fandol-COPYING.txt")],
    },
    Part {
        what: text("字体 Noto Serif SC：SIL OFL 1.1", "Noto Serif SC: SIL OFL 1.1"),
        texts: &[include_str!("../../fonts/NotoSerifSC-OFL.txt")],
    },
    Part {
        what: text("字体 Noto Serif：SIL OFL 1.1", "Noto Serif: SIL OFL 1.1"),
        texts: &[include_str!("../../fonts/NotoSerif-OFL.txt")],
    },
    Part {
        what: text(
            "字体 DejaVu Sans：Bitstream Vera 和 Arev 的许可",
            "DejaVu Sans: the licences of Bitstream Vera and Arev",
        ),
        texts: &[include_str!("../../fonts/DejaVu-LICENSE.txt")],
    },
    Part {
        what: text("颜色：ICC 配置文件", "Colours: ICC profiles"),
        texts: &[
            "sRGB-v4 of Compact ICC Profiles, by saucecontrol: CC0 1.0, dedicated to the public domain.",
            "Coated FOGRA39 (ISO 12647-2:2004), by Adobe Systems Incorporated: it comes with printpdf, and no PDF is\n\
             given it. Its agreement stands below, with printpdf's licence.",
        ],
    },
    Part {
        what: text("编译器和 C 库所加的", "What the compiler and the C library add"),
        texts: &[include_str!("../../licences/runtime.txt")],
    },
    Part {
        what: text("用到的库（Rust crate）", "The libraries that it uses (Rust crates)"),
        texts: &[include_str!("../../licences/crates.txt")],
    },
];

pub(super) fn run(screen: &Screen) -> Result<(), Failure> {
    write_to_stdout(listing(screen.lang).as_bytes())
}

/// All parts, those first that are told first.
fn listing(lang: Lang) -> String {
    let rule = "=".repeat(100);
    let mut out = match lang {
        Lang::Zh => "nianbao 里有什么，各按什么许可。把程序转交别人，就把这些也一起转交。\n",
        Lang::En => "What is in nianbao, and under which licences. Whoever passes it on passes these on too.\n",
    }
    .to_owned();
    out.extend(PARTS.iter().enumerate().map(|(at, part)| format!("  {}. {}\n", at + 1, part.what.in_lang(lang))));
    for (at, part) in PARTS.iter().enumerate() {
        out += &format!("\n{rule}\n{}. {}\n{rule}\n", at + 1, part.what.in_lang(lang));
        // Some files have the ends of lines of Windows.
        out.extend(part.texts.iter().map(|text| format!("\n{}\n", text.replace('\r', "").trim_matches('\n'))));
    }
    out
}
