//! Archives that unpackers do not read alike: they are refused, or read in one way.

use super::*;

/// A tree of one exercise with `other` beside it.
#[test]
fn two_folders_that_could_be_one_are_refused_in_a_tree() {
    let check = |other: &str, expected: &str| {
        let entries = [file("exercises/01-a/src/main.rs", MAIN), file(other, b"fn main() { 1 }")];
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tree");
        std::fs::write(&path, tar(&entries)).unwrap();
        let read = Archive::open(&path).and_then(|it| it.read("exercises/01-a", PROGRAM));
        let said = read.map(|found| found.sources.into_keys().collect::<Vec<_>>().join(" "));
        assert_eq!(said.unwrap_or_else(|error| error.to_string()), expected);
    };
    let case = "differ only in the case of letters; rename one of them";
    check("exercises/02-b/src/main.rs", "src/main.rs");
    check("exercises/01-A/src/main.rs", &format!("`exercises/01-a` and `exercises/01-A` {case}"));
    check("Exercises/01-a/src/main.rs", &format!("`exercises/01-a` and `Exercises/01-a` {case}"));
}

#[test]
fn a_name_that_is_written_in_two_ways_counts_in_neither() {
    let [whole, apart] = ["src/\u{e9}.rs", "src/e\u{301}.rs"];
    let main = file("src/main.rs", MAIN);
    let expected = format!("takes src/main.rs ignores {whole} {apart}");
    check(&[main, file(whole, MAIN), file(apart, MAIN)], &expected);
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let two_ways = Damaged("what it says of a file can be read in two ways").to_string();
    let extended = |records: &str, kind| {
        let header = ("x", kind, records.as_bytes());
        said(&tar(&[header, file("src/main.rs", MAIN)]))
    };
    let own = EntryType::XHeader;
    assert_eq!(extended("19 path=src/a.rs  \n", own).split(' ').next(), Some("there"));
    assert_eq!(extended("12 size=512\n", own), two_ways);
    assert_eq!(extended("22 GNU.sparse.major=1\n", own), two_ways);
    assert_eq!(extended("17 path=src/a.rs\n17 path=src/b.rs\n", own), two_ways);
    let all = EntryType::XGlobalHeader;
    assert_eq!(extended("20 comment=a commit\n", all), "takes src/main.rs ignores");
    assert_eq!(extended("17 path=src/a.rs\n", all), two_ways);
    let mut other = zip(&[file("src/main.rs", MAIN), file("notes.txt", b"x")], false);
    let local = other.windows(9).position(|bytes| bytes == b"notes.txt").unwrap();
    other[local..local + 9].copy_from_slice(b"src/x.rs!");
    let name = "a file has another name in the list than where it lies";
    assert_eq!(said(&other), Damaged(name).to_string());
}

#[test]
fn nothing_packed_again_and_again_takes_no_time() {
    let nothing = gzipped(b"").repeat(500_000);
    assert!(said(&nothing).contains("it was packed in over 100 pieces"));
    let pieces = [gzipped(b""), gzipped(&tar(&[file("src/main.rs", MAIN)]))].concat();
    assert_eq!(said(&pieces), "takes src/main.rs ignores");
}
