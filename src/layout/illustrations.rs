//! Pictures and charts: scaled to their room, side by side if there are several, each above its caption.

use super::geometry::{Geometry, SMALL_SIZE};
use super::runs::runs;
use crate::chart::{self, Frame, Look};
use crate::compose::document::{Illustration, Inline, NodeId, PictureId, Shows};
use crate::picture::Pictures;
use crate::source::Span;
use crate::text::{Alignment, Line, Measure, Role, Typesetter};
use crate::units::Pt;

/// Illustrations side by side. Lengths from the left edge of the type area and from their common top.
pub(super) struct Row {
    pub(super) shown: Vec<Shown>,
    /// Height with captions.
    pub(super) height: Pt,
    /// Distance of baselines in captions.
    pub(super) caption_pitch: Pt,
    /// Where the data file has them.
    pub(super) span: Option<Span>,
}

/// One of them.
pub(super) struct Shown {
    pub(super) node: NodeId,
    pub(super) drawing: Drawing,
    pub(super) left: Pt,
    pub(super) top: Pt,
    pub(super) width: Pt,
    pub(super) height: Pt,
    /// Lines of the caption.
    pub(super) caption: Vec<Line>,
    /// Left edge of the caption's room.
    pub(super) caption_left: Pt,
    /// Top of the caption's first line.
    pub(super) caption_top: Pt,
}

/// What is to be seen.
pub(super) enum Drawing {
    Picture(PictureId),
    Chart(Frame),
}

// No standard gives these; they are this program's choice, made by eye.

/// Between two that stand side by side.
const ABREAST_GAP: Pt = Pt(14.0);
/// Between a picture and its caption.
const CAPTION_GAP: Pt = Pt(2.0);

/// Least room above and below them on the page.
pub(super) const ROW_GAP: Pt = Pt(5.0);
/// The least that a picture is scaled down to for want of room on its page.
const LEAST_SCALE: f64 = 0.6;
/// Lines of the grid that the highest picture leaves free: a heading and what follows it share a page.
const LINES_ABOVE: f64 = 2.0;

/// What illustrations are measured with.
pub(super) struct IllustrationContext<'a> {
    pub(super) geometry: &'a Geometry,
    pub(super) pictures: &'a Pictures,
    /// Whether charts are coloured.
    pub(super) colour: bool,
}

/// Measures illustrations that share a width; `left` is kept free at both sides.
pub(super) fn measure(
    all: &[Illustration],
    left: Pt,
    context: &IllustrationContext,
    typesetter: &mut Typesetter,
) -> Row {
    let count = all.len().max(1) as f64;
    let width = (context.geometry.width() - left * 2.0 - ABREAST_GAP * (count - 1.0)) / count;
    let caption_pitch = context.geometry.small_pitch();

    let captions: Vec<Vec<Line>> = all.iter().map(|one| caption(one, width, context.geometry, typesetter)).collect();
    let most = captions.iter().map(Vec::len).max().unwrap_or_default();
    let below = if most == 0 { Pt::ZERO } else { CAPTION_GAP + caption_pitch * most as f64 };
    let free = context.geometry.pitch * LINES_ABOVE + ROW_GAP * 2.0;
    let room = (context.geometry.height() - below - free).max(context.geometry.pitch);

    let mut shown = Vec::new();
    for (at, (one, caption)) in all.iter().zip(captions).enumerate() {
        let room_left = left + (width + ABREAST_GAP) * at as f64;
        let (drawing, drawn_width, height) = draw(one, width, room, context, typesetter);
        shown.push(Shown {
            node: one.id,
            drawing,
            left: room_left + (width - drawn_width) / 2.0,
            top: Pt::ZERO,
            width: drawn_width,
            height,
            caption,
            caption_left: room_left,
            caption_top: Pt::ZERO,
        });
    }
    // They stand on one foot, and the captions below it.
    let foot = shown.iter().map(|one| one.height).fold(Pt::ZERO, Pt::max);
    for one in &mut shown {
        one.top = foot - one.height;
        one.caption_top = foot + CAPTION_GAP;
    }
    let texts = all.iter().filter_map(|one| one.caption.as_ref()).flat_map(|caption| &caption.text);
    let span = texts.into_iter().find_map(|inline| if let Inline::Text { span, .. } = inline { *span } else { None });
    Row { shown, height: foot + below, caption_pitch, span }
}

impl Row {
    /// By how much its pictures are to be scaled down so that it is no higher than this; `None` if that is too much, or
    /// if it shows a chart, whose text would become too small.
    pub(super) fn scale_to(&self, height: Pt) -> Option<f64> {
        let foot = self.foot();
        let room = height - (self.height - foot);
        let is_picture = |one: &Shown| matches!(one.drawing, Drawing::Picture(_));
        let scale = room / foot;
        (self.shown.iter().all(is_picture) && (LEAST_SCALE..1.0).contains(&scale)).then_some(scale)
    }

    /// Scales its pictures down, each in the middle of its room.
    pub(super) fn scale(&mut self, scale: f64) {
        let gone = self.foot() * (1.0 - scale);
        for one in &mut self.shown {
            one.left += one.width * (1.0 - scale) / 2.0;
            (one.width, one.height) = (one.width * scale, one.height * scale);
            one.caption_top = one.caption_top - gone;
        }
        self.height = self.height - gone;
        let foot = self.foot();
        self.shown.iter_mut().for_each(|one| one.top = foot - one.height);
    }

    /// Where its pictures end and captions begin.
    fn foot(&self) -> Pt {
        self.shown.iter().map(|one| one.height).fold(Pt::ZERO, Pt::max)
    }
}

/// What is to be seen, its width and its height. A picture has its own size unless that is too large.
fn draw(
    one: &Illustration,
    width: Pt,
    max_height: Pt,
    context: &IllustrationContext,
    typesetter: &mut Typesetter,
) -> (Drawing, Pt, Pt) {
    match &one.shows {
        Shows::Picture(id) => {
            let (own_width, own_height) = context.pictures.size(*id);
            let fit = |room: Pt, own: Pt| if own > room { room / own } else { 1.0 };
            let scale = fit(width, own_width).min(fit(max_height, own_height));
            (Drawing::Picture(*id), own_width * scale, own_height * scale)
        }
        Shows::Chart(chart) => {
            let look = Look { width, max_height, colour: context.colour, node: one.id };
            let frame = chart::draw(chart, look, typesetter);
            let (width, height) = (frame.width, frame.height);
            (Drawing::Chart(frame), width, height)
        }
    }
}

/// The lines of a caption, 楷体 小4号, centred.
fn caption(one: &Illustration, width: Pt, geometry: &Geometry, typesetter: &mut Typesetter) -> Vec<Line> {
    let Some(caption) = &one.caption else { return Vec::new() };
    let style = geometry.style(Role::Level2, SMALL_SIZE);
    let paragraph = typesetter.paragraph(&runs(&caption.text, style, caption.id));
    paragraph.by_words().lines(Measure { width, first_indent: Pt::ZERO }, Alignment::Centre)
}
