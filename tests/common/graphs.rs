//! Decision graphs to lay out: made up by a rule, or read from a folder; and what Graphviz makes of them.
#![allow(dead_code, reason = "each test takes the part it needs")]

use evenkeel::layout::{Order, Plan, PlanBox, PlanLink, Point, crossings_between};
use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// A row of numbers that is the same for the same seed.
pub struct Row(pub u64);

impl Row {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % most.max(1) as u64) as usize
    }
}

/// A decision graph: a tree whose steps lead to two others on the whole, some of which are led to from elsewhere too
/// (`merges` in a hundred), and four in a hundred that lead back.
pub fn decisions(steps: usize, merges: usize, seed: u64) -> Vec<(usize, usize)> {
    let mut row = Row(seed.wrapping_mul(1000).wrapping_add(steps as u64));
    let (mut depth, mut parent, mut leaving) = (vec![0; steps], vec![0; steps], vec![0; steps]);
    let mut links = Vec::new();
    let mut open = vec![0];
    let mut made = 1;
    while made < steps {
        let from = open.remove(row.below(open.len().min(40)));
        for _ in 0..[1, 1, 2, 2, 2, 3, 3, 4][row.below(8)] {
            if made < steps {
                (parent[made], depth[made]) = (from, depth[from] + 1);
                leaving[from] += 1;
                links.push((from, made));
                open.push(made);
                made += 1;
            }
        }
    }
    let (mut wanted, mut tries) = (steps * merges / 100, steps * 50);
    while wanted > 0 && tries > 0 {
        tries -= 1;
        let (from, to) = (row.below(steps), row.below(steps));
        if depth[to] > depth[from] && leaving[from] < 5 && !links.contains(&(from, to)) {
            links.push((from, to));
            leaving[from] += 1;
            wanted -= 1;
        }
    }
    for _ in 0..steps * 4 / 100 {
        let from = 1 + row.below(steps - 1);
        let mut to = from;
        for _ in 0..=row.below(4) {
            to = parent[to];
        }
        if to != from && !links.contains(&(from, to)) {
            links.push((from, to));
        }
    }
    links
}

/// Links as cards would have them: a row for every answer.
pub fn plan(steps: usize, links: &[(usize, usize)], order: Order) -> Plan {
    let mut rows = vec![0; steps];
    let mut planned = Vec::new();
    for (from, to) in links {
        planned.push(PlanLink { from: *from, to: *to, exit: 86.0 + 22.0 * rows[*from] as f32, row: Some(22.0) });
        rows[*from] += 1;
    }
    let size = |rows: &i32| PlanBox { width: 208.0, height: 81.0 + 22.0 * *rows as f32, entry: 34.0, placed: None };
    Plan { order, boxes: rows.iter().map(size).collect(), links: planned, effort: Plan::EFFORT, ..Plan::default() }
}

/// A graph, by name.
pub type Named = (String, usize, Vec<(usize, usize)>);

/// The graphs of a folder: JSON with `start`, `nodes` (each with `id`) and `edges` (each with `from` and `to`).
pub fn folder(folder: &Path) -> Vec<Named> {
    let mut files: Vec<_> = fs::read_dir(folder).expect("a folder of graphs").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let text = fs::read_to_string(file).expect("a readable graph");
        let graph: serde_json::Value = serde_json::from_str(&text).expect("a graph as JSON");
        let id = |node: &serde_json::Value| node.as_str().unwrap_or_default().to_owned();
        let mut ids: Vec<String> = graph["nodes"].as_array()?.iter().map(|node| id(&node["id"])).collect();
        let start = ids.iter().position(|one| *one == id(&graph["start"]))?;
        ids.swap(0, start);
        let place = |node: &serde_json::Value| ids.iter().position(|one| *one == id(node));
        let links = graph["edges"].as_array()?.iter().filter_map(|edge| Some((place(&edge["from"])?, place(&edge["to"])?)));
        Some((file.file_stem()?.to_string_lossy().into_owned(), ids.len(), links.collect()))
    };
    files.iter().filter_map(read).collect()
}

/// What `dot` made of a plan.
#[derive(Clone, Debug)]
pub struct Dot {
    pub crossings: usize,
    /// Its links: from, to and corners.
    pub lines: Vec<(usize, usize, Vec<Point>)>,
    pub length: f32,
    pub area: f32,
    pub took: Duration,
}

/// Lays a plan out with Graphviz: the same boxes, poly-lines, the author's order where the plan asks for it.
pub fn dot(plan: &Plan) -> Option<Dot> {
    let mut text = String::from("digraph { rankdir=LR; splines=polyline; node [shape=box, fixedsize=true, label=\"\"];\n");
    for (number, one) in plan.boxes.iter().enumerate() {
        text += &format!("n{number} [width={}, height={}];\n", one.width / 72.0, one.height / 72.0);
    }
    for link in &plan.links {
        text += &format!("n{} -> n{};\n", link.from, link.to);
    }
    text += "}\n";
    let began = Instant::now();
    let order = if plan.order == Order::AsWritten { "-Gordering=out" } else { "-Gstart=0" };
    let mut command = Command::new("dot");
    command.args(["-Tplain", order]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let mut input = child.stdin.take()?;
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().ok()?;
    let took = began.elapsed();
    writer.join().ok()?.ok()?;
    let (mut area, mut lines) = (0.0, Vec::new());
    for row in String::from_utf8(output.stdout).ok()?.lines() {
        let words: Vec<&str> = row.split_whitespace().collect();
        let inches = |at: usize| words.get(at).and_then(|word| word.parse::<f32>().ok()).unwrap_or_default() * 72.0;
        match words.first() {
            Some(&"graph") => area = inches(2) * inches(3),
            Some(&"edge") => {
                // Straight pieces as curves: every third point is a corner, the others lie between.
                let count: usize = words.get(3)?.parse().ok()?;
                let points: Vec<Point> =
                    (0..count).step_by(3).map(|at| Point::new(inches(4 + 2 * at), inches(5 + 2 * at))).collect();
                let number = |at: usize| words.get(at)?.strip_prefix('n')?.parse::<usize>().ok();
                lines.push((number(1)?, number(2)?, points));
            }
            _ => {}
        }
    }
    let counted: Vec<&[Point]> = lines.iter().map(|(_, _, points)| points.as_slice()).collect();
    let length = lines.iter().map(|(_, _, points)| length(points)).sum();
    Some(Dot { crossings: crossings_between(&counted), lines, length, area, took })
}

/// How long a poly-line is.
pub fn length(points: &[Point]) -> f32 {
    points.windows(2).map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y)).sum()
}
