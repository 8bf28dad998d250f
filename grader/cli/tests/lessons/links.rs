//! Links from one page of the course to another lead somewhere.

use std::fs;
use std::path::PathBuf;

use crate::common;

/// Where the links of a text lead; those to other places of the world are none of ours.
fn links(text: &str) -> Vec<&str> {
    let ends = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    ends.filter(|link| !link.is_empty() && !link.contains("://")).collect()
}

#[test]
fn every_link_within_the_course_leads_somewhere() {
    let course = common::course();
    let mut pages: Vec<PathBuf> =
        course.exercises.iter().map(|exercise| exercise.dir.join("README.md")).collect();
    pages.extend(["README.md", "exercises/README.md"].map(|page| course.root.join(page)));
    let docs = fs::read_dir(course.root.join("docs")).expect("pages");
    pages.extend(docs.map(|entry| entry.expect("readable").path()));
    pages.retain(|page| page.extension().is_some_and(|ending| ending == "md"));
    let mut dead = Vec::new();
    let mut count = 0;
    for page in pages {
        let text = fs::read_to_string(&page).expect("readable");
        for link in links(&text) {
            count += 1;
            if !page.with_file_name(link).exists() {
                dead.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
    assert!(count > 100, "there are links to follow: {count}");
}

#[test]
fn a_link_to_elsewhere_is_left_alone() {
    assert_eq!(links("[a](b.md#c), [d](https://e) [f](#g) [h](../i)"), ["b.md", "../i"]);
}
