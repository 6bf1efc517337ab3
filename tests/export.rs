//! Trees that leave the program: every answer is in what is written, and no words of an author break it.

mod common;

#[path = "common/calls.rs"]
mod calls;
#[path = "common/shipped.rs"]
mod shipped;

use common::{evenkeel, printed};
use evenkeel::{
    call::{Pinned, Trees},
    exchange::{ExportKind, ImportKind, export, import},
    library::shipped_trees,
    tree::{Document, Kind, Tree, TreeId, read},
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write as _,
    process::{Command, Stdio},
    sync::Arc,
};

const KINDS: [ExportKind; 4] = [ExportKind::Html, ExportKind::Svg, ExportKind::Dot, ExportKind::Mermaid];

/// Signs that mean something to one of the formats, wherever an author can write words.
const HOSTILE: &str = r#"Tree(format: 1, id: "hostile", title: "T \"x\" <b>&amp; #1; `c` %%{init: {}}%%", summary: "<script>alert(1)</script>",
    language: "\"><x", start: "end",
    facts: {"graph": Fact(label: "<i>L</i>", kind: Text, private: true, ask: "a < b?")},
    steps: {
        "end": Step(kind: Ask, stage: Open, title: "]] end | subgraph \"q\" #quot; <br> (x) {z} \\N \\", say: ["{graph} </li><script>"],
            cue: "<", avoid: [Swap(not: "<p>", but: "&nbsp;")], answers: [
            Answer(when: "a|b \"c\" --> d; end", to: "o-x", needs: Is("graph", "<u>")),
            Answer(when: "", to: "other/step", then: "end"),
            Answer(when: "`md` **b**"),
            Answer(when: "- x", back: true),
            Answer(when: "miss", to: "gone"),
        ]),
        "o-x": Step(kind: Check, stage: Check, title: "1. One", answers: [Answer(when: "self", to: "o-x")], cap: Cap(visits: 1, then: "e")),
        "e": Step(kind: Escalate(to: "<Boss>", why: "&", nobody_free: "g"), stage: Act, title: "'", answers: [Answer(when: "x", to: "g")]),
        "g": Step(kind: End(Resolved), stage: Close, title: "\t"),
    },
    layout: Layout(frames: [Frame(title: "F \"1\" end ]", colour: "tide", steps: ["end", "o-x", "nobody"])]))"#;

fn document(text: &str) -> Document {
    read(text).unwrap_or_else(|troubles| panic!("{troubles:?}"))
}

/// Every shipped tree, and the hostile one, among the shipped ones.
fn everything() -> Vec<(Arc<Tree>, Trees)> {
    let shipped = shipped_trees();
    let mut all: Vec<(Arc<Tree>, Trees)> =
        shipped::documents().iter().map(|document| (Arc::clone(document.tree()), shipped.clone())).collect();
    let hostile = document(HOSTILE);
    let mut among = Trees::new([Arc::new(Pinned::new(&hostile))]);
    among.know(&shipped);
    all.push((Arc::clone(hostile.tree()), among));
    all
}

fn hostile(kind: ExportKind) -> String {
    let (tree, among) = everything().pop().expect("the hostile one");
    export(&tree, &among, kind)
}

