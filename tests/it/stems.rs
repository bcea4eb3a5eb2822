//! The strokes of letters and figures beside those of ideographs, measured from the outlines of the font files.

use ttf_parser::{Face, OutlineBuilder};

use crate::support::in_repository;

/// Ideographs with upright strokes that cross the middle of the em.
const HAN: &str = "十中下木田目四自国川";
/// Figures and letters with upright strokes.
const LATIN: &str = "01679HInh";

/// Stems of figures and letters are within 15 % of those of the 仿宋's ideographs; those of its own figures are half as
/// thick again.
#[test]
fn figures_are_of_the_colour_of_the_han() {
    let fang = std::fs::read(in_repository("fonts/FandolFang-Regular.otf")).unwrap();
    let latin = std::fs::read(in_repository("fonts/NotoSerif-ExtraLight.ttf")).unwrap();
    let (fang, latin) = (Face::parse(&fang, 0).unwrap(), Face::parse(&latin, 0).unwrap());
    let han = mean(HAN.chars().map(|ch| stem(&fang, ch, 0.15..0.45)));
    for ch in LATIN.chars() {
        let stem = stem(&latin, ch, 0.17..0.40);
        assert!((stem / han - 1.0).abs() <= 0.15, "{ch}: {stem:.4} em beside {han:.4} em");
    }
    // Its capitals stand a little higher than those of the 仿宋, well below its ideographs.
    let height = top(&latin, 'H');
    assert!(top(&fang, 'H') < height && height < top(&fang, '国'), "{height}");
    let own = mean("0169".chars().map(|ch| stem(&fang, ch, 0.17..0.40)));
    assert!(own / han > 1.5, "{own:.4} em beside {han:.4} em");
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let values: Vec<f64> = values.collect();
    values.iter().sum::<f64>() / values.len() as f64
}

/// The thinnest stroke across, in em, in the middle of nine lines between two heights.
fn stem(face: &Face, ch: char, heights: std::ops::Range<f64>) -> f64 {
    let em = f64::from(face.units_per_em());
    let edges = Edges::of(face, ch);
    let mut widths: Vec<f64> = (0..9)
        .filter_map(|at| {
            let y = (heights.start + (heights.end - heights.start) * f64::from(at) / 8.0) * em;
            let mut crossings: Vec<f64> = edges.0.iter().filter_map(|edge| crossing(*edge, y)).collect();
            crossings.sort_by(f64::total_cmp);
            crossings.chunks_exact(2).map(|pair| pair[1] - pair[0]).filter(|width| *width > em * 0.005).reduce(f64::min)
        })
        .collect();
    widths.sort_by(f64::total_cmp);
    widths[widths.len() / 2] / em
}

/// The upper end of a letter, in em.
fn top(face: &Face, ch: char) -> f64 {
    let glyph = face.glyph_index(ch).unwrap();
    f64::from(face.glyph_bounding_box(glyph).unwrap().y_max) / f64::from(face.units_per_em())
}

type Point = (f64, f64);

fn crossing((a, b): (Point, Point), y: f64) -> Option<f64> {
    ((a.1 <= y) != (b.1 <= y)).then(|| a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0))
}

/// An outline as straight edges.
#[derive(Default)]
struct Edges(Vec<(Point, Point)>, Point, Point);

impl Edges {
    fn of(face: &Face, ch: char) -> Edges {
        let mut edges = Edges::default();
        face.outline_glyph(face.glyph_index(ch).unwrap(), &mut edges).unwrap();
        edges
    }

    fn curve(&mut self, at: impl Fn(f64) -> Point) {
        for step in 1..=8 {
            let next = at(f64::from(step) / 8.0);
            self.0.push((self.1, next));
            self.1 = next;
        }
    }
}

impl OutlineBuilder for Edges {
    fn move_to(&mut self, x: f32, y: f32) {
        (self.1, self.2) = ((x.into(), y.into()), (x.into(), y.into()));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let next = (x.into(), y.into());
        self.0.push((self.1, next));
        self.1 = next;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c): (Point, Point, Point) = (self.1, (x1.into(), y1.into()), (x.into(), y.into()));
        let mix = |t: f64, a: f64, b: f64, c: f64| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        self.curve(|t| (mix(t, a.0, b.0, c.0), mix(t, a.1, b.1, c.1)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let points: [Point; 4] = [self.1, (x1.into(), y1.into()), (x2.into(), y2.into()), (x.into(), y.into())];
        let mix = |t: f64, of: fn(&Point) -> f64| {
            let [a, b, c, d] = points.each_ref().map(of);
            let s = 1.0 - t;
            s.powi(3) * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t.powi(3) * d
        };
        self.curve(|t| (mix(t, |point| point.0), mix(t, |point| point.1)));
    }

    fn close(&mut self) {
        self.0.push((self.1, self.2));
        self.1 = self.2;
    }
}
