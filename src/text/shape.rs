//! Characters to glyphs of one face, by HarfBuzz's rules (harfrust).

use harfrust::unicode::script;
use harfrust::{Buffer, BufferFlags, Direction, Feature, Script, ShapeOptions, ShapePlan, ShaperFont, Tag, shape};

use super::face::Face;

/// A glyph as the shaper gives it; lengths in em.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ShapedGlyph {
    /// Index in the face.
    pub(super) id: u16,
    /// Byte in the text at which its cluster begins.
    pub(super) cluster: usize,
    /// Advance.
    pub(super) advance: f64,
    /// Right of the pen.
    pub(super) dx: f64,
    /// Above the baseline.
    pub(super) dy: f64,
}

/// Figures of one width, on the baseline and as high as capitals, whatever a face has them like by itself: those of a
/// column stand one below another.
const FEATURES: [Feature; 2] = [on(Tag::new(b"tnum")), on(Tag::new(b"lnum"))];

const fn on(tag: Tag) -> Feature {
    Feature { tag, value: 1, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END }
}

/// Shapes text with one face. Plans are kept: most runs of a report are alike.
pub(super) struct Shaper<'f> {
    font: ShaperFont<'f, 'f>,
    units_per_em: f64,
    plans: Vec<ShapePlan>,
    buffer: Buffer,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(face: &'f Face) -> Shaper<'f> {
        Shaper {
            font: ShaperFont::new(face.font()),
            units_per_em: face.units_per_em(),
            plans: Vec::new(),
            buffer: Buffer::new(),
        }
    }

    /// The glyphs of a text of one script and direction, from left to right.
    pub(super) fn shape(&mut self, text: &str, runs_left: bool) -> Vec<ShapedGlyph> {
        let direction = if runs_left { Direction::RightToLeft } else { Direction::LeftToRight };
        self.buffer.clear();
        self.buffer.push_str(text);
        self.buffer.guess_segment_properties();
        self.buffer.set_direction(direction);
        self.buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
        let script = self.buffer.script();
        let language = self.buffer.language().cloned();
        let known = self.plans.iter().position(|plan| {
            plan.script() == script && plan.language() == language.as_ref() && plan.direction() == direction
        });
        let at = known.unwrap_or_else(|| {
            let plan = ShapePlan::new(&self.font, direction, script, language.as_ref(), &FEATURES);
            self.plans.push(plan);
            self.plans.len() - 1
        });
        let options = ShapeOptions::new().plan(self.plans.get(at)).features(&FEATURES);
        if shape(&self.font, &mut self.buffer, options).is_err() {
            return self.unshaped(text, runs_left);
        }
        let em = |units: i32| f64::from(units) / self.units_per_em;
        let infos = self.buffer.glyph_infos().iter().zip(self.buffer.glyph_positions());
        infos
            .map(|(info, position)| ShapedGlyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                cluster: info.cluster as usize,
                advance: em(position.x_advance),
                dx: em(position.x_offset),
                dy: em(position.y_offset),
            })
            .collect()
    }

    /// A glyph for each character, where the tables of a face are too damaged to shape with: nothing is lost.
    fn unshaped(&self, text: &str, runs_left: bool) -> Vec<ShapedGlyph> {
        let glyph = |(cluster, ch): (usize, char)| {
            let glyph = self.font.nominal_glyph(u32::from(ch))?;
            let advance = f64::from(self.font.glyph_h_advance(glyph)) / self.units_per_em;
            Some(ShapedGlyph { id: u16::try_from(glyph.to_u32()).ok()?, cluster, advance, dx: 0.0, dy: 0.0 })
        };
        let mut glyphs: Vec<ShapedGlyph> = text.char_indices().filter_map(glyph).collect();
        if runs_left {
            glyphs.reverse();
        }
        glyphs
    }
}

/// The script that a cluster must be shaped in; `None` for scripts that are shaped alike in any company, and for marks
/// and figures, which go with what stands around them.
pub(super) fn script_of(cluster: &str) -> Option<Script> {
    const PLAIN: [Script; 4] = [Script::COMMON, Script::INHERITED, Script::HAN, Script::LATIN];
    cluster.chars().map(|ch| script(u32::from(ch))).find(|script| !PLAIN.contains(script))
}
