//! Pictures and charts: scaled to their room, several side by side as long as they can be read, each above its caption.

use super::geometry::{Geometry, SMALL_SIZE};
use super::runs::runs;
use crate::artwork::{ABREAST_GAP, Share, share_out};
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
    /// Whether they may be scaled down: pictures whose width is not stated. The text of a chart would become too small.
    pub(super) scales: bool,
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

/// Measures illustrations: side by side where they have the room, else one below another; `left` is kept free at both
/// sides.
pub(super) fn measure(
    all: &[Illustration],
    left: Pt,
    context: &IllustrationContext,
    typesetter: &mut Typesetter,
) -> Vec<Row> {
    let mut set = |all: &[Illustration]| abreast(all, left, context, typesetter);
    let rows = match set(all) {
        Some(row) if all.len() <= 1 || row.is_legible() => vec![row],
        _ => all.iter().filter_map(|one| set(std::slice::from_ref(one))).collect(),
    };
    for (one, shown) in all.iter().zip(rows.iter().flat_map(|row| &row.shown)) {
        if let (Shows::Chart(chart), Drawing::Chart(frame)) = (&one.shows, &shown.drawing)
            && let Some(note) = chart::crowded(chart, frame)
        {
            typesetter.report(note);
        }
    }
    rows
}

impl Row {
    fn is_legible(&self) -> bool {
        self.shown.iter().all(|one| match &one.drawing {
            Drawing::Chart(frame) => chart::is_legible(frame),
            Drawing::Picture(_) => true,
        })
    }
}

/// Illustrations that share a width; `None` if they are to be wider than it.
fn abreast(all: &[Illustration], left: Pt, context: &IllustrationContext, typesetter: &mut Typesetter) -> Option<Row> {
    let caption_pitch = context.geometry.small_pitch();
    let area = context.geometry.width();
    let shares = share_out(all, area - left * 2.0, area)?;

    let captions: Vec<Vec<Line>> =
        all.iter().zip(&shares).map(|(one, share)| caption(one, share.room, context.geometry, typesetter)).collect();
    let most = captions.iter().map(Vec::len).max().unwrap_or_default();
    let below = if most == 0 { Pt::ZERO } else { CAPTION_GAP + caption_pitch * most as f64 };
    let free = context.geometry.pitch * LINES_ABOVE + ROW_GAP * 2.0;
    let height = (context.geometry.height() - below - free).max(context.geometry.pitch);

    let mut shown = Vec::new();
    let mut room_left = left;
    for ((one, share), caption) in all.iter().zip(&shares).zip(captions) {
        let (drawing, width, height) = draw(one, share, height, context, typesetter);
        shown.push(Shown {
            node: one.id,
            drawing,
            left: room_left + (share.room - width) / 2.0,
            top: Pt::ZERO,
            width,
            height,
            caption,
            caption_left: room_left,
            caption_top: Pt::ZERO,
        });
        room_left += share.room + ABREAST_GAP;
    }
    // They stand on one foot, and the captions below it.
    let foot = shown.iter().map(|one| one.height).fold(Pt::ZERO, Pt::max);
    for one in &mut shown {
        one.top = foot - one.height;
        one.caption_top = foot + CAPTION_GAP;
    }
    let texts = all.iter().filter_map(|one| one.caption.as_ref()).flat_map(|caption| &caption.text);
    let span = texts.into_iter().find_map(|inline| if let Inline::Text { span, .. } = inline { *span } else { None });
    let scales = all.iter().all(|one| one.width.is_none() && matches!(one.shows, Shows::Picture(_)));
    Some(Row { shown, height: foot + below, caption_pitch, span, scales })
}

impl Row {
    /// By how much its pictures are to be scaled down so that it is no higher than this; `None` if that is too much, or
    /// if it does not scale.
    pub(super) fn scale_to(&self, height: Pt) -> Option<f64> {
        let foot = self.foot();
        let scale = (height - (self.height - foot)) / foot;
        (self.scales && (LEAST_SCALE..1.0).contains(&scale)).then_some(scale)
    }

    /// Scales its pictures down, each in the middle of its room.
    pub(super) fn scale(&mut self, scale: f64) {
        let gone = self.foot() * (1.0 - scale);
        for one in &mut self.shown {
            one.left += one.width * (1.0 - scale) / 2.0;
            (one.width, one.height) = (one.width * scale, one.height * scale);
            one.caption_top -= gone;
        }
        self.height -= gone;
        let foot = self.foot();
        self.shown.iter_mut().for_each(|one| one.top = foot - one.height);
    }

    /// Where its pictures end and captions begin.
    fn foot(&self) -> Pt {
        self.shown.iter().map(|one| one.height).fold(Pt::ZERO, Pt::max)
    }
}

/// What is to be seen, its width and its height. A picture has its own size unless another is stated, and either gives
/// way where it is too large.
fn draw(
    one: &Illustration,
    share: &Share,
    max_height: Pt,
    context: &IllustrationContext,
    typesetter: &mut Typesetter,
) -> (Drawing, Pt, Pt) {
    match &one.shows {
        Shows::Picture(id) => {
            let (own_width, own_height) = context.pictures.size(*id);
            let fit = |room: Pt, own: Pt| if own > room { room / own } else { 1.0 };
            let wide = share.stated.map_or(fit(share.room, own_width), |stated| stated / own_width);
            let scale = wide.min(max_height / own_height);
            (Drawing::Picture(*id), own_width * scale, own_height * scale)
        }
        Shows::Chart(chart) => {
            let width = share.stated.unwrap_or(share.room);
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
