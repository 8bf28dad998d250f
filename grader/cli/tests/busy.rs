//! Where a program goes round in a circle: with the student's own line.

mod common;

use course::sources::Sources;
use engine::build::Built;
use model::spec::Run;

#[test]
fn the_place_of_a_busy_loop_is_known() {
    let source = "fn main() {
            let start = std::time::Instant::now();
            while start.elapsed().as_secs() < 3 {}
        }";
    let sources = Sources::from([(String::from("src/main.rs"), source.to_owned())]);
    let lab = common::lab();
    let built = lab.compile("busy", &sources).expect("rustc works");
    let Built::Program(program) = built else { panic!("{built:?}") };
    let mut recording = lab.run(&program, &Run::default()).expect("it runs");
    recording.explain();
    let place = recording.observation.trace.busy_at.map(|place| place.to_string());
    assert_eq!(place.as_deref(), Some("src/main.rs:3"));
}
