//! Pictures and charts, each with its caption; below a chart its values as a table, for those who cannot see it.

use super::Form;
use super::body::Body;
use super::inlines::plain;
use super::look::Look;
use super::markup::Markup;
use crate::artwork::{Art, ArtKind, ChartDrawing, Lettering};
use crate::compose::document::{Align, Illustration, Shows};
use crate::picture::PictureFormat;
use crate::units::Pt;

/// Pixels an inch of style sheets (CSS Values 4, 6.2), by which sizes are told in attributes.
const CSS_DPI: f64 = 96.0;
/// The widest chart whose letters can be read on a phone; on paper it has 156 mm.
const WIDEST_ON_A_PHONE: Pt = Pt::from_mm(110.0);

/// What a chart without a caption is called.
const CHART: &str = "图表";
/// What stands above the values of a chart; `import` knows them by it.
pub(crate) const VALUES: &str = "图中数据";
/// What stands above the names of what a chart shows, and above values of no name.
const CATEGORY: &str = "项目";
const VALUE: &str = "数值";

impl Body<'_> {
    /// Writes pictures and charts, those that stand side by side in one row.
    pub(super) fn illustrations(&mut self, all: &[Illustration]) {
        let mut rows: Vec<Vec<(&Illustration, Option<&Art>)>> = Vec::new();
        for one in all {
            let art = self.artwork.of(one);
            match rows.last_mut() {
                Some(row) if art.is_some_and(|art| !art.begins_row) => row.push((one, art)),
                _ => rows.push(vec![(one, art)]),
            }
        }
        rows.into_iter().for_each(|row| self.row_of_figures(&row));
    }

    fn row_of_figures(&mut self, row: &[(&Illustration, Option<&Art>)]) {
        match self.form {
            Form::Page => {
                self.out.open("div", [("class", "figures")]);
                self.out.line();
                row.iter().for_each(|(one, art)| self.figure(one, *art));
                self.out.close_line("div");
                row.iter().for_each(|(one, _)| self.values(one));
            }
            // Editors know nothing that stands side by side but cells.
            Form::Fragment => row.iter().for_each(|(one, art)| {
                self.figure(one, *art);
                self.values(one);
            }),
        }
    }

    fn figure(&mut self, one: &Illustration, art: Option<&Art>) {
        let name = self.names.of(one.id).map(str::to_owned);
        let name = name.as_deref().map(|name| ("id", name));
        let (around, caption, look) = match self.form {
            Form::Page => ("figure", "figcaption", Look::FigureCaption),
            Form::Fragment => ("p", "p", Look::Centred),
        };
        let centred = (self.form == Form::Fragment).then(|| Look::Centred.attribute(self.form)).flatten();
        self.out.open(around, name.into_iter().chain(centred));
        art.iter().for_each(|art| self.art(one, art));
        if self.form == Form::Fragment {
            self.out.close_line(around);
        }
        if let Some(own) = &one.caption {
            self.out.open(caption, look.attribute(self.form));
            self.inlines(&own.text);
            self.out.close_line(caption);
        }
        if self.form == Form::Page {
            self.out.close_line(around);
        }
    }

    fn art(&mut self, one: &Illustration, art: &Art) {
        let address = match (&art.shows, self.form) {
            (ArtKind::Chart(drawing), Form::Page) => return self.drawing(one, drawing, art.width),
            (ArtKind::Chart(_), Form::Fragment) => match self.charts.get(&one.id) {
                Some(bytes) => self.shelf.address(PictureFormat::Png, bytes),
                None => return,
            },
            (ArtKind::Picture(file), Form::Page) => self.shelf.address(file.format, &file.bytes),
            // Portals take no SVG.
            (ArtKind::Picture(file), Form::Fragment) => {
                let (format, bytes) = file.pixels();
                self.shelf.address(format, bytes)
            }
        };
        let (width, height) = (pixels(art.width), pixels(art.height));
        let style = (self.form == Form::Fragment).then_some(("style", "max-width:100%;height:auto"));
        let attributes = [
            ("src", address.as_str()),
            ("alt", one.alternative.as_str()),
            ("width", width.as_str()),
            ("height", height.as_str()),
        ];
        self.out.open("img", attributes.into_iter().chain(style));
        self.out.line();
    }

    /// Writes a chart as a drawing whose words can be searched; read aloud is what is said of all of it. One as wide as the
    /// page scrolls on a phone, where its letters would be too small.
    fn drawing(&mut self, one: &Illustration, drawing: &ChartDrawing, width: Pt) {
        let is_wide = width > WIDEST_ON_A_PHONE;
        if is_wide {
            let words = one.caption.as_ref().map(|caption| plain(&caption.text)).unwrap_or_default();
            self.opens_scrolling(if words.is_empty() { CHART } else { &words });
        }
        let mut opening = Markup::default();
        let class = is_wide.then_some(("class", "wide"));
        let attributes = [("role", "img"), ("aria-label", one.alternative.as_str())];
        opening.open("svg", attributes.into_iter().chain(class));
        self.out.markup(opening.as_str().trim_end_matches('>'));
        self.out.markup(drawing.svg(Lettering::Text).as_str().strip_prefix("<svg").unwrap_or_default());
        self.out.line();
        if is_wide {
            self.out.close_line("div");
        }
    }

    /// Writes the values of a chart: a row for each category, a column for each series.
    fn values(&mut self, one: &Illustration) {
        let Shows::Chart(chart) = &one.shows else { return };
        let unit = chart.unit.as_ref().map(|unit| format!("（单位：{}）", unit.value)).unwrap_or_default();
        let caption = format!("{VALUES}{unit}");
        let words = match &one.caption {
            Some(caption) => format!("{}：{VALUES}", plain(&caption.text)),
            None => VALUES.to_owned(),
        };
        if self.form == Form::Page {
            self.out.open("details", []);
            self.out.element("summary", [], &words);
            self.out.line();
        }
        self.opens_scrolling(&words);
        self.tables += 1;
        let name = format!("table-{}", self.tables);
        self.opens_table(&name, chart.series.len() + 1);
        self.out.element("caption", Look::Caption.attribute(self.form), &caption);
        self.out.line();
        let cell = Look::Cell(Align::Centre).attribute(self.form);
        self.out.open("thead", []);
        self.out.open("tr", []);
        let names = chart.series.iter().map(|series| series.name.as_ref().map_or(VALUE, |name| name.value.as_str()));
        for head in std::iter::once(CATEGORY).chain(names) {
            self.out.element("th", std::iter::once(("scope", "col")).chain(cell), head);
        }
        self.out.close("tr");
        self.out.close_line("thead");
        self.out.open("tbody", []);
        self.out.line();
        for (at, category) in chart.categories.iter().enumerate() {
            self.out.open("tr", []);
            let label = Look::Label(Align::Centre).attribute(self.form);
            self.out.element("th", std::iter::once(("scope", "row")).chain(label), &category.value);
            for series in &chart.series {
                let value = series.values.get(at).and_then(Option::as_ref);
                self.out.element("td", cell, value.map_or("", |value| value.text.as_str()));
            }
            self.out.close_line("tr");
        }
        self.out.close_line("tbody");
        self.closes_table();
        if self.form == Form::Page {
            self.out.close_line("details");
        }
    }
}

/// A length in whole pixels.
fn pixels(length: Pt) -> String {
    format!("{:.0}", (length.0 * CSS_DPI / 72.0).max(1.0))
}
