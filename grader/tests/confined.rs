//! What a confined program may do after all: talk to itself, where its exercise asks for that.

use std::collections::BTreeMap;
use std::path::Path;

use grader::build::{self, Built, Silent, Workshop};
use grader::course::manifest::Run;
use grader::run::{Limits, Runner};
use grader::sandbox::{Layer, Sandbox};

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

/// Runs it, confined by all but some layers, and looks at its only line.
fn check(loopback: bool, without: &[Layer], expected: &str) {
    let course = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let workshop = Workshop::open(&course, &mut Silent).expect("the workshop can be prepared");
    let child = Path::new(env!("CARGO_BIN_EXE_grader"));
    let sandbox = Sandbox::probe(child, without).expect("programs can be confined");
    if let Some((layer, why)) = sandbox.missing().iter().find(|(it, _)| !without.contains(it)) {
        eprintln!("SKIPPED: this machine has no {layer}: {why}");
        return;
    }
    let sources = BTreeMap::from([("src/main.rs".to_owned(), TALKS_TO_ITSELF.to_owned())]);
    let program = match build::compile(&workshop, "talks", &sources).expect("the compiler works") {
        Built::Program(program) => program,
        Built::Refused(errors) => panic!("it does not compile: {}", errors.rendered),
    };
    let runner = Runner {
        clock: workshop.clock().into(),
        store: workshop.store().clone(),
        limits: Limits::default(),
        sandbox: Some(sandbox),
    };
    let run = Run { loopback, ..Run::default() };
    let seen = runner.run(&program.path, &run).expect("it runs").observation;
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
