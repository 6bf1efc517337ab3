//! The rules on collected lines: those they were written from, and those they were not.

use evenkeel::check::{
    Level,
    words::{ByName, Judged, Lexicon, Moment},
};

struct Collected {
    rules: Vec<&'static str>,
    line: &'static str,
}

fn collected(text: &'static str) -> Vec<Collected> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (rules, line) = line.split_once(" | ").expect("rules | line");
            Collected { rules: rules.split('/').collect(), line }
        })
        .collect()
}

struct Figures {
    precision: f64,
    recall: f64,
    named: f64,
}

fn judged(line: &str) -> Judged<'static> {
    Lexicon::shipped().judge(line, Moment::default(), &ByName)
}

/// Bad lines marked at all, good lines left alone by everything above a hint; what went wrong is printed.
fn measure(name: &str, text: &'static str) -> Figures {
    let (mut bad, mut caught, mut named, mut good, mut alarms, mut hints) = (0, 0, 0, 0, 0, 0);
    for Collected { rules, line } in collected(text) {
        let judged = judged(line);
        let shown: Vec<String> = judged.remarks.iter().map(|r| format!("{}:{:?}", r.rule, r.level)).collect();
        if rules == ["ok"] {
            good += 1;
            if judged.remarks.iter().any(|r| r.level != Level::Hint) {
                alarms += 1;
                println!("{name} alarm  {line}  [{}]", shown.join(" "));
            } else if !judged.remarks.is_empty() {
                hints += 1;
                println!("{name} hint   {line}  [{}]", shown.join(" "));
            }
        } else if !rules.contains(&"ok") {
            bad += 1;
            caught += usize::from(!judged.remarks.is_empty());
            let is_named = judged.remarks.iter().any(|r| rules.contains(&r.rule));
            named += usize::from(is_named);
            if judged.remarks.is_empty() {
                println!("{name} missed {line}  [{}]", rules.join("/"));
            } else if !is_named {
                println!("{name} other  {line}  [{}] not {}", shown.join(" "), rules.join("/"));
            }
        }
    }
    let part = |some: usize, all: usize| some as f64 / all.max(1) as f64;
    println!(
        "{name}: {bad} bad, {caught} marked, {named} by the rule meant; {good} good, {alarms} false alarms, {hints} with a hint"
    );
    Figures { precision: part(caught, caught + alarms), recall: part(caught, bad), named: part(named, bad) }
}

#[test]
fn the_lines_the_rules_were_written_from_are_told_apart() {
    let Figures { precision, recall, named } = measure("worked-from", include_str!("worked_from.txt"));
    println!("worked-from: precision {precision:.3}, recall {recall:.3}, by the rule meant {named:.3}");
    assert!(precision >= 0.98 && recall >= 0.98 && named >= 0.97, "{precision} {recall} {named}");
}

#[test]
fn lines_that_were_kept_from_the_rules_are_told_apart() {
    let Figures { precision, recall, named } = measure("held-out", include_str!("held_out.txt"));
    println!("held-out: precision {precision:.3}, recall {recall:.3}, by the rule meant {named:.3}");
    assert!(precision >= 0.95 && recall >= 0.95 && named >= 0.93, "{precision} {recall} {named}");
}
