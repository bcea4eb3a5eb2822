//! A walk over what a page draws: every string that is shown, character by character, with its place.

use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};
use hayro_font::hayro_syntax::page::{Page as FilePage, Resources};

use super::fonts::{Fonts, say};
use super::limits::{Limit, too_much};
use super::place::Matrix;
use super::state::{Pen, State, at, matrix};
use super::{Note, Page, Placed, Shown, UNKNOWN};
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
/// Faces of a file that are told apart.
const MOST_FACES: usize = 200;
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
    pictures: Vec<Placed>,
    /// Width and height of the page.
    page: (f64, f64),
    /// The number of the marked content that is open (MCID, 14.7.4).
    number: Option<u32>,
    /// Names of the faces so far.
    faces: Vec<String>,
}

/// Open marked content.
struct Mark {
    /// What is to be read in the place of its glyphs (ActualText, 14.9.4), and where these begin.
    instead: Option<(String, usize)>,
    /// The number of what it stands in.
    outer: Option<u32>,
}

impl<'a> Walk<'a> {
    pub(super) fn new() -> Walk<'a> {
        Walk {
            fonts: Fonts::new(),
            operations: 0,
            drawings: 0,
            characters: 0,
            has_invisible_text: false,
            shown: Vec::new(),
            pictures: Vec::new(),
            page: (0.0, 0.0),
            number: None,
            faces: Vec::new(),
        }
    }

    /// Whether there was text that is not seen.
    pub(super) fn has_invisible_text(&self) -> bool {
        self.has_invisible_text
    }

    /// The names of the faces, by which [`Shown::face`] counts.
    pub(super) fn faces(self) -> Vec<String> {
        self.faces
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
        self.number = None;
        self.run(page.typed_operations(), page.resources(), state.clone(), 0)?;
        self.number = None;
        let mut notes = Vec::new();
        for annotation in page.raw().get::<Array>("Annots").iter().flat_map(|all| all.iter::<Dict>()) {
            notes.extend(self.annotation(&annotation, page.resources(), &state)?);
        }
        let (shown, pictures) = (std::mem::take(&mut self.shown), std::mem::take(&mut self.pictures));
        Ok(Page { shown, notes, pictures })
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
            return Err(too_much(Limit::Drawings(MOST_DRAWINGS)));
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
                return Err(too_much(Limit::Operations(MOST_OPERATIONS)));
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
                    let dictionary = resources.get_font(font.0);
                    state.face = dictionary.as_ref().map_or(0, |font| self.face(font));
                    state.font = dictionary.and_then(|font| self.fonts.get(&font));
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
                    let form = object.filter(is_form);
                    if depth == 0 {
                        self.place(name.0.as_str(), form.is_some(), &state);
                    }
                    if let Some(form) = form {
                        self.form(&form, resources, state.clone(), depth)?;
                    }
                }
                Op::BeginMarkedContent(_) => marks.push(Mark { instead: None, outer: self.number }),
                Op::BeginMarkedContentWithProperties(mark) => {
                    let named = match mark.1 {
                        Object::Name(name) => resources.properties.get::<Dict>(name),
                        _ => None,
                    };
                    let properties = match mark.1 {
                        Object::Dict(own) => Some(own),
                        _ => named.as_ref(),
                    };
                    let instead = properties.and_then(|own| own.get::<Bytes>("ActualText"));
                    let instead = instead.map(|text| (text_string(text.as_ref()), self.shown.len()));
                    marks.push(Mark { instead, outer: self.number });
                    // Those of a drawing count within the drawing.
                    let number = properties.filter(|_| depth == 0).and_then(|own| own.get::<u32>("MCID"));
                    self.number = number.or(self.number);
                }
                Op::EndMarkedContent(_) => {
                    let mark = marks.pop();
                    self.number = mark.as_ref().map_or(self.number, |mark| mark.outer);
                    if let Some((text, start)) = mark.and_then(|mark| mark.instead) {
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
            let shown = Shown { mark: self.number, ..at(UNKNOWN, pen, state, (0.0, 0.0), depth > 0) };
            self.shown.extend((!bytes.is_empty()).then_some(shown));
            return Ok(());
        };
        let mut next = 0;
        while next < bytes.len() {
            let said = say(font, bytes, next);
            next += said.bytes;
            self.characters += 1;
            if self.characters > MOST_CHARACTERS {
                return Err(too_much(Limit::Characters(MOST_CHARACTERS)));
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
            let shown = Shown { mark: self.number, ..at(ch, pen, state, step, in_drawing) };
            let inside = |at: f32, end: f64| (-MARGIN..=end + MARGIN).contains(&f64::from(at));
            if inside(shown.from.0, self.page.0) && inside(shown.from.1, self.page.1) {
                self.shown.push(shown);
            }
        }
    }

    /// Notes a picture, or a drawing that is placed as a whole.
    fn place(&mut self, name: &str, is_drawing: bool, state: &State) {
        if self.pictures.len() < MOST_DRAWINGS {
            let name = name.to_owned();
            self.pictures.push(Placed { name, matrix: state.matrix.0, is_drawing, mark: self.number });
        }
    }

    /// The index of a font's face, by its name without the mark of a subset (9.6.4).
    fn face(&mut self, font: &Dict) -> u16 {
        let name = font.get::<Name>("BaseFont");
        let name = name.as_ref().map_or("", |name| name.as_str());
        let name = name.split_once('+').map_or(name, |(_, name)| name);
        let known = self.faces.iter().position(|face| face == name);
        let index = known.unwrap_or_else(|| {
            // Of more nobody asks.
            if self.faces.len() < MOST_FACES {
                self.faces.push(name.to_owned());
            }
            self.faces.len() - 1
        });
        u16::try_from(index).unwrap_or_default()
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
