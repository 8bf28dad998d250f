//! Stores that are shared, killed, full and old.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::thread;
use std::time::Duration;

use super::*;
use crate::key::KeyBuilder;

fn store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("target/grader")).unwrap();
    (dir, store)
}

fn key(name: &str) -> Key {
    KeyBuilder::new("test").part("name", name).finish()
}

fn filled(store: &Store, content: &str) -> TempDir {
    let scratch = store.scratch().unwrap();
    fs::write(scratch.path().join("file"), content).unwrap();
    scratch
}

fn age(path: &Path, hours: u64) {
    let then = SystemTime::now() - Duration::from_hours(hours);
    File::open(path).unwrap().set_modified(then).unwrap();
}

#[test]
fn what_was_put_is_found() {
    let (_dir, store) = store();
    assert_eq!(store.get("programs", &key("x")), None);
    let path = store.put("programs", &key("x"), filled(&store, "x")).unwrap();
    assert_eq!(store.get("programs", &key("x")), Some(path.clone()));
    assert_eq!(fs::read_to_string(path.join("file")).unwrap(), "x");
    store.put_bytes("bytes", &key("x"), b"y").unwrap();
    assert_eq!(store.get_bytes("bytes", &key("x")).unwrap(), b"y");
}

/// Asks twice for the same value, and compares how often it was made.
fn check_cached(holds: impl Fn(&u32) -> bool, expected: u32) {
    let (_dir, store) = store();
    let mut made = 0;
    for _ in 0..2 {
        let mut make = || -> Result<u32, StoreError> {
            made += 1;
            Ok(7)
        };
        assert_eq!(store.cached("values", &key("x"), &mut make, &holds).unwrap(), 7);
    }
    assert_eq!(made, expected);
}

#[test]
fn a_value_is_made_once_unless_it_does_not_hold() {
    check_cached(|_| true, 1);
    check_cached(|_| false, 2);
}

#[test]
fn a_value_that_does_not_hold_any_more_or_cannot_be_read_is_made_anew() {
    let (_dir, store) = store();
    let value = |made: u32| {
        let make = || Ok::<u32, StoreError>(made);
        store.cached("values", &key("x"), make, |value| *value == made).unwrap()
    };
    assert_eq!([value(1), value(2), value(2)], [1, 2, 2]);
    store.put_bytes("values", &key("x"), b"no number").unwrap();
    assert_eq!(value(3), 3);
}

#[test]
fn what_was_put_cannot_be_written_to_and_can_be_removed() {
    let (_dir, store) = store();
    let path = store.put("programs", &key("x"), filled(&store, "x")).unwrap();
    store.put_bytes("bytes", &key("x"), b"y").unwrap();
    for file in [path.join("file"), store.root().join("bytes").join(key("x").as_str())] {
        assert!(fs::metadata(&file).unwrap().permissions().readonly(), "{}", file.display());
        age(&file, 5);
    }
    age(&path, 5);
    drop(path);
    store.put_bytes("bytes", &key("y"), b"y").unwrap();
    store.put_bytes("bytes", &key("y"), b"y").unwrap();
    sweep::sweep(store.root(), 0).unwrap();
    assert_eq!(["programs", "bytes"].map(|shelf| store.get(shelf, &key("x"))), [None, None]);
}

#[test]
fn what_is_held_again_and_again_is_not_the_longest_unused() {
    let (_dir, store) = store();
    let [every, once] =
        ["every", "once"].map(|name| store.put("x", &key(name), filled(&store, name)).unwrap());
    let [every, once] = [every, once].map(|entry| {
        age(&entry, 5);
        entry.to_path_buf()
    });
    age(&once, 3);
    drop(store.hold(&every));
    sweep::sweep(store.root(), 5000).unwrap();
    assert_eq!([every.exists(), once.exists()], [true, false]);
}

#[test]
fn a_workplace_is_changed_in_place_and_swept_like_an_entry() {
    let (_dir, store) = store();
    let path = store.workplace("sessions", &key("x")).unwrap();
    fs::write(path.join("file"), "x").unwrap();
    assert_eq!(store.workplace("sessions", &key("x")).unwrap(), path);
    assert_eq!(fs::read_to_string(path.join("file")).unwrap(), "x");
    sweep::sweep(store.root(), 0).unwrap();
    assert!(path.exists(), "it is in use");
    let folder = path.to_path_buf();
    drop(path);
    sweep::sweep(store.root(), 0).unwrap();
    assert!(!folder.exists());
}

