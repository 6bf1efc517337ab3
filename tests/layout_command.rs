//! `evenkeel layout`: where steps stand and how links run, as JSON or as a picture.

mod common;

use common::{BILLING, evenkeel, printed, said};
use serde_json::Value;
use std::fs;

fn laid_out(arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("billing-error.ron"), BILLING).expect("a file");
    let output = evenkeel(folder.path(), &[&["layout"], arguments].concat());
    (output.status.code(), printed(&output), said(&output))
}

fn as_json(arguments: &[&str]) -> Value {
    let (code, out, error) = laid_out(arguments);
    assert_eq!(code, Some(0), "{error}");
    serde_json::from_str(&out).expect("one JSON document")
}

#[test]
fn every_step_stands_somewhere_and_every_answer_leads_along_an_edge() {
    let layout = as_json(&["billing-error"]);
    let keys: Vec<&str> = layout.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 6);
    assert_eq!(layout["direction"], "right");
    let ids: Vec<&str> = layout["steps"].as_array().expect("steps").iter().filter_map(|step| step["id"].as_str()).collect();
    assert!(ids.contains(&"open") && ids.contains(&"close"), "{ids:?}");
    let edges = layout["edges"].as_array().expect("edges");
    let first = edges.iter().find(|edge| edge["from"] == "open" && edge["answer"] == 1).expect("the first answer");
    assert_eq!(first["to"], "listen");
    assert!(first["points"].as_array().is_some_and(|points| points.len() >= 2));
    assert!(edges.iter().any(|edge| edge["back"] == true), "listening once more leads back");
    assert!(
        edges.iter().any(|edge| edge["to"].as_str().is_some_and(|to| to.contains('/'))),
        "one answer leads into another tree"
    );
}

#[test]
fn downwards_a_step_stands_below_the_one_that_leads_to_it() {
    let layout = as_json(&["billing-error", "--direction", "down"]);
    let y = |id: &str| {
        let steps = layout["steps"].as_array().expect("steps");
        steps.iter().find(|step| step["id"] == id).and_then(|step| step["y"].as_f64()).expect("a place")
    };
    assert_eq!(layout["direction"], "down");
    assert!(y("open") < y("listen") && y("listen") < y("confirm"));
}

#[test]
fn a_picture_is_one_document_with_every_title() {
    let (code, out, _) = laid_out(&["billing-error", "--format", "svg", "--fewest", "--hubs", "3"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("<svg ") && out.trim_end().ends_with("</svg>"));
    assert!(out.contains("Hear it out") && out.contains("stroke-dasharray"));
}

#[test]
fn after_a_further_answer_steps_stand_where_they_stood() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| printed(&evenkeel(folder.path(), arguments));
    fs::write(folder.path().join("billing-error.ron"), BILLING).expect("a file");
    let before = run(&["layout", "billing-error"]);
    fs::write(folder.path().join("before.json"), &before).expect("a file");
    let further = "Answer(when: \"Yes\", to: \"whose-error\"),";
    assert!(BILLING.contains(further));
    let changed = BILLING.replace(further, &format!("{further}\n Answer(when: \"Rings off\", to: \"close\"),"));
    fs::write(folder.path().join("billing-error.ron"), changed).expect("a file");
    let after = run(&["layout", "billing-error", "--before", "before.json"]);
    let places = |text: &str| -> Vec<(Value, Value, Value)> {
        let layout: Value = serde_json::from_str(text).expect("one JSON document");
        let steps = layout["steps"].as_array().expect("steps");
        steps.iter().map(|step| (step["id"].clone(), step["x"].clone(), step["y"].clone())).collect()
    };
    assert_eq!(places(&before), places(&after));
    assert_ne!(before, after);
}

#[test]
fn a_tree_that_is_not_there_is_named() {
    let (code, out, error) = laid_out(&["biling-error"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(error.contains("billing-error"), "{error}");
}
