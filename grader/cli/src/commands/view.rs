//! What the terminal in front of the student can show.

use std::env;
use std::io::stdout;

use anstream::{AutoStream, ColorChoice};

use course::Exercise;
use render::terminal::{Style, View};

/// Columns where nobody says how many there are.
const USUAL_WIDTH: usize = 80;

/// The view of one exercise's screen.
pub(super) fn view(exercise: Option<&Exercise>, reveal_hidden: bool) -> View {
    let style = Style {
        colour: AutoStream::choice(&stdout()) != ColorChoice::Never,
        unicode: speaks_unicode(|name| env::var(name).ok()),
    };
    let mut view = View::new(style, width());
    view.reveal_hidden = reveal_hidden;
    if let Some(exercise) = exercise {
        view.folder = format!("exercises/{}/", exercise.folder());
        view.look = Some(exercise.toml.look.clone());
    }
    view
}

/// Columns of the terminal.
pub(super) fn width() -> usize {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    columns.or_else(terminal).unwrap_or(USUAL_WIDTH)
}

/// By the usual variables; the first that is set decides. Where none is, nearly every terminal
/// of today can.
fn speaks_unicode(variable: impl Fn(&str) -> Option<String>) -> bool {
    if variable("TERM").is_some_and(|terminal| terminal == "dumb") {
        return false;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::speaks_unicode;

    #[test]
    fn lines_are_drawn_in_ascii_where_the_terminal_knows_no_more() {
        fn check(set: &[(&str, &str)], expected: bool) {
            let variable = |name: &str| {
                let found = set.iter().find(|(set, _)| *set == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(speaks_unicode(variable), expected, "{set:?}");
        }
        check(&[], true);
        check(&[("LANG", "de_DE.UTF-8")], true);
        check(&[("LANG", "C.utf8")], true);
        check(&[("LANG", "C")], false);
        check(&[("LANG", "de_DE.ISO-8859-1")], false);
        check(&[("LC_ALL", "POSIX"), ("LANG", "C.UTF-8")], false);
        check(&[("LC_ALL", ""), ("LC_CTYPE", "C.UTF-8"), ("LANG", "C")], true);
        check(&[("TERM", "xterm-256color"), ("LANG", "C.UTF-8")], true);
        check(&[("TERM", "dumb"), ("LANG", "C.UTF-8")], false);
    }
}
