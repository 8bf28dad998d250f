//! What a confined program may do after all: talk to itself, where its exercise asks for that. And
//! what happens when a layer that was there is not there any more.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use engine::build::{self, Built, Silent, Workshop};
use engine::run::Runner;
use model::spec::Run;
use sandbox::{Confinement, Layer, Sandbox};

const GRADER: &str = env!("CARGO_BIN_EXE_grader");
const TALKS_TO_ITSELF: &str = r#"
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

fn main() {
    let Ok(listener) = TcpListener::bind(("127.0.0.1", 0)) else { return println!("refused") };
    let address = listener.local_addr().unwrap();
    let caller = std::thread::spawn(move || {
        TcpStream::connect(address).unwrap().write_all(b"hello").unwrap();
    });
    let mut heard = String::new();
    listener.accept().unwrap().0.read_to_string(&mut heard).unwrap();
    caller.join().unwrap();
    println!("heard {heard}");
}
"#;

/// What runs programs, and the program.
fn ready() -> (Runner, PathBuf) {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let workshop = Workshop::open(&course, &mut Silent).expect("the workshop can be prepared");
    let sources = BTreeMap::from([("src/main.rs".to_owned(), TALKS_TO_ITSELF.to_owned())]);
    let built = build::compile(&workshop, Confinement::Unconfined, "talks", &sources)
        .expect("the compiler works");
    let program = match built {
        Built::Program(program) => program,
        Built::Refused(errors) => panic!("it does not compile: {}", errors.rendered),
    };
    (Runner::new(workshop.clock(), workshop.store()), program.path)
}

/// The sandbox of this machine, where it has all layers but those that are done without.
fn probed(child: &Path, without: &[Layer]) -> Option<Sandbox> {
    let sandbox = Sandbox::probe(child, without).expect("programs can be confined");
    if let Some((layer, why)) = sandbox.missing().iter().find(|(it, _)| !without.contains(it)) {
        eprintln!("SKIPPED: this machine has no {layer}: {why}");
        return None;
    }
    Some(sandbox)
}

/// Runs it, confined by all but some layers, and looks at its only line.
fn check(loopback: bool, without: &[Layer], expected: &str) {
    let Some(sandbox) = probed(Path::new(GRADER), without) else { return };
    let (runner, program) = ready();
    let run = Run { loopback, ..Run::default() };
    let seen = runner.run(Confinement::In(&sandbox), &program, &run).expect("it runs").observation;
    assert_eq!(seen.transcript.to_string(), format!("      0  {expected}\n      0  (ended)\n"));
}

#[test]
fn a_program_may_talk_to_itself_where_its_exercise_asks_for_that() {
    check(true, &[], "heard hello");
}

#[test]
fn it_may_not_where_nobody_asked() {
    check(false, &[], "refused");
}

#[test]
fn without_a_network_of_its_own_it_may_not_either() {
    check(true, &[Layer::Namespaces], "refused");
}

/// Confines as the grader does, until a file `later` lies beside it: from then on in surroundings
/// in which nobody may have a tree of files of their own.
const LOSES_A_LAYER: &str = r#"#!/bin/bash
confine='exec -a confined-by-the-grader GRADER "$0"'
if [ -e "${0%/*}/later" ]; then
    limit='echo 0 >/proc/sys/user/max_mnt_namespaces'
    exec unshare --user --map-root-user bash -c "$limit; $confine" "$1"
fi
exec bash -c "$confine" "$1"
"#;

#[test]
fn a_layer_that_is_lost_is_an_error_of_ours_and_nothing_is_started() {
    let folder = tempfile::tempdir().expect("there is room");
    let child = folder.path().join("child");
    let script = folder.path().join("script");
    fs::write(&script, LOSES_A_LAYER.replace("GRADER", GRADER)).expect("it can be written");
    // Not by ourselves: a child that another test starts meanwhile would hold it open for writing,
    // and nobody could start it.
    let installed = Command::new("install").args(["-m", "755"]).args([&script, &child]).status();
    assert!(installed.expect("there is an `install`").success(), "it can be copied");
    let mut unshare = Command::new("unshare");
    if !unshare.args(["--user", "--map-root-user", "true"]).status().is_ok_and(|it| it.success()) {
        eprintln!("SKIPPED: nobody can be a superuser in a namespace here");
        return;
    }
    let Some(sandbox) = probed(&child, &[]) else { return };
    let (runner, program) = ready();
    assert!(
        runner.run(Confinement::In(&sandbox), &program, &Run::default()).is_ok(),
        "as long as it is there"
    );
    fs::write(folder.path().join("later"), "").expect("it can be written");
    let error = runner
        .run(Confinement::In(&sandbox), &program, &Run::default())
        .expect_err("it is not there any more");
    let expected = "the confinement is not in force (namespaces): entering namespaces: ";
    assert!(error.to_string().starts_with(expected), "{error}");
}
