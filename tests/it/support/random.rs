//! Random reports with every feature of the narrative in every place where it may stand, and what a reader must find of
//! them in the finished file. The same number gives the same report on every machine.

use super::{Dice, HAN, TABLES};

/// A report, and how many elements of some kinds its tree must have.
pub struct Random {
    pub data: String,
    /// Levels of its headings in order, the title's first.
    pub headings: Vec<usize>,
    pub links: usize,
    /// Mentions of footnotes.
    pub mentions: usize,
    pub footnotes: usize,
    pub figures: usize,
    pub tables: usize,
    pub quotes: usize,
    pub lists: usize,
    pub items: usize,
    /// Entries of the table of contents.
    pub entries: usize,
}

/// The pictures that a report may show, to be found in tests/cases/illustrations.
pub const PICTURES: [&str; 3] = ["palette.png", "grey.jpg", "badge.svg"];

const CHARTS: &str = "
[charts.pie]
kind = 'pie'
unit = '件'
values = { 甲 = 3, 乙 = 5 }
[charts.bar]
kind = 'bar'
title = '柱形图'
categories = ['2024', '2025']
series = { 市 = [1, 2], 县 = [3, ''] }
[charts.stacked]
kind = 'stacked-bar'
categories = ['一季度', '二季度']
series = { 办结 = [4, 2], 结转 = [0, 3] }
[charts.line]
kind = 'line'
title = '折线图'
unit = '%'
categories = ['1月', '2月', '3月']
series = { 申请 = [2.5, -1.0, 3.2] }
";

/// Tables of the form 2019; 三 and 四 have the keys of the form 2021.
const DISCLOSURE_2019: &str = "\
regulations = { made = 0, published = 0, total = 1 }
normative = { made = 2, published = 1, total = 8 }
licences = { previous = 1, change = 2, decisions = 300 }
other_services = { previous = 1, change = 2, decisions = 3 }
penalties = { previous = 1, change = 2, decisions = 40 }
coercion = { previous = 1, change = 2, decisions = 5 }
fees = { previous = 1, change = 2 }
procurement = { projects = 2, amount = 12.5 }
";

/// The report of a number.
pub fn random(seed: u64) -> Random {
    let mut writer = Writer {
        dice: Dice(seed),
        found: Random {
            data: String::new(),
            headings: vec![1],
            links: 0,
            mentions: 0,
            footnotes: 0,
            figures: 0,
            tables: 3,
            quotes: 0,
            lists: 0,
            items: 0,
            entries: 0,
        },
        addresses: 0,
        labels: Vec::new(),
        used: Vec::new(),
        may_mention: true,
    };
    writer.report();
    writer.found
}

struct Writer {
    dice: Dice,
    found: Random,
    /// Addresses so far: each link has its own.
    addresses: usize,
    /// Footnotes that the narrative may mention, and those that it has mentioned.
    labels: Vec<String>,
    used: Vec<String>,
    may_mention: bool,
}

impl Writer {
    fn report(&mut self) {
        let form = if self.one_in(2) { "2019" } else { "2021" };
        let contents = self.one_in(2);
        let mut data = format!("form = '{form}'\n[report]\norgan = '某某县人民政府'\nyear = 2025\n");
        if contents {
            data += "contents = true\n";
            self.found.headings.push(2);
        }
        if self.one_in(2) {
            data += "published = 2026-03-20\nsignature = true\n";
        }
        if self.one_in(4) {
            data += "draft = true\n";
        }
        if self.one_in(3) {
            data += "title = ['某某县', '2025年政府信息公开工作', '年度报告']\n";
        }
        data += "[page]\n";
        for setting in ["duplex = false\n", "numbers = false\n", "color = false\n", "line_pitch = 24\n"] {
            if self.one_in(4) {
                data += setting;
            }
        }
        data += CHARTS;

        let mut listed = 6;
        if self.one_in(2) {
            // Right below the title, whatever its number: a level may be left out in print, not in the tree.
            let (text, levels) = self.narrative(4);
            listed += levels.iter().filter(|level| **level == 2).count();
            self.found.headings.extend(&levels);
            data += &format!("[preface]\nbody = '''\n{text}'''\n");
        }
        let (first, rest) = TABLES.split_once("[applications]").expect("three tables");
        let (second, third) = rest.split_once("[remedies]").expect("three tables");
        let first = if form == "2019" { &format!("[disclosure]\n{DISCLOSURE_2019}") } else { first };
        for table in ["[overview]\n", first, &format!("[applications]{second}"), &format!("[remedies]{third}")] {
            let is_official = table != "[overview]\n";
            self.found.headings.push(2);
            data += table;
            let places: &[&str] = if is_official { &["body", "note"] } else { &["body"] };
            for place in places {
                if is_official && !self.one_in(3) {
                    continue;
                }
                let (text, levels) = self.narrative(if is_official { 3 } else { 12 });
                listed += levels.iter().filter(|level| **level == 2).count();
                self.found.headings.extend(levels.iter().map(|level| level + 1));
                data += &format!("{place} = '''\n{text}'''\n");
            }
        }
        for section in ["problems", "other"] {
            self.found.headings.push(2);
            let (text, levels) = self.narrative(3);
            listed += levels.iter().filter(|level| **level == 2).count();
            self.found.headings.extend(levels.iter().map(|level| level + 1));
            data += &format!("[{section}]\nbody = '''\n{text}'''\n");
        }
        self.found.entries = if contents { listed } else { 0 };
        self.found.data = data;
    }

