//! How the program was started: by a command line, or by a double click. What is started without a word and without a
//! terminal has nobody who could read how to use it: it opens the page.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{IsTerminal, stderr, stdin, stdout};
use std::path::Path;

/// What shells tell the programs that they start, and desktops do not.
const OF_SHELLS: [&str; 7] = ["TERM", "SHLVL", "PROMPT", "MSYSTEM", "WT_SESSION", "TERM_PROGRAM", "CI"];

/// A command line, the program's own name first; one of a double click, or of a file dropped on the program, with the verb
/// that it means.
pub(super) fn with_page(arguments: Vec<OsString>) -> Vec<OsString> {
    let start = Start {
        is_on_desktop: cfg!(any(windows, target_os = "macos")) || has("DISPLAY") || has("WAYLAND_DISPLAY"),
        // A program that Windows starts by itself is given a terminal of its own.
        has_terminal: !cfg!(windows) && (stdin().is_terminal() || stdout().is_terminal() || stderr().is_terminal()),
        has_shell: OF_SHELLS.iter().any(|name| has(name))
            || env::var("PSModulePath").is_ok_and(|folders| is_of_power_shell(&folders)),
    };
    with_page_if(arguments, &start)
}

fn has(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// Whether the folders of modules are those that a PowerShell tells the programs that it starts. All programs of Windows
/// are told those of the system; a PowerShell puts those of its user before them.
fn is_of_power_shell(folders: &str) -> bool {
    let is_users = |folder: &str| {
        let folder = folder.trim_end_matches('\\').to_lowercase();
        folder.ends_with(r"powershell\modules") && !folder.contains(r"\program files")
    };
    folders.split(';').any(is_users)
}

/// What is known of how the program was started.
struct Start {
    is_on_desktop: bool,
    has_terminal: bool,
    has_shell: bool,
}

fn with_page_if(mut arguments: Vec<OsString>, start: &Start) -> Vec<OsString> {
    let is_clicked = match arguments.as_slice() {
        [_] => true,
        [_, only] => is_data_file(only),
        _ => false,
    };
    if is_clicked && start.is_on_desktop && !start.has_terminal && !start.has_shell {
        arguments.insert(1, "open".into());
    }
    arguments
}

/// Whether an argument is a data file that is there.
fn is_data_file(argument: &OsStr) -> bool {
    let path = Path::new(argument);
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && path.is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_power_shell_is_known_by_its_users_folder() {
        let of_system =
            r"C:\Program Files\WindowsPowerShell\Modules;C:\WINDOWS\system32\WindowsPowerShell\v1.0\Modules";
        assert!(!is_of_power_shell(of_system) && !is_of_power_shell(""));
        for folder in [r"C:\Users\王\Documents\WindowsPowerShell\Modules", r"D:\文档\PowerShell\Modules\"] {
            assert!(is_of_power_shell(&format!("{folder};{of_system}")));
        }
        // What other programs have put there.
        assert!(!is_of_power_shell(&format!(
            r"{of_system};C:\Program Files (x86)\Microsoft SQL Server\PowerShell\Modules\"
        )));
    }

    #[test]
    fn a_double_click_opens_the_page() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("报告.toml");
        std::fs::write(&data, "").unwrap();
        let is_opened = |arguments: &[&OsStr], is_on_desktop, has_terminal, has_shell| {
            let all: Vec<OsString> =
                [OsStr::new("nianbao")].iter().chain(arguments).map(|argument| argument.into()).collect();
            let with = with_page_if(all.clone(), &Start { is_on_desktop, has_terminal, has_shell });
            let is_opened = with.get(1).is_some_and(|verb| verb == "open");
            assert_eq!(with.len(), all.len() + usize::from(is_opened));
            is_opened
        };
        let dropped = [data.as_os_str()];
        assert!(is_opened(&[], true, false, false) && is_opened(&dropped, true, false, false));
        // A shell's, a script's, a scheduler's.
        assert!(!is_opened(&[], true, true, true) && !is_opened(&dropped, true, true, true));
        assert!(!is_opened(&dropped, true, false, true) && !is_opened(&dropped, false, false, false));
        assert!(!is_opened(&["check".as_ref(), data.as_os_str()], true, false, false));
        assert!(!is_opened(&[folder.path().join("none.toml").as_os_str()], true, false, false));
        assert!(!is_opened(&["-".as_ref()], true, false, false));
    }
}
