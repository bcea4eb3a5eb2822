//! What a picture may ask of the machine, as the command line sets it.

use crate::picture::Limits;

/// Limits on pictures.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct LimitArgs {
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
    /// The limits that are told, else those that are usual.
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            pixels: self.max_megapixels.map_or(usual.pixels, |count| u64::from(count) * 1_000_000),
            memory_bytes: self.max_picture_memory.map_or(usual.memory_bytes, |count| u64::from(count) << 20),
        }
    }
}
