//! `nianbao open`: the report in the browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::data::{Data, last_year};
use super::example::{Example, example};
use super::interrupt::Interrupt;
use super::making::MakingArgs;
use super::refusal::refused;
use super::single::single;
use super::{Failure, Screen, print};
use crate::desk::start::Start;
use crate::desk::{Desk, OpenError, Opening, Remembered};
use crate::diagnostic::{Diagnostic, message, text};
use crate::files::Files;
use crate::pipeline::Input;
use crate::rules::TARGET;
use crate::server::{End, Serving, address_of_running, new_session, serve};
use crate::source::Sources;
use crate::text::FaceLibrary;
use crate::threads::start_for_many;

/// 在浏览器里填写、核对报告，边改边看打印的样子
///
/// fill in and check a report in the browser, and see its pages as it changes
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao open [DATA] [选项]")]
pub(super) struct Args {
    /// 数据文件（TOML）；不写则在网页上新建或者挑选
    ///
    /// data file (TOML); without it, the page offers a new one, and those that were opened before
    #[arg(value_name = "DATA")]
    data: Vec<PathBuf>,

    /// 上一年度的报告：数据文件、网页、Word 文件等；不写则在数据文件的文件夹里找
    ///
    /// last year's report: a data file, a web page, a Word file …; without it, it is looked for beside the data file
    #[arg(long, value_name = "LAST")]
    previous: Option<PathBuf>,

    /// 不打开浏览器，只把地址写到标准输出（一行）
    ///
    /// open no browser; write the address to the standard output, on a line alone
    #[arg(long)]
    no_browser: bool,

    /// 用这个端口；不写则用空着的
    ///
    /// listen on this port; without it, on a free one
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,

    #[command(flatten)]
    making: MakingArgs,
}

pub(super) const EXAMPLES: &[Example] = &[
    example(text("nianbao open", "nianbao open"), text("新建一份，或者挑一份", "a new report, or one that is there")),
    example(text("nianbao open 报告.toml", "nianbao open report.toml"), text("打开一份", "opens one")),
    example(
        text("nianbao open 报告.toml --previous 上年.html", "nianbao open report.toml --previous last.html"),
        text("和上年的报告对照", "beside last year's"),
    ),
];

/// Serves the page until its last window has been closed for a while, or a signal comes.
pub(super) fn run(args: &Args, screen: &Screen) -> Result<ExitCode, Failure> {
    start_for_many();
    let path = match args.data.is_empty() {
        true => None,
        false => Some(data_file(&single("open", &args.data)?)?),
    };
    let previous = match last_year(args.previous.as_deref())? {
        Some(Input::File(path)) => Some(path),
        _ => None,
    };
    let opening = opener(args, previous)?;
    let desk = match path.map(|path| (Desk::open(opening(path.clone())), path)) {
        None => None,
        Some((Ok(desk), _)) => Some(desk),
        Some((Err(OpenError::Open), path)) => return show_first(args, &path, screen),
        Some((Err(OpenError::Unreadable(fault)), _)) => return Err(Failure::Found(vec![*fault], Sources::default())),
        Some((Err(OpenError::Previous(faults)), _)) => return Err(Failure::Found(faults, Sources::default())),
    };
    let interrupt = Interrupt::listen();
    let folder = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let serving = Serving {
        desk,
        start: Start::new(folder, Remembered::of_this_user(), args.making.options()),
        open: opening,
        port: args.port,
        is_told_to_end: interrupt.flag(),
    };
    let mut told = Ok(());
    let end = serve(serving, |address| told = tell(args, address, screen));
    told?;
    match end.map_err(|error| refused(&format!("127.0.0.1:{}", args.port), &error))? {
        End::Finished => Ok(ExitCode::SUCCESS),
        End::Told => Ok(interrupt.code().unwrap_or(ExitCode::SUCCESS)),
        End::Unsaved => Err(unsaved()),
    }
}

/// The data file that is named.
fn data_file(path: &Path) -> Result<PathBuf, Failure> {
    match Data::from_argument(path)? {
        Data::File(path) => Ok(path),
        Data::Stdin => Err(Failure::Usage(message!(
            zh: "open 要的是文件，不能是标准输入",
            en: "open needs a file, not standard input",
        ))),
    }
}

/// What opens a report by its path, with what the command line says.
fn opener(args: &Args, previous: Option<PathBuf>) -> Result<Box<dyn Fn(PathBuf) -> Opening + Send + Sync>, Failure> {
    let session = new_session().map_err(|error| refused("getrandom", &error))?;
    // Faces are read once, and kept for as long as the program runs.
    let files: &'static Files = Box::leak(Box::new(Files::on_disk()));
    let library: &'static FaceLibrary<'static> = match args.making.library(files) {
        Ok(library) => Box::leak(Box::new(library)),
        Err(fault) => return Err(Failure::Found(vec![fault], Sources::default())),
    };
    let options = args.making.options();
    Ok(Box::new(move |path| Opening { path, previous: previous.clone(), options, library, session: session.clone() }))
}

/// Opens the browser, or tells the address.
fn tell(args: &Args, address: &str, screen: &Screen) -> Result<(), Failure> {
    if args.no_browser {
        return print(&format!("{address}\n"));
    }
    match open::that_detached(address) {
        Ok(()) => screen.say_message(&message!(
            zh: "已在浏览器里打开。关上网页以后程序自己结束；按 Ctrl-C 也行",
            en: "opened in the browser; ends by itself when the page is closed, or by Ctrl-C",
        )),
        Err(_) => screen.say_message(&message!(
            zh: "打不开浏览器，请自己打开这个地址：{address}",
            en: "no browser could be opened; open this address yourself: {address}",
        )),
    }
    Ok(())
}

/// Shows the page of the program that has the report open already.
fn show_first(args: &Args, path: &Path, screen: &Screen) -> Result<ExitCode, Failure> {
    let real = Files::on_disk().real(path);
    let Some(address) = address_of_running(&real) else {
        let name = path.display();
        let message = message!(
            zh: "“{name}”已经在另一个窗口里打开了，找不到那个窗口",
            en: "`{name}` is open in another window, which cannot be found",
        );
        let help = message!(zh: "先把那个窗口关上", en: "close that window first");
        return Err(Failure::Found(vec![Diagnostic::system(&TARGET, message).help(help)], Sources::default()));
    };
    tell(args, &address, screen)?;
    Ok(ExitCode::SUCCESS)
}

fn unsaved() -> Failure {
    let message = message!(
        zh: "最后的改动没有存进数据文件；它们记在旁边，下次打开时会找回来",
        en: "the last changes are not in the data file; they are kept beside it and come back when it is opened again",
    );
    Failure::Found(vec![Diagnostic::system(&TARGET, message)], Sources::default())
}
