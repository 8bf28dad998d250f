//! Whether a site that was built leads everywhere it says, and asks nothing of anywhere.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

/// What is wrong with the links of the site in a folder: the page, and what is not there or would be
/// loaded from elsewhere.
///
/// # Errors
/// When a page cannot be read.
pub fn wrong_links(site: &Path) -> io::Result<Vec<String>> {
    let mut wrong = Vec::new();
    for entry in WalkDir::new(site).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "html") {
            continue;
        }
        let page = path.strip_prefix(site).unwrap_or(path);
        let text = fs::read_to_string(path)?;
        for link in links(&text) {
            if let Some(what) = fault(site, page, &text, &link)? {
                wrong.push(format!("{}: {what}", page.display()));
            }
        }
    }
    Ok(wrong)
}

/// A link, and whether a browser follows it by itself.
struct Link<'a> {
    to: &'a str,
    is_loaded: bool,
}

/// Those of a page, each once. What stands in `<a>` is followed by the reader alone.
fn links(text: &str) -> Vec<Link<'_>> {
    let mut seen = BTreeSet::new();
    let mut links = Vec::new();
    for tag in text.split('<').skip(1).filter_map(|piece| piece.split_once('>')).map(|it| it.0) {
        let is_anchor = tag.starts_with("a ");
        for attribute in ["href=\"", "src=\""] {
            let to = tag.split_once(attribute).and_then(|(_, rest)| rest.split_once('"'));
            let Some((to, _)) = to else { continue };
            if seen.insert((to, is_anchor)) {
                links.push(Link { to, is_loaded: !is_anchor });
            }
        }
    }
    links
}

fn fault(site: &Path, page: &Path, text: &str, link: &Link<'_>) -> io::Result<Option<String>> {
    let Link { to, is_loaded } = *link;
    if to.contains("://") || to.starts_with("//") {
        return Ok(is_loaded.then(|| format!("loads {to}")));
    }
    if to.starts_with("data:") || to.starts_with("mailto:") {
        return Ok(None);
    }
    let (file, fragment) = to.split_once('#').unwrap_or((to, ""));
    let target = normal(&page.parent().unwrap_or(page).join(file));
    let found = if file.is_empty() { page.to_owned() } else { target };
    let found = if site.join(&found).is_dir() { found.join("index.html") } else { found };
    if !site.join(&found).is_file() {
        return Ok(Some(format!("{to} is not there")));
    }
    let is_there = |text: &str| text.contains(&format!("id=\"{fragment}\""));
    let has = match fragment {
        "" => true,
        _ if file.is_empty() => is_there(text),
        _ => is_there(&fs::read_to_string(site.join(&found))?),
    };
    Ok((!has).then(|| format!("{to} names no place there")))
}

/// The path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere() {
        let site = tempfile::tempdir().expect("there is room");
        let check = |link: &str, expected: &str| {
            let page = format!("<h1 id=\"top\">x</h1>{link}");
            fs::create_dir_all(site.path().join("07")).expect("a folder");
            fs::write(site.path().join("07/index.html"), page).expect("a page");
            fs::write(site.path().join("words.html"), "<p id=\"task\">").expect("a page");
            let wrong = wrong_links(site.path()).expect("they can be read");
            let expected = if expected.is_empty() {
                vec![]
            } else {
                vec![format!("07/index.html: {expected}")]
            };
            assert_eq!(wrong, expected, "{link}");
        };
        check("<a href=\"../words.html\">", "");
        check("<a href=\"../words.html#task\">", "");
        check("<a href=\"#top\">", "");
        check("<a href=\"../07/\">", "");
        check("<a href=\"https://tokio.rs\">", "");
        check("<a class=\"x\" href=\"../word.html\">", "../word.html is not there");
        check("<a href=\"../words.html#nam\">", "../words.html#nam names no place there");
        check("<script src=\"https://x.org/a.js\">", "loads https://x.org/a.js");
        check("<img src=\"cat.png\">", "cat.png is not there");
    }
}
