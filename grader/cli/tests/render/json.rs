//! The document for programs, held to its schema.

use model::transcript::Limit;
use render::json::document;
use serde_json::{Value, json};

use crate::made::report;
use crate::samples;

fn schema() -> jsonschema::Validator {
    let text = include_str!("../../../schema/report-v1.json");
    let schema: Value = serde_json::from_str(text).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema can be used")
}

fn sample() -> String {
    document(&report(vec![
        samples::wrong_words(),
        samples::hidden(),
        samples::over_limit(Limit::VirtualTime),
        samples::did_not_compile(),
        samples::warned(),
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
        samples::tampered_while_running(),
        samples::inexact(),
        samples::hostile(),
    ];
    for exercise in reports {
        let text = document(&report(vec![exercise])).expect("a document");
        let value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<_> = schema.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{text}");
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
    broken(&|v| v["exercises"][0]["checks"][0]["args"] = json!([]));
    broken(&|v| v["exercises"][1]["checks"][1]["expected"] = json!([]));
    broken(&|v| v["exercises"][0]["checks"][0]["points"] = json!(-1));
}

#[test]
fn a_hidden_check_keeps_what_it_expects_to_itself() {
    let text = document(&report(vec![samples::hidden()])).expect("a document");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let [public, hidden] = [0, 1].map(|index| &value["exercises"][0]["checks"][index]);
    assert_eq!(public["expected"].as_array().map(Vec::len), Some(3));
    assert_eq!(hidden.get("expected"), None);
    assert_eq!(hidden["seed"], 41);
    assert!(!text.contains("1:2"), "{text}");
}
