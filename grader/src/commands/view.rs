//! What the terminal in front of the student can show.

use std::env;
use std::io::stdout;

use anstream::{AutoStream, ColorChoice};

use crate::course::Exercise;
use crate::render::terminal::{Style, View};

/// Columns where nobody says how many there are.
const USUAL_WIDTH: usize = 80;

/// The view of one exercise's screen.
pub(super) fn view(exercise: Option<&Exercise>, reveal_hidden: bool) -> View {
    let style = Style {
        colour: AutoStream::choice(&stdout()) != ColorChoice::Never,
        unicode: speaks_unicode(),
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
fn speaks_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
