//! What two texts are compared by: their letters and digits alone. So no other layout, quoting or
//! comment sign hides that one is in the other.

/// The letters and digits of a text, and where they stand in it.
pub(crate) struct Letters {
    pub text: String,
    /// The line of each byte of them, from 1.
    lines: Vec<u32>,
}

impl Letters {
    /// Those of the lines that are chosen.
    pub(crate) fn of(text: &str, is_chosen: impl Fn(&str) -> bool) -> Letters {
        let mut letters = Letters { text: String::new(), lines: Vec::new() };
        for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| is_chosen(line.trim())) {
            letters.text.extend(line.chars().filter(|letter| letter.is_alphanumeric()));
            letters.lines.resize(letters.text.len(), number);
        }
        letters
    }

    /// The line that a letter stands in, from 1.
    pub(crate) fn line(&self, letter: usize) -> u32 {
        self.lines.get(letter).copied().unwrap_or(1)
    }

    /// Every piece of so many letters: where it begins, and a number that stands for it.
    pub(crate) fn pieces(&self, length: usize) -> impl Iterator<Item = (usize, u64)> {
        // A polynomial over what is seen, from which what is behind is taken again. Two pieces of
        // a course have the same number once in many million years.
        const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
        let behind = (0..length).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        let bytes = self.text.as_bytes();
        let mut hash = 0_u64;
        bytes.iter().enumerate().filter_map(move |(at, byte)| {
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(*byte) + 1);
            if at >= length {
                let left = u64::from(bytes[at - length]) + 1;
                hash = hash.wrapping_sub(left.wrapping_mul(behind));
            }
            (at + 1 >= length).then(|| (at + 1 - length, hash))
        })
    }

    /// Where these letters begin, if they are here.
    pub(crate) fn find(&self, letters: &str) -> Option<usize> {
        self.text.find(letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> Letters {
        Letters::of(text, |_| true)
    }

    #[test]
    fn layout_and_signs_make_no_difference() {
        let (one, other) = (letters("a b(\"c\");\n\nd"), letters("// ab\n//  'c' d"));
        assert_eq!(one.text, other.text);
        assert_eq!((one.line(2), one.line(3), other.line(3)), (1, 3, 2));
        assert_eq!((one.find("cd"), one.find("ac")), (Some(2), None));
    }

    #[test]
    fn equal_pieces_have_equal_numbers_wherever_they_are() {
        let pieces = |text: &str| letters(text).pieces(3).collect::<Vec<_>>();
        let (one, other) = (pieces("xxabc"), pieces("abcabd"));
        assert_eq!((one.len(), other.len()), (3, 4));
        assert_eq!((one[2].0, one[2].1), (2, other[0].1));
        assert_ne!(other[0].1, other[3].1);
        assert_eq!(pieces("ab"), []);
    }
}
