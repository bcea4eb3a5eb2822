//! `nianbao watch`: a report is built again whenever its data file changes, or what it is made of.

mod session;
mod watched;
mod watcher;

use std::path::PathBuf;
use std::process::ExitCode;

use self::session::Session;
use self::watched::{Change, Watched};
use self::watcher::Watcher;
use super::data::{Data, last_year};
use super::example::{Example, example};
use super::interrupt::Interrupt;
use super::making::MakingArgs;
use super::single::single;
use super::writing::WritingArgs;
use super::{Failure, Screen, exit_code};
use crate::diagnostic::{message, text};
use crate::files::Files;
use crate::pipeline::{Input, read};
use crate::source::Sources;

/// 守着数据文件，改了就重新生成
///
/// make the report anew whenever the data file changes
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao watch DATA [选项]")]
pub(super) struct Args {
    /// 数据文件（TOML）
    ///
    /// data file (TOML)
    #[arg(value_name = "DATA", required = true)]
    data: Vec<PathBuf>,

    #[command(flatten)]
    writing: WritingArgs,

    /// 不等系统通知，自己每半秒看一次内容：网络共享上的文件，系统往往不通知
    ///
    /// look at the contents every half a second, where the system does not tell of changes: on network shares
    #[arg(long)]
    poll: bool,

    #[command(flatten)]
    making: MakingArgs,

    /// 上一年度的数据文件：核对结转、现行有效等
    ///
    /// last year's data file: what is carried over is compared
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

    /// 数字对不上也照样生成
    ///
    /// make it though figures do not add up
    #[arg(long)]
    allow_errors: bool,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(
        text("nianbao watch 报告.toml", "nianbao watch report.toml"),
        text("边改边看，按 Ctrl-C 结束", "while it is written; Ctrl-C ends it"),
    ),
    example(
        text("nianbao watch 报告.toml --poll", "nianbao watch report.toml --poll"),
        text("文件在网络共享上", "on a network share"),
    ),
];

/// Builds and waits until a signal ends it; the code is that of the signal.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    let mut session = session(args, screen)?;
    let interrupt = Interrupt::listen();
    let mut watcher = Watcher::new(args.poll, screen);
    let mut is_first = true;
    // Once for each state of the folder of faces, which are read once and serve every build.
    loop {
        let face_files = Files::recording();
        let mut watched = Watched::new(args.making.font_dir());
        let library = match args.making.library(&face_files) {
            Ok(library) => Some(library),
            Err(fault) if is_first => return Err(Failure::Found(vec![fault], Sources::default())),
            Err(fault) => {
                screen.show(&[fault], &Sources::default());
                None
            }
        };
        loop {
            if let Some(library) = &library {
                let asked = session.build(library, &face_files);
                watched.made_of(asked);
            }
            if is_first {
                session.begin();
                is_first = false;
            }
            watched.faces_of(&face_files);
            match watcher.wait(&watched, &interrupt) {
                Change::Report => {}
                Change::Faces => break,
                Change::Interrupted(code) => {
                    session.end();
                    return Ok(code);
                }
            }
        }
    }
}

/// What is built, from the command line.
fn session<'a>(args: &'a Args, screen: &'a Screen) -> Result<Session<'a>, Failure> {
    let (data, path) = match Data::from_argument(&single("watch", &args.data)?)? {
        Data::File(path) => (Data::File(path.clone()), path),
        Data::Stdin => {
            return Err(Failure::Usage(message!(
                zh: "watch 要的是文件，不能是标准输入",
                en: "watch needs a file, not standard input",
            )));
        }
    };
    if args.writing.is_to_stdout() {
        return Err(Failure::Usage(message!(
            zh: "watch 写成文件，不能写到标准输出",
            en: "watch writes files, and nothing to standard output",
        )));
    }
    let places = args.writing.destinations(&data)?;
    let previous = last_year(args.previous.as_deref())?;
    let (data, options) = (Input::File(path.clone()), args.making.options());
    // A name that leads nowhere at the start is a slip, and no file that will come back.
    if !path.exists() {
        let missing = read(&data, None, &Files::on_disk(), &options);
        screen.show(&missing.found, &missing.sources);
        return Err(Failure::Told(exit_code(&missing.found)));
    }
    Ok(Session::new(data, places, previous, options, args.allow_errors, screen))
}
