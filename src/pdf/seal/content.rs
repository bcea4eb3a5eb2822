//! Contents by what they draw: each painted thing with the state that it depends on, whichever operations have set it
//! (ISO 32000-1, annex A).

use std::collections::{BTreeMap, HashMap};

use hayro_font::hayro_syntax::content::{Instruction, UntypedIter};
use hayro_font::hayro_syntax::object::Object as Operand;
use lopdf::{Dictionary, Object};
use sha2::{Digest, Sha256};
use smallvec::SmallVec;

use super::objects::{Hash, Objects, plain_text, put_bytes, put_number, thousandths};
use super::state::{Colour, Drawing, State};

/// Saved states, and marks, within one another.
const MOST_STATES: usize = 1_000;
/// Operands within one another.
const DEEPEST: usize = 20;

/// Hashes what a content draws; `None` if the file asks for too much.
pub(super) fn content(
    objects: &mut Objects,
    hash: &mut Sha256,
    content: &[u8],
    resources: Option<&Dictionary>,
) -> Option<()> {
    let mut painter = Painter {
        objects,
        hash,
        resources,
        state: State::new(),
        saved: Vec::new(),
        marks: Vec::new(),
        line: Line::default(),
        last: BTreeMap::new(),
        told: Vec::new(),
        last_mark: None,
        fonts: HashMap::new(),
        path: Vec::new(),
        clips: None,
        run: Run::default(),
    };
    painter.defaults()?;
    let mut operations = UntypedIter::new(content);
    while let Some(operation) = operations.next() {
        painter.operation(&operation)?;
    }
    painter.end_run();
    Some(())
}

struct Painter<'r, 'o> {
    objects: &'r mut Objects<'o>,
    hash: &'r mut Sha256,
    resources: Option<&'r Dictionary>,
    state: State,
    saved: Vec<State>,
    /// Open marked contents.
    marks: Vec<Hash>,
    line: Line,
    /// The state that was told last for each kind of drawing.
    last: BTreeMap<Drawing, Vec<u8>>,
    /// Room for the state that is told next.
    told: Vec<u8>,
    last_mark: Option<Hash>,
    /// Fonts that were met, by the names that this content has for them.
    fonts: HashMap<Vec<u8>, Hash>,
    path: Vec<u8>,
    /// Whether the path clips, and by which rule.
    clips: Option<u8>,
    run: Run,
}

/// Where a line of text begins.
#[derive(Default)]
struct Line {
    matrix: Option<[f64; 6]>,
    /// How far moves have taken it since, in thousandths: as they are written, for what is added up is not.
    moved: (i64, i64),
    /// Whether it has not been told yet.
    is_new: bool,
}

/// Text that is shown in one go: strings, and numbers of a tenth of a thousandth em between them.
#[derive(Default)]
struct Run {
    codes: Vec<u8>,
    number: i64,
}

