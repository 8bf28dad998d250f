//! Names for things by their content: what has the same key is the same.
//!
//! The main type is [`Key`]; a [`KeyBuilder`] makes one out of labelled parts.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256 in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// A number that is as good as chance, and that every reader of JSON takes as it is: below 2^53.
    pub fn number(&self) -> u64 {
        self.0.bytes().take(13).fold(0, |number, digit| {
            number << 4 | u64::from(char::from(digit).to_digit(16).unwrap_or_default())
        })
    }

    /// The 64 hexadecimal digits; fit for a file name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Takes parts and gives their [`Key`].
///
/// Each part counts with its label and its length, so that no two lists of parts run together
/// into the same bytes.
#[derive(Debug, Clone)]
pub struct KeyBuilder(Sha256);

impl KeyBuilder {
    /// Starts a key of one kind, such as `program`; keys of two kinds are never equal.
    pub fn new(kind: &str) -> KeyBuilder {
        KeyBuilder(Sha256::new()).part("kind", kind)
    }

    /// Adds one part under a label.
    #[must_use]
    pub fn part(mut self, label: &str, content: impl AsRef<[u8]>) -> KeyBuilder {
        for bytes in [label.as_bytes(), content.as_ref()] {
            self.0.update((bytes.len() as u64).to_le_bytes());
            self.0.update(bytes);
        }
        self
    }

    /// The key of all parts so far.
    pub fn finish(self) -> Key {
        Key(self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(parts: &[(&str, &str)]) -> Key {
        parts
            .iter()
            .fold(KeyBuilder::new("test"), |key, (label, content)| key.part(label, content))
            .finish()
    }

    #[test]
    fn the_same_parts_have_the_same_key() {
        assert_eq!(key(&[("file", "abc")]), key(&[("file", "abc")]));
        assert_eq!(key(&[]).as_str().len(), 64);
    }

    #[test]
    fn a_border_between_two_parts_counts() {
        assert_ne!(key(&[("a", "bc")]), key(&[("ab", "c")]));
        assert_ne!(key(&[("a", "b"), ("c", "d")]), key(&[("a", "bcd")]));
        assert_ne!(key(&[("a", "")]), key(&[]));
    }
}
