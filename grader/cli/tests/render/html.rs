//! The page: its markup, what is in it and what is not, and where its bars lie.

use judge::report::ExerciseReport;
use model::transcript::Limit;
use render::html::page;
use roxmltree::{Document, Node, ParsingOptions};

use crate::made::{Sample, check, exercise, report};
use crate::samples;

/// A page with one exercise.
pub(crate) fn alone(exercise: ExerciseReport) -> String {
    page(&report(vec![exercise]))
}

/// The page as an XML reader sees it: it is well formed, or there is no page.
pub(crate) fn read<T>(page: &str, look: impl FnOnce(&Document<'_>) -> T) -> T {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(page, options) {
        Ok(document) => look(&document),
        Err(error) => panic!("{error}\n{page}"),
    }
}

/// All its texts, with spaces between them.
fn texts(document: &Document<'_>) -> String {
    let shown = document.descendants().filter(|node| node.is_text());
    let shown = shown.filter(|text| text.parent().is_none_or(|it| !it.has_tag_name("style")));
    shown.filter_map(|node| node.text()).collect::<Vec<_>>().join(" ")
}

fn with_class<'a>(above: Node<'a, 'a>, class: &str) -> Vec<Node<'a, 'a>> {
    let has = |node: &Node<'_, '_>| {
        node.attribute("class").is_some_and(|classes| classes.split(' ').any(|it| it == class))
    };
    above.descendants().filter(has).collect()
}

fn number(node: &Node<'_, '_>, attribute: &str) -> f64 {
    let value = node.attribute(attribute).unwrap_or_else(|| panic!("no {attribute}: {node:?}"));
    value.parse().unwrap_or_else(|_| panic!("{attribute}={value}"))
}

pub(crate) fn everything() -> Vec<(&'static str, ExerciseReport)> {
    vec![
        ("accepted", samples::accepted()),
        ("late", samples::late()),
        ("one_after_another", samples::one_after_another()),
        ("held", samples::held()),
        ("wrong_words", samples::wrong_words()),
        ("missing_line", samples::missing_line()),
        ("wrong_order", samples::wrong_order()),
        ("late_end", samples::ends_late()),
        ("wrong_file", samples::wrong_file()),
        ("wasteful", samples::wasteful()),
        ("panicked", samples::panicked()),
        ("not_started", samples::not_started()),
        ("stuck", samples::stuck()),
        ("busy", samples::busy()),
        ("over_virtual_time", samples::over_limit(Limit::VirtualTime)),
        ("did_not_compile", samples::did_not_compile()),
        ("warned", samples::warned()),
        ("tampered", samples::tampered()),
        ("not_checked", samples::not_checked()),
        ("stopped_early", samples::stopped_early()),
        ("hidden", samples::hidden()),
        ("hostile", samples::hostile()),
        ("markup", samples::markup()),
        ("markup_of_the_compiler", samples::markup_of_the_compiler()),
        ("crowd", samples::crowd()),
        ("at_once", samples::at_once()),
        ("many_naps", samples::many_naps(300)),
        ("flood", samples::flood()),
    ]
}

#[test]
fn every_verdict_has_its_page() {
    // The largest ones are looked at by the other tests.
    for (name, exercise) in everything() {
        if !["many_naps", "flood", "crowd"].contains(&name) {
            let page = alone(exercise);
            let body = page.find("<main>").expect("a page has a main part");
            insta::assert_snapshot!(name, &page[body..]);
        }
    }
}

#[test]
fn the_page_loads_nothing_runs_nothing_and_says_so() {
    let all = page(&report(everything().into_iter().map(|(_, one)| one).collect()));
    read(&all, |document| {
        let policies = document.descendants().filter_map(|node| {
            let name = node.attribute("http-equiv")?;
            (name == "Content-Security-Policy").then(|| node.attribute("content"))
        });
        let policy = "default-src 'none'; style-src 'sha256-";
        let found: Vec<_> = policies.flatten().collect();
        assert!(matches!(&*found, [one] if one.starts_with(policy)), "{found:?}");
        for node in document.descendants().filter(Node::is_element) {
            let name = node.tag_name().name();
            let may_load = ["script", "link", "img", "image", "iframe", "object", "use", "font"];
            assert!(!may_load.contains(&name), "{node:?}");
            for attribute in node.attributes() {
                let (key, value) = (attribute.name(), attribute.value());
                assert!(!key.starts_with("on") && key != "src" && key != "style", "{attribute:?}");
                assert!(key != "href" || value.starts_with("#exercise-"), "{attribute:?}");
            }
        }
        let html = document.root_element();
        assert_eq!(html.attribute("lang"), Some("en"));
    });
    assert!(!all.contains("http:") && !all.contains("https:") && !all.contains("@import"));
}