impl<'r, 'o: 'r> Painter<'r, 'o> {
    /// What the device's colours mean on this page (8.6.5.6).
    fn defaults(&mut self) -> Option<()> {
        for name in [b"DefaultGray".as_slice(), b"DefaultRGB", b"DefaultCMYK"] {
            let space = self.resource(b"ColorSpace", name);
            self.objects.entry(self.hash, name, space, self.resources)?;
        }
        Some(())
    }

    fn operation(&mut self, operation: &Instruction) -> Option<()> {
        let operands: SmallVec<[&Operand; 6]> = operation.operands().collect();
        self.objects.step(0)?;
        let number = |at: usize| match operands.get(at) {
            Some(Operand::Number(number)) => number.as_f64(),
            _ => 0.0,
        };
        let whole = |at: usize| thousandths(number(at));
        let name = |at: usize| match operands.get(at) {
            Some(Operand::Name(name)) => Some(name.as_ref().to_vec()),
            _ => None,
        };
        let wholes = || -> Vec<i64> {
            let number = |operand: &&Operand| match operand {
                Operand::Number(number) => Some(thousandths(number.as_f64())),
                _ => None,
            };
            operands.iter().filter_map(number).collect()
        };
        let six = || [0, 1, 2, 3, 4, 5].map(number);
        let operator: &[u8] = operation.operator;
        match operator {
            b"q" => {
                if self.saved.len() >= MOST_STATES {
                    return None;
                }
                self.saved.push(self.state.clone());
            }
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.transform(six()),
            b"w" => self.state.pen[0] = whole(0),
            b"J" => self.state.pen[1] = whole(0),
            b"j" => self.state.pen[2] = whole(0),
            b"M" => self.state.pen[3] = whole(0),
            b"d" => {
                let dashes = match operands.first() {
                    Some(Operand::Array(dashes)) => dashes.iter::<Operand>().collect(),
                    _ => Vec::new(),
                };
                let dashes = dashes.iter().filter_map(|dash| match dash {
                    Operand::Number(number) => Some(thousandths(number.as_f64())),
                    _ => None,
                });
                self.state.dashes = dashes.chain([whole(1)]).collect();
            }
            b"gs" => self.parameters(&name(0)?)?,

            b"g" => self.state.fill = Colour::new(b"DeviceGray", wholes()),
            b"G" => self.state.stroke = Colour::new(b"DeviceGray", wholes()),
            b"rg" => self.state.fill = Colour::new(b"DeviceRGB", wholes()),
            b"RG" => self.state.stroke = Colour::new(b"DeviceRGB", wholes()),
            b"k" => self.state.fill = Colour::new(b"DeviceCMYK", wholes()),
            b"K" => self.state.stroke = Colour::new(b"DeviceCMYK", wholes()),
            b"cs" => self.state.fill = Colour::new(&self.space(&name(0)?)?, vec![0]),
            b"CS" => self.state.stroke = Colour::new(&self.space(&name(0)?)?, vec![0]),
            operator @ (b"sc" | b"scn" | b"SC" | b"SCN") => {
                let pattern = match name(operands.len().saturating_sub(1)) {
                    Some(name) => Some(self.named(b"Pattern", &name)?),
                    None => None,
                };
                let is_fill = operator.first() == Some(&b's');
                let colour = if is_fill { &mut self.state.fill } else { &mut self.state.stroke };
                (colour.components, colour.pattern) = (wholes(), pattern);
            }

            operator @ (b"m" | b"l" | b"c" | b"v" | b"y" | b"h") => self.draw(operator, &wholes()),
            b"re" => {
                let (x, y, width, height) = (whole(0), whole(1), whole(2), whole(3));
                let (right, top) = (x.saturating_add(width), y.saturating_add(height));
                self.draw(b"m", &[x, y]);
                [[right, y], [right, top], [x, top]].iter().for_each(|corner| self.draw(b"l", corner));
                self.draw(b"h", &[]);
            }
            b"W" => self.clips = Some(b'W'),
            b"W*" => self.clips = Some(b'w'),
            b"n" => self.paint(b'-', false)?,
            b"S" => self.paint(b'-', true)?,
            b"s" => {
                self.draw(b"h", &[]);
                self.paint(b'-', true)?;
            }
            b"f" | b"F" => self.paint(b'f', false)?,
            b"f*" => self.paint(b'e', false)?,
            b"B" => self.paint(b'f', true)?,
            b"B*" => self.paint(b'e', true)?,
            operator @ (b"b" | b"b*") => {
                self.draw(b"h", &[]);
                self.paint(if operator.len() == 1 { b'f' } else { b'e' }, true)?;
            }

            b"BT" => self.line = Line { is_new: true, ..Line::default() },
            b"Tm" => self.line = Line { matrix: Some(six()), moved: (0, 0), is_new: true },
            b"Td" => self.move_by(whole(0), whole(1)),
            b"TD" => {
                self.state.leading = whole(1).saturating_neg();
                self.move_by(whole(0), whole(1));
            }
            b"T*" => self.move_by(0, self.state.leading.saturating_neg()),
            b"TL" => self.state.leading = whole(0),
            b"Tc" => self.state.text[0] = thousandths(number(0) * 10.0),
            b"Tw" => self.state.text[1] = thousandths(number(0) * 10.0),
            b"Tz" => self.state.text[2] = whole(0),
            b"Ts" => self.state.text[3] = whole(0),
            b"Tr" => self.state.text[4] = whole(0),
            b"Tf" => {
                self.state.size = whole(1);
                self.state.font = self.font(name(0)?)?;
            }
            b"Tj" => self.show(operands.into_iter().cloned())?,
            b"'" => {
                self.move_by(0, self.state.leading.saturating_neg());
                self.show(operands.into_iter().cloned())?;
            }
            b"\"" => {
                self.state.text[1] = thousandths(number(0) * 10.0);
                self.state.text[0] = thousandths(number(1) * 10.0);
                self.move_by(0, self.state.leading.saturating_neg());
                self.show(operands.into_iter().skip(2).cloned())?;
            }
            b"TJ" => match operands.first() {
                Some(Operand::Array(parts)) => self.show(parts.iter::<Operand>())?,
                _ => self.show(std::iter::empty())?,
            },

            operator @ (b"Do" | b"sh") => {
                let kind = if operator == b"Do" { b"XObject".as_slice() } else { b"Shading" };
                self.tell(Drawing { fills: true, strokes: false, is_text: false });
                let drawn = self.named(kind, &name(0)?)?;
                put_bytes(self.hash, b'D', &drawn);
            }
            b"BI" => {
                self.tell(Drawing { fills: true, strokes: false, is_text: false });
                operands.iter().for_each(|operand| put_operand(self.hash, operand, 0));
            }
            b"BMC" | b"BDC" => self.begin_mark(&operands)?,
            b"EMC" => drop(self.marks.pop()),
            _ => {}
        }
        Some(())
    }

    fn resource(&self, kind: &[u8], name: &[u8]) -> Option<&'r Object> {
        let all = self.resources?.get_deref(kind, self.objects.document).and_then(Object::as_dict).ok()?;
        all.get(name).ok()
    }

    fn font(&mut self, name: Vec<u8>) -> Option<Hash> {
        if let Some(known) = self.fonts.get(&name) {
            return Some(*known);
        }
        let font = match self.resource(b"Font", &name) {
            Some(font) => self.objects.font(font, self.resources)?,
            None => [0; 32],
        };
        self.fonts.insert(name, font);
        Some(font)
    }

    /// A resource by what it is, not by its name.
    fn named(&mut self, kind: &[u8], name: &[u8]) -> Option<Hash> {
        match self.resource(kind, name) {
            Some(object) => self.objects.digest(object, self.resources),
            None => Some([0; 32]),
        }
    }

    fn space(&mut self, name: &[u8]) -> Option<Vec<u8>> {
        match self.resource(b"ColorSpace", name) {
            Some(object) => self.objects.digest(object, self.resources).map(|digest| digest.to_vec()),
            None => Some(name.to_vec()),
        }
    }

    fn parameters(&mut self, name: &[u8]) -> Option<()> {
        let document = self.objects.document;
        let Some(all) = self.resource(b"ExtGState", name) else { return Some(()) };
        let Ok(all) = document.dereference(all).and_then(|(_, all)| all.as_dict()) else { return Some(()) };
        for (key, value) in all.iter().filter(|(key, _)| key.as_slice() != b"Type") {
            let value = self.objects.digest(value, self.resources)?;
            self.state.parameters.insert(key.clone(), value);
        }
        Some(())
    }

    fn draw(&mut self, operator: &[u8], numbers: &[i64]) {
        self.path.extend(operator);
        self.path.extend(numbers.iter().flat_map(|number| number.to_be_bytes()));
    }

    /// Paints the path, or takes it for a clip.
    fn paint(&mut self, fill: u8, strokes: bool) -> Option<()> {
        let path = std::mem::take(&mut self.path);
        self.objects.step(path.len())?;
        let drawing = Drawing { fills: fill != b'-', strokes, is_text: false };
        if drawing.fills || drawing.strokes {
            self.tell(drawing);
            self.hash.update([b'P', fill, u8::from(strokes)]);
            put_bytes(self.hash, b'p', &path);
        }
        if let Some(rule) = self.clips.take() {
            let mut clip = Sha256::new();
            let mut place = Vec::new();
            self.state.write(Drawing { fills: false, strokes: false, is_text: false }, &mut place);
            put_bytes(&mut clip, rule, &place);
            put_bytes(&mut clip, b'p', &path);
            self.state.clip = clip.finalize().into();
        }
        Some(())
    }

    fn move_by(&mut self, x: i64, y: i64) {
        let (moved_x, moved_y) = self.line.moved;
        self.line.moved = (moved_x.saturating_add(x), moved_y.saturating_add(y));
        self.line.is_new = true;
    }

    fn show<'p>(&mut self, parts: impl Iterator<Item = Operand<'p>>) -> Option<()> {
        self.tell(self.state.of_text());
        if std::mem::take(&mut self.line.is_new) {
            self.end_run();
            let [a, b, c, d, e, f] = self.line.matrix.unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
            let (mut x, mut y) = self.line.moved;
            let (mut from_x, mut from_y) = (thousandths(e), thousandths(f));
            if [a, b, c, d] == [1.0, 0.0, 0.0, 1.0] {
                (x, y) = (x.saturating_add(from_x), y.saturating_add(from_y));
                (from_x, from_y) = (0, 0);
            }
            self.hash.update(b"L");
            let turn = [a, b, c, d].map(|number| thousandths(number * 10.0));
            turn.into_iter().chain([from_x, from_y, x, y]).for_each(|number| put_number(self.hash, number));
        }
        for part in parts {
            match part {
                Operand::String(codes) => {
                    self.objects.step(codes.as_bytes().len())?;
                    self.run.codes(self.hash, codes.as_bytes());
                }
                Operand::Number(number) => self.run.number(self.hash, (number.as_f64() * 10.0).round() as i64),
                _ => {}
            }
        }
        Some(())
    }

    /// Tells what the next drawing depends on, as far as it has changed.
    fn tell(&mut self, drawing: Drawing) {
        let mark = self.marks.last().copied();
        if mark != self.last_mark {
            self.end_run();
            self.last_mark = mark;
            put_bytes(self.hash, b'M', &mark.unwrap_or_default());
        }
        self.told.clear();
        self.state.write(drawing, &mut self.told);
        let is_known = self.last.get(&drawing) == Some(&self.told);
        if !is_known || !drawing.is_text {
            self.end_run();
        }
        if !is_known {
            put_bytes(self.hash, b'S', &self.told);
            let before = self.last.insert(drawing, std::mem::take(&mut self.told));
            self.told = before.unwrap_or_default();
        }
    }

    fn end_run(&mut self) {
        self.run.flush(self.hash);
    }

    /// Marked content: its tag and its properties, within those around it.
    fn begin_mark(&mut self, operands: &[&Operand]) -> Option<()> {
        if self.marks.len() >= MOST_STATES {
            return None;
        }
        let mut mark = Sha256::new();
        mark.update(self.marks.last().copied().unwrap_or_default());
        operands.iter().take(1).for_each(|tag| put_operand(&mut mark, tag, 0));
        match operands.get(1) {
            Some(Operand::Name(name)) => mark.update(self.named(b"Properties", name.as_ref())?),
            Some(properties) => put_operand(&mut mark, properties, 0),
            None => {}
        }
        self.marks.push(mark.finalize().into());
        Some(())
    }
}

