//! What is said of a target that the system refuses.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::Failure;
use crate::diagnostic::{Diagnostic, message};
use crate::rules::TARGET;
use crate::source::Sources;

/// The error that a target cannot be written.
pub(super) fn refused(name: &str, error: &io::Error) -> Failure {
    let message = match error.kind() {
        ErrorKind::IsADirectory => {
            message!(zh: "不能写“{name}”：它是文件夹", en: "cannot write `{name}`: it is a folder")
        }
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            message!(zh: "不能写“{name}”：没有这个文件夹", en: "cannot write `{name}`: there is no such folder")
        }
        // Windows refuses both in the same words.
        ErrorKind::PermissionDenied if cfg!(windows) => message!(
            zh: "不能写“{name}”：没有写入的权限，或者在别的程序里打开着",
            en: "cannot write `{name}`: permission denied, or another program has it open",
        ),
        ErrorKind::PermissionDenied => {
            message!(zh: "不能写“{name}”：没有写入的权限", en: "cannot write `{name}`: permission denied")
        }
        ErrorKind::InvalidInput => {
            message!(zh: "不能写“{name}”：链接绕成了圈", en: "cannot write `{name}`: its links lead in a circle")
        }
        ErrorKind::StorageFull => {
            message!(zh: "不能写“{name}”：磁盘已满", en: "cannot write `{name}`: the disk is full")
        }
        ErrorKind::TimedOut => {
            message!(zh: "不能写“{name}”：没有程序在读这条管道", en: "cannot write `{name}`: nobody reads the pipe")
        }
        ErrorKind::BrokenPipe => message!(
            zh: "没有写完“{name}”：读这条管道的程序提前结束了",
            en: "`{name}` was not written to its end: whoever reads the pipe has gone",
        ),
        _ => message!(zh: "不能写“{name}”：{error}", en: "cannot write `{name}`: {error}"),
    };
    Failure::Found(vec![Diagnostic::system(&TARGET, message)], Sources::default())
}

/// The error that a folder cannot be made.
pub(super) fn no_folder(path: &Path, error: &io::Error) -> Failure {
    let name = path.display().to_string();
    match error.kind() {
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            let message = message!(
                zh: "不能新建文件夹“{name}”：这里有同名的文件",
                en: "cannot make the folder `{name}`: there is a file of that name",
            );
            Failure::Found(vec![Diagnostic::system(&TARGET, message)], Sources::default())
        }
        _ => refused(&name, error),
    }
}
