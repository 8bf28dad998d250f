//! Archives as people pack them, and some that nobody should.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod two_ways;

use std::io::Write;

use ::tar::{Builder, EntryType, Header};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};

use super::*;
use crate::sources::PROGRAM;

/// An entry to be packed: its name, and what it is.
type Packed<'a> = (&'a str, EntryType, &'a [u8]);

const MAIN: &[u8] = b"fn main() {}\n";

fn file<'a>(name: &'a str, content: &'a [u8]) -> Packed<'a> {
    (name, EntryType::Regular, content)
}

/// A tape archive whose names nobody has looked at.
fn tar(entries: &[Packed<'_>]) -> Vec<u8> {
    let mut builder = Builder::new(Vec::new());
    for (name, kind, content) in entries {
        let mut header = Header::new_gnu();
        let gnu = header.as_gnu_mut().unwrap();
        gnu.name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        if *kind == EntryType::Symlink || *kind == EntryType::Link {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        builder.append(&header, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zip archive, with the bytes of each entry lying where those of the first do if they are the
/// same and this `is_shared`.
fn zip(entries: &[Packed<'_>], is_shared: bool) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (index, (name, kind, content)) in entries.iter().enumerate() {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content).unwrap();
        let packed = encoder.finish().unwrap();
        let mut sum = flate2::Crc::new();
        sum.update(content);
        let mut shared = vec![20, 0, 0, 8, 8, 0, 0, 0, 0, 0];
        shared.extend(sum.sum().to_le_bytes());
        shared.extend((packed.len() as u32).to_le_bytes());
        shared.extend((content.len() as u32).to_le_bytes());
        shared.extend((name.len() as u16).to_le_bytes());
        let offset = if is_shared { 0 } else { out.len() as u32 };
        if index == 0 || !is_shared {
            out.extend(b"PK\x03\x04".iter().chain(&shared).chain(&[0, 0]));
            out.extend(name.bytes().chain(packed));
        }
        let mode: u32 = if *kind == EntryType::Symlink { 0o120_777 } else { 0o100_644 };
        list.extend(b"PK\x01\x02\x14\x03".iter().chain(&shared).chain(&[0; 8]));
        list.extend((mode << 16).to_le_bytes().iter().chain(&offset.to_le_bytes()));
        list.extend(name.bytes());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let offset = (out.len() as u32).to_le_bytes();
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0".iter().chain(&count).chain(&count));
    out.extend((list.len() as u32).to_le_bytes().iter().chain(&offset).chain(&[0, 0]));
    out
}

/// Reads an archive of these bytes, and says in one line what is in its uppermost folder.
fn said(bytes: &[u8]) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("handed-in");
    std::fs::write(&path, bytes).unwrap();
    let said = match Archive::open(&path).and_then(|archive| archive.read("", PROGRAM)) {
        Ok(Found { sources, ignored }) => {
            let sources: Vec<_> = sources.into_keys().collect();
            format!("takes {} ignores {}", sources.join(" "), ignored.join(" "))
        }
        Err(error) => error.to_string(),
    };
    said.replace(&path.display().to_string(), "FILE").trim_end().to_owned()
}

/// Packs entries in every way, and compares what is said.
fn check(entries: &[Packed<'_>], expected: &str) {
    check_tar(entries, expected);
    assert_eq!(said(&zip(entries, false)), expected, "zip");
}

/// As [`check`], for what only a tape archive can hold.
fn check_tar(entries: &[Packed<'_>], expected: &str) {
    let tar = tar(entries);
    assert_eq!(said(&tar), expected, "tar");
    assert_eq!(said(&gzipped(&tar)), expected, "tar.gz");
}

#[test]
fn the_program_is_found_wherever_it_was_packed() {
    for above in ["", "./", "ann/", "./ann/", "homework/ann/"] {
        let names = ["src/main.rs", "src/plan/nap.rs", "Cargo.toml", "target/debug/x"];
        let names = names.map(|name| format!("{above}{name}"));
        let entries = names.each_ref().map(|name| file(name, MAIN));
        check(&entries, "takes src/main.rs src/plan/nap.rs ignores Cargo.toml target/");
    }
}

#[test]
fn what_systems_add_on_their_own_is_no_folder_and_no_program() {
    check(
        &[
            ("ann/", EntryType::Directory, b""),
            file("__MACOSX/ann/src/._main.rs", b"\0\xff"),
            file("._ann", b"\0\xff"),
            file("ann/src/._main.rs", b"\0\xff"),
            file("ann/src/main.rs", MAIN),
        ],
        "takes src/main.rs ignores src/._main.rs",
    );
}

#[test]
fn a_tree_is_found_with_its_exercises() {
    let entries = ["ann/exercises/01-a/src/main.rs", "ann/exercises/02-b/src/main.rs"];
    let bytes = tar(&entries.map(|name| file(name, MAIN)));
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ann.tar");
    std::fs::write(&path, bytes).unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(archive.folder(), Some("ann"));
    assert!(archive.has("exercises/02-b") && !archive.has("exercises/03-c"));
    assert!(!archive.has("exercises/02"));
    let found = archive.read("exercises/02-b", PROGRAM).unwrap();
    assert_eq!(found.sources.keys().collect::<Vec<_>>(), ["src/main.rs"]);
}

#[test]
fn what_is_no_archive_is_said_to_be_none() {
    let expected = "`handed-in` is no folder that holds `src`, and no `.tar`, `.tar.gz` or `.zip` \
                    of one; hand in one of these";
    for bytes in [&b""[..], b"fn main() {}", &[0; 2000], b"BZh91AY", b"Rar!"] {
        assert_eq!(said(bytes), expected);
    }
}

#[test]
fn a_path_that_leads_out_is_refused() {
    for name in ["../src/main.rs", "src/../../main.rs", "/src/main.rs", "C:/src/main.rs", ".."] {
        let expected = format!(
            "the archive holds `{name}`, a path that leads out of it; pack the folder itself"
        );
        check(&[file("src/main.rs", MAIN), file(name, MAIN)], &expected);
    }
    assert_eq!(
        said(&zip(&[file("src\\..\\..\\main.rs", MAIN)], false)),
        "the archive holds `src/../../main.rs`, a path that leads out of it; pack the folder itself"
    );
}

#[test]
fn a_name_with_an_invisible_letter_is_refused() {
    for (name, shown) in [
        ("src/ma\u{202e}in.rs", r"src/ma\u{202e}in.rs"),
        ("notes\u{1b}[2J.txt", r"notes\u{1b}[2J.txt"),
        ("src/a\nb.rs", r"src/a\nb.rs"),
        ("src/a\u{200b}.rs", r"src/a\u{200b}.rs"),
    ] {
        let expected = format!(
            "the name `{shown}` has a character that nobody can see; give that file a plain name"
        );
        check(&[file("src/main.rs", MAIN), file(name, MAIN)], &expected);
    }
    assert_eq!(
        said(&zip(&[file("src/main.rs\0.txt", MAIN)], false)),
        r"the name `src/main.rs\0.txt` has a character that nobody can see; give that file a plain name"
    );
}

#[test]
fn what_is_no_plain_file_is_refused() {
    for (kind, what) in [
        (EntryType::Symlink, "a symbolic link"),
        (EntryType::Link, "a hard link"),
        (EntryType::Char, "a device"),
        (EntryType::Block, "a device"),
        (EntryType::Fifo, "a pipe"),
    ] {
        let expected = format!(
            "`src/plan.rs` is {what}; only ordinary files are read, so put the file itself there"
        );
        let entries = [file("src/main.rs", MAIN), ("src/plan.rs", kind, b"")];
        check_tar(&entries, &expected);
        if kind == EntryType::Symlink {
            assert_eq!(said(&zip(&entries, false)), expected);
        }
    }
    let expected = "`src` is a symbolic link; only ordinary files are read, so put the file \
                    itself there";
    check(&[("src", EntryType::Symlink, b""), file("src/main.rs", MAIN)], expected);
}

#[test]
fn two_names_that_could_be_one_are_refused() {
    let main = file("src/main.rs", MAIN);
    let case = |other| format!("`{other}` differ only in the case of letters; rename one of them");
    check(&[main, file("src/Main.rs", MAIN)], &case("src/main.rs` and `src/Main.rs"));
    check(&[main, file("src/a/x.rs", MAIN), file("src/A/y.rs", MAIN)], &case("src/a` and `src/A"));
    check(&[main, file("Src/main.rs", MAIN)], &case("src` and `Src"));
    check(&[main, main], "`src/main.rs` is there twice");
    check(&[main, file("src/main.rs/x.rs", MAIN)], "`src/main.rs` is both a file and a folder");
}

#[test]
fn the_bounds_are_those_of_a_folder() {
    let large = vec![b' '; (1 << 20) + 1];
    check(&[file("src/main.rs", &large)], "`src/main.rs` has over 1 MiB");
    let full = &large[..1 << 20];
    let names = ["src/1.rs", "src/2.rs", "src/3.rs", "src/4.rs", "src/5.rs"];
    check(&names.map(|name| file(name, full)), "the files under `src` have over 4 MiB together");
    check(
        &[file("src/1/2/3/4/5/6/7/8/main.rs", MAIN)],
        "`src/1/2/3/4/5/6/7/8/main.rs` lies over 8 folders deep",
    );
    let names: Vec<String> = (0..65).map(|number| format!("src/{number}.rs")).collect();
    let entries: Vec<_> = names.iter().map(|name| file(name, MAIN)).collect();
    check(&entries, "there are over 64 files under `src`");
    check(
        &[file("src/lib.rs", MAIN)],
        "there is no `src/main.rs`; your code starts there, so that file has to exist. What is \
         there: `src/lib.rs`",
    );
    check(
        &[file("main.rs", MAIN)],
        "there is no `src/main.rs`; your code starts there, so that file has to exist. What is \
         there: `main.rs`",
    );
}

#[test]
fn a_bomb_stops_at_the_cap() {
    let what = "hand in what you wrote, and nothing that was built from it";
    let zeros = vec![0; 40 << 20];
    let unpacked = format!("over 32 MiB come out of the archive; {what}");
    assert_eq!(said(&gzipped(&tar(&[file("src/zeros.txt", &zeros)]))), unpacked);
    let names: Vec<String> = (0..40).map(|number| format!("src/{number}.rs")).collect();
    let entries: Vec<_> = names.iter().map(|name| file(name, &zeros[..1 << 20])).collect();
    assert_eq!(said(&zip(&entries, false)), unpacked);
    let one_over_another = vec![entries[0]; 40];
    let damaged = Damaged("its files lie one over another").to_string();
    assert_eq!(said(&zip(&one_over_another, true)), damaged);
    let names: Vec<String> = (0..=10_000).map(|number| format!("{number}")).collect();
    let entries: Vec<_> = names.iter().map(|name| file(name, b"")).collect();
    check(&entries, "the archive has over 10000 entries");
    assert_eq!(said(&vec![0; 17 << 20]), format!("the archive has over 16 MiB; {what}"));
}

/// What is said of an archive that cannot be read.
struct Damaged(&'static str);

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = self.0;
        write!(f, "the archive cannot be read ({why}); pack it anew, or hand in the folder itself")
    }
}

#[test]
fn what_was_packed_and_is_damaged_is_said_to_be() {
    let random: Vec<u8> =
        (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let entries = [file("src/main.rs", &random)];
    let zip = zip(&entries, false);
    let gz = gzipped(&tar(&entries));
    for (bytes, why) in [
        (&gz[..gz.len() / 2], "it breaks off, or was changed on its way"),
        (&zip[..zip.len() / 2], "its list of files is not there"),
    ] {
        assert_eq!(said(bytes), Damaged(why).to_string());
    }
    let mut changed = zip.clone();
    changed[700] ^= 1;
    let said = said(&changed);
    assert!(said.starts_with("the archive cannot be read ("), "{said}");
}

#[test]
fn fuzz_archives() {
    let entries = [
        ("ann/", EntryType::Directory, &b""[..]),
        file("ann/src/main.rs", MAIN),
        file("ann/src/plan.rs", b"pub fn plan() {}\n"),
        ("ann/src/x.rs", EntryType::Symlink, b""),
        file("ann/exercises/01-a/src/main.rs", MAIN),
    ];
    let mut long = Builder::new(Vec::new());
    let mut header = Header::new_gnu();
    header.set_size(MAIN.len() as u64);
    let name = format!("{}/src/main.rs", "a".repeat(200));
    long.append_data(&mut header, name, MAIN).unwrap();
    long.append_pax_extensions([("path", &b"src/y.rs"[..]), ("size", b"13")]).unwrap();
    long.append_data(&mut header, "src/z.rs", MAIN).unwrap();
    let samples = [
        tar(&entries[..3]),
        tar(&entries),
        gzipped(&tar(&entries[..3])),
        zip(&entries[1..3], false),
        zip(&entries[1..], false),
        long.into_inner().unwrap(),
    ];
    let words = ["PK\x05\x06", "PK\x01\x02", "PK\x03\x04", "src/", "../", "ustar\0", ".rs"];
    fuzz::fuzz("archives", &samples, &words, |bytes| {
        let Ok(Some(entries)) = Archive::entries(bytes).inspect_err(|error| {
            assert!(model::clean::clean_lines(&error.to_string()) == error.to_string());
        }) else {
            return String::from("none");
        };
        let archive = Archive::of(entries);
        let read = archive.read("", PROGRAM);
        let tree = archive.has("exercises");
        match read {
            Ok(found) => {
                let mut names = found.sources.keys().chain(&found.ignored);
                assert!(names.all(|name| name.chars().all(model::clean::can_be_seen)));
                assert!(found.sources.keys().all(|name| {
                    let inside = |part| matches!(part, std::path::Component::Normal(_));
                    name.starts_with("src/") && Path::new(name).components().all(inside)
                }));
                format!("{} {} {tree}", found.sources.len(), found.ignored.len())
            }
            Err(error) => format!("{} {tree}", error.to_string().len()),
        }
    });
}