impl Run {
    fn codes(&mut self, hash: &mut Sha256, codes: &[u8]) {
        if self.number != 0 && !codes.is_empty() {
            self.flush(hash);
        }
        self.codes.extend(codes);
    }

    fn number(&mut self, hash: &mut Sha256, number: i64) {
        if !self.codes.is_empty() && number != 0 {
            self.put_codes(hash);
        }
        self.number = self.number.saturating_add(number);
    }

    fn flush(&mut self, hash: &mut Sha256) {
        if self.number != 0 {
            put_number(hash, std::mem::take(&mut self.number));
        }
        if !self.codes.is_empty() {
            self.put_codes(hash);
        }
    }

    fn put_codes(&mut self, hash: &mut Sha256) {
        put_bytes(hash, b'T', &self.codes);
        self.codes.clear();
    }
}

/// An operand by what it holds.
fn put_operand(hash: &mut Sha256, operand: &Operand, depth: usize) {
    if depth > DEEPEST {
        return;
    }
    let mut dictionary = |own: &hayro_font::hayro_syntax::object::Dict| {
        let mut keys: Vec<Vec<u8>> = own.keys().map(|key| key.as_ref().to_vec()).collect();
        keys.sort_unstable();
        for key in keys {
            put_bytes(hash, b'/', &key);
            if let Some(value) = own.get::<Operand>(key) {
                put_operand(hash, &value, depth + 1);
            }
        }
        hash.update(b">");
    };
    match operand {
        Operand::Null(_) => hash.update(b"n"),
        Operand::Boolean(value) => hash.update([b'b', u8::from(*value)]),
        Operand::Number(number) => put_number(hash, thousandths(number.as_f64())),
        Operand::String(text) => put_bytes(hash, b'(', &plain_text(text.as_bytes())),
        Operand::Name(name) => put_bytes(hash, b'/', name.as_ref()),
        Operand::Dict(own) => dictionary(own),
        Operand::Array(items) => {
            hash.update(b"[");
            items.iter::<Operand>().for_each(|item| put_operand(hash, &item, depth + 1));
            hash.update(b"]");
        }
        Operand::Stream(stream) => {
            dictionary(stream.dict());
            put_bytes(hash, b's', &stream.raw_data());
        }
    }
}
