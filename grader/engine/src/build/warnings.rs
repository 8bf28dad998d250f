//! Which of the compiler's warnings a student is shown: few, in rustc's words, and first those
//! about futures and results that nobody uses, since they tell why something did not happen.

use super::diagnostics::Diagnostic;
use judge::diagnose::Unused;

/// As many are reported, and of each as many bytes.
const MOST: usize = 16;
const LONGEST: usize = 4 << 10;

/// What rustc notes beneath a future that is thrown away.
const FUTURE: &str = "futures do nothing unless you `.await`";

/// The warnings about a student's own files, the ones to read first at the front.
pub fn to_be_shown(warnings: &[Diagnostic], is_own: impl Fn(&str) -> bool) -> Vec<String> {
    let mut own: Vec<&Diagnostic> = own(warnings, is_own).collect();
    // The sort is stable: rustc's order is kept among equals.
    own.sort_by_key(|warning| match warning.code.as_deref() {
        _ if warning.is_about_a_future() => 0,
        Some("unused_must_use") => 1,
        _ => 2,
    });
    own.into_iter().take(MOST).map(|warning| cut(&warning.rendered)).collect()
}

/// The futures that are made and thrown away, in the order of the text.
pub fn unused_futures(warnings: &[Diagnostic], is_own: impl Fn(&str) -> bool) -> Vec<Unused> {
    let futures = own(warnings, is_own).filter(|warning| warning.is_about_a_future());
    let mut unused: Vec<Unused> = futures
        .filter_map(|warning| {
            Some(Unused { call: warning.excerpt.clone()?, place: warning.place.clone()? })
        })
        .collect();
    unused.sort_by(|a, b| a.place.cmp(&b.place));
    unused
}

fn own(
    warnings: &[Diagnostic],
    is_own: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &Diagnostic> {
    let is_own = move |it: &&Diagnostic| it.place.as_ref().is_some_and(|place| is_own(&place.file));
    warnings.iter().filter(is_own)
}

impl Diagnostic {
    fn is_about_a_future(&self) -> bool {
        self.code.as_deref() == Some("unused_must_use") && self.rendered.contains(FUTURE)
    }
}

fn cut(rendered: &str) -> String {
    let end = rendered.floor_char_boundary(LONGEST);
    let more = if end < rendered.len() { "…\n" } else { "" };
    format!("{}{more}", &rendered[..end])
}

#[cfg(test)]
mod tests {
    use super::{to_be_shown, unused_futures};
    use crate::build::diagnostics::Diagnostic;
    use model::transcript::Place;

    fn warning(code: &str, line: u32, rendered: &str) -> Diagnostic {
        Diagnostic {
            rendered: rendered.to_owned(),
            message: String::new(),
            code: Some(code.to_owned()),
            place: Some(Place { file: "src/main.rs".to_owned(), line, column: Some(5) }),
            excerpt: Some(format!("call({line})")),
        }
    }

    fn of_all_kinds() -> [Diagnostic; 4] {
        let future = "= note: futures do nothing unless you `.await` or poll them";
        [
            warning("unused_variables", 1, "a variable"),
            warning("unused_must_use", 2, "a result"),
            warning("unused_must_use", 9, &format!("late {future}")),
            warning("unused_must_use", 3, &format!("early {future}")),
        ]
    }

    #[test]
    fn futures_come_first_and_then_results() {
        let shown = to_be_shown(&of_all_kinds(), |_| true);
        let first: Vec<_> = shown.iter().filter_map(|it| it.split("= ").next()).collect();
        assert_eq!(first, ["late ", "early ", "a result", "a variable"]);
    }

    #[test]
    fn of_files_that_are_not_the_students_nothing_is_shown() {
        assert_eq!(to_be_shown(&of_all_kinds(), |file| file == "src/lib.rs"), [""; 0]);
        assert_eq!(unused_futures(&of_all_kinds(), |file| file == "src/lib.rs"), []);
    }

    #[test]
    fn unused_futures_are_told_in_the_order_of_the_text() {
        let unused = unused_futures(&of_all_kinds(), |_| true);
        let lines: Vec<_> = unused.iter().map(|it| (it.call.as_str(), it.place.line)).collect();
        assert_eq!(lines, [("call(3)", 3), ("call(9)", 9)]);
    }

    #[test]
    fn a_long_one_is_cut() {
        let shown = to_be_shown(&[warning("x", 1, &"é".repeat(4096))], |_| true);
        assert_eq!(shown[0].len(), 4096 + "…\n".len());
    }
}
