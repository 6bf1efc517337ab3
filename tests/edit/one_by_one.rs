//! Every edit on the example of the design: the file before and after, which differ in nothing else.

use super::{
    changes::{fact_id, plain_answer, plain_fact, step_id},
    common::{BILLING, tree},
};
use evenkeel::{
    edit::{AnswerChange, Edit, LineList, StepChange, TreeChange},
    tree::{
        Allow, AlwaysKey, Cap, Condition, FactKind, Frame, How, Kind, Limit, LimitId, Mood, Note, Outcome, Promise, Stage,
        Status, Step, Swap, Target, TechniqueId,
    },
};

/// An edit, its name, and what it puts in the place of what.
type Row = (Edit, &'static str, &'static [(&'static str, &'static str)]);

pub fn on(step: &str, change: StepChange) -> Edit {
    Edit::Step(step_id(step), change)
}

pub fn answer(step: &str, at: usize, change: AnswerChange) -> Edit {
    on(step, StepChange::Answer(at, change))
}

fn limit(label: &str) -> Limit {
    Limit { label: label.to_owned(), kind: FactKind::Number, at_most: "3".to_owned() }
}

pub fn limit_id(name: &str) -> LimitId {
    LimitId::new(name).expect("a name")
}

pub fn thanks() -> Box<Step> {
    let text = "Tree(format: 1, id: \"t\", title: \"T\", start: \"a\", steps: {\"a\": Step(kind: Say, stage: Close, title: \"Thank them\")})";
    Box::new(Step::clone(&tree(text).tree().steps[0]))
}

fn check(rows: Vec<Row>) {
    let document = tree(BILLING);
    for (edit, name, replaced) in rows {
        assert_eq!(edit.name(document.tree()), name);
        let after = edit.apply(document.tree()).unwrap_or_else(|refused| panic!("{name}: {refused}"));
        let text = document.with_tree(&after).unwrap_or_else(|troubles| panic!("{name}: {troubles:?}")).text().to_string();
        let mut wanted = BILLING.to_owned();
        for (from, to) in replaced {
            assert!(wanted.contains(from), "{name}: {from} is not there");
            wanted = wanted.replacen(from, to, 1);
        }
        assert_eq!(lines_but_the_same(&text, &wanted), lines_but_the_same(&wanted, &text), "{name}");
    }
}

/// The lines between what two texts have in common at their beginnings and ends.
fn lines_but_the_same<'a>(text: &'a str, other: &str) -> Vec<&'a str> {
    let (lines, others): (Vec<&str>, Vec<&str>) = (text.lines().collect(), other.lines().collect());
    let above = lines.iter().zip(&others).take_while(|(one, other)| one == other).count();
    let below = lines.iter().rev().zip(others.iter().rev()).take_while(|(one, other)| one == other).count();
    lines[above..].iter().take(lines.len().saturating_sub(above + below)).copied().collect()
}

#[test]
fn edits_of_the_tree() {
    let of = |change| Edit::Tree(change);
    check(vec![
        (of(TreeChange::Title("Bills".into())), "Change the title of the tree", &[("\"Billing error\"", "\"Bills\"")]),
        (
            of(TreeChange::Summary("Any.".into())),
            "Change the summary",
            &[("\"A charge the customer did not expect or does not owe.\"", "\"Any.\"")],
        ),
        (of(TreeChange::Language("en-US".into())), "Change the language", &[("en-GB", "en-US")]),
        (of(TreeChange::Owner("Floor".into())), "Change the owner", &[("owner: \"Billing team\"", "owner: \"Floor\"")]),
        (of(TreeChange::ReviewBy("2028-05-01".into())), "Change the day of review", &[("2027-05-01", "2028-05-01")]),
        (of(TreeChange::Mood(Mood::Heated)), "Change the mood at the start", &[("mood: Calm", "mood: Heated")]),
        (
            of(TreeChange::Start(step_id("listen"))),
            "Start at “Hear it out, name it once”",
            &[("start: \"open\"", "start: \"listen\"")],
        ),
        (of(TreeChange::Status(Status::Retired)), "Retire it", &[("status: Live", "status: Retired")]),
        (of(TreeChange::Revision(8)), "Make it revision 8", &[("revision: 7", "revision: 8")]),
        (
            of(TreeChange::Always(AlwaysKey::Supervisor, Target::new("close").ok())),
            "Set the key Supervisor",
            &[("supervisor: \"over-limit\"", "supervisor: \"close\"")],
        ),
        (
            of(TreeChange::Always(AlwaysKey::Supervisor, None)),
            "Clear the key Supervisor",
            &[("\n        supervisor: \"over-limit\",", "")],
        ),
    ]);
}

