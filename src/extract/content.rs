//! A walk over what a page draws: every string that is shown, character by character, with its place.

use hayro_font::Font;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};
use hayro_font::hayro_syntax::page::{Page as FilePage, Resources};

use super::fonts::{Fonts, Said, say};
use super::place::Matrix;
use super::{Note, Page, Shown, UNKNOWN, too_much};
use crate::diagnostic::Diagnostic;

/// Operations of a file, those of drawings counted as often as they are drawn. A report of a hundred pages has 200,000.
const MOST_OPERATIONS: usize = 4_000_000;
/// Drawings of a file, counted as often as they are drawn. A report has some tens, a map may call a sign a thousand
/// times.
const MOST_DRAWINGS: usize = 50_000;
/// Characters of a file; a report has 100,000 at most.
const MOST_CHARACTERS: usize = 4_000_000;
/// Drawings within one another.
const DEEPEST: usize = 20;
/// Saved states within one another (ISO 32000-1, annex C: 28).
const MOST_STATES: usize = 1_000;
/// How far text may stand beside the page and still be taken for shown: rounding, and ink that reaches over its pen.
const MARGIN: f64 = 2.0;
/// The walk over a file.
pub(super) struct Walk<'a> {
    fonts: Fonts<'a>,
    operations: usize,
    drawings: usize,
    characters: usize,
    has_invisible_text: bool,
    shown: Vec<Shown>,
    /// Width and height of the page.
    page: (f64, f64),
}

/// What a saved state holds of what decides where text stands and what it says.
#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    font: Option<Font<'a>>,
    size: f64,
    character_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    is_visible: bool,
}

/// Where the text object is that is open.
#[derive(Clone, Copy)]
struct Pen {
    text: Matrix,
    line: Matrix,
}

/// Open marked content: what is to be read in the place of its glyphs (ActualText, 14.9.4), and where these begin.
type Mark = Option<(String, usize)>;

