//! Trees as text, as an author would have written them: lines, five answers a step, facts, limits, conditions.

use std::fmt::Write as _;

const HEAD: &str = r#"
    summary: "A charge the customer did not expect or does not owe.",
    language: "en-GB",
    revision: 7,
    status: Live,
    owner: "Billing team",
    review_by: "2027-05-01",
    mood: Calm,

    facts: {
        "customer_name": Fact(label: "Customer's name", kind: Text, private: true, sample: "Dana"),
        "charge": Fact(label: "Disputed charge", kind: Money("GBP"), ask: "What amount do you see?"),
        "fault": Fact(label: "Whose error", kind: Choice(["ours", "not ours", "unknown"])),
        "order_number": Fact(label: "Order number", kind: Text, ask: "What is the number of the order?"),
        // The bank takes three days; five is what we may say.
        "refund_date": Fact(label: "Refund arrives by", kind: Date, latest: WorkingDays(5)),
    },

    limits: {
        "agent_credit": Limit(label: "Credit an agent may give", kind: Money("GBP"), at_most: "50.00"),
    },

    steps: {
"#;

const TAIL: &str = r#"
        "supervisor": Step(
            kind: Escalate(to: "Billing supervisor", how: WarmTransfer, why: "Above the agent's limit", nobody_free: "callback"),
            stage: Offer,
            title: "Above what I can sign off",
            say: ["I'll bring in my supervisor and tell them everything, so you won't have to."],
            answers: [Answer(when: "The supervisor has it", to: "close", told: true)],
        ),

        "callback": Step(
            kind: Say,
            stage: FollowUp,
            title: "A call back with a name and a day",
            say: ["{agent_name} will call you on {refund_date}, whatever we find."],
            captures: ["refund_date"],
            promise: Promise(what: "Call back", owner: "agent_name", by: "refund_date"),
            answers: [Answer(when: "Agrees", to: "close")],
        ),

        "close": Step(
            kind: End(Resolved),
            stage: Close,
            title: "Close warm",
            say: ["Thank you for telling us, {customer_name}."],
        ),
    },
)
"#;

/// A tree of so many steps, three of them its end; a call begins at the step of that number.
pub fn tree_text(id: &str, steps: usize, start: usize) -> String {
    let mut text = format!("// Billing team, reviewed with the floor on 3 March.\nTree(\n    format: 1,\n    id: \"{id}\",\n");
    text.push_str(&format!("    title: \"The charge of {id}\",\n    start: \"step-{start}\",{HEAD}"));
    let last = steps.saturating_sub(4);
    for number in 0..=last {
        step(&mut text, number, last);
    }
    text.push_str(TAIL);
    text
}

fn step(text: &mut String, number: usize, last: usize) {
    let to = |by: usize| if number + by > last { "close".to_owned() } else { format!("step-{}", number + by) };
    // Acknowledgement and paraphrase are passed by every path, as a good tree has it.
    let (further, far) = if number < 2 { (1, 1) } else { (2, 5) };
    let (kind, stage, does) = match number {
        0 => ("Ask", "Open", ""),
        1 => ("Say", "Acknowledge", ""),
        2 => ("Ask", "Confirm", ""),
        _ => match number % 4 {
            0 => ("Ask", "Offer", ""),
            1 => ("Do", "Act", "task: \"Enter it now; say each thing as you do it.\","),
            2 => ("Say", "Recap", ""),
            _ => ("Check", "Check", "task: \"Open the charge. Look at who ordered it and when.\","),
        },
    };
    let needs = |condition: &str| if kind == "Check" { format!(", needs: {condition}") } else { String::new() };
    // Writing to a String cannot fail.
    let _ = write!(
        text,
        r#"
        // {number}. Let them finish; no data questions here.
        "step-{number}": Step(
            kind: {kind},
            stage: {stage},
            title: "Hear part {number} out and name it once",
            say: [
                "So part {number} is about {{charge}}, {{customer_name}}, and you did not expect it on your bill.",
                "You're through to {{agent_name}}. Tell me what you see on line {number} of the bill.",
            ],
            say_heated: ["I'm {{agent_name}}, and I'm listening. Part {number} is a nasty surprise."],
            {does}
            cue: "Sit back. One slow breath before the first word.",
            avoid: [Swap(not: "What's your account number?", but: "What has happened with your bill?")],
            techniques: ["open-question", "active-listening"],
            captures: ["charge", "fault"],
            cap: Cap(visits: 2, then: "supervisor"),
            answers: [
                Answer(when: "Agrees, and wants to go on", to: "{next}"),
                Answer(when: "Asks why it has happened", to: "{further}"{ours}),
                Answer(when: "Names the amount at once", to: "{far}"),
                Answer(when: "More than I may sign off", to: "supervisor"{over}),
                Answer(when: "Tells the story from the start", to: "step-{number}"),
            ],
        ),
"#,
        next = to(1),
        further = to(further),
        far = to(far),
        ours = needs("Is(\"fault\", \"ours\")"),
        over = needs("All([Is(\"fault\", \"ours\"), Over(\"charge\", \"agent_credit\")])"),
    );
}

/// A tree that branches: each step leads to three others, every third also back to an earlier one or across.
pub fn bushy_text(id: &str, steps: usize) -> String {
    let mut text = format!(
        "Tree(\n    format: 1,\n    id: \"{id}\",\n    title: \"A bushy tree\",\n    start: \"step-0\",\n    steps: {{\n"
    );
    let last = steps.saturating_sub(1);
    for number in 0..last {
        let answer = |words: &str, to: usize| format!("Answer(when: \"{words}\", to: \"step-{to}\"), ");
        let mut answers: String =
            (1..=3).map(|child| 3 * number + child).filter(|to| *to < last).map(|to| answer("Goes on", to)).collect();
        if number % 3 == 2 {
            answers.push_str(&answer("Tells it again", (number * 7 + 1) % steps));
        }
        if answers.is_empty() {
            answers = answer("Is content", last);
        }
        let _ = writeln!(
            text,
            "        \"step-{number}\": Step(kind: Say, stage: Listen, title: \"Hear part {number} out\", say: [\"Part {number} is a nasty surprise.\"], answers: [{answers}]),"
        );
    }
    let _ =
        writeln!(text, "        \"step-{last}\": Step(kind: End(Resolved), stage: Close, title: \"Close warm\"),\n    }},\n)");
    text
}
