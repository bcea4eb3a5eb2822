//! `nianbao fonts`: which face serves which role, and which step in for it.

use std::path::{Path, PathBuf};

use super::{Failure, Screen, print};
use crate::source::Sources;
use crate::text::{Faces, FontPlaces, Role};

/// 列出各处所用的字体和后备字体
#[derive(Debug, clap::Args)]
#[command(override_usage = "nianbao fonts [选项]", help_template = super::usage::TEMPLATE)]
pub(super) struct Args {
    /// 存放字体文件的文件夹：列出其中的字体会用在哪里
    #[arg(long, value_name = "DIR", help_heading = "选项")]
    font_dir: Option<PathBuf>,
}

pub(super) fn run(args: &Args, screen: &Screen) -> Result<(), Failure> {
    let places = FontPlaces { font_dir: args.font_dir.as_deref(), data_dir: Path::new("."), allow_outside: false };
    let faces = Faces::load(&[], &places).map_err(|faults| Failure::Found(faults, Sources::default()))?;
    let lines = Role::ALL.map(|role| {
        let name = role.name();
        let chain: Vec<&str> = faces.chain(role).iter().map(|face| faces.get(*face).name.as_str()).collect();
        format!("{}\t{}\n", name.in_lang(screen.lang), chain.join(" → "))
    });
    print(&lines.concat())
}
