//! Promise: thousands of simulated drills come out as a trainer expects, whoever the customer and whatever the tree: the
//! ideal player has ninety points and passes all gates, the careless one fails, chance lies between. Also told: how
//! points, heat at the end and broken gates are spread, and what a turn takes against reading the line alone.

mod common;

use common::{is_measured, milliseconds, pair, said, timed};
use criterion::Criterion;
use evenkeel::{
    call::Trees,
    check::words::{ByName, Lexicon, Moment},
    drill::{Drill, Gate, Over, Persona, Phase, Player, Setting, shipped_personas},
    library::shipped_trees,
    site::Settings,
    tree::TreeId,
};
use jiff::Zoned;
use std::{sync::Arc, time::Duration};

const PASS: u32 = 80;

/// What one drill came to.
struct Outcome {
    score: u32,
    heat: f32,
    has_failed: bool,
    hung_up: bool,
    is_protocol: bool,
    is_home: bool,
}

struct World {
    trees: Trees,
    site: Arc<Settings>,
    now: Zoned,
}

impl World {
    fn play(&self, tree: &TreeId, persona: &Arc<Persona>, seed: u64, player: Player) -> Drill {
        let setting = Setting::new(tree.clone(), Arc::clone(persona), seed);
        let mut drill = Drill::begin(&self.trees, Arc::clone(&self.site), setting, &self.now).expect("a drill");
        player.play(&mut drill, &self.now);
        drill
    }

    fn outcomes(&self, seeds: u64, player: impl Fn(u64) -> Player) -> Vec<Outcome> {
        let trees: Vec<TreeId> = self.trees.all().map(|pinned| pinned.tree.id.clone()).collect();
        let mut outcomes = Vec::new();
        for persona in shipped_personas() {
            for tree in &trees {
                for seed in 0..seeds {
                    let drill = self.play(tree, persona, seed, player(seed));
                    outcomes.push(Outcome {
                        score: drill.score().total,
                        heat: drill.heat(),
                        has_failed: drill.gates().iter().any(Gate::is_failed),
                        hung_up: matches!(drill.phase(), Phase::Over(Over::HungUp | Over::Lost)),
                        is_protocol: persona.protocol.is_some(),
                        is_home: persona.trees.iter().any(|home| home == tree.as_str()),
                    });
                }
            }
        }
        outcomes
    }
}

/// The value below which a share of them lies.
fn at(sorted: &[f32], share: f32) -> f32 {
    sorted.get(((sorted.len() as f32 - 1.0) * share).round() as usize).copied().unwrap_or_default()
}

fn spread(mut values: Vec<f32>) -> String {
    values.sort_by(f32::total_cmp);
    let of = |share| at(&values, share);
    format!("{:.1} / {:.1} / {:.1} / {:.1} / {:.1}", of(0.0), of(0.1), of(0.5), of(0.9), of(1.0))
}

fn share(outcomes: &[Outcome], holds: impl Fn(&Outcome) -> bool) -> f32 {
    100.0 * outcomes.iter().filter(|outcome| holds(outcome)).count() as f32 / outcomes.len().max(1) as f32
}

/// A picture of the points, ten to a column.
fn picture(outcomes: &[Outcome]) -> String {
    let mut columns = [0usize; 10];
    for outcome in outcomes {
        columns[(outcome.score as usize / 10).min(9)] += 1;
    }
    let most = columns.iter().copied().max().unwrap_or(1).max(1);
    columns.iter().map(|count| ['.', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'][(count * 8).div_ceil(most)]).collect()
}

fn tell(name: &str, outcomes: &[Outcome]) -> f32 {
    let scores: Vec<f32> = outcomes.iter().map(|outcome| outcome.score as f32).collect();
    let mean = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
    println!(
        "drill: {name:<9} points {} (least, tenth, half, nine tenths, most), mean {mean:.1}  {}",
        spread(scores),
        picture(outcomes)
    );
    let heat: Vec<f32> = outcomes.iter().filter(|outcome| !outcome.is_protocol).map(|outcome| outcome.heat).collect();
    let home: Vec<f32> =
        outcomes.iter().filter(|outcome| outcome.is_home && !outcome.is_protocol).map(|outcome| outcome.heat).collect();
    println!("drill: {name:<9} heat at the end {}; in their own trees {}", spread(heat), spread(home));
    println!(
        "drill: {name:<9} pass {:.1}%, a gate broken {:.1}%, the customer gone {:.1}%",
        share(outcomes, |outcome| outcome.score >= PASS && !outcome.has_failed),
        share(outcomes, |outcome| outcome.has_failed),
        share(outcomes, |outcome| outcome.hung_up)
    );
    mean
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(10))
        .configure_from_args();
    let now = "2026-11-23T14:00[Europe/London]".parse().expect("a time");
    let site = Arc::new(Settings { agent_name: "Robin".to_owned(), ..Settings::default() });
    let world = World { trees: shipped_trees(), site, now };
    let seeds = if is_measured() { 25 } else { 1 };

    let ideal = world.outcomes(seeds, |_| Player::Ideal);
    let middling = world.outcomes(seeds, |_| Player::Middling);
    let chance = world.outcomes(seeds, Player::Random);
    let careless = world.outcomes(seeds, |_| Player::Careless);
    let drills = ideal.len() + middling.len() + chance.len() + careless.len();
    println!("drill: {drills} drills, every customer on every shipped tree, {seeds} seeds");
    let means = [("ideal", &ideal), ("middling", &middling), ("chance", &chance), ("careless", &careless)];
    let means = means.map(|(name, outcomes)| tell(name, outcomes));

    let least = ideal.iter().map(|outcome| outcome.score).min().unwrap_or_default();
    let broken = ideal.iter().filter(|outcome| outcome.has_failed).count();
    said(
        least >= 90 && broken == 0,
        &format!("drill: the ideal player has {least} at least and breaks {broken} gates (promised 90, 0)"),
    );
    let passed = share(&careless, |outcome| outcome.score >= PASS && !outcome.has_failed);
    said(passed <= 0.0, &format!("drill: the careless player passes {passed:.1}% of drills (promised none)"));
    let [best, _, between, worst] = means;
    said(worst < between && between < best, &format!("drill: chance has {between:.1}, between {worst:.1} and {best:.1}"));

    // A turn is read, weighed and answered; reading the line by the linter alone is what it is measured against.
    let tree = TreeId::new("delayed-shipment").expect("a name");
    let persona = &shipped_personas()[0];
    let turns = world.play(&tree, persona, 1, Player::Ideal).turns().len().max(1) as u32;
    let lexicon = Lexicon::shipped();
    let line = "I'm sorry we missed it. I'm sending a new one today, and it's with you on Friday by noon.";
    let whole = || timed(|| world.play(&tree, persona, 1, Player::Ideal)) / turns;
    let alone = || timed(|| (0..20).map(|_| lexicon.judge(line, Moment::default(), &ByName).credits.len()).sum::<usize>()) / 20;
    let pair = pair(&mut criterion, "drill/a turn", whole, alone);
    println!(
        "drill: a turn takes {}, {:.0}x a line read by the linter ({})",
        milliseconds(pair.one),
        pair.ratio(),
        milliseconds(pair.other)
    );
}
