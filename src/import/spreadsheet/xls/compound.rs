//! A compound file (MS-CFB): streams by their names, in chains of sectors. A chain that is damaged ends where it is.

/// A compound file.
pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    /// Bytes of a sector.
    sector: usize,
    /// The sector that follows each.
    next: Vec<u32>,
    entries: Vec<Entry>,
    /// The small streams, one behind the other, and what follows each of their sectors.
    small: Vec<u8>,
    small_next: Vec<u32>,
}

/// A stream.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// Sectors from here on are marks.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams shorter than this lie among the small ones.
const SMALL: usize = 4096;
const SMALL_SECTOR: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

impl<'b> Compound<'b> {
    /// Opens a file; `None` if it is none, or its directory is lost.
    pub fn open(bytes: &'b [u8]) -> Option<Compound<'b>> {
        let shift = u16_at(bytes, 30)?;
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Compound {
            bytes,
            sector: 1 << shift,
            next: Vec::new(),
            entries: Vec::new(),
            small: Vec::new(),
            small_next: Vec::new(),
        };
        // Where the table of what follows what lies: in the header, then in sectors that follow one another.
        let mut table: Vec<u32> = (0..109).filter_map(|at| u32_at(bytes, 76 + 4 * at)).collect();
        let mut further = u32_at(bytes, 68)?;
        let most = bytes.len() / file.sector + 1;
        for _ in 0..most {
            let Some(sector) = file.sector_of(further) else { break };
            let (last, own) = numbers(sector).split_last().map(|(last, own)| (*last, own.to_vec()))?;
            table.extend(own);
            further = last;
        }
        file.next = table.iter().take(most).filter_map(|sector| file.sector_of(*sector)).flat_map(numbers).collect();
        let directory = file.chain(u32_at(bytes, 48)?, usize::MAX);
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        let root = file.entries.first()?;
        let (start, length) = (root.start, root.length);
        file.small = file.chain(start, length);
        file.small_next = numbers(&file.chain(u32_at(bytes, 60)?, usize::MAX));
        Some(file)
    }

    /// Whether it has a stream of a name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.length >= SMALL {
            return Some(self.chain(entry.start, entry.length));
        }
        let sector = |at: u32| self.small.get(at as usize * SMALL_SECTOR..)?.get(..SMALL_SECTOR);
        Some(chain(entry.start, entry.length, &self.small_next, sector))
    }

    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        chain(start, length, &self.next, |at| self.sector_of(at))
    }

    /// A sector; the last one may be cut short.
    fn sector_of(&self, at: u32) -> Option<&'b [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(self.sector)?;
        let behind = self.bytes.get(start..).filter(|behind| at < LAST_SECTOR && !behind.is_empty())?;
        Some(behind.get(..self.sector).unwrap_or(behind))
    }
}

/// The sectors of a stream one behind the other, no more than there are.
fn chain<'s>(start: u32, length: usize, next: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut at = start;
    // A chain that comes back to where it was has no end.
    for _ in 0..=next.len() {
        let Some(own) = sector(at).filter(|_| bytes.len() < length) else { break };
        bytes.extend_from_slice(own);
        let Some(following) = next.get(at as usize) else { break };
        at = *following;
    }
    bytes.truncate(length);
    bytes
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).checked_sub(2)?.min(62);
    let units: Vec<u16> = (0..length / 2).filter_map(|at| u16_at(bytes, 2 * at)).collect();
    let name = String::from_utf16_lossy(&units);
    Some(Entry { name, start: u32_at(bytes, 116)?, length: u32_at(bytes, 120)? as usize })
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    (0..bytes.len() / 4).filter_map(|at| u32_at(bytes, 4 * at)).collect()
}

/// A number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// A number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// A number of eight bytes with a point.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}
