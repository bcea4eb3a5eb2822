//! Which way bars and lines lie. Upright is what readers expect; but a name or a value that would have to be turned is
//! easier to read beside a level bar, if that is not much taller, and where nothing fits upright, all lies level.

use super::cartesian::Cartesian;
use super::frame::Frame;
use super::labels::Scribe;
use super::{Chart, Look, level, upright};

/// Level bars may be so much taller than upright ones with turned text before that is the lesser evil.
const LEVEL_HEIGHT: f64 = 1.35;

/// Draws a chart of bars or lines. Where it has no room, the frame is larger than it may be; `anyhow`, it then holds
/// the drawing, else nothing but its size.
pub(super) fn draw(chart: &Chart, kind: Cartesian, look: Look, anyhow: bool, scribe: &mut Scribe) -> Frame {
    let standing = upright::draw(chart, kind, look, scribe);
    match standing {
        Some(standing) => {
            if !standing.turned || kind.keeps_upright() {
                return standing.frame;
            }
            let lying = level::draw(chart, kind, look, false, scribe);
            let limit = (standing.frame.height * LEVEL_HEIGHT).min(look.max_height);
            if lying.height <= limit { lying } else { standing.frame }
        }
        None => level::draw(chart, kind, look, anyhow, scribe),
    }
}