/// The tags of a page with their attributes; panics where they do not close in order, or a sign stands bare.
fn tags(text: &str) -> Vec<String> {
    const ALONE: [&str; 3] = ["meta", "br", "!DOCTYPE"];
    let (mut open, mut found, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some(at) = rest.find(['<', '&', '>']) {
        let sign = &rest[at..];
        if let Some(entity) = sign.strip_prefix('&') {
            let name = entity.split(';').next().unwrap_or_default();
            assert!(["amp", "lt", "gt", "quot", "#39", "apos"].contains(&name), "a bare &: {}", &sign[..sign.len().min(40)]);
            rest = entity;
            continue;
        }
        assert!(sign.starts_with('<'), "a bare >: {}", &rest[at.saturating_sub(40)..at]);
        let end = sign.find('>').expect("the tag ends");
        let tag = &sign[1..end];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "closed in order");
        } else if !tag.ends_with('/') && !ALONE.contains(&name) {
            open.push(name);
        }
        found.push(tag.to_owned());
        rest = &sign[end + 1..];
        // A style sheet holds signs of its own.
        if name == "style" && !tag.starts_with('/') {
            rest = &rest[rest.find("</style>").expect("the style ends")..];
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

/// What stands between the quotation marks of an attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

#[test]
fn every_shipped_tree_leaves_in_every_format_and_the_same_way_each_time() {
    for (tree, among) in everything() {
        for kind in KINDS {
            let text = export(&tree, &among, kind);
            assert!(text.len() > 500 && text.ends_with('\n'), "{} as {kind:?}", tree.id);
            assert_eq!(text, export(&tree, &among, kind), "{} as {kind:?}", tree.id);
        }
    }
}

#[test]
fn a_page_is_well_formed_and_each_of_its_links_has_a_place() {
    for (tree, among) in everything() {
        let tags = tags(&export(&tree, &among, ExportKind::Html));
        let places: Vec<&str> = tags.iter().filter_map(|tag| attribute(tag, "id")).collect();
        assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{}: each place once", tree.id);
        let links: Vec<&str> = tags.iter().filter_map(|tag| attribute(tag, "href")).collect();
        assert!(links.len() > tree.steps.len());
        for link in links {
            let place = link.strip_prefix('#').expect("a link within the page");
            assert!(places.contains(&place), "{}: {link}", tree.id);
        }
    }
}

#[test]
fn a_page_runs_nothing_and_fetches_nothing() {
    for (tree, among) in everything() {
        let page = export(&tree, &among, ExportKind::Html);
        for tag in tags(&page) {
            let name = tag.split(' ').next().unwrap_or_default();
            assert!(!["script", "link", "img", "iframe", "object", "form", "svg"].contains(&name), "{tag}");
            assert!(attribute(&tag, "src").is_none() && !tag.contains(" on"), "{tag}");
        }
        let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}

#[test]
fn a_page_can_be_read_by_ear() {
    for (tree, among) in everything() {
        let page = export(&tree, &among, ExportKind::Html);
        let tags = tags(&page);
        let language = tags.iter().find_map(|tag| attribute(tag, "lang")).expect("a language");
        assert!(language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'), "{language}");
        let named = |name: &str| tags.iter().filter(|tag| tag.split(' ').next() == Some(name)).count();
        assert_eq!(named("h1"), 1);
        assert_eq!(named("table"), named("caption"), "each table says what it is");
        assert!(tags.iter().filter(|tag| tag.starts_with("th ") || *tag == "th").all(|tag| attribute(tag, "scope").is_some()));
        // No level of heading is left out on the way down.
        let levels: Vec<u8> = tags
            .iter()
            .filter(|tag| tag.starts_with('h'))
            .filter_map(|tag| tag.as_bytes().get(1))
            .filter(|b| b.is_ascii_digit())
            .copied()
            .collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
}

#[test]
fn a_page_holds_every_step_once_the_start_first_with_every_line_and_answer() {
    let escaped = |words: &str| {
        words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\'', "&#39;").replace('"', "&quot;")
    };
    for (tree, among) in everything() {
        let page = export(&tree, &among, ExportKind::Html);
        let articles: Vec<String> = tags(&page)
            .iter()
            .filter(|tag| tag.starts_with("article"))
            .filter_map(|tag| attribute(tag, "id"))
            .map(str::to_owned)
            .collect();
        assert_eq!(articles.len(), tree.steps.len());
        assert_eq!(articles[0], format!("step-{}", tree.start));
        for (id, step) in &tree.steps {
            let article =
                page.split(&format!("<article id=\"step-{id}\"")).nth(1).and_then(|rest| rest.split("</article>").next());
            let article = article.expect("the step is on the page");
            for answer in &step.answers {
                assert!(article.contains(&escaped(&answer.when)), "{id}: {}", answer.when);
            }
            for swap in &step.avoid {
                assert!(article.contains(&escaped(&swap.but)), "{id}: {}", swap.but);
            }
            // Facts stand in lines by their labels, so the words between them are looked for.
            for words in
                step.say.iter().chain(&step.say_heated).chain(&step.task).flat_map(|line| line.split(['{', '}']).step_by(2))
            {
                assert!(article.contains(&escaped(words)), "{id}: {words}");
            }
            if let Kind::Escalate { to, how, .. } = &step.kind {
                assert!(article.contains(&escaped(to)) && article.contains(how.in_words()), "{id}");
            }
        }
    }
}

#[test]
fn an_answer_on_the_page_has_its_number_and_the_number_of_the_step_it_leads_to() {
    let text = common::BILLING;
    let document = document(text);
    let page = export(document.tree(), &Trees::default(), ExportKind::Html);
    let row = page.split("<tr>").find(|row| row.contains("Starts to explain")).expect("the first answer");
    assert!(row.starts_with("<th scope=\"row\">1</th>"), "{row}");
    assert!(row.contains("href=\"#step-listen\">§2 "), "{row}");
}

#[test]
fn private_facts_are_marked_wherever_they_stand() {
    let page = hostile(ExportKind::Html);
    assert_eq!(page.matches("<small class=\"private\">private</small>").count(), 2, "in the line and in the table");
}

/// The arrows of a Mermaid text, `from -> to`, after every name in them was found declared.
fn mermaid_arrows(text: &str) -> Vec<(String, String)> {
    let (mut declared, mut arrows) = (BTreeSet::new(), Vec::new());
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("flowchart LR"));
    for line in lines.map(str::trim) {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
        let name: String = line.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_').collect();
        match &line[name.len()..] {
            rest if rest.starts_with(" -->|\"") || rest.starts_with(" -.->|\"") => {
                let to = rest.rsplit("\"| ").next().expect("a target");
                arrows.push((name, to.to_owned()));
            }
            rest if rest.starts_with(['[', '{', '(']) => assert!(declared.insert(name), "declared twice: {line}"),
            _ => assert!(["subgraph", "end", "classDef"].contains(&name.as_str()), "{line}"),
        }
    }
    for (from, to) in &arrows {
        assert!(declared.contains(from) && declared.contains(to), "{from} -> {to}");
    }
    arrows
}

/// How many arrows a tree has: its answers, its caps, what happens when nobody is free, and the ways on from other trees.
fn arrows_of(tree: &Tree) -> usize {
    let of = |step: &evenkeel::tree::Step| {
        let nobody = matches!(&step.kind, Kind::Escalate { nobody_free: Some(_), .. });
        step.answers.len() + usize::from(step.cap.is_some()) + usize::from(nobody)
    };
    let then: BTreeSet<_> = tree
        .steps
        .values()
        .flat_map(|step| &step.answers)
        .filter_map(|answer| Some((answer.to.clone()?, answer.then.clone()?)))
        .collect();
    tree.steps.values().map(|step| of(step)).sum::<usize>() + then.len()
}

#[test]
fn a_mermaid_text_declares_every_step_once_and_draws_every_arrow() {
    for (tree, among) in everything() {
        let text = export(&tree, &among, ExportKind::Mermaid);
        assert_eq!(mermaid_arrows(&text).len(), arrows_of(&tree), "{}", tree.id);
    }
}

#[test]
fn frames_are_subgraphs_and_a_step_stands_in_one_of_them() {
    let text = hostile(ExportKind::Mermaid);
    let frame = text.split("    end\n").next().expect("a frame");
    assert!(frame.contains("subgraph frame_1[\"F #quot;1#quot; end #93;\"]"), "{text}");
    assert!(frame.contains("step_end{{") && frame.contains("step_o_x{") && !frame.contains("step_g"), "{text}");
}

#[test]
fn graphviz_takes_every_tree_where_it_is_installed() {
    for (tree, among) in everything() {
        let text = export(&tree, &among, ExportKind::Dot);
        assert_eq!(text.matches("\" -> \"").count(), arrows_of(&tree), "{}", tree.id);
        let child = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let Ok(mut child) = child else {
            return;
        };
        child.stdin.take().expect("its input").write_all(text.as_bytes()).expect("taken");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success() && output.stderr.is_empty(), "{}: {}", tree.id, String::from_utf8_lossy(&output.stderr));
        let drawn = printed(&output);
        assert_eq!(drawn.matches("class=\"edge\"").count(), arrows_of(&tree), "{}", tree.id);
    }
}

#[test]
fn a_way_back_is_dashed_and_does_not_pull_the_steps_about() {
    let text = hostile(ExportKind::Dot);
    let back = text.lines().find(|line| line.contains("\"o-x\" -> \"o-x\"")).expect("the way back");
    assert!(back.contains("style=dashed, constraint=false"), "{back}");
    let on = text.lines().find(|line| line.contains("\"end\" -> \"o-x\"")).expect("the way on");
    assert!(!on.contains("constraint"), "{on}");
}

#[test]
fn a_picture_is_well_formed() {
    for (tree, among) in everything() {
        let text = export(&tree, &among, ExportKind::Svg);
        assert!(text.starts_with("<svg "), "{}", tree.id);
        assert!(!tags(&text).is_empty());
    }
}

proptest! {
    #[test]
    fn what_a_table_says_is_in_what_is_drawn_from_it(ways in proptest::collection::btree_set((0u8..12, 0u8..12), 1..40)) {
        let rows: String = ways.iter().map(|(from, to)| format!("s{from},Line {from}.,to {to},s{to}\n")).collect();
        let ends: String = (0..12).map(|step| format!("s{step},Line {step}.,,\n")).collect();
        let text = format!("step,line,answer,to\n{ends}{rows}");
        let tree = import(&text, ImportKind::Csv, &TreeId::new("drawn").unwrap(), "").expect("a tree").tree;
        let drawn = export(&tree, &Trees::default(), ExportKind::Mermaid);
        let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
        for arrow in mermaid_arrows(&drawn) {
            *found.entry(arrow).or_default() += 1;
        }
        let dot = export(&tree, &Trees::default(), ExportKind::Dot);
        for (from, to) in &ways {
            prop_assert!(found.contains_key(&(format!("step_s{from}"), format!("step_s{to}"))), "{from} -> {to}\n{drawn}");
            let arrow = format!("\"s{from}\" -> \"s{to}\" [");
            prop_assert!(dot.contains(&arrow), "{}", arrow);
        }
    }
}

#[test]
fn the_command_writes_to_standard_output_or_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("billing.ron"), common::BILLING).expect("written");
    for (format, begins) in [("html", "<!DOCTYPE html>"), ("svg", "<svg "), ("dot", "digraph "), ("mermaid", "flowchart LR")] {
        let output = evenkeel(folder.path(), &["export", "billing", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", common::said(&output));
        assert!(printed(&output).starts_with(begins), "{format}");
        let file = evenkeel(folder.path(), &["export", "billing.ron", "--format", format, "--output", "out"]);
        assert_eq!((file.status.code(), printed(&file).as_str()), (Some(0), ""));
        assert_eq!(std::fs::read_to_string(folder.path().join("out")).expect("the file"), printed(&output));
    }
    let missing = evenkeel(folder.path(), &["export", "biling"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(common::said(&missing).contains("did you mean \"billing\""), "{}", common::said(&missing));
}