#[test]
fn ids_are_there_once_and_whatever_is_named_exists() {
    let one = |number: u32| ExerciseReport { number, ..samples::late() };
    read(&page(&report(vec![one(3), one(4), samples::accepted()][..2].to_vec())), |document| {
        let mut ids: Vec<_> = document.descendants().filter_map(|it| it.attribute("id")).collect();
        let names = document.descendants().filter_map(|it| it.attribute("aria-labelledby"));
        for name in names.flat_map(str::split_whitespace) {
            assert!(ids.contains(&name), "{name} is not in {ids:?}");
        }
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert!(ids.len() == all && all > 10, "{ids:?}");
    });
}

#[test]
fn what_a_program_writes_stays_text() {
    read(&alone(samples::markup()), |document| {
        let texts = texts(document);
        for expected in [
            "<script>window.hacked=1</script>",
            "<img src=x onerror=alert(1)>",
            "\"><a href='javascript:alert(1)'>",
            "]]></style>",
            "<b>&amp;</b>",
            "src/<script>.rs:9",
            "--><!-- \"'<&>",
            r"\u{202e}desrever\u{2066} \u{fffe}\u{1b}[2J",
        ] {
            assert!(texts.contains(expected), "{expected} is not in\n{texts}");
        }
    });
    for (name, exercise) in everything() {
        let page = alone(exercise);
        let strange = |letter: &char| {
            letter.is_control() && *letter != '\n'
                || matches!(*letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        assert_eq!(page.chars().find(strange), None, "{name}");
        read(&page, |_| ());
    }
}

#[test]
fn a_hidden_check_shows_how_it_stands_and_nothing_else() {
    let secret =
        check("0 ann: start secret\n7000 ann: done secret\n7000 (ended)", "0 secret\n7000 (ended)")
            .named("draw 3", &["secret"])
            .holds(vec![crate::made::hold(model::observation::Role::Plain, 0, 7000, 9)])
            .stderr(&["secret"])
            .says("A secret came too late.", Some(12))
            .hidden(Some(41));
    let stuck = check("0 secret\n7000 (stuck)", "0 secret\n7000 (ended)").hidden(None);
    let panicked = check("0 secret\n7000 (ended)", "0 secret\n9000 (ended)")
        .ends(model::transcript::End::Panicked { message: "secret".to_owned(), place: None })
        .hidden(None);
    // A sentence may quote the lines, whether it is that of a known mistake or not.
    let quoting = check("0 secret\n7000 (ended)", "0 also secret\n7000 (ended)")
        .says("I expected \"also secret\" at 0 s, and read \"secret\".", Some(12))
        .hidden(None);
    let first = alone(exercise(3, "sleepy-count", "Sleepy count", vec![quoting.clone()]));
    assert!(!first.contains("secret"), "{first}");
    for said in ["is not yet right", "src/main.rs:12"] {
        assert!(first.contains(said), "{said} is not in\n{first}");
    }
    let all = vec![secret, stuck, panicked, quoting];
    let page = alone(exercise(3, "sleepy-count", "Sleepy count", all));
    for kept in ["secret", "7000", "7 s", "9 s", "<svg class=\"picture\"", "<table"] {
        assert!(!page.contains(kept), "{kept} is in\n{page}");
    }
    for said in ["draw 3", "src/main.rs:12", "stuck", "panicked"] {
        assert!(page.contains(said), "{said} is not in\n{page}");
    }
}

/// Where the bars of a page's first picture begin and end: in milliseconds, by its own axis.
fn bars(exercise: ExerciseReport, whose: &str) -> Vec<(u64, u64)> {
    read(&alone(exercise), |document| {
        let pictures = with_class(document.root(), "picture");
        let picture = pictures.first().expect("there is a picture");
        let ticks: Vec<_> = with_class(*picture, "tick")
            .iter()
            .map(|tick| (number(tick, "data-at"), number(tick, "x")))
            .collect();
        let [first, .., last] = &*ticks else { panic!("an axis has ticks: {ticks:?}") };
        let per_unit = (last.0 - first.0) / (last.1 - first.1);
        let at = |x: f64| ((x - first.1) * per_unit + first.0).max(0.0);
        let bars = with_class(*picture, "bar").into_iter();
        let bars = bars.filter(|bar| bar.attribute("class").is_some_and(|it| it.contains(whose)));
        bars.map(|bar| {
            let (x, width) = (number(&bar, "x"), number(&bar, "width"));
            let found = [at(x), at(x + width)];
            let said = ["data-from", "data-to"].map(|name| number(&bar, name));
            for (found, said) in found.into_iter().zip(said) {
                // A tenth of a unit is as near as the page says it.
                assert!((found - said).abs() <= 0.2 * per_unit, "{found} for {said}");
            }
            (said[0] as u64, said[1] as u64)
        })
        .collect()
    })
}

#[test]
fn bars_begin_and_end_when_the_lines_say() {
    fn check(exercise: ExerciseReport, whose: &str, expected: &[(u64, u64)]) {
        assert_eq!(bars(exercise, whose), expected);
    }
    check(samples::one_after_another(), "yours", &[(0, 8000), (8000, 13_000)]);
    check(samples::one_after_another(), "right", &[(0, 8000), (0, 5000)]);
    check(samples::late(), "held", &[(0, 8000), (8000, 20_000)]);
    let alone = |check| exercise(13, "lock", "Lock", vec![check]);
    let stuck = "0 ann: start soup\n4000 (stuck)";
    let soup = crate::made::check(stuck, "0 ann: start soup\n1000 ann: done soup\n1000 (ended)");
    check(alone(soup), "open", &[(0, 4000)]);
    // Where no end is ever said, the picture invents none.
    check(alone(crate::made::check(stuck, "0 (ended)")), "open", &[]);
    let other_words = "0 start 1\n0 2: start\n1000 end 1\n2000 2: end\n2000 (ended)";
    check(alone(crate::made::check(other_words, "0 (ended)")), "yours", &[(0, 1000), (0, 2000)]);
    let given_up = "0 server: start 1\n2000 server: cancelled 1\n2000 (ended)";
    check(alone(crate::made::check(given_up, "0 (ended)")), "yours", &[(0, 2000)]);
    let cooking = [(0, 1500), (500, 4000), (1000, 3500), (2000, 2100), (2100, 5000)];
    check(samples::at_once(), "yours", &cooking);
    for span_ms in [10, 1000, 90_000, 5_400_000, 86_400_000, 31_536_000_000] {
        let half = span_ms / 2;
        check(samples::lasts(span_ms), "right", &[(0, half), (half, span_ms)]);
    }
}

#[test]
fn what_is_too_much_is_capped_with_a_sentence() {
    fn check(exercise: ExerciseReport, most_bytes: usize, said: &[&str]) {
        let page = alone(exercise);
        assert!(page.len() < most_bytes, "{} bytes", page.len());
        read(&page, |document| {
            let texts = texts(document);
            for said in said {
                assert!(texts.contains(said), "{said} is not in {} bytes", texts.len());
            }
        });
    }
    check(
        samples::many_naps(3000),
        400_000,
        &["not drawn; the table has them", "more rows are not shown"],
    );
    check(samples::flood(), 400_000, &["8,602 more rows are not shown", "more rows that differ"]);
    check(samples::crowd(), 100_000, &["22 more lanes are not drawn"]);
}

#[test]
fn every_text_can_be_read_on_its_paper_in_light_and_in_dark() {
    let page = alone(samples::accepted());
    let schemes: Vec<&str> = page.split(":root {").skip(1).collect();
    assert_eq!(schemes.len(), 2, "light and dark");
    for scheme in schemes {
        let value = |name: &str| {
            let name = format!("--{name}: #");
            let at = scheme.find(&name).unwrap_or_else(|| panic!("no {name}")) + name.len();
            u32::from_str_radix(&scheme[at..at + 6], 16).expect("a colour")
        };
        for (text, on) in [
            ("ink", "paper"),
            ("quiet", "paper"),
            ("good", "paper"),
            ("bad", "paper"),
            ("care", "paper"),
            ("yours", "paper"),
            ("ink", "sheet"),
            ("ink", "yours-fill"),
            ("ink", "held-fill"),
        ] {
            let contrast = contrast(value(text), value(on));
            assert!(contrast >= 4.5, "{text} on {on}: {contrast:.1}");
        }
    }
}

/// The contrast of two colours, as accessibility guidelines measure it.
fn contrast(one: u32, other: u32) -> f64 {
    let light = |colour: u32| -> f64 {
        let part = |shift: u32| {
            let part = f64::from(colour >> shift & 255) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}
