//! The document for programs, held to its schema.

use model::transcript::Limit;
use render::html::page;
use render::json::document;
use serde_json::{Value, json};

use crate::made::report;
use crate::samples;

pub(crate) fn schema() -> jsonschema::Validator {
    let text = include_str!("../../../schema/report-v1.json");
    let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

/// Holds a document to the schema.
pub(crate) fn check(schema: &jsonschema::Validator, document: &Value) {
    let errors: Vec<_> = schema.iter_errors(document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{document:#}");
}

fn sample() -> String {
    document(&report(vec![
        samples::wrong_words(),
        samples::hidden(),
        samples::over_limit(Limit::VirtualTime),
        samples::did_not_compile(),
        samples::warned(),
        samples::not_checked(),
    ]))
    .expect("a document")
}

#[test]
fn the_document() {
    insta::assert_snapshot!(sample());
}

#[test]
fn every_kind_of_verdict_is_valid() {
    let schema = schema();
    let reports = [
        samples::accepted(),
        samples::late(),
        samples::wrong_file(),
        samples::wasteful(),
        samples::stuck(),
        samples::busy(),
        samples::panicked(),
        samples::not_started(),
        samples::over_limit(Limit::WallTime),
        samples::over_limit(Limit::Output),
        samples::over_limit(Limit::Memory),
        samples::did_not_compile(),
        samples::warned(),
        samples::tampered(),
        samples::nothing_to_grade(),
        samples::not_handed_in(),
        samples::tampered_while_running(),
        samples::inexact(),
        samples::not_checked(),
        samples::stopped_early(),
        samples::hidden(),
        samples::hostile(),
    ];
    for exercise in reports {
        let full = report(vec![exercise]);
        for report in [full.clone(), full.for_students()] {
            let text = document(&report).expect("a document");
            check(&schema, &serde_json::from_str(&text).expect("JSON"));
        }
    }
}

#[test]
fn the_schema_is_strict() {
    let schema = schema();
    let good: Value = serde_json::from_str(&sample()).expect("JSON");
    assert!(schema.is_valid(&good));
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut value = good.clone();
        change(&mut value);
        assert!(!schema.is_valid(&value), "{value:#}");
    };
    broken(&|v| v["note"] = json!("what nobody agreed on"));
    broken(&|v| v["schema"] = json!("grader.report/v2"));
    broken(&|v| v["exercises"][0]["verdict"] = json!("grader_error"));
    broken(&|v| v["exercises"][0]["limit"] = json!("memory"));
    broken(&|v| v["exercises"][2]["limit"] = Value::Null);
    broken(&|v| v["exercises"][0]["checks"][0]["note"] = json!([]));
    broken(&|v| v["exercises"][0]["checks"][0]["given"]["note"] = json!([]));
    broken(&|v| v["exercises"][0]["digests"]["exercise"] = json!("short"));
    broken(&|v| v["exercises"][0]["place"] = json!("src/main.rs:12"));
    broken(&|v| _ = object(&mut v["exercises"][0]["checks"][0]).remove("seed"));
    broken(&|v| v["exercises"][1]["checks"][1]["expected"] = json!([]));
    broken(&|v| v["exercises"][0]["checks"][0]["points"] = json!(-1));
}

#[test]
fn a_hidden_check_keeps_what_it_expects_to_itself() {
    let value: Value = document(&report(vec![samples::hidden()]))
        .and_then(|text| serde_json::from_str(&text))
        .expect("a document");
    let [public, hidden] = [0, 1].map(|index| &value["exercises"][0]["checks"][index]);
    assert_eq!(public["expected"].as_array().map(Vec::len), Some(3));
    assert_eq!(hidden.get("expected"), None);
    assert_eq!((&hidden["seed"], &hidden["given"]["args"]), (&json!(41), &json!(["5", "1:2"])));
}

#[test]
fn a_student_is_told_of_hidden_checks_whether_they_are_right() {
    let mut stopped = samples::stopped_early();
    stopped.number = 4;
    let report = report(vec![samples::hidden(), stopped]).for_students();
    let text = document(&report).expect("a document");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["feedback"], "student");
    let hidden = json!({
        "name": "hidden 1", "visibility": "hidden", "verdict": "not_right", "limit": null,
        "points": 0, "max_points": 2, "message": null, "mistake": null, "place": null,
    });
    assert_eq!(value["exercises"][0]["checks"][1], hidden);
    // How long it took would tell, too, what it was given.
    assert_eq!(value.get("durations_ms"), None);
    // Nor in what is said of others: their names, their seeds, their sentences.
    for secret in ["draw 3", "seed 41", "1:2", "Number 1 naps", "two equal naps"] {
        assert!(!text.contains(secret), "{secret}: {text}");
        let page = page(&report);
        assert!(!page.contains(secret), "{secret}: {page}");
    }
}

fn object(value: &mut Value) -> &mut serde_json::Map<String, Value> {
    value.as_object_mut().expect("an object")
}
