//! How deeply a TOML text is nested, found without going down: the parser bounds each kind of
//! nesting but not one inside another, and a reader of what it made runs out of stack.

/// Levels of a value that is read.
const MOST: usize = 30;

/// What is said of a text that is not read.
pub const TOO_DEEP: &str = "it is nested too deeply";

/// True when a key or a value of the text has more levels than anybody writes.
pub fn is_too_deep(text: &str) -> bool {
    let mut rest = text.as_bytes();
    // The parts of the keys before each bracket that is open; the sum of them.
    let (mut open, mut above, mut parts) = (Vec::new(), 0, 1);
    while let [first, behind @ ..] = rest {
        rest = match first {
            b'#' => &rest[position(rest, |byte| byte == b'\n')..],
            b'"' | b'\'' => behind_string(rest, *first),
            _ => behind,
        };
        match first {
            b'.' => parts += 1,
            b'{' | b'[' => {
                open.push(parts);
                above += parts;
                parts = 1;
            }
            b'}' | b']' => {
                parts = open.pop().unwrap_or(1);
                above -= parts.min(above);
            }
            b',' => parts = 1,
            b'\n' if open.is_empty() => parts = 1,
            _ => {}
        }
        if above + parts > MOST {
            return true;
        }
    }
    false
}

/// What follows the string that `text` begins with.
fn behind_string(text: &[u8], quote: u8) -> &[u8] {
    let is_long = text.starts_with(&[quote; 3]);
    let mut rest = if is_long { &text[3..] } else { &text[1..] };
    loop {
        let at = position(rest, |byte| byte == quote || byte == b'\\' || byte == b'\n');
        rest = match rest.get(at) {
            None => return &[],
            Some(b'\\') if quote == b'"' => rest.get(at + 2..).unwrap_or_default(),
            Some(b'\n') if !is_long => return &rest[at..],
            Some(&byte) if byte == quote && !is_long => return &rest[at + 1..],
            Some(_) if rest[at..].starts_with(&[quote; 3]) => {
                // Up to two more belong to the string.
                let more = rest[at + 3..].iter().take(2).take_while(|&&byte| byte == quote).count();
                return &rest[at + 3 + more..];
            }
            Some(_) => &rest[at + 1..],
        };
    }
}

fn position(bytes: &[u8], is_it: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| is_it(byte)).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::is_too_deep;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_too_deep(text), expected, "{text:.60}");
    }

    #[test]
    fn what_people_write_is_not_deep() {
        check("a = 1\n[b.c]\nd = [1.5, [2.5], { e = 1.0 }]\n", false);
        check(&"a = [{ b.c = 1.5 }, 'x.y.z']\n[[d]]\n".repeat(100), false);
        check(&format!("a = [\n{}]\n", "{ b.c = [1.5] },\n".repeat(100)), false);
        let dots = ".{[".repeat(100);
        check(&format!("# {dots}\na = \"{dots}\\\"{dots}\"\nb = '{dots}\\'\n"), false);
        check(
            &format!("a = \"\"\"{dots}\"\n\\\"\"\"{dots}\"\"\"\"\"\nb = '''{dots}'\n'''\n"),
            false,
        );
    }

    #[test]
    fn one_kind_of_nesting_inside_another_is_deep() {
        check(&format!("a{} = 1", ".b".repeat(40)), true);
        check(&format!("[a{}]", ".b".repeat(40)), true);
        check(&format!("a = {}", "[".repeat(40)), true);
        check(&format!("a = {}", "{ b.c.d = ".repeat(12)), true);
        check(&format!("a = {}", "[\n{ b.c = ".repeat(12)), true);
        check(&format!("a = '''\n''''' \nb = {}", "[".repeat(40)), true);
        check(&format!("a = '\\'\nb = {}", "[".repeat(40)), true);
        check(&format!("a = \"\"\"x\\\\\"\"\"\nb = {}", "[".repeat(40)), true);
    }
}