#[test]
fn edits_of_a_step() {
    let kind = Kind::Escalate { to: "Lead".into(), how: How::Callback, why: "Above".into(), nobody_free: None };
    let swap = Swap { not: "Calm down.".into(), but: "Go on.".into() };
    let allow = Allow { rule: "R".into(), line: "L".into(), why: "W".into() };
    check(vec![
        (
            on("listen", StepChange::Kind(Kind::Ask)),
            "Make “Hear it out, name it once” an Ask step",
            &[("kind: Say,\n            stage: Listen", "kind: Ask,\n            stage: Listen")],
        ),
        (
            on("listen", StepChange::Kind(kind)),
            "Make “Hear it out, name it once” an Escalate step",
            &[(
                "kind: Say,\n            stage: Listen",
                "kind: Escalate(to: \"Lead\", how: Callback, why: \"Above\"),\n            stage: Listen",
            )],
        ),
        (
            on("listen", StepChange::Stage(Stage::Own)),
            "Move “Hear it out, name it once” to the stage Own",
            &[("stage: Listen", "stage: Own")],
        ),
        (
            on("listen", StepChange::Title("Hear".into())),
            "Change the title of “Hear it out, name it once”",
            &[("\"Hear it out, name it once\"", "\"Hear\"")],
        ),
        (
            on("listen", StepChange::Task(Some("Look.".into()))),
            "Change the task of “Hear it out, name it once”",
            &[("nasty surprise.\"],", "nasty surprise.\"],\n            task: \"Look.\",")],
        ),
        (
            on("open", StepChange::Cue(None)),
            "Change the cue of “Open and invite the story”",
            &[("\n            cue: \"Sit back. One slow breath before the first word.\",", "")],
        ),
        (
            on("open", StepChange::Swaps(vec![swap])),
            "Change the better wordings of “Open and invite the story”",
            &[(
                "Swap(not: \"What's your account number?\", but: \"What has happened with your bill?\")",
                "Swap(not: \"Calm down.\", but: \"Go on.\")",
            )],
        ),
        (
            on("open", StepChange::Techniques(vec![TechniqueId::new("labelling").expect("a name")])),
            "Change the techniques of “Open and invite the story”",
            &[("[\"open-question\", \"active-listening\"]", "[\"labelling\"]")],
        ),
        (
            on("open", StepChange::Captures(vec![])),
            "Change what “Open and invite the story” captures",
            &[(
                "techniques: [\"open-question\", \"active-listening\"],\n            captures: [\"charge\"],",
                "techniques: [\"open-question\", \"active-listening\"],",
            )],
        ),
        (
            on("refund", StepChange::Promise(None)),
            "Delete the promise of “Credit it while they wait”",
            &[("\n            promise: Promise(what: \"Refund of {charge}\", owner: \"agent_name\", by: \"refund_date\"),", "")],
        ),
        (
            on("close", StepChange::Promise(Some(Promise { what: "A".into(), ..Promise::default() }))),
            "Change the promise of “Close warm”",
            &[("{customer_name}.\"],", "{customer_name}.\"],\n            promise: Promise(what: \"A\"),")],
        ),
        (
            on("listen", StepChange::Cap(Some(Cap { visits: 3, then: Target::new("over-limit").expect("an address") }))),
            "Change the cap of “Hear it out, name it once”",
            &[("visits: 2", "visits: 3")],
        ),
        (
            on("listen", StepChange::Cap(None)),
            "Delete the cap of “Hear it out, name it once”",
            &[("\n            cap: Cap(visits: 2, then: \"over-limit\"),", "")],
        ),
        (
            on("close", StepChange::Warning(true)),
            "Make “Close warm” a warning",
            &[("{customer_name}.\"],", "{customer_name}.\"],\n            warning: true,")],
        ),
        (
            on("close", StepChange::Allow(vec![allow])),
            "Change the silenced findings of “Close warm”",
            &[(
                "{customer_name}.\"],",
                "{customer_name}.\"],\n            allow: [Allow(rule: \"R\", line: \"L\", why: \"W\")],",
            )],
        ),
        (
            on("close", StepChange::Kind(Kind::End(Outcome::FollowUp))),
            "Make “Close warm” an End step",
            &[("End(Resolved)", "End(FollowUp)")],
        ),
    ]);
}

