//! JSON that is as safe to show as text: what nobody can see, and what a build server would take
//! for a command, is written as `\u..`. A parser gives back the very text.

use model::clean::{can_be_seen, commands};

/// The same JSON. Beyond its texts there are only line breaks that this would concern.
pub(super) fn safe(json: &str) -> String {
    // Most of it is plain, and is taken by the piece.
    let is_plain = |byte: &u8| matches!(byte, b'\n' | b' '..=b'~') && !matches!(byte, b':' | b'#');
    let mut out = String::with_capacity(json.len());
    let mut at = 0;
    while at < json.len() {
        let plain = json.as_bytes()[at..].iter().position(|byte| !is_plain(byte));
        let end = plain.map_or(json.len(), |length| at + length);
        out.push_str(&json[at..end]);
        let Some(letter) = json[end..].chars().next() else { break };
        at = end + letter.len_utf8();
        if can_be_seen(letter) && !commands(json, end) {
            out.push(letter);
        } else {
            let mut units = [0; 2];
            let units = letter.encode_utf16(&mut units);
            out.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::safe;

    #[test]
    fn every_text_comes_back_and_is_safe_to_show() {
        let text = "::set-output ##vso[x] \u{202e}\u{9b}31m\u{e0041}\u{fffe}\n\u{1b} é 猫 \"\\";
        let json = serde_json::to_string_pretty(&[text]).unwrap();
        let safe = safe(&json);
        assert_eq!(serde_json::from_str::<[String; 1]>(&safe).unwrap(), [text]);
        assert!(safe.chars().all(|letter| letter == '\n' || model::clean::can_be_seen(letter)));
        assert!(safe.contains("#\\u0023vso[x]") && safe.contains("é 猫"), "{safe}");
    }
}