#[test]
fn the_first_of_many_writers_stays_and_nothing_is_left_over() {
    let (_dir, store) = store();
    let paths: Vec<EntryLock> = thread::scope(|scope| {
        let put = || store.put("programs", &key("x"), filled(&store, "same")).unwrap();
        let writers: Vec<_> = (0..8).map(|_| scope.spawn(put)).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    });
    assert!(paths.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(fs::read_to_string(paths[0].join("file")).unwrap(), "same");
    assert_eq!(fs::read_dir(store.root().join(SCRATCH)).unwrap().count(), 0);
}

#[test]
fn scratch_that_is_not_put_is_gone() {
    let (_dir, store) = store();
    drop(filled(&store, "half"));
    assert_eq!(fs::read_dir(store.root().join(SCRATCH)).unwrap().count(), 0);
}

#[test]
fn an_interrupted_grader_takes_its_own_scratch_along() {
    let (_dir, store) = store();
    let other = store.root().join(SCRATCH).join("1-other");
    fs::create_dir(&other).unwrap();
    let own = filled(&store, "half").keep();
    store.forget_scratch();
    assert!(!own.exists());
    assert!(other.exists());
}

#[test]
fn a_discarded_entry_can_be_put_again() {
    let (_dir, store) = store();
    store.put("programs", &key("x"), filled(&store, "damaged")).unwrap();
    store.discard("programs", &key("x")).unwrap();
    store.discard("programs", &key("x")).unwrap();
    assert_eq!(store.get("programs", &key("x")), None);
    store.put("programs", &key("x"), filled(&store, "whole")).unwrap();
}

#[test]
fn the_longest_unused_entries_go_first() {
    let (_dir, store) = store();
    for (name, hours) in [("old", 4), ("older", 5), ("new", 0), ("used", 6)] {
        let path = store.put("programs", &key(name), filled(&store, &"x".repeat(8000))).unwrap();
        age(&path, hours);
    }
    store.get("programs", &key("used")).unwrap();
    sweep::sweep(store.root(), 3 * 8000 + 3 * 4096).unwrap();
    let left = |name| store.get("programs", &key(name)).is_some();
    assert_eq!(["old", "older", "new", "used"].map(left), [true, false, true, true]);
}

#[test]
fn what_is_in_use_stays_until_it_is_not() {
    let (_dir, store) = store();
    let sweep = || sweep::sweep(store.root(), 0).unwrap();
    let put = store.put("programs", &key("x"), filled(&store, "x")).unwrap();
    let got = store.get("programs", &key("x")).unwrap();
    let again = got.clone();
    for lock in [put, got, again] {
        sweep();
        assert_eq!(fs::read_to_string(lock.join("file")).unwrap(), "x");
    }
    sweep();
    assert_eq!(store.get("programs", &key("x")), None);
}

#[test]
fn what_is_locked_was_not_removed_before() {
    let (_dir, store) = store();
    let path = store.put("programs", &key("x"), filled(&store, "x")).unwrap();
    let sweeper = lock::unused(&path, false);
    assert!(sweeper.is_none(), "it is in use");
    let folder = path.to_path_buf();
    drop(path);
    let sweeper = lock::unused(&folder, false).unwrap();
    let getter = thread::spawn({
        let store = store.clone();
        move || store.get("programs", &key("x"))
    });
    sweep::remove(store.root(), &folder).unwrap();
    drop(sweeper);
    assert_eq!(getter.join().unwrap(), None);
}

#[test]
fn a_store_is_swept_while_it_is_filled() {
    let (_dir, store) = store();
    // All that is put is gone at once when what is put is as large as what may be new.
    let large = |name: &str| sweep::after_keeping(store.root(), &key(name), u64::MAX, 0);
    store.put_bytes("bytes", &key("x"), b"y").unwrap();
    sweep::after_keeping(store.root(), &key("y"), 0, 0);
    assert!(store.get_bytes("bytes", &key("x")).is_some(), "nothing is no reason to sweep");
    large("y");
    assert_eq!(store.get_bytes("bytes", &key("x")), None);
}

#[test]
fn scratch_of_a_killed_grader_is_gone_when_the_next_one_starts() {
    let (_dir, store) = store();
    let root = store.root();
    // What lies there of a grader, whether that works no longer, and whether it is left.
    let check = |name: &str, at_work: bool, expected: bool| {
        let grader = root.join(alive::GRADERS).join(name);
        fs::write(&grader, "").unwrap();
        let held = at_work.then(|| EntryLock::take(grader).unwrap());
        let scratch = root.join(SCRATCH).join(format!("{name}-half"));
        fs::create_dir(&scratch).unwrap();
        Store::open(root).unwrap();
        assert_eq!(scratch.exists(), expected, "{name}");
        drop(held);
    };
    check("a", false, false);
    check("b", true, true);
    let own = filled(&store, "half").keep();
    Store::open(root).unwrap();
    assert!(own.exists(), "we are at work");
}

#[test]
fn scratch_of_a_killed_grader_is_swept_when_it_is_old() {
    let (_dir, store) = store();
    let old = filled(&store, "half").keep();
    let new = filled(&store, "half").keep();
    age(&old, 2);
    sweep::sweep(store.root(), u64::MAX).unwrap();
    assert!(!old.exists());
    assert!(new.exists());
}

#[test]
fn an_error_names_the_folder_and_the_way_out() {
    let check = |kind: io::ErrorKind, expected: &str| {
        let error = StoreError::new(Path::new("target/grader"), kind.into());
        assert_eq!(error.to_string(), expected);
    };
    check(
        io::ErrorKind::ReadOnlyFilesystem,
        "cannot write to target/grader: read-only filesystem or storage medium; \
         set `CARGO_TARGET_DIR` to a folder that you may write to",
    );
    check(
        io::ErrorKind::StorageFull,
        "there is no space left for target/grader; free some \
         (`cargo clean` does), or set `CARGO_TARGET_DIR` to a folder on another disk",
    );
}

#[test]
fn a_file_in_the_way_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("target");
    fs::write(&file, "").unwrap();
    let error = Store::open(&file.join("grader")).unwrap_err().to_string();
    assert!(error.contains(&file.join("grader").display().to_string()), "{error}");
}
