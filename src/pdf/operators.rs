//! Operators as bytes (ISO 32000-1, 7.8.2): operands first, a space between what would run together.

/// A content stream, as far as it is written.
#[derive(Default)]
pub(super) struct Operators {
    bytes: Vec<u8>,
}

impl Operators {
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        // The contents of all pages are in memory together.
        self.bytes.shrink_to_fit();
        self.bytes
    }

    /// An operator; its operands have been written.
    pub(super) fn operator(&mut self, name: &str) -> &mut Operators {
        self.begin_regular();
        self.bytes.extend(name.as_bytes());
        self.bytes.push(b'\n');
        self
    }

    /// A number with so many decimals at most; gives it back as it is read.
    pub(super) fn number(&mut self, number: f64, decimals: u32) -> f64 {
        let unit = 10_i64.pow(decimals);
        let units = (number * unit as f64).round() as i64;
        self.begin_regular();
        if units < 0 {
            self.bytes.push(b'-');
        }
        let (whole, rest) = (units.unsigned_abs() / unit.unsigned_abs(), units.unsigned_abs() % unit.unsigned_abs());
        self.digits(whole, 1);
        if rest > 0 {
            self.bytes.push(b'.');
            self.digits(rest, decimals as usize);
            while self.bytes.pop_if(|digit| *digit == b'0').is_some() {}
        }
        units as f64 / unit as f64
    }

    /// Numbers with so many decimals at most.
    pub(super) fn numbers<const N: usize>(&mut self, numbers: [f64; N], decimals: u32) -> &mut Operators {
        for number in numbers {
            self.number(number, decimals);
        }
        self
    }

    /// A name of regular characters.
    pub(super) fn name(&mut self, name: &str) -> &mut Operators {
        self.bytes.push(b'/');
        self.bytes.extend(name.as_bytes());
        self
    }

    /// What needs no space around it: brackets, strings.
    pub(super) fn delimiters(&mut self, bytes: &[u8]) -> &mut Operators {
        self.bytes.extend(bytes);
        self
    }

    /// Two bytes of a literal string (7.3.4.2), which is half as long as one in hexadecimal digits.
    pub(super) fn code(&mut self, code: u16) {
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', byte]),
                // Read as it is, an end of a line would be one line feed.
                b'\r' => self.bytes.extend(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
    }

    /// A text string (7.9.2.2): UTF-16BE with its byte order mark, in hexadecimal digits.
    pub(super) fn text_string(&mut self, text: &str) -> &mut Operators {
        self.bytes.push(b'<');
        for unit in std::iter::once(0xFEFF).chain(text.encode_utf16()) {
            self.bytes.extend(format!("{unit:04X}").bytes());
        }
        self.bytes.push(b'>');
        self
    }

    /// A space, if what stands before would go on.
    fn begin_regular(&mut self) {
        if self.bytes.last().is_some_and(|last| !b"\n<>[]()".contains(last)) {
            self.bytes.push(b' ');
        }
    }

    /// A whole number with so many digits at least.
    fn digits(&mut self, mut number: u64, least: usize) {
        // The largest u64 has 20 digits.
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
            start -= 1;
            if number == 0 {
                break;
            }
        }
        let start = start.min(digits.len().saturating_sub(least));
        self.bytes.extend(digits.get(start..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(operators: Operators) -> String {
        String::from_utf8_lossy(&operators.into_bytes()).into_owned()
    }

    #[test]
    fn numbers_have_no_more_digits_than_they_need() {
        let cases = [
            (0.0, 3, "0", 0.0),
            (-0.0004, 3, "0", 0.0),
            (12.5, 3, "12.5", 12.5),
            (-0.050_04, 4, "-0.05", -0.05),
            (1234.0005, 3, "1234.001", 1234.001),
            (100.0, 0, "100", 100.0),
            (9.999_96, 4, "10", 10.0),
        ];
        for (number, decimals, shown, read) in cases {
            let mut operators = Operators::default();
            assert_eq!(operators.number(number, decimals), read);
            assert_eq!(text(operators), shown);
        }
    }

    /// White space stands only where two tokens would be one (ISO 32000-1, 7.2.2).
    #[test]
    fn tokens_stay_apart() {
        let mut operators = Operators::default();
        operators.name("P").delimiters(b"<<").name("MCID").number(0.0, 0);
        operators.delimiters(b">>").operator("BDC").operator("BT").name("F0").numbers([16.0], 3).operator("Tf");
        operators.delimiters(b"[(");
        operators.code(0x4142);
        operators.delimiters(b")").number(-5.25, 1);
        operators.delimiters(b"(");
        operators.code(0x0D28);
        operators.delimiters(b")]").operator("TJ").numbers([1.0, -2.5], 2).operator("Td");
        operators.text_string("年").operator("x");
        let expected = "/P<</MCID 0>>BDC\nBT\n/F0 16 Tf\n[(AB)-5.3(\\r\\()]TJ\n1 -2.5 Td\n<FEFF5E74>x\n";
        assert_eq!(text(operators), expected);
    }
}