impl<'a> Walk<'a> {
    pub(super) fn new() -> Walk<'a> {
        Walk {
            fonts: Fonts::new(),
            operations: 0,
            drawings: 0,
            characters: 0,
            has_invisible_text: false,
            shown: Vec::new(),
            page: (0.0, 0.0),
        }
    }

    /// Whether there was text that is not seen.
    pub(super) fn has_invisible_text(&self) -> bool {
        self.has_invisible_text
    }

    /// What a page shows: its content, then its annotations.
    ///
    /// # Errors
    /// The file asks for too much.
    pub(super) fn page(&mut self, page: &FilePage<'a>) -> Result<Page, Diagnostic> {
        let (width, height) = page.render_dimensions();
        self.page = (f64::from(width), f64::from(height));
        // From the upper left corner, downwards.
        let matrix = Matrix(page.initial_transform(true).as_coeffs());
        let state = State::new(matrix);
        self.run(page.typed_operations(), page.resources(), state.clone(), 0)?;
        let mut notes = Vec::new();
        for annotation in page.raw().get::<Array>("Annots").iter().flat_map(|all| all.iter::<Dict>()) {
            notes.extend(self.annotation(&annotation, page.resources(), &state)?);
        }
        Ok(Page { shown: std::mem::take(&mut self.shown), notes })
    }

    /// An annotation (12.5). A link that draws nothing is none to the eye, and a pop-up is the window of a note;
    /// anything else was put on top of the page, even if it is seen only on paper, or once a field is filled in.
    fn annotation(
        &mut self,
        annotation: &Dict<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
    ) -> Result<Option<Note>, Diagnostic> {
        let kind = annotation.get::<Name>("Subtype").map(|kind| kind.as_str().to_owned()).unwrap_or_default();
        let is_plain = !annotation.contains_key("AP") && !has_border(annotation);
        if kind == "Popup" || (kind == "Link" && is_plain) {
            return Ok(None);
        }
        let start = self.shown.len();
        self.appearance(annotation, resources, state)?;
        let drawn: String = self.shown.drain(start..).map(|shown| shown.ch).collect();
        // Viewers draw texts and fields without an appearance by themselves.
        let own = match kind.as_str() {
            "FreeText" => annotation.get::<Bytes>("Contents"),
            "Widget" => annotation.get::<Bytes>("V"),
            _ => None,
        };
        let own = own.filter(|_| drawn.is_empty());
        Ok(Some(Note { kind, text: own.map_or(drawn, |text| text_string(&text)) }))
    }

    /// What an annotation shows (12.5.5).
    fn appearance(
        &mut self,
        annotation: &Dict<'a>,
        resources: &Resources<'a>,
        state: &State<'a>,
    ) -> Result<(), Diagnostic> {
        let normal = annotation.get::<Dict>("AP").and_then(|all| all.get::<Object>("N"));
        let appearance = match normal {
            Some(Object::Stream(stream)) => Some(stream),
            Some(Object::Dict(states)) => annotation.get::<Name>("AS").and_then(|state| states.get::<Stream>(state)),
            _ => None,
        };
        let (Some(form), Some(area)) = (appearance, annotation.get::<[f64; 4]>("Rect")) else { return Ok(()) };
        let [left, foot, ..] = area;
        let origin = form.dict().get::<[f64; 4]>("BBox").map_or((0.0, 0.0), |[x, y, ..]| (x, y));
        let matrix = Matrix::shift(left - origin.0, foot - origin.1).within(state.matrix);
        self.form(&form, resources, State { matrix, ..state.clone() }, 0)
    }

    /// A drawing that is placed as a whole (8.10).
    fn form(
        &mut self,
        form: &Stream<'a>,
        around: &Resources<'a>,
        state: State<'a>,
        depth: usize,
    ) -> Result<(), Diagnostic> {
        if depth >= DEEPEST {
            return Ok(());
        }
        self.drawings += 1;
        if self.drawings > MOST_DRAWINGS {
            return Err(too_much());
        }
        let own = form.dict().get::<[f64; 6]>("Matrix").map_or(Matrix::IDENTITY, Matrix);
        let state = State { matrix: own.within(state.matrix), ..state };
        let resources = form.dict().get::<Dict>("Resources").map(Resources::new);
        let Ok(content) = form.decoded_data() else { return Ok(()) };
        self.run(TypedIter::new(&content), resources.as_ref().unwrap_or(around), state, depth + 1)
    }

    /// A stream of operations.
    fn run(
        &mut self,
        mut operations: TypedIter<'_>,
        resources: &Resources<'a>,
        mut state: State<'a>,
        depth: usize,
    ) -> Result<(), Diagnostic> {
        let mut saved: Vec<State<'a>> = Vec::new();
        let mut pen = Pen { text: Matrix::IDENTITY, line: Matrix::IDENTITY };
        let mut marks: Vec<Mark> = Vec::new();
        while let Some(operation) = operations.next() {
            self.operations += 1;
            if self.operations > MOST_OPERATIONS {
                return Err(too_much());
            }
            match operation {
                Op::SaveState(_) if saved.len() < MOST_STATES => saved.push(state.clone()),
                Op::RestoreState(_) => state = saved.pop().unwrap_or(state),
                Op::Transform(m) => state.matrix = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).within(state.matrix),
                Op::BeginText(_) => pen = Pen { text: Matrix::IDENTITY, line: Matrix::IDENTITY },
                Op::SetTextMatrix(m) => {
                    let at = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                    pen = Pen { text: at, line: at };
                }
                Op::NextLine(by) => pen.next_line(by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    pen.next_line(by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => pen.next_line(0.0, -state.leading),
                Op::CharacterSpacing(space) => state.character_space = space.0.as_f64(),
                Op::WordSpacing(space) => state.word_space = space.0.as_f64(),
                Op::HorizontalScaling(scale) => state.scale = scale.0.as_f64() / 100.0,
                Op::TextLeading(leading) => state.leading = leading.0.as_f64(),
                Op::TextRise(rise) => state.rise = rise.0.as_f64(),
                // Table 106: neither filled nor stroked.
                Op::TextRenderingMode(mode) => state.is_visible = !matches!(mode.0.as_i64(), 3 | 7),
                Op::TextFont(font) => {
                    state.font = resources.get_font(font.0).and_then(|font| self.fonts.get(&font));
                    state.size = font.1.as_f64();
                }
                Op::ShowText(text) => self.show(text.0, &state, &mut pen, depth)?,
                Op::NextLineAndShowText(text) => {
                    pen.next_line(0.0, -state.leading);
                    self.show(text.0, &state, &mut pen, depth)?;
                }
                Op::ShowTextWithParameters(text) => {
                    state.word_space = text.0.as_f64();
                    state.character_space = text.1.as_f64();
                    pen.next_line(0.0, -state.leading);
                    self.show(text.2, &state, &mut pen, depth)?;
                }
                Op::ShowTexts(parts) => {
                    for part in parts.0.iter::<Object>() {
                        match part {
                            Object::Number(back) => pen.go_back(back.as_f64(), &state),
                            Object::String(text) => self.show(&text, &state, &mut pen, depth)?,
                            _ => {}
                        }
                    }
                }
                Op::XObject(name) => {
                    let object = resources.get_x_object(name.0);
                    let is_form = |object: &Stream| {
                        object.dict().get::<Name>("Subtype").is_some_and(|kind| kind.as_ref() == b"Form")
                    };
                    if let Some(form) = object.filter(is_form) {
                        self.form(&form, resources, state.clone(), depth)?;
                    }
                }
                Op::BeginMarkedContent(_) => marks.push(None),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let properties = match mark.1 {
                        Object::Dict(own) => own.get::<Bytes>("ActualText"),
                        Object::Name(name) => {
                            let named = resources.properties.get::<Dict>(name);
                            named.and_then(|properties| properties.get::<Bytes>("ActualText"))
                        }
                        _ => None,
                    };
                    marks.push(properties.map(|text| (text_string(&text), self.shown.len())));
                }
                Op::EndMarkedContent(_) => {
                    if let Some(Some((text, start))) = marks.pop() {
                        self.say_instead(&text, start);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Shows a string.
    fn show(&mut self, text: &Bytes, state: &State<'a>, pen: &mut Pen, depth: usize) -> Result<(), Diagnostic> {
        let bytes: &[u8] = text;
        let Some(font) = &state.font else {
            self.shown.extend((!bytes.is_empty()).then(|| at(UNKNOWN, pen, state, (0.0, 0.0), depth > 0)));
            return Ok(());
        };
        let mut next = 0;
        while next < bytes.len() {
            let said = say(font, bytes, next);
            next += said.bytes;
            self.characters += 1;
            if self.characters > MOST_CHARACTERS {
                return Err(too_much());
            }
            let step = state.step(&said, font.is_horizontal());
            if state.is_visible {
                self.put(&said.text, state, pen, step, depth > 0);
            } else {
                self.has_invisible_text |= !said.text.trim().is_empty();
            }
            pen.text = Matrix::shift(step.0, step.1).within(pen.text);
        }
        Ok(())
    }

    /// Notes what a code shows, unless it stands beside the page. Of several characters the last one takes the pen on.
    fn put(&mut self, text: &str, state: &State<'a>, pen: &Pen, step: (f64, f64), in_drawing: bool) {
        let count = text.chars().count();
        for (index, ch) in text.chars().enumerate() {
            let step = if index + 1 == count { step } else { (0.0, 0.0) };
            let shown = at(ch, pen, state, step, in_drawing);
            let inside = |at: f32, end: f64| (-MARGIN..=end + MARGIN).contains(&f64::from(at));
            if inside(shown.from.0, self.page.0) && inside(shown.from.1, self.page.1) {
                self.shown.push(shown);
            }
        }
    }

    /// Reads what stands since `start` as this text, if that is no contradiction: glyphs that say something are what
    /// the eye sees, whatever is said in their place.
    fn say_instead(&mut self, text: &str, start: usize) {
        let glyphs = self.shown.get(start..).unwrap_or_default();
        let Some(first) = glyphs.first().copied() else { return };
        let is_hyphen = |shown: &Shown| matches!(shown.ch, '-' | '\u{2010}' | SOFT_HYPHEN);
        let is_silent = !text.is_empty() && text.chars().all(|ch| ch == SOFT_HYPHEN) && glyphs.iter().all(is_hyphen);
        // What is known of the glyphs must be said, in order.
        let mut rest = text.chars();
        let is_said = |shown: &Shown| shown.ch == UNKNOWN || rest.any(|ch| ch == shown.ch);
        let is_unknown = !text.is_empty() && glyphs.iter().any(|shown| shown.ch == UNKNOWN);
        if is_silent || (is_unknown && glyphs.iter().all(is_said)) {
            let last = glyphs.last().copied().unwrap_or(first);
            self.shown.truncate(start);
            self.shown.extend(text.chars().map(|ch| Shown { ch, to: last.to, ..first }));
        }
    }
}

/// A hyphen that a line's end has put in says this.
const SOFT_HYPHEN: char = '\u{AD}';

/// A character where the pen is.
fn at(ch: char, pen: &Pen, state: &State, step: (f64, f64), in_drawing: bool) -> Shown {
    let place = Matrix::shift(0.0, state.rise).within(pen.text).within(state.matrix);
    let point = |(x, y): (f64, f64)| (x as f32, y as f32);
    Shown {
        ch,
        from: point(place.apply(0.0, 0.0)),
        to: point(place.apply(step.0, step.1)),
        size: (place.height() * state.size).abs() as f32,
        in_drawing,
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix(numbers.map(|number| number.as_f64()))
}

impl Pen {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).within(self.line);
        self.text = self.line;
    }

    /// A number in an array of strings (9.4.3).
    fn go_back(&mut self, thousandths: f64, state: &State) {
        let by = -thousandths / 1000.0 * state.size;
        let is_horizontal = state.font.as_ref().is_none_or(Font::is_horizontal);
        let (x, y) = if is_horizontal { (by * state.scale, 0.0) } else { (0.0, by) };
        self.text = Matrix::shift(x, y).within(self.text);
    }
}

impl State<'_> {
    fn new<'a>(matrix: Matrix) -> State<'a> {
        State {
            matrix,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_visible: true,
        }
    }

    /// How far a code takes the pen (9.4.4).
    fn step(&self, said: &Said, is_horizontal: bool) -> (f64, f64) {
        let space = self.character_space + if said.is_space { self.word_space } else { 0.0 };
        match is_horizontal {
            true => ((said.advance.0 * self.size + space) * self.scale, 0.0),
            false => (0.0, said.advance.1 * self.size + space),
        }
    }
}

/// Whether a viewer draws a border around an annotation: one of a point unless it is told otherwise (table 164;
/// 12.5.4).
fn has_border(annotation: &Dict) -> bool {
    let style = annotation.get::<Dict>("BS").and_then(|style| style.get::<Number>("W"));
    let width = style.map(|width| width.as_f64());
    let old =
        annotation.get::<Array>("Border").map(|border| border.iter::<Number>().nth(2).map_or(1.0, |w| w.as_f64()));
    width.or(old).unwrap_or(1.0) > 0.0
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 behind its mark, else one byte a character.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, units @ ..] => {
            let units = units.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|ch| ch.unwrap_or(UNKNOWN)).collect()
        }
        [0xEF, 0xBB, 0xBF, text @ ..] => String::from_utf8_lossy(text).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
