//! A tree as a graph. Each graph is drawn in its test: `a > b c` is a step and where its answers lead, the first step
//! is the start, a step named `end…` ends the call and one named `up…` is an escalation point.

mod common;

use common::tree;
use evenkeel::tree::{Graph, Way};
use std::fmt::Write as _;

fn graph(drawn: &str) -> Graph {
    let rows: Vec<(&str, &str)> = drawn.lines().map(|row| row.split_once('>').unwrap_or((row, ""))).collect();
    let mut text = format!("Tree(format: 1, id: \"g\", title: \"G\", start: \"{}\", steps: {{\n", rows[0].0.trim());
    for (step, leads_to) in rows {
        let step = step.trim();
        let kind = match step {
            _ if step.starts_with("end") => "End(Resolved)",
            _ if step.starts_with("up") => "Escalate(to: \"x\", why: \"y\")",
            _ => "Say",
        };
        let answers: Vec<String> = leads_to.split_whitespace().map(|to| format!("Answer(when: \"w\", to: \"{to}\")")).collect();
        let _ = writeln!(text, "\"{step}\": Step(kind: {kind}, stage: Open, title: \"\", answers: [{}]),", answers.join(", "));
    }
    Graph::new(tree(&format!("{text}}})")).tree())
}

fn names(graph: &Graph, numbers: impl IntoIterator<Item = usize>) -> String {
    let names: Vec<&str> = numbers.into_iter().filter_map(|number| Some(graph.id(number)?.as_str())).collect();
    names.join(" ")
}

fn marked(graph: &Graph, marks: &[bool]) -> String {
    names(graph, (0..marks.len()).filter(|number| marks[*number]))
}

fn number(graph: &Graph, step: &str) -> usize {
    graph.number(step).expect("the step is drawn")
}

#[test]
fn a_step_is_reached_through_any_row_of_answers() {
    let graph = graph("a > b\nb > c\nc >\nd > a\ne > e");
    assert_eq!(marked(&graph, &graph.reachable([0])), "a b c");
    assert_eq!(marked(&graph, &graph.reachable([number(&graph, "d")])), "a b c d");
    assert_eq!(marked(&graph, &graph.reachable([1, 4])), "b c e");
}

#[test]
fn from_nowhere_nothing_is_reached() {
    let graph = graph("a > b\nb >");
    assert_eq!(marked(&graph, &graph.reachable([])), "");
    assert_eq!(marked(&graph, &graph.reachable([99])), "");
}

#[test]
fn what_leads_to_a_step_is_found_backwards() {
    let graph = graph("a > b c\nb > d\nc > e\nd >\ne > e");
    assert_eq!(marked(&graph, &graph.leading_to(&[number(&graph, "d")])), "a b d");
}

#[test]
fn a_row_without_return_has_no_loop() {
    let graph = graph("a > b c\nb > d\nc > d\nd >");
    assert!(graph.loops(|_| false).is_empty());
}

#[test]
fn loops_are_found_apart_and_a_step_that_leads_to_itself_is_one() {
    let graph = graph("a > b\nb > c d\nc > b\nd > d e\ne >");
    let loops: Vec<String> = graph.loops(|_| false).into_iter().map(|group| names(&graph, group)).collect();
    assert_eq!(loops, ["b c", "d"]);
}

#[test]
fn a_stop_on_its_way_opens_a_loop_and_leaves_the_one_beside_it() {
    let graph = graph("a > b\nb > c a\nc > a d\nd > c");
    let stop = number(&graph, "a");
    let loops: Vec<String> = graph.loops(|step| step == stop).into_iter().map(|group| names(&graph, group)).collect();
    assert_eq!(loops, ["c d"]);
}

#[test]
fn where_paths_part_and_meet_only_the_shared_steps_are_always_passed() {
    let graph = graph("a > b\nb > c d\nc > e\nd > e\ne > b\nf > e");
    let mut passed = graph.passed_before(number(&graph, "e"));
    passed.sort_unstable();
    assert_eq!(names(&graph, passed), "a b e");
}

#[test]
fn nothing_is_passed_on_the_way_to_a_step_that_cannot_be_reached() {
    let graph = graph("a > b\nb >\nc > b");
    assert!(graph.passed_before(number(&graph, "c")).is_empty());
}

#[test]
fn the_fewest_answers_to_an_end_are_counted_by_the_shortest_way() {
    let graph = graph("a > b c\nb > c\nc > d\nd > end\nend >\nlost > lost");
    assert_eq!(graph.answers_to_end(), [Some(3), Some(3), Some(2), Some(1), Some(0), None]);
}

#[test]
fn the_fewest_answers_to_an_escalation_do_not_count_ends() {
    let graph = graph("a > end b\nb > up\nup > end\nend >");
    assert_eq!(graph.answers_to_escalation(), [Some(2), Some(1), Some(0), None]);
}

#[test]
fn ways_past_a_cap_with_nobody_free_and_after_another_tree_are_ways_too() {
    let text = "Tree(format: 1, id: \"g\", title: \"\", start: \"a\", steps: {
        \"a\": Step(kind: Say, stage: Open, title: \"\", cap: Cap(visits: 1, then: \"b\"), answers: [
            Answer(when: \"w\", to: \"other-tree/first\", then: \"c\"),
        ]),
        \"b\": Step(kind: Escalate(to: \"x\", why: \"y\", nobody_free: \"c\"), stage: Open, title: \"\"),
        \"c\": Step(kind: End(Resolved), stage: Close, title: \"\"),
    })";
    let graph = Graph::new(tree(text).tree());
    let mut ways: Vec<(Way, usize)> = graph.ways_from(0).chain(graph.ways_from(1)).collect();
    ways.sort_by_key(|(way, to)| (*to, format!("{way:?}")));
    assert_eq!(ways, [(Way::Cap, 1), (Way::NobodyFree, 2), (Way::Then(0), 2)]);
}

#[test]
fn a_way_to_a_step_that_is_not_there_is_left_out() {
    let graph = graph("a > gone b\nb >");
    assert_eq!(graph.ways_from(0).collect::<Vec<_>>(), [(Way::Answer(1), 1)]);
}
