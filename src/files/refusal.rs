//! What is said of a file that the system refuses.

use std::io::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Rule, message};

/// The error, by a rule, that a file or folder cannot be read at all; it goes by `name`.
pub fn unreadable(rule: &'static Rule, name: &str, error: &Error) -> Diagnostic {
    let message = match error.kind() {
        ErrorKind::NotFound => message!(zh: "没有“{name}”这个文件", en: "there is no file `{name}`"),
        ErrorKind::NotADirectory => message!(zh: "“{name}”不是文件夹", en: "`{name}` is not a folder"),
        ErrorKind::PermissionDenied => {
            message!(zh: "读不出“{name}”：没有读取的权限", en: "cannot read `{name}`: permission denied")
        }
        ErrorKind::FileTooLarge => {
            message!(zh: "“{name}”太大，读不了", en: "`{name}` is too large to be read")
        }
        ErrorKind::ResourceBusy => message!(
            zh: "读不出“{name}”：别的程序正在改写它，等它写完再运行一次",
            en: "cannot read `{name}`: another program is writing it; run the command again when it has done",
        ),
        ErrorKind::Unsupported => {
            message!(zh: "“{name}”不是普通文件", en: "`{name}` is not a regular file")
        }
        ErrorKind::TimedOut => message!(
            zh: "读不出“{name}”：它是管道，没有程序往里写；先启动写它的程序，或者改用普通文件",
            en: "cannot read `{name}`: it is a pipe that nobody writes; start the program that writes it first, or give a \
                 regular file",
        ),
        _ => message!(zh: "读不出“{name}”：{error}", en: "cannot read `{name}`: {error}"),
    };
    Diagnostic::system(rule, message)
}
