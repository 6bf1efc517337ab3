//! The shipped trees in use: every answer, every always-key, the authors' own tests, the situations the program was
//! asked for, and calls that wander.

#[path = "common/calls.rs"]
mod calls;
#[path = "common/shipped.rs"]
mod shipped;

use calls::{Live, spot};
use evenkeel::{
    call::{AnswerState, AnswerView, Move, Spot, What},
    tree::{AlwaysKey, Condition, Kind, Stage, Step, StepId, Target, Tree},
};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use shipped::{MAIN, assert_none, begin, begin_known, documents, pass_if_decided, play, steps, trees};
use std::cell::Cell;

/// Where an answer of a step says that it leads; nothing for one that goes back.
fn named(tree: &Tree, step: &Step, number: usize) -> Option<Spot> {
    let target: &Target = match (step.answers.get(number - 1), &step.kind) {
        (Some(answer), _) => answer.to.as_ref()?,
        (None, Kind::Escalate { nobody_free, .. }) => nobody_free.as_ref()?,
        (None, _) => return None,
    };
    trees().spot(&tree.id, target)
}

/// A call at a step that was come to from the tree's start, so that there is a step to go back to.
fn come_to(tree: &Tree, id: &StepId) -> Live {
    let mut live = begin_known(tree.id.as_str(), tree.start.as_str());
    live.jump(&format!("{}/{id}", tree.id));
    live
}

/// Every answer on screen at every step when all is known.
fn answers() -> impl Iterator<Item = (&'static Tree, &'static StepId, &'static Step, AnswerView)> {
    steps().flat_map(|(tree, id, step)| {
        let live = come_to(tree, id);
        live.call.read(&live.now).answers().into_iter().map(move |answer| (tree, id, step, answer))
    })
}

#[test]
fn every_answer_leads_to_the_step_it_names() {
    let mut faults = Vec::new();
    for (tree, id, step, answer) in answers() {
        let Some(to) = named(tree, step, answer.number) else { continue };
        let mut live = begin_known(tree.id.as_str(), id.as_str());
        let before = live.call.events().len();
        let greyed = matches!(answer.state, AnswerState::Greyed { .. });
        let taken = if greyed { live.insist(answer.number) } else { live.press(answer.number) };
        let came = live.call.events()[before..].iter().find_map(|event| match &event.what {
            What::Answered { to, capped, .. } => Some((to.clone(), *capped)),
            _ => None,
        });
        match (taken, came) {
            (Err(no), _) => faults.push(format!("{}/{id}, “{}”: refused, {no}", tree.id, answer.when)),
            (Ok(()), Some((came, capped))) if came == to || capped => {}
            (Ok(()), came) => faults.push(format!("{}/{id}, “{}”: names {to}, came to {came:?}", tree.id, answer.when)),
        }
    }
    assert_none(&faults);
}

#[test]
fn an_answer_that_stays_in_its_tree_passes_nothing_but_checks() {
    let mut faults = Vec::new();
    for (tree, id, _, answer) in answers() {
        let mut live = begin_known(tree.id.as_str(), id.as_str());
        if live.press(answer.number).is_err() || live.call.spot().tree != tree.id {
            continue;
        }
        let passed = live.call.events().iter().find_map(|event| match &event.what {
            What::PassedByItself { at, known: true, .. } => Some(at.to_string()),
            _ => None,
        });
        faults.extend(passed.map(|at| format!("{}/{id}, “{}”: passes {at}", tree.id, answer.when)));
    }
    assert_none(&faults);
}

