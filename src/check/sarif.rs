//! Findings in SARIF 2.1.0, which tools for reviewing changes read.

use super::{Finding, Level, explain, words::Lexicon};
use crate::tree::Place;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Described<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described<'a> {
    id: &'a str,
    short_description: Words<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Words<'a>>,
    default_configuration: Configured,
}

#[derive(Serialize)]
struct Configured {
    level: &'static str,
}

#[derive(Serialize)]
struct Words<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Words<'a>,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

/// The findings as one SARIF document; `texts` are the files' texts by their names.
///
/// # Errors
/// Never in truth: every part of it can be written.
pub fn sarif(
    findings: &[Finding],
    texts: &BTreeMap<String, String>,
    lexicon: &'static Lexicon,
) -> Result<String, serde_json::Error> {
    let used: BTreeSet<&'static str> = findings.iter().map(|finding| finding.rule).collect();
    let rules: Vec<&'static str> = used.into_iter().collect();
    let results = findings.iter().map(|finding| outcome(finding, &rules, texts)).collect();
    let rules = rules.iter().map(|name| described(name, lexicon)).collect();
    let driver = Driver { name: "evenkeel", version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    serde_json::to_string_pretty(&Log { schema, version: "2.1.0", runs: [run] })
}

fn described(name: &'static str, lexicon: &'static Lexicon) -> Described<'static> {
    let explained = explain(name, lexicon).ok();
    let title = explained.as_ref().map_or(name, |explained| explained.title);
    let why = explained.as_ref().map(|explained| explained.why).filter(|why| !why.is_empty());
    Described {
        id: name,
        short_description: Words { text: title.into() },
        full_description: why.map(|why| Words { text: why.into() }),
        default_configuration: Configured { level: level(explained.map_or(Level::Error, |explained| explained.level)) },
    }
}

fn outcome<'a>(finding: &'a Finding, rules: &[&str], texts: &BTreeMap<String, String>) -> Outcome<'a> {
    let (end_line, end_column) = texts.get(&finding.file).map_or((finding.line, finding.column + 1), |text| {
        let end = Place::new(text, finding.span.end..finding.span.end);
        (end.line, end.column)
    });
    let help = if finding.help.is_empty() { String::new() } else { format!("; {}", finding.help) };
    let region = Region { start_line: finding.line, start_column: finding.column, end_line, end_column };
    let artifact_location = Artifact { uri: uri(&finding.file) };
    Outcome {
        rule_id: finding.rule,
        rule_index: rules.iter().position(|rule| *rule == finding.rule).unwrap_or(0),
        level: level(finding.level),
        message: Words { text: format!("{}{help}", finding.message).into() },
        locations: [Location { physical_location: Physical { artifact_location, region } }],
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

/// A file's name as an address: slashes forward, other signs by their numbers.
fn uri(file: &str) -> String {
    let mut out = String::new();
    for byte in file.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"/.-_~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
