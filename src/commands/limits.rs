//! How much of everything a report may have, and what a picture may ask of the machine, as the command line sets it.

use crate::diagnostic::Lang;
use crate::picture::Limits;
use crate::report::bounds::{Bound, Bounds};

/// Limits on reports and pictures.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct LimitArgs {
    /// 改一种上限，如 pages=20000；可以写几个。写 --limit list 列出全部名称和默认值
    ///
    /// set a limit, such as pages=20000; there may be several. --limit list lists their names with what is usual
    #[arg(long, value_name = "NAME=N", value_parser = bound)]
    limit: Vec<(Bound, usize)>,

    /// 一张图片最多多少百万像素，默认 200
    ///
    /// millions of pixels that a picture may have, 200 by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    max_megapixels: Option<u32>,

    /// 一张图片最多占用多少 MiB 内存，默认 1024
    ///
    /// MiB of memory that a picture may take, 1024 by default
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    max_picture_memory: Option<u32>,
}

impl LimitArgs {
    /// How much of everything a report may have.
    pub(super) fn bounds(&self) -> Bounds {
        let mut bounds = Bounds::default();
        self.limit.iter().for_each(|(bound, count)| bounds.set(*bound, *count));
        bounds
    }

    /// The limits that are told, else those that are usual.
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            pixels: self.max_megapixels.map_or(usual.pixels, |count| u64::from(count) * 1_000_000),
            memory_bytes: self.max_picture_memory.map_or(usual.memory_bytes, |count| u64::from(count) << 20),
        }
    }
}

/// A limit as it is written, such as `pages=20000`.
fn bound(text: &str) -> Result<(Bound, usize), String> {
    let read = text.split_once('=').and_then(|(name, count)| {
        let (bound, count) = (Bound::by_name(name.trim())?, count.trim().parse().ok()?);
        (1..=bound.most()).contains(&count).then_some((bound, count))
    });
    // What is said of it is `listed`.
    read.ok_or_else(String::new)
}

/// What is written for a limit to have all of them listed; a question mark, too, where the shell leaves it.
pub(super) const LIST: [&str; 2] = ["list", "?"];

/// All limits as they may be written, with what they are of: each one a text.
pub(super) fn listed(lang: Lang) -> Vec<String> {
    let row = |name: &str| {
        let bound = Bound::by_name(name)?;
        let (what, usual, most) = (bound.what(lang), bound.usual(), bound.most());
        Some(match lang {
            Lang::Zh => format!("{name}={usual}（{what}，最大 {most}）"),
            Lang::En => format!("{name}={usual} ({what}, up to {most})"),
        })
    };
    Bound::names().filter_map(row).collect()
}