#[test]
fn whoever_comes_to_the_opening_is_heard_and_never_guessed_at() {
    let mut faults = Vec::new();
    for (tree, id, step, answer) in answers() {
        let to = named(tree, step, answer.number).filter(|to| to.tree == "opening" && to.tree != tree.id);
        let Some(to) = to else { continue };
        let mut live = begin_known(tree.id.as_str(), id.as_str());
        if live.press(answer.number).is_ok() && live.call.spot() != &to {
            faults.push(format!("{}/{id}, “{}”: passes {to}, comes to {}", tree.id, answer.when, live.at()));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_answer_that_goes_back_comes_to_the_step_that_was_left() {
    let mut faults = Vec::new();
    for (tree, id, step, answer) in answers() {
        if !step.answers.get(answer.number - 1).is_some_and(|answer| answer.back) {
            continue;
        }
        let mut live = come_to(tree, id);
        let taken = live.press(answer.number);
        let start = format!("{}/{}", tree.id, tree.start);
        if taken.is_err() || live.at() != start {
            faults.push(format!("{}/{id}, “{}”: {taken:?}, came to {}", tree.id, answer.when, live.at()));
        }
    }
    assert_none(&faults);
}

#[test]
fn no_step_leaves_the_agent_without_an_open_answer_when_all_is_known() {
    let stuck = steps().filter(|(tree, id, step)| {
        let live = come_to(tree, id);
        let answers = live.call.read(&live.now).answers();
        !step.kind.is_end() && !answers.iter().any(|answer| answer.state == AnswerState::Open)
    });
    assert_none(&stuck.map(|(tree, id, _)| format!("{}/{id}", tree.id)).collect::<Vec<_>>());
}

#[test]
fn a_step_whose_answers_all_wait_for_a_fact_asks_for_it_itself() {
    let stuck = steps().filter(|(tree, id, step)| {
        let live = begin(tree.id.as_str(), id.as_str(), None);
        let waits = live.call.read(&live.now).answers().iter().all(|answer| answer.state != AnswerState::Open);
        let needed = step.answers.iter().filter_map(|answer| answer.needs.as_ref());
        let asks = needed.flat_map(Condition::facts).any(|fact| step.captures.contains(fact));
        // An answer that only goes back waits for a step to go back to.
        waits && !asks && !step.kind.is_end() && !step.answers.iter().any(|answer| answer.back)
    });
    assert_none(&stuck.map(|(tree, id, _)| format!("{}/{id}", tree.id)).collect::<Vec<_>>());
}

#[test]
fn every_tree_holds_what_its_author_tests() {
    let mut faults = Vec::new();
    for tree in documents().iter().map(|document| document.tree()) {
        for test in &tree.tests {
            let mut live = begin(tree.id.as_str(), test.from.as_str(), Some(test.mood));
            for (name, value) in &test.facts {
                live.fact(name.as_str(), value);
            }
            pass_if_decided(&mut live);
            let played = play(&mut live, &test.answers);
            let wanted = trees().spot(&tree.id, &test.comes_to).unwrap();
            if played.is_err() || live.call.spot() != &wanted {
                faults.push(format!("{}, “{}”: {played:?}, came to {}, not {wanted}", tree.id, test.name, live.at()));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_tree_has_tests_of_its_author() {
    for document in documents() {
        let (tree, least) = (document.tree(), if MAIN.contains(&document.tree().id.as_str()) { 3 } else { 2 });
        assert!(tree.tests.len() >= least, "{} has {} tests", tree.id, tree.tests.len());
    }
}

/// Trees in which the customer rings us, so that each has its doors.
fn where_they_ring_us() -> impl Iterator<Item = &'static Tree> {
    documents().iter().map(|document| &**document.tree()).filter(|tree| tree.id.as_str() != "follow-up-call")
}

/// Whether some answer of a tree leads to a step of its own like that.
fn leads_to(tree: &Tree, is_it: impl Fn(&StepId, &Step) -> bool) -> bool {
    let answers = tree.steps.values().flat_map(|step| &step.answers);
    let own = answers.filter_map(|answer| answer.to.as_ref()).filter(|target| target.tree().is_none());
    own.filter_map(|target| tree.find(target.step().as_str())).any(|(id, step)| is_it(id, step))
}

#[test]
fn every_tree_has_a_door_for_a_vulnerable_customer() {
    for tree in where_they_ring_us() {
        let asks = tree.steps.get("support").unwrap_or_else(|| panic!("{} has no step support", tree.id));
        for fact in ["support_need", "consent"] {
            assert!(asks.captures.iter().any(|id| id == fact), "{}/support does not capture {fact}", tree.id);
        }
        assert!(leads_to(tree, |id, _| id == "support"), "no answer of {} leads to support", tree.id);
    }
}

#[test]
fn every_tree_has_a_door_for_earlier_calls() {
    for tree in where_they_ring_us() {
        let owns = |_: &StepId, step: &Step| step.stage == Stage::Acknowledge && step.captures.iter().any(|id| id == "contacts");
        assert!(leads_to(tree, owns), "no answer of {} leads to a step that owns the earlier calls", tree.id);
    }
}

/// The situations that must be playable, one a line: in words, where each begins, what happens, the step that meets it.
const SITUATIONS: &str = "\
X01 a product that did not meet expectations: faulty-product/open > “It's not what > Says what they hoped \
    > +item_finding=works as described > Yes > faulty-product/other-way
X02 a service is down, and they want to know when: service-failure/open > Says what it stopped > Settles \
    > +fault_log=cause and time > Yes > “So when > service-failure/repair-time
X03 a defective product, the money back: faulty-product/open > “It broke” > Says what they are > +item_finding=faulty \
    > Yes > +refund_amount=34.99 > “My money > faulty-product/set-up
X03 a defective product, a new one: faulty-product/open > “It broke” > Says what they are > +item_finding=faulty \
    > Yes > “A new one > faulty-product/set-up
X04 the service failed, a stand-in until it is back: service-failure/confirm > +fault_log=time only \
    > Yes > “All right > Something to tide > service-failure/arranged
X04 the service failed, money off a later bill: service-failure/confirm > +fault_log=time only > +goodwill=10 \
    > Yes > “And my lost day > Money off > service-failure/arranged
X05 an aggressive customer is offered a supervisor: aggressive-customer/open > “Get me your manager > “No. Your manager \
    > aggressive-customer/supervisor
X06 a service failure is acknowledged, with the steps: service-failure/open > “All day > “I've rung > Settles \
    > +fault_log=cause only > Yes > service-failure/cause-and-steps
X07 irate about a late parcel, with strain at home: delayed-shipment/open > Starts to explain > Mentions strain \
    > Softens > “Nothing. > delayed-shipment/confirm
X08 a billing error of ours, paid back: billing-error/open > Gives the amount > “Exactly” > Yes > Passes > Points to \
    > +charge=42.10 > +fault=ours > It is wrong > “Thank you” > Pay it back > billing-error/refund
X09 insults that go on after both warnings: aggressive-customer/open > Goes for me > Carries on > Carries on \
    > aggressive-customer/end-for-abuse
X09 a slur gets no first warning, and two all the same: aggressive-customer/hear-out > @abuse > It was a slur \
    > Carries on > Carries on > aggressive-customer/end-for-abuse
X09 a threat from the middle of another call: billing-error/confirm > @threat > The supervisor listens in \
    > aggressive-customer/threat-notes
X10 it broke, and they are let down: opening/greet > Starts to tell > Comes to the end > “What I bought \
    > faulty-product/confirm
X11 an order expected yesterday is not here: delayed-shipment/open > “It was due > Goes over > Yes > Names a day \
    > +tracking=moving but late > Reads it out > delayed-shipment/moving-late
X12 unhappy with the return rule, store credit: return-policy/open > “Your rule > “So give me > +faulty_item=no \
    > +days_over=7 > +store_credit=30 > Yes > “I'll take the credit” > return-policy/set-up
X12 unhappy with the return rule, an exception: return-policy/open > “Your rule > “So give me > +faulty_item=no \
    > +days_over=30 > Yes > “Ask your > return-policy/exception
X13 an error that cost them days, more on top than the agent may give: billing-error/knock-on > +goodwill=60 \
    > Days of trouble > Says yes > billing-error/goodwill-done
X14 a call that goes round and gets nowhere: aggressive-customer/open > Shouts > “Are you even > Begins again \
    > “Are you even > Begins again > aggressive-customer/supervisor
X14 a hostile call is ended and told to the supervisor: aggressive-customer/open > @abuse > Carries on > Carries on \
    > The line is down > aggressive-customer/ended
X15 the frustration comes from an earlier problem: billing-error/open > “I've rung about this > Is still hurt > Tells it \
    > billing-error/confirm";

#[test]
fn every_situation_asked_for_can_be_played() {
    let mut faults = Vec::new();
    for line in SITUATIONS.lines() {
        let (situation, way) = line.split_once(": ").unwrap();
        let way: Vec<&str> = way.split('>').map(str::trim).collect();
        let [from, moves @ .., comes_to] = way.as_slice() else { panic!("{situation} has no way") };
        let from = spot(from);
        let mut live = begin(from.tree.as_str(), from.step.as_str(), None);
        let played = play(&mut live, moves);
        if played.is_err() || live.at() != *comes_to {
            faults.push(format!("{situation}: {played:?}, came to {}, not {comes_to}", live.at()));
        }
    }
    assert_none(&faults);
}

#[test]
fn no_situation_asked_for_is_left_out() {
    for number in 1..=15 {
        let name = format!("X{number:02} ");
        assert!(SITUATIONS.lines().any(|line| line.starts_with(&name)), "{name}is not played");
    }
}

/// Presses a key at a step; nothing where the step is the one behind the key.
fn pressed(tree: &Tree, id: &StepId, key: AlwaysKey) -> Option<Result<Live, String>> {
    let mut live = begin(tree.id.as_str(), id.as_str(), None);
    let here = live.at();
    let taken = live.take(Move::Always(key)).map_err(|no| format!("{here}, {}: {no}", key.in_words()));
    match taken {
        Ok(()) if live.at() == here => None,
        taken => Some(taken.map(|()| live)),
    }
}

#[test]
fn every_always_key_leads_somewhere_from_every_step() {
    let mut faults = Vec::new();
    for ((tree, id, _), key) in steps().flat_map(|step| AlwaysKey::ALL.map(|key| (step, key))) {
        let behind = trees().behind(key, &tree.id);
        let is_behind = behind.as_ref().is_some_and(|to| to.tree == tree.id && to.step == *id);
        match pressed(tree, id, key) {
            Some(Err(no)) => faults.push(no),
            None if !is_behind => faults.push(format!("{}/{id}, {}: stays", tree.id, key.in_words())),
            Some(Ok(live)) if !is_behind && Some(live.call.spot()) != behind.as_ref() => {
                faults.push(format!("{}/{id}, {}: leads to {}", tree.id, key.in_words(), live.at()));
            }
            _ => {}
        }
    }
    assert_none(&faults);
}

#[test]
fn return_comes_back_to_the_step_that_an_always_key_left() {
    let mut faults = Vec::new();
    for ((tree, id, _), key) in steps().flat_map(|step| AlwaysKey::ALL.map(|key| (step, key))) {
        let Some(Ok(mut live)) = pressed(tree, id, key) else { continue };
        let taken = live.take(Move::Return);
        if taken.is_err() || live.at() != format!("{}/{id}", tree.id) {
            faults.push(format!("{}/{id}, {}: {taken:?}, came to {}", tree.id, key.in_words(), live.at()));
        }
    }
    assert_none(&faults);
}

/// What a wandering call comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WalkEnd {
    Ended,
    Wanders,
}

/// Three hundred calls that begin at the greeting with everything known and take sixty open answers by chance, the
/// same ones each time. `look` sees the call after each answer.
fn walks(look: impl Fn(&Live) -> Result<(), String>) -> Result<Vec<(WalkEnd, bool)>, String> {
    let config = ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let ends = Cell::new(Vec::new());
    let walk = |chances: Vec<Index>| {
        let mut live = begin_known("opening", "greet");
        let mut end = WalkEnd::Wanders;
        for chance in chances {
            let answers = live.call.read(&live.now).answers();
            let open: Vec<usize> =
                answers.iter().filter(|answer| answer.state == AnswerState::Open).map(|answer| answer.number).collect();
            if open.is_empty() {
                let is_end = live.call.read(&live.now).here().is_some_and(|(_, step)| step.kind.is_end());
                prop_assert!(is_end, "{} has no open answer", live.at());
                end = WalkEnd::Ended;
                break;
            }
            let number = *chance.get(&open);
            let at = live.at();
            live.press(number).map_err(|no| TestCaseError::fail(format!("answer {number} at {at}: {no}")))?;
            look(&live).map_err(|why| TestCaseError::fail(format!("at {}: {why}", live.at())))?;
        }
        let mut all = ends.take();
        all.push((end, !live.call.state().reached.is_empty()));
        ends.set(all);
        Ok(())
    };
    let ran = runner.run(&proptest::collection::vec(any::<Index>(), 60), walk);
    ran.map_err(|error| error.to_string()).map(|()| ends.take())
}

#[test]
fn a_call_that_wanders_is_never_stuck_and_never_refused() {
    assert_eq!(walks(|_| Ok(())).err(), None);
}

#[test]
fn a_call_that_wanders_comes_to_an_end_or_to_somebody() {
    let ends = walks(|_| Ok(())).unwrap();
    let good = ends.iter().filter(|(end, reached)| *end == WalkEnd::Ended || *reached).count();
    assert!(good * 20 >= ends.len() * 19, "{good} of {} walks", ends.len());
}

#[test]
fn a_call_that_wanders_mostly_ends_within_sixty_answers() {
    let ends = walks(|_| Ok(())).unwrap();
    let ended = ends.iter().filter(|(end, _)| *end == WalkEnd::Ended).count();
    assert!(ended * 2 >= ends.len(), "{ended} of {} walks", ends.len());
}

#[test]
fn every_line_said_on_a_call_where_all_is_known_is_whole() {
    let whole = |live: &Live| match live.call.state().said.last() {
        Some(said) if said.line.contains('{') => Err(format!("“{}” was said at {}", said.line, said.at)),
        _ => Ok(()),
    };
    assert_eq!(walks(whole).err(), None);
}

#[test]
fn the_card_of_a_call_that_wanders_keeps_to_seventy_five_words() {
    let short = |live: &Live| {
        let text = live.call.read(&live.now).card().text();
        let words = text.split_whitespace().count();
        if words <= 75 { Ok(()) } else { Err(format!("{words} words\n{text}")) }
    };
    assert_eq!(walks(short).err(), None);
}

#[test]
fn a_call_that_wanders_has_a_summary_at_every_step() {
    let told = |live: &Live| if live.call.read(&live.now).summary().is_empty() { Err("no summary".to_owned()) } else { Ok(()) };
    assert_eq!(walks(told).err(), None);
}
