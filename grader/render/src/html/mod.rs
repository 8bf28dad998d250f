//! One page for a report, to be kept, printed or sent: a single file that needs nothing else,
//! loads nothing and runs nothing.
//!
//! [`page`] is pure. A reader who has the page has all of it, so what hidden checks were given and
//! what came of them is never in it.

mod check;
mod evidence;
mod exercise;
mod lane;
mod lines;
mod picture;
mod policy;
mod room;
mod writer;

use writer::Writer;

use crate::timeline::Timeline;
use crate::wording;
use judge::report::Report;

/// What pictures look like, on any page that has the colours they are drawn in.
pub const PICTURE_STYLE: &str = include_str!("picture.css");

/// The page's own style sheet.
const STYLE: &str =
    concat!(include_str!("style.css"), include_str!("picture.css"), include_str!("media.css"));

/// Bytes that no page reaches, whatever was written.
pub const LARGEST: usize = 2_000_000;
/// By then, every text is a letter and every list a row.
const MOST_HALVED: u32 = 12;

/// One timeline as a picture that can stand on any page with [`PICTURE_STYLE`]; `id` is its own
/// among all pictures of that page. It says in words what it shows, and can be moved sideways;
/// `notes` stand beneath it.
pub fn picture(id: &str, title: &str, timeline: &Timeline, notes: &[String]) -> String {
    let mut w = Writer::default();
    let scroll = [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", title)];
    w.block("figure", &[], |w| {
        w.block("div", &scroll, |w| picture::draw_alone(w, id, title, timeline));
        if !notes.is_empty() {
            w.line("figcaption", &[], &notes.join("; "));
        }
    });
    w.finish()
}

/// The report as an HTML page.
pub fn page(report: &Report) -> String {
    let mut halved = 0;
    loop {
        let page = written(report, halved);
        if page.len() < LARGEST || halved == MOST_HALVED {
            return page;
        }
        // Twice as long asks for half as much.
        let too_long = (page.len() / LARGEST).ilog2().max(1);
        halved = MOST_HALVED.min(halved + too_long);
    }
}

fn written(report: &Report, halved: u32) -> String {
    let mut w = Writer::document(halved);
    let title = match &*report.exercises {
        [one] => format!("{}: {}", exercise::title(one), wording::verdict(one)),
        _ => wording::count(report),
    };
    w.block("html", &[("lang", "en")], |w| {
        head(w, &title);
        w.block("body", &[], |w| {
            hatch(w);
            w.block("main", &[], |w| body(w, report));
        });
    });
    w.finish()
}

fn head(w: &mut Writer, title: &str) {
    w.block("head", &[], |w| {
        w.empty("meta", &[("charset", "utf-8")]);
        let policy = policy::policy(STYLE);
        w.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy)]);
        w.empty(
            "meta",
            &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")],
        );
        w.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]);
        w.line("title", &[], title);
        w.style(STYLE);
    });
}

/// What bars are filled with that held a thread, so that they are told without colour.
fn hatch(w: &mut Writer) {
    w.block("svg", &[("class", "hatch"), ("aria-hidden", "true")], |w| {
        let pattern =
            [("id", "hatch"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse")];
        w.block("pattern", &pattern, |w| {
            w.empty("rect", &[("width", "6"), ("height", "6")]);
            w.empty("path", &[("d", "M-1 7L7 -1M-1 1L1 -1M5 7L7 5")]);
        });
    });
}

fn body(w: &mut Writer, report: &Report) {
    match &*report.exercises {
        [one] => w.line("h1", &[], &format!("Report on {}", one.title)),
        _ => {
            w.line("h1", &[], "Report");
            w.line("p", &[("class", "sentence")], &wording::count(report));
            overview(w, report);
        }
    }
    if let Some(text) = wording::inexact(report) {
        w.line("p", &[("class", "care")], text);
    }
    for one in &report.exercises {
        exercise::section(w, one);
    }
    w.block("footer", &[], |w| {
        let provenance = &report.provenance;
        let text =
            format!("Clock: {}. Compiler: {}.", provenance.clock.word(), provenance.toolchain);
        w.line("p", &[], &text);
    });
}

/// Every exercise in a line, with the way to it.
fn overview(w: &mut Writer, report: &Report) {
    if report.exercises.is_empty() {
        return;
    }
    w.block("table", &[], |w| {
        w.line("caption", &[("class", "unseen")], "The exercises");
        w.block("tr", &[], |w| {
            for head in ["Exercise", "Verdict", "Points"] {
                w.piece("th", &[("scope", "col")], head);
            }
        });
        for one in &report.exercises {
            w.block("tr", &[], |w| {
                let link = format!("#{}", exercise::id(one));
                w.inline("td", &[], |w| w.piece("a", &[("href", &link)], &exercise::title(one)));
                w.inline("td", &[], |w| exercise::verdict(w, one));
                w.piece("td", &[], &format!("{} of {}", one.points(), one.max_points));
            });
        }
    });
}