#[test]
fn edits_of_lines() {
    let (say, heated) = (LineList::Say, LineList::SayHeated);
    let first = "                \"Thank you for calling, I'm {agent_name}. What has happened with your bill?\",\n";
    let second = "                \"You're through to {agent_name}. Tell me what you see on the bill.\",\n";
    let third = "                \"I'm {agent_name}, and I'm listening. Tell me what happened with the bill.\",\n";
    let document = tree(BILLING);
    let is = |edit: Edit, from: &str, to: &str| {
        let after = edit.apply(document.tree()).expect("made");
        assert_eq!(document.with_tree(&after).expect("written").text().to_string(), BILLING.replacen(from, to, 1), "{edit:?}");
    };
    is(on("open", StepChange::Line { list: say, at: 1, text: "Hello.".into() }), second, "                \"Hello.\",\n");
    let three = format!("{first}                \"Hello.\",\n");
    is(on("open", StepChange::AddLine { list: say, at: 1, text: "Hello.".into() }), first, &three);
    is(on("open", StepChange::RemoveLine { list: say, at: 0 }), first, "");
    is(on("open", StepChange::MoveLine { list: say, from: 1, to: 0 }), &format!("{first}{second}"), &format!("{second}{first}"));
    let moved = format!("{third}{second}");
    let text = BILLING.replacen(second, "", 1).replacen(third, &moved, 1);
    let after = on("open", StepChange::ChangeMoodOfLine { list: say, at: 1 }).apply(document.tree()).expect("made");
    let lines = tree(&text);
    assert_eq!(after.steps["open"].say, lines.tree().steps["open"].say);
    assert_eq!(after.steps["open"].say_heated.len(), 2);
    let back = on("open", StepChange::ChangeMoodOfLine { list: heated, at: 1 }).apply(&after).expect("made");
    assert_eq!(&back, &**document.tree());
}