    /// A narrative of up to so many blocks, and the levels of its headings.
    fn narrative(&mut self, most: usize) -> (String, Vec<usize>) {
        self.labels = (0..self.dice.roll(4)).map(|at| format!("注{at}")).collect();
        self.used.clear();
        let mut levels = Vec::new();
        let mut text = String::new();
        let mut last = 1;
        for _ in 0..1 + self.dice.roll(most) {
            let block = match self.dice.roll(8) {
                0 | 1 => {
                    last = 2 + self.dice.roll(last.min(3));
                    levels.push(last);
                    self.heading(last)
                }
                2 => self.listed(),
                3 => self.table(),
                4 => self.quote(),
                5 => self.illustrations(),
                _ => self.paragraph(),
            };
            text += &block;
            text += "\n";
        }
        // No report ends with a heading unless it is a draft.
        text += &self.paragraph();
        self.may_mention = false;
        for label in std::mem::take(&mut self.used) {
            self.found.footnotes += 1;
            text += &format!("\n[^{label}]: {}", self.paragraph());
            for _ in 0..self.dice.roll(3) {
                text += &format!("\n    {}", self.paragraph());
            }
        }
        self.may_mention = true;
        (text, levels)
    }

    fn heading(&mut self, level: usize) -> String {
        let end = ["", "", "。", "："][self.dice.roll(4)];
        format!("{} {}{end}\n", "#".repeat(level), self.text(2))
    }

    /// A paragraph of one line of source, now and then longer than a page.
    fn paragraph(&mut self) -> String {
        let pieces = 1 + self.dice.roll(6);
        let mut text = self.text(pieces);
        if self.one_in(6) {
            text += &self.han(300);
        }
        if self.one_in(40) {
            text += &self.han(900);
        }
        if self.one_in(8) {
            text += &format!("\\\n{}", self.text(2));
        }
        text + "。\n"
    }

    /// A list below a paragraph: right below another one it would go on with that.
    fn listed(&mut self) -> String {
        format!("{}\n{}", self.paragraph(), self.list(0))
    }

    fn list(&mut self, depth: usize) -> String {
        let ordered = self.one_in(2);
        self.found.lists += 1;
        let mut text = String::new();
        for number in 1..2 + self.dice.roll(3) {
            self.found.items += 1;
            let mark = if ordered { format!("{number}. ") } else { "- ".to_owned() };
            let indent = " ".repeat(mark.len());
            let mut item = self.paragraph();
            if depth < 2 && self.one_in(3) {
                item += &format!("\n{}", self.list(depth + 1));
            }
            if self.one_in(6) {
                item += &format!("\n{}", self.paragraph());
            }
            if self.one_in(8) {
                item += &format!("\n{}", self.table());
            }
            let lines = item.lines().enumerate().map(|(at, line)| match (at, line) {
                (0, line) => format!("{mark}{line}\n"),
                (_, "") => "\n".to_owned(),
                (_, line) => format!("{indent}{line}\n"),
            });
            text.extend(lines);
        }
        text
    }

    fn quote(&mut self) -> String {
        self.found.quotes += 1;
        let mut text = format!("**{}**\n", self.han(8));
        if self.one_in(2) {
            text += &format!("来源：{}\n", self.text(1));
        }
        for _ in 0..1 + self.dice.roll(3) {
            let block = match self.dice.roll(5) {
                0 => self.listed(),
                1 => self.table(),
                2 => self.illustrations(),
                3 => format!("**{}**\n", self.han(6)),
                _ => self.paragraph(),
            };
            text += &format!("\n{block}");
        }
        text.lines().map(|line| format!("> {line}\n")).collect()
    }

