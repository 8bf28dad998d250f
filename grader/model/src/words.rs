//! Numbers as sentences say them, the same in feedback and in every picture.

/// A stretch or a point of time in words: `250 ms`, `8 s`, `8.25 s`, `2 min 3 s`, `1 h 30 min`.
pub fn time(ms: u64) -> String {
    if ms == 0 {
        return "0 s".to_owned();
    }
    if ms < 1000 {
        return format!("{ms} ms");
    }
    let (hours, minutes, rest) = (ms / 3_600_000, ms / 60_000 % 60, ms % 60_000);
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes} min"));
    }
    if rest > 0 {
        parts.push(seconds(rest));
    }
    parts.join(" ")
}

/// `8 s`, `8.25 s`: as many digits as are needed, at most three.
fn seconds(ms: u64) -> String {
    if ms.is_multiple_of(1000) {
        return format!("{} s", ms / 1000);
    }
    let fraction = format!("{:03}", ms % 1000);
    format!("{}.{} s", ms / 1000, fraction.trim_end_matches('0'))
}

/// A count and its noun: `1 thread`, `2 threads`, `no threads`.
pub fn count(number: u64, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", grouped(number)),
    }
}

/// A number with its thousands apart, as people write it: `13,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{count, grouped, time};

    #[test]
    fn times_are_read_as_people_say_them() {
        let said = |ms: u64| time(ms);
        assert_eq!(said(0), "0 s");
        assert_eq!(said(250), "250 ms");
        assert_eq!(said(8000), "8 s");
        assert_eq!(said(8250), "8.25 s");
        assert_eq!(said(8021), "8.021 s");
        assert_eq!(said(60_000), "1 min");
        assert_eq!(said(123_000), "2 min 3 s");
        assert_eq!(said(60_500), "1 min 0.5 s");
        assert_eq!(said(5_400_000), "1 h 30 min");
        assert_eq!(said(86_400_000), "24 h");
    }

    #[test]
    fn counts_have_their_noun_and_their_commas() {
        assert_eq!(count(0, "thread", "threads"), "no threads");
        assert_eq!(count(1, "thread", "threads"), "1 thread");
        assert_eq!(count(13_000, "wake-up", "wake-ups"), "13,000 wake-ups");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