#[test]
fn edits_of_answers() {
    let row = "Answer(when: \"Starts to insult me\", to: \"aggressive-customer/first-warning\", then: \"close\")";
    let with = |new: &'static str| -> &'static [(&'static str, &'static str)] { Box::leak(Box::new([(row, new)])) };
    check(vec![
        (
            answer("dated-callback", 1, AnswerChange::When("Swears".into())),
            "Reword answer in “A call back with a name and a time”",
            with("Answer(when: \"Swears\", to: \"aggressive-customer/first-warning\", then: \"close\")"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::To(Target::new("open").ok())),
            "Lead “Starts to insult me” to open",
            with("Answer(when: \"Starts to insult me\", to: \"open\")"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::To(None)),
            "Disconnect “Starts to insult me”",
            with("Answer(when: \"Starts to insult me\")"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::Back(true)),
            "Let “Starts to insult me” go back",
            with("Answer(when: \"Starts to insult me\", back: true)"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::Then(Some(step_id("open")))),
            "Change where “Starts to insult me” goes on",
            with("Answer(when: \"Starts to insult me\", to: \"aggressive-customer/first-warning\", then: \"open\")"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::Unsaid(true)),
            "Change whether “Starts to insult me” leaves the line unsaid",
            with(
                "Answer(when: \"Starts to insult me\", to: \"aggressive-customer/first-warning\", then: \"close\", unsaid: true)",
            ),
        ),
        (
            answer("dated-callback", 1, AnswerChange::Told(true)),
            "Change whether “Starts to insult me” tells the receiver",
            with("Answer(when: \"Starts to insult me\", to: \"aggressive-customer/first-warning\", then: \"close\", told: true)"),
        ),
        (
            answer("dated-callback", 1, AnswerChange::Needs(Some(Condition::Known(fact_id("fault"))))),
            "Change the condition of “Starts to insult me”",
            with(
                "Answer(when: \"Starts to insult me\", to: \"aggressive-customer/first-warning\", needs: Known(\"fault\"), then: \"close\")",
            ),
        ),
        (
            on("refund", StepChange::RemoveAnswer(0)),
            "Delete “Accepts” in “Credit it while they wait”",
            &[("\n            answers: [Answer(when: \"Accepts\", to: \"close\")],", "")],
        ),
        (
            on("refund", StepChange::AddAnswer { at: 9, answer: plain_answer("Refuses", step_id("listen")) }),
            "Add an answer to “Credit it while they wait”",
            &[(
                "[Answer(when: \"Accepts\", to: \"close\")]",
                "[Answer(when: \"Accepts\", to: \"close\"), Answer(when: \"Refuses\", to: \"listen\")]",
            )],
        ),
        (
            on("confirm", StepChange::MoveAnswer { from: 1, to: 0 }),
            "Move “No, or there is more” in “Say it back”",
            &[(
                "                Answer(when: \"Yes\", to: \"whose-error\"),\n                Answer(when: \"No, or there is more\", to: \"listen\"),\n",
                "                Answer(when: \"No, or there is more\", to: \"listen\"),\n                Answer(when: \"Yes\", to: \"whose-error\"),\n",
            )],
        ),
    ]);
}

#[test]
fn edits_of_steps() {
    check(vec![
        (
            Edit::AddStep {
                id: step_id("thanks"),
                step: thanks(),
                after: Some(step_id("refund")),
                from: Some((step_id("refund"), 0)),
                at: Some((5, 6)),
            },
            "Add the step “Thank them”",
            &[
                ("Answer(when: \"Accepts\", to: \"close\")", "Answer(when: \"Accepts\", to: \"thanks\")"),
                (
                    "\"thanks\")],\n        ),\n",
                    "\"thanks\")],\n        ),\n        \"thanks\": Step(kind: Say, stage: Close, title: \"Thank them\"),\n",
                ),
                ("{ \"open\": (0, 0) }", "{ \"open\": (0, 0), \"thanks\": (5, 6) }"),
            ],
        ),
        (
            Edit::RenameStep { from: step_id("confirm"), to: step_id("say-back") },
            "Rename confirm to say-back",
            &[
                (
                    "Answer(when: \"Gives the amount at once\", to: \"confirm\"",
                    "Answer(when: \"Gives the amount at once\", to: \"say-back\"",
                ),
                (
                    "Answer(when: \"Slows down, or names the amount\", to: \"confirm\"",
                    "Answer(when: \"Slows down, or names the amount\", to: \"say-back\"",
                ),
                ("\"confirm\": Step(", "\"say-back\": Step("),
                ("Is that right?\"],", "Is that right?\"],\n            was: [\"confirm\"],"),
                ("steps: [\"open\", \"listen\", \"confirm\"]", "steps: [\"open\", \"listen\", \"say-back\"]"),
            ],
        ),
    ]);
    let document = tree(BILLING);
    let after = Edit::RemoveSteps(vec![step_id("refund"), step_id("listen")]).apply(document.tree()).expect("made");
    assert_eq!(after.steps["whose-error"].answers[0].to, None, "the answer is kept and leads nowhere");
    assert_eq!(after.steps["whose-error"].answers.len(), 3);
    assert_eq!(after.layout.frames[0].steps, ["open", "confirm"].map(step_id));
}

