//! What a line may give and take, and what each choice of a break costs: every elasticity and every penalty of line
//! breaking, in one table.
//!
//! | what stands between | natural | least | most | source |
//! |---|---|---|---|---|
//! | Han and Latin letters or digits | 1/4 em | 1/8 | 1/2 | CLREQ 3.2.2 |
//! | two characters of an address | 0 | 0 | 1/25 em | this program's choice: hardly seen, and no space to readers of the PDF |
//! | two Latin words | 1/4 em | 1/5 | 1/2 | usual in Latin text: a quarter of the em, never under a fifth |
//! | two ideographs that the text parts by a space | 1/4 em | 1/5 | 1/2 | docs/data-file.md, 段落 |
//! | a full-width mark and its neighbour | 1/2 cell of blank | 0 | 1/2 | GB/T 15834-2011, 5.1.10; CLREQ 3.1.6 |
//! | two full-width marks | closed up by 1/2 cell | | | CLREQ 3.1.6 |
//! | a mark and the line's end | closed up by 1/2 cell | | | GB/T 15834-2011, 5.1.10; CLREQ 3.1.6 |
//! | any two others, signs of full width among them, at need | 0 | 0 | 0.15 em | this program's choice: beyond it a line looks torn |
//!
//! A line that is too long gives back the blanks of its marks first and then its gaps (推入); one that is too short
//! grows its gaps first and then spreads its characters evenly (推出). What that costs is a badness *b*, and the line's
//! demerits are (1 + *b*)² + *p*, *p* being the price of its break: the sum over the paragraph is made as small as it
//! can be (Knuth and Plass, Breaking Paragraphs into Lines, Software 11, 1981; their ratio of stretch is cubed because
//! a Latin line has nothing else to give, ours is squared because it has four kinds).
//!
//! | badness | of a line | grows with the | why |
//! |---|---|---|---|
//! | 20 | whose marks have given back all their blank | square | the first resort of the rules, hardly seen |
//! | 20 | whose gaps are at their widest | square | the first resort of the rules, hardly seen |
//! | 40 | whose gaps are at their narrowest | square | the second resort |
//! | 100 | whose characters are spread by 0.02 em | square | what a reader sees: the colour of the page |
//!
//! | price | of | why |
//! |---|---|---|
//! | 30 | a break in an address | behind a mark of its own it may be divided, elsewhere it is better whole |
//! | 10⁴ | a break between letters of an address, where the line cannot be filled to the mark before | as a line spread by 0.02 em |
//! | 600 | a break inside a word of centred text | as much as a line some 24 em too short, less than a line more |
//! | 10³ | a break of an unjustified line, unless at a space or, centred, beside a mark | the writer divided it there |
//! | 10⁵ | each line that is not justified | the fewest lines win, then the evenest |
//! | 10⁷ | a last line of one character | avoided wherever tightening can |
//! | 10⁸ | a break inside what should not be divided | where nothing else fits |
//! | 10⁹ | a line beyond all limits, or a break between letters of an address without need | better than no line |
//!
//! A line of Han alone keeps its cells (GB/T 9704-2012, 5.2.3): to loosen one that could hold more costs as much as a
//! line beyond all limits. The numbers of the last two tables are this program's choice. They were tried on 120,000
//! characters of shuffled sentences: between half and twice these badnesses the deviation of the page's colour hardly
//! changes.

/// An elastic distance, in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Elastic {
    pub(super) natural: f64,
    pub(super) least: f64,
    pub(super) most: f64,
}

/// Between Han and Latin letters or digits.
pub(super) const GAP: Elastic = Elastic { natural: 0.25, least: 0.125, most: 0.5 };
/// Between two Latin words.
pub(super) const WORD_SPACE: Elastic = Elastic { natural: 0.25, least: 0.2, most: 0.5 };
/// Between two ideographs that the text itself parts.
pub(super) const HAN_SPACE: Elastic = Elastic { natural: 0.25, least: 0.2, most: 0.5 };
/// The most that is put between two characters of an address, in em.
pub(super) const ADDRESS_LETTERS: f64 = 0.04;
/// What a full-width mark gives back towards another mark and at a line's end, and the most it gives back elsewhere, in
/// parts of its cell: 1/2 em where a cell is an em wide, 1/200 em less on the page of 28 cells.
pub(super) const HALF: f64 = 0.5;
/// The most that is put between any two characters, in em, from em box to em box.
pub(super) const STRETCH_MAX: f64 = 0.15;

/// Badness of a line whose marks have given back all their blank.
pub(super) const SQUEEZED_MARKS: f64 = 20.0;
/// Badness of a line whose gaps are at their widest.
pub(super) const GROWN_GAPS: f64 = 20.0;
/// Badness of a line whose gaps are at their narrowest.
pub(super) const SHRUNK_GAPS: f64 = 40.0;
/// Badness of a line whose characters are spread by [`VISIBLE_SPREAD`].
pub(super) const SPREAD: f64 = 100.0;
/// A spread that a reader sees, in em: about the blank half of one mark, divided among the places of a line.
pub(super) const VISIBLE_SPREAD: f64 = 0.02;

/// Price of a break in an address.
pub(super) const IN_ADDRESS: f64 = 30.0;
/// Price of a break between letters of an address.
pub(super) const BETWEEN_LETTERS: f64 = 1.0e4;
/// Price of a break inside a word of centred text.
pub(super) const INSIDE_WORD: f64 = 600.0;
/// Price of a break of a line that is not justified elsewhere than at a space or, in centred text, beside a mark.
pub(super) const BESIDE_SPACE: f64 = 1.0e3;
/// Price of each line that is not justified.
pub(super) const ONE_MORE_LINE: f64 = 1.0e5;
/// Price of a last line of one character.
pub(super) const LONE_CHARACTER: f64 = 1.0e7;
/// Price of a break inside what should not be divided.
pub(super) const EMERGENCY: f64 = 1.0e8;
/// Price of a line beyond all limits.
pub(super) const BEYOND: f64 = 1.0e9;
/// By this part each line's demerits weigh less than those of the line before: of two ways that are alike, the one that
/// fills the earlier lines wins.
pub(super) const EARLY_LINES: f64 = 1.0e-4;
