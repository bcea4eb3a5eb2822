//! Help in both languages. Each text stands where its argument is defined, Chinese in the first paragraph, English in
//! the second; here one of them is taken, and examples and exit codes are set below.

use clap::builder::StyledStr;
use clap::{Arg, CommandFactory};

use super::example::{Example, example};
use super::{
    Cli, build, check, compare, completions, explain, fonts, import, licences, man, merge, new, open, schema, verify,
    version, watch,
};
use crate::author::{padded, width};
use crate::diagnostic::{Lang, Text, text};

/// Of the program itself.
const EXAMPLES: &[Example] = &[
    example(
        text(
            "nianbao new 报告.toml --organ 某市人民政府 --year 2025",
            "nianbao new report.toml --organ 某市人民政府 --year 2025",
        ),
        text("新建数据文件，照说明填写", "makes a data file to fill in"),
    ),
    example(text("nianbao 报告.toml", "nianbao report.toml"), text("生成 报告.pdf", "makes report.pdf")),
    example(text("nianbao help build", "nianbao help build"), text("build 的全部选项", "all options of build")),
];

/// Of `help`, which prints what is made here.
const HELP_EXAMPLES: &[Example] = &[
    example(text("nianbao help", "nianbao help"), text("有哪些命令", "which commands there are")),
    example(text("nianbao help merge", "nianbao help merge"), text("merge 的用法", "how merge is used")),
];

/// The exit codes, line by line.
pub(super) const EXIT_CODES: [Text; 5] = [
    text("0  做完了；可能有警告", "0  done, perhaps with warnings"),
    text(
        "1  数据不对：写法、数字、正文、图片等；一批报告里有失败的",
        "1  the data is wrong: its form, figures, prose, pictures; or a report of a batch has failed",
    ),
    text("2  命令行不对", "2  the command line is wrong"),
    text(
        "3  系统的问题：文件或字体没有、读不出，写不进去",
        "3  the system: a file or face is missing or unreadable, a target cannot be written",
    ),
    text("130、143  中途被 Ctrl-C 或系统叫停", "130, 143  ended by Ctrl-C or by the system before it was done"),
];

/// The command line with its help in a language.
pub(super) fn command(lang: Lang) -> clap::Command {
    in_lang(Cli::command(), lang).long_version(version::long(lang))
}

fn in_lang(command: clap::Command, lang: Lang) -> clap::Command {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ");
    let (usage, template, commands) = match lang {
        Lang::Zh => (usage.to_owned(), "{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}", "命令"),
        Lang::En => (
            usage.replace("[选项]", "[OPTIONS]").replace("<命令>", "<COMMAND>"),
            "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
            "Commands",
        ),
    };
    let about = half(command.get_long_about().or(command.get_about()), lang);
    let below = below(command.get_name(), lang);
    command
        .about(about)
        .long_about(None::<&str>)
        .override_usage(usage)
        .help_template(template)
        .subcommand_help_heading(commands)
        .after_help(below)
        .mut_args(|argument| argument_in_lang(argument, lang))
        .mut_subcommands(|verb| in_lang(verb, lang))
}

fn argument_in_lang(argument: Arg, lang: Lang) -> Arg {
    let help = half(argument.get_long_help().or(argument.get_help()), lang);
    let heading = match (lang, argument.is_positional()) {
        (Lang::Zh, true) => "参数",
        (Lang::Zh, false) => "选项",
        (Lang::En, true) => "Arguments",
        (Lang::En, false) => "Options",
    };
    argument.help(help).long_help(None::<&str>).help_heading(heading)
}

/// The paragraph of a language.
fn half(both: Option<&StyledStr>, lang: Lang) -> String {
    let both = both.map(ToString::to_string).unwrap_or_default();
    let (zh, en) = both.split_once("\n\n").unwrap_or((&both, &both));
    match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// Examples of a verb, or of the program.
pub(super) fn examples(verb: &str) -> &'static [Example] {
    match verb {
        "build" => build::EXAMPLES,
        "check" => check::EXAMPLES,
        "compare" => compare::EXAMPLES,
        "completions" => completions::EXAMPLES,
        "explain" => explain::EXAMPLES,
        "fonts" => fonts::EXAMPLES,
        "help" => HELP_EXAMPLES,
        "import" => import::EXAMPLES,
        "licences" => licences::EXAMPLES,
        "man" => man::EXAMPLES,
        "merge" => merge::EXAMPLES,
        "open" => open::EXAMPLES,
        "new" => new::EXAMPLES,
        "schema" => schema::EXAMPLES,
        "verify" => verify::EXAMPLES,
        "watch" => watch::EXAMPLES,
        _ => EXAMPLES,
    }
}

/// What stands below the options of a verb, or of the program.
fn below(verb: &str, lang: Lang) -> String {
    let examples = examples(verb);
    let (heading, codes_heading) = match lang {
        Lang::Zh => ("例:", "退出码:"),
        Lang::En => ("Examples:", "Exit codes:"),
    };
    let widest = examples.iter().map(|example| width(example.line.in_lang(lang))).max().unwrap_or_default();
    let mut text = format!("{heading}\n");
    for Example { line, does } in examples {
        text += &format!("    {}  {}\n", padded(line.in_lang(lang), widest), does.in_lang(lang));
    }
    text += &format!("\n{codes_heading}\n");
    text.extend(EXIT_CODES.iter().map(|code| format!("    {}\n", code.in_lang(lang))));
    if verb == "schema" { text + &schema::where_it_goes(lang) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of a command and of those below it.
    fn texts(command: &clap::Command) -> Vec<String> {
        let helps = command.get_arguments().filter_map(Arg::get_help);
        let own = helps.chain(command.get_about()).map(ToString::to_string);
        own.chain(command.get_subcommands().flat_map(texts)).collect()
    }

    #[test]
    fn every_text_is_there_in_both_languages() {
        let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let (zh, en) = (texts(&command(Lang::Zh)), texts(&command(Lang::En)));
        assert!(zh.len() > 40 && zh.len() == en.len(), "{} and {}", zh.len(), en.len());
        for (zh, en) in zh.iter().zip(&en) {
            assert!(zh.contains(is_han), "{zh}");
            assert!(!en.is_empty() && !en.contains(is_han) && !en.contains('\n'), "{en}");
        }
    }
}
