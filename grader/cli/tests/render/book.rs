//! The site of all lessons as a browser shows it: nothing is asked of anywhere, nothing is wider
//! than a telephone, and axe, which looks for what keeps readers out, has nothing serious to say.
//!
//! Without mdBook, a browser or axe-core (npm; `AXE_CORE` says where its one file lies) this is
//! skipped, and said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use author::book;
use course::Course;
use serde_json::json;
use walkdir::WalkDir;

use crate::devtools::Browser;

/// Bytes that no page of the site reaches without its pictures.
const LARGEST: usize = 300_000;

/// By how many pixels a page is wider than the screen.
const TOO_WIDE: &str =
    "document.documentElement.scrollWidth - document.documentElement.clientWidth";

/// What was asked of anywhere but this folder.
const ASKED: &str = "performance.getEntriesByType('resource').map(it => it.name)
    .filter(name => !name.startsWith('file:') && !name.startsWith('data:'))";

/// Serious findings: the rule, and the element.
const SERIOUS: &str = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(it => ['serious', 'critical'].includes(it.impact))
    .flatMap(it => it.nodes.map(node => it.id + ': ' + node.html.slice(0, 120))))";

/// The site in a folder of its own; none where there is no mdBook.
fn site() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book");
    let course = Course::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").as_path());
    let source = folder.join("source");
    for page in book::pages(&course.expect("the course")).expect("the lessons are whole") {
        let path = source.join(&page.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it is made");
        fs::write(path, page.text).expect("it is written");
    }
    let site = folder.join("site");
    let mut mdbook = Command::new("mdbook");
    let built = mdbook.arg("build").arg(&source).arg("--dest-dir").arg(&site).output().ok()?;
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    Some(site)
}

#[test]
fn the_book_asks_nothing_of_anywhere_and_keeps_nobody_out() {
    let Some(site) = site() else {
        return println!("skipped: there is no mdbook here to make the book with");
    };
    assert_eq!(book::wrong_links(&site).expect("it can be read"), [""; 0]);
    let Some(mut browser) = Browser::start() else {
        return println!("skipped: there is no chromium here to look at the book with");
    };
    let axe = std::env::var_os("AXE_CORE").and_then(|file| fs::read_to_string(file).ok());
    if axe.is_none() {
        println!("skipped: AXE_CORE names no axe.min.js to look for what keeps readers out");
    }
    let pages = WalkDir::new(&site).into_iter().flatten().map(walkdir::DirEntry::into_path);
    // The list of pages alone is a frame within the others, for browsers that run no scripts.
    let is_page = |path: &PathBuf| path.extension().is_some_and(|it| it == "html");
    for page in pages.filter(is_page).filter(|path| !path.ends_with("toc.html")) {
        let name = page.strip_prefix(&site).expect("it lies there").display().to_string();
        let text = fs::read_to_string(&page).expect("it can be read");
        let pictures: usize =
            text.split("<svg").skip(1).map(|it| it.find("</svg>").unwrap_or(0)).sum();
        assert!(text.len() - pictures < LARGEST, "{name} has {} bytes", text.len());
        for (width, scheme) in [(1280, "light"), (360, "dark")] {
            browser.screen(width, scheme, "screen");
            browser.open(&page);
            browser.ask("document.querySelectorAll('details').forEach(it => it.open = true)");
            assert_eq!(browser.ask(ASKED), json!([]), "{name}");
            assert_eq!(browser.ask(TOO_WIDE), 0, "{name} at {width} px");
            if let Some(axe) = &axe {
                browser.ask(axe);
                assert_eq!(browser.ask(SERIOUS), json!([]), "{name} at {width} px, {scheme}");
            }
        }
    }
}
