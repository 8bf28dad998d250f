//! The pages as a browser shows them: text, geometry, what it refuses. Without a browser
//! (Debian: `chromium-headless-shell`) this is skipped, and said.

use std::fs;
use std::path::{Path, PathBuf};

use render::html::page;

use crate::devtools::Browser;
use crate::html::{alone, everything};
use crate::made::report;
use crate::samples;

/// Opens all that can be opened: what is folded away has to fit, too.
const UNFOLD: &str = "document.querySelectorAll('details').forEach(it => it.open = true)";

/// By how many pixels the page is wider than the screen.
const TOO_WIDE: &str =
    "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/// Texts of a picture that leave it, cover each other, or cover a bar or a dot that is not theirs.
const COVERED: &str = "[...document.querySelectorAll('svg.picture')].flatMap(svg => {
    const box = it => it.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')];
    const shapes = [...svg.querySelectorAll('rect.bar, circle.dot')];
    const sheet = box(svg);
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
        && a.top < b.bottom - 3 && b.top < a.bottom - 3;
    const within = (a, b) => a.left >= b.left && a.right <= b.right;
    const out = [];
    texts.forEach((text, index) => {
        const at = box(text);
        if (at.left < sheet.left - 1 || at.right > sheet.right + 1 || at.bottom > sheet.bottom + 1)
            out.push('outside: ' + text.textContent);
        for (const other of texts.slice(index + 1))
            if (meet(at, box(other))) out.push(text.textContent + ' covers ' + other.textContent);
        for (const shape of shapes)
            if (meet(at, box(shape)) && !(text.matches('.inside') && within(at, box(shape))))
                out.push(text.textContent + ' covers a ' + shape.getAttribute('class'));
    });
    return out;
})";

/// Bars and dots that do not lie where the axis says, by more than a pixel.
const MISPLACED: &str = "[...document.querySelectorAll('svg.picture')].flatMap(svg => {
    const middle = it => { const box = it.getBoundingClientRect(); return (box.left + box.right) / 2 };
    const ticks = [...svg.querySelectorAll('.tick')];
    const at = it => Number(it.dataset.at);
    const [first, last] = [ticks[0], ticks[ticks.length - 1]];
    const scale = (middle(last) - middle(first)) / (at(last) - at(first));
    const x = ms => middle(first) + (ms - at(first)) * scale;
    const far = (a, b) => Math.abs(a - b) > 1.5;
    const bars = [...svg.querySelectorAll('rect.bar')].filter(bar => {
        const box = bar.getBoundingClientRect(), from = x(Number(bar.dataset.from));
        // The edge is drawn around the shape; what is very short is drawn a little longer.
        const to = Math.max(x(Number(bar.dataset.to)), from + 2);
        return far(box.left, from) || far(box.right, to);
    });
    const dots = [...svg.querySelectorAll('.dot')].filter(dot => far(middle(dot), x(at(dot))));
    return [...bars, ...dots].map(it => it.outerHTML);
})";

/// Pictures of which a part can neither be seen nor scrolled to, by the keyboard as well.
const CUT: &str = "[...document.querySelectorAll('svg.picture')].flatMap(svg => {
    const out = [];
    for (let at = svg.parentElement; at !== document.documentElement; at = at.parentElement) {
        if (at.scrollWidth <= at.clientWidth) continue;
        const scrolls = ['auto', 'scroll'].includes(getComputedStyle(at).overflowX);
        if (!scrolls || at.tabIndex < 0) out.push(at.outerHTML.slice(0, 80));
    }
    return out;
})";

/// What no page may have: scripts that ran, elements that load or lead elsewhere.
const ALIVE: &str = "[
    window.hacked, ...document.scripts, ...document.querySelectorAll('img, iframe, object, embed'),
    ...document.querySelectorAll('a:not([href^=\"#exercise-\"])'),
    ...performance.getEntriesByType('resource')
].filter(it => it !== undefined).map(it => it.outerHTML || it.name || String(it))";

/// A browser, or the reason why there is none.
fn browser() -> Option<Browser> {
    let browser = Browser::start();
    if browser.is_none() {
        println!("skipped: there is no chromium here to look at the pages with");
    }
    browser
}

/// The page as a file; it stays, to be looked at.
fn file(name: &str, page: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join(format!("{name}.html"));
    fs::write(&file, page).expect("a file");
    file
}

fn pages() -> Vec<(&'static str, String)> {
    let all = everything();
    let course = page(&report(all.iter().map(|(_, one)| one.clone()).collect()));
    let mut pages: Vec<_> = all.into_iter().map(|(name, one)| (name, alone(one))).collect();
    pages.push(("ten_milliseconds", alone(samples::lasts(10))));
    pages.push(("thirty_hours", alone(samples::lasts(108_000_000))));
    pages.push(("course", course));
    pages
}

#[test]
fn a_browser_shows_every_page_in_its_place() {
    let Some(mut browser) = browser() else { return };
    for (name, page) in pages() {
        let file = file(name, &page);
        browser.screen(1280, "light", "screen");
        browser.open(&file);
        assert_eq!(browser.complaints(), [""; 0], "{name}");
        assert_eq!(browser.ask(ALIVE), serde_json::json!([]), "{name}");
        for (width, scheme, media) in [
            (1280, "light", "screen"),
            (1280, "dark", "screen"),
            (360, "light", "screen"),
            (360, "dark", "screen"),
            (400, "light", "screen"),
            (700, "light", "print"),
        ] {
            browser.screen(width, scheme, media);
            browser.ask(UNFOLD);
            let paper = if scheme == "dark" { "rgb(21, 23, 27)" } else { "rgb(255, 255, 255)" };
            let shown = browser.ask("getComputedStyle(document.body).backgroundColor");
            assert_eq!(shown, paper, "{name} in {scheme}: the style sheet is not refused");
            for fault in [TOO_WIDE, COVERED, MISPLACED, CUT] {
                let found = browser.ask(fault);
                let none = found == 0 || found == serde_json::json!([]);
                assert!(none, "{name} at {width} px, {scheme}, {media}: {found:#}");
            }
        }
    }
}

#[test]
fn a_browser_reads_the_page_to_those_who_cannot_see_it() {
    let Some(mut browser) = browser() else { return };
    browser.screen(1280, "light", "screen");
    browser.open(&file("read", &alone(samples::late())));
    browser.ask(UNFOLD);
    let text = browser.ask("document.body.innerText").as_str().unwrap_or_default().to_owned();
    for expected in [
        "wrong transcript · 2 of 6 points",
        "12 slept for 12 s, the plan says 5 s: use the seconds given.",
        "src/main.rs:12",
        "held until 20 s, src/main.rs:12",
        "20 s 13 .. 30",
        "13 s 13 .. 30",
    ] {
        let shown = text.replace(['\t', '\n'], " ");
        assert!(shown.contains(expected), "{expected} is not in {text}");
    }
    let tree = browser.call("Accessibility.getFullAXTree", serde_json::json!({}));
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let names: Vec<String> = nodes
        .iter()
        .filter(|node| node["role"]["value"] == "image" || node["role"]["value"] == "img")
        .map(|node| node["name"]["value"].to_string())
        .collect();
    let parts = [
        "Timeline of the run \\\"the plan of the article\\\": yours and the right one",
        "Your lanes: numbers. Beneath them, what held a thread.",
        "The first difference: 13 came at 20 s; 13 belongs at 13 s.",
        "The table below tells the same line by line.",
    ];
    let is_said = |name: &String| parts.iter().all(|part| name.contains(part));
    assert!(names.iter().any(is_said), "{names:#?}");
}