#[test]
fn edits_of_facts_and_limits() {
    check(vec![
        (
            Edit::AddFact { id: fact_id("goal"), fact: plain_fact("Goal"), after: Some(fact_id("charge")) },
            "Add the fact “Goal”",
            &[("        \"fault\": Fact(", "        \"goal\": Fact(label: \"Goal\", kind: Text),\n        \"fault\": Fact(")],
        ),
        (
            Edit::Fact(fact_id("fault"), plain_fact("Whose fault")),
            "Change the fact “Whose error”",
            &[(
                "Fact(label: \"Whose error\", kind: Choice([\"ours\", \"not ours\", \"unknown\"]))",
                "Fact(label: \"Whose fault\", kind: Text)",
            )],
        ),
        (
            Edit::RenameFact { from: fact_id("charge"), to: fact_id("amount") },
            "Rename {charge} to {amount}",
            &[
                ("\"charge\": Fact(", "\"amount\": Fact("),
                ("captures: [\"charge\"]", "captures: [\"amount\"]"),
                ("Known(\"charge\")", "Known(\"amount\")"),
                ("captures: [\"charge\"]", "captures: [\"amount\"]"),
                ("So {charge} went", "So {amount} went"),
                ("Within(\"charge\"", "Within(\"amount\""),
                ("Over(\"charge\"", "Over(\"amount\""),
                ("putting {charge} back", "putting {amount} back"),
                ("Refund of {charge}", "Refund of {amount}"),
                ("putting {charge} back", "putting {amount} back"),
                ("\"charge\": \"80.00\"", "\"amount\": \"80.00\""),
            ],
        ),
        (
            Edit::AddLimit { id: limit_id("tries"), limit: limit("Tries"), after: None },
            "Add the limit “Tries”",
            &[(
                "at_most: \"50.00\"),\n",
                "at_most: \"50.00\"),\n        \"tries\": Limit(label: \"Tries\", kind: Number, at_most: \"3\"),\n",
            )],
        ),
        (
            Edit::Limit(
                limit_id("agent_credit"),
                Limit { at_most: "60.00".into(), ..Limit::clone(&tree(BILLING).tree().limits["agent_credit"]) },
            ),
            "Change the limit “Credit an agent may give”",
            &[("50.00", "60.00")],
        ),
        (
            Edit::RenameLimit { from: limit_id("agent_credit"), to: limit_id("credit") },
            "Rename the limit agent_credit to credit",
            &[
                ("\"agent_credit\": Limit", "\"credit\": Limit"),
                ("\"agent_credit\")", "\"credit\")"),
                ("\"agent_credit\")", "\"credit\")"),
            ],
        ),
    ]);
}

#[test]
fn edits_of_the_canvas_and_the_tests() {
    let frame = Frame { title: "All".into(), colour: "ember".into(), steps: vec![step_id("open")] };
    check(vec![
        (Edit::Place(vec![(step_id("open"), (3, -4))]), "Move “Open and invite the story”", &[("(0, 0)", "(3, -4)")]),
        (
            Edit::Place(vec![(step_id("open"), (0, 0)), (step_id("close"), (9, 9))]),
            "Move 2 steps",
            &[("{ \"open\": (0, 0) }", "{ \"open\": (0, 0), \"close\": (9, 9) }")],
        ),
        (
            Edit::Frames(vec![frame]),
            "Change the frames",
            &[(
                "Frame(title: \"Hear them\", colour: \"tide\", steps: [\"open\", \"listen\", \"confirm\"])",
                "Frame(title: \"All\", colour: \"ember\", steps: [\"open\"])",
            )],
        ),
    ]);
    let document = tree(BILLING);
    let apply = |edit: Edit| edit.apply(document.tree()).expect("made");
    assert!(apply(Edit::Unplace(vec![])).layout.placed.is_empty());
    assert!(apply(Edit::Tests(vec![])).tests.is_empty());
    assert_eq!(apply(Edit::Notes(vec![Note { at: (1, 2), text: "Ask".into() }])).layout.notes.len(), 1);
}