    /// One to three pictures or charts side by side.
    fn illustrations(&mut self) -> String {
        let count = 1 + self.dice.roll(3);
        self.found.figures += count;
        let mut all = Vec::new();
        for _ in 0..count {
            let caption = self.han(6);
            let chart = ["pie", "bar", "stacked", "line"][self.dice.roll(4)];
            let picture = PICTURES[self.dice.roll(PICTURES.len())];
            all.push(match self.dice.roll(5) {
                0 => format!("![{caption}](chart:{chart})"),
                1 => "![](chart:bar)".to_owned(),
                2 => format!("![]({picture} \"{caption}\")"),
                3 => format!("![{caption}**强**]({picture})"),
                _ => format!("![{caption}]({picture} \"说明\")"),
            });
        }
        all.join(" ") + "\n"
    }

    /// A table, some of its cells over several columns and rows.
    fn table(&mut self) -> String {
        self.found.tables += 1;
        let columns = 1 + self.dice.roll(6);
        let body = if self.one_in(8) { 40 } else { self.dice.roll(6) };
        let is_headless = body > 0 && self.one_in(4);
        let mut grid: Vec<Vec<Option<String>>> = vec![vec![None; columns]; body + 1];
        for row in 0..=body {
            for column in 0..columns {
                if grid[row][column].is_some() {
                    continue;
                }
                let free = grid[row][column..].iter().take_while(|cell| cell.is_none()).count();
                let (mut wide, mut high) = (1, 1);
                if self.one_in(4) && !(row == 0 && is_headless) {
                    wide = 1 + self.dice.roll(free);
                    high = if row == 0 { 1 } else { 1 + self.dice.roll((body + 1 - row).min(3)) };
                }
                for (down, line) in grid[row..row + high].iter_mut().enumerate() {
                    line[column..column + wide].fill(Some(if down == 0 { "<" } else { "^" }.to_owned()));
                }
                grid[row][column] = Some(if row == 0 && is_headless { String::new() } else { self.cell() });
            }
        }
        let line = |cells: &[Option<String>]| {
            cells.iter().map(|cell| format!("| {} ", cell.as_deref().unwrap_or_default())).collect::<String>() + "|\n"
        };
        let mut text = line(&grid[0]) + &"| --- ".repeat(columns) + "|\n";
        text.extend(grid[1..].iter().map(|row| line(row)));
        if body > 0 && self.one_in(2) {
            text += &format!(": {}\n", self.text(2));
        }
        text
    }

    fn cell(&mut self) -> String {
        match self.dice.roll(8) {
            0 => String::new(),
            1 => self.dice.roll(1000).to_string(),
            2 => format!("{}<br>- {}<br>- {}", self.han(3), self.text(1), self.text(1)),
            3 => self.text(3),
            _ => self.han(4),
        }
    }

    /// So many pieces of text, links and mentions of footnotes; Han characters at both ends.
    fn text(&mut self, pieces: usize) -> String {
        let mut text = String::new();
        for _ in 0..pieces {
            text += &self.han(3);
            text += &match self.dice.roll(9) {
                0 => format!("**{}**", self.han(2)),
                1 => format!("*{}*", self.han(2)),
                2 => " Open Data ".to_owned(),
                3 => self.link(),
                4 | 5 => self.mention(),
                6 => "“2025年，12.5%”".to_owned(),
                7 => "é、ﬁ、العربية".to_owned(),
                _ => self.han(12),
            };
        }
        text + &self.han(2)
    }

    /// A link; some run over the end of their line.
    fn link(&mut self) -> String {
        self.addresses += 1;
        let address = format!("https://www.example.gov.cn/{}", self.addresses);
        self.found.links += 1;
        match self.dice.roll(6) {
            5 if self.may_mention && !self.labels.is_empty() => {
                // One address on both sides of a mark: two links.
                self.found.links += 1;
                format!("[{}]({address}){}<{address}>", self.han(4), self.mention())
            }
            0 => format!("<{address}>"),
            1 => format!("[{}**{}**{}]({address})", self.han(2), self.han(2), self.han(2)),
            2 => format!("[{}]({address})", self.han(40)),
            _ => format!("[{}]({address})", self.han(4)),
        }
    }

    fn mention(&mut self) -> String {
        if !self.may_mention || self.labels.is_empty() {
            return String::new();
        }
        self.found.mentions += 1;
        let label = self.labels[self.dice.roll(self.labels.len())].clone();
        if !self.used.contains(&label) {
            self.used.push(label.clone());
        }
        format!("[^{label}]")
    }

    fn han(&mut self, count: usize) -> String {
        let start = self.dice.roll(60);
        HAN.chars().cycle().skip(start).take(count).collect()
    }

    fn one_in(&mut self, end: usize) -> bool {
        self.dice.roll(end) == 0
    }
}
