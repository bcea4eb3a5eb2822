//! The frame header, and the kinds of JPEG that a PDF cannot show.

use super::super::bytes::be16;
use super::faults::broken;
use super::marker;
use crate::diagnostic::{Diagnostic, message};
use crate::picture::rules;

/// A frame header (ITU-T T.81, B.2.2).
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Identifiers of the components.
    pub(super) components: Vec<u8>,
    pub(super) is_progressive: bool,
}

/// Reads a frame header: baseline, extended sequential or progressive, eight bits, coded by Huffman (what DCTDecode
/// takes, ISO 32000-1, 7.4.8).
pub(super) fn frame(marker: u8, segment: &[u8]) -> Result<Frame, Diagnostic> {
    if !matches!(marker, 0xC0..=0xC2) {
        return Err(unsupported(marker));
    }
    let precision = *segment.first().ok_or_else(broken)?;
    if precision != 8 {
        return Err(rare_kind(&format!("{precision} 位"), &format!("{precision} bits")));
    }
    let height = be16(segment, 1).ok_or_else(broken)?;
    let width = be16(segment, 3).ok_or_else(broken)?;
    let count = usize::from(*segment.get(5).ok_or_else(broken)?);
    let components = segment.get(6..).unwrap_or_default();
    if width == 0 || components.len() != 3 * count {
        return Err(broken());
    }
    if height == 0 {
        return Err(rare_kind("高度写在扫描数据之后（DNL）", "height after the scan, DNL"));
    }
    if !matches!(count, 1 | 3 | 4) {
        return Err(rare_kind(&format!("{count} 个颜色分量"), &format!("{count} components")));
    }
    // Sampling factors are 1 to 4, there are four tables.
    let is_sound = |component: &[u8]| match component {
        [_, factors, table] => (1..=4).contains(&(factors >> 4)) && (1..=4).contains(&(factors & 15)) && *table < 4,
        _ => false,
    };
    let ids: Vec<u8> = components.chunks_exact(3).filter_map(<[u8]>::first).copied().collect();
    let is_unique = ids.iter().enumerate().all(|(at, id)| !ids[..at].contains(id));
    if !components.chunks_exact(3).all(is_sound) || !is_unique {
        return Err(broken());
    }
    Ok(Frame { width: width.into(), height: height.into(), components: ids, is_progressive: marker == 0xC2 })
}

/// A marker that belongs to a kind of JPEG that cannot be shown (ITU-T T.81, table B.1).
pub(super) fn unsupported(marker: u8) -> Diagnostic {
    match marker {
        0xC3 | 0xCB => rare_kind("无损", "lossless"),
        0xC5..=0xC7 | 0xCD..=0xCF | 0xDE | 0xDF => rare_kind("分层", "hierarchical"),
        0xC9 | 0xCA | marker::DAC => rare_kind("算术编码", "arithmetic coding"),
        0xDC => rare_kind("高度写在扫描数据之后（DNL）", "height after the scan, DNL"),
        0xF7 | 0xF8 => rare_kind("JPEG-LS", "JPEG-LS"),
        _ => broken(),
    }
}

fn rare_kind(zh: &str, en: &str) -> Diagnostic {
    let message = message!(
        zh: "这是一种少见的 JPEG（{zh}），不能用",
        en: "this is a rare kind of JPEG ({en}), which cannot be used",
    );
    Diagnostic::error(&rules::PICTURE_FORMAT, message).help(message!(
        zh: "用看图软件打开它，另存为普通的 JPEG 或 PNG",
        en: "open it in a viewer and save it as an ordinary JPEG or as PNG",
    ))
}
