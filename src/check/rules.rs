//! The rules by name: how much each matters, and what it is for.

use super::{Level, words::Lexicon};
use std::sync::LazyLock;

/// A rule, by what a list of findings shows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name in findings.
    pub name: &'static str,
    /// How much a finding of it matters.
    pub level: Level,
    /// What it asks for, and why, in a sentence.
    pub title: &'static str,
}

const fn rule_of(name: &'static str, level: Level, title: &'static str) -> Rule {
    Rule { name, level, title }
}

/// Every rule of structure.
pub const RULES: [Rule; 37] = [
    rule_of("UNREADABLE", Level::Error, "The file can be read."),
    rule_of("MISSING_TARGET", Level::Error, "Every answer, cap and escalation point leads to a step that exists."),
    rule_of("UNREACHABLE", Level::Warning, "Every step can be come to, or it is dead weight."),
    rule_of("DEAD_END", Level::Error, "Every step but an end has a way on; a call must not stop in mid-air."),
    rule_of("NO_END", Level::Error, "From every step an end can be reached."),
    rule_of("UNKNOWN_FACT", Level::Error, "A fact in a line, condition, capture or promise is declared."),
    rule_of("UNKNOWN_LIMIT", Level::Error, "A limit in a condition is declared."),
    rule_of("BAD_VALUE", Level::Error, "A value fits the kind of its fact or limit."),
    rule_of("FACT_TYPES_DIFFER", Level::Error, "Facts of one name travel between trees, so they are of one type."),
    rule_of("NEVER_TRUE", Level::Error, "A condition can hold for some value; one that never does hides its answer for good."),
    rule_of("NO_WAY_ON", Level::Error, "Whatever the facts are, some answer is open."),
    rule_of(
        "HIDES_CUSTOMER",
        Level::Warning,
        "Conditions test what the agent or the company may do, never what a customer may say.",
    ),
    rule_of("TOO_MANY_ANSWERS", Level::Error, "Nine answers at most: each has a digit, and nobody reads ten under pressure."),
    rule_of("REPEATED_ANSWER", Level::Warning, "The answers of a step do not repeat one another."),
    rule_of("LOOP_WITHOUT_CAP", Level::Error, "Every loop has a cap, or a call can go round for ever."),
    rule_of("CAP_NOT_UPWARD", Level::Error, "Past its cap a call goes upward: to an escalation point or one step from it."),
    rule_of("ESCALATION_UNCLEAR", Level::Error, "An escalation point names receiver, reason and the way when nobody is free."),
    rule_of("PROMISE_UNCLEAR", Level::Error, "A promise has an owner and a day that the call captures."),
    rule_of("PROMISE_FOR_ANOTHER", Level::Error, "A promise names another person only where they have accepted it."),
    rule_of("ALWAYS_KEY", Level::Error, "Every always-key leads to a step that exists."),
    rule_of(
        "ASKS_THE_AGENT",
        Level::Warning,
        "How the agent feels is asked by the app after the call, privately, never by a step.",
    ),
    rule_of(
        "OFFER_BEFORE_ACKNOWLEDGEMENT",
        Level::Error,
        "An offer comes after the customer was acknowledged; before, it is not heard.",
    ),
    rule_of("OFFER_BEFORE_CONFIRMATION", Level::Error, "An offer comes after a paraphrase the customer confirmed."),
    rule_of(
        "DATA_BEFORE_ACKNOWLEDGEMENT",
        Level::Error,
        "In a heated call the feeling is acknowledged before data is asked for, a name apart.",
    ),
    rule_of("OFFER_WITHOUT_NEITHER", Level::Warning, "An offer has an answer for the customer who wants neither."),
    rule_of(
        "APOLOGY_WITHOUT_HELP",
        Level::Warning,
        "After an apology help comes within two steps; sorry alone sounds like a brush-off.",
    ),
    rule_of(
        "APOLOGY_TOO_OFTEN",
        Level::Hint,
        "One fault is apologised for once, or twice at most; after that sorry stops helping.",
    ),
    rule_of(
        "EMPATHY_REPEATED",
        Level::Hint,
        "No call hears the same words of empathy twice: the second time they sound read out.",
    ),
    rule_of(
        "TALKS_TOO_LONG",
        Level::Hint,
        "The customer can answer at least every twelve seconds; a heated caller breaks in before.",
    ),
    rule_of("FAULT_NOT_OWNED", Level::Warning, "Where the fault is ours, the call says so before it offers anything."),
    rule_of(
        "NO_OPEN_QUESTION",
        Level::Hint,
        "Before anything is looked up, one open question lets the customer tell it their way.",
    ),
    rule_of("FAR_FROM_ESCALATION", Level::Hint, "From every heated step an escalation point is a few answers away."),
    rule_of("OFFER_WITHOUT_CHOICE", Level::Hint, "An offer names two ways, so that the customer has a say."),
    rule_of("COLD_CLOSE", Level::Hint, "The last words of a call are what stays; they thank for something, or name how it was."),
    rule_of("TEST_FAILS", Level::Error, "Every test that an author keeps comes to the step it names."),
    rule_of("NOTHING_TO_SAY", Level::Warning, "A step on which the agent speaks has a line."),
    rule_of("BAD_BACK", Level::Error, "An answer leads to a step or goes back, and `then` follows only a way into another tree."),
];

/// The rules on how a tree as a whole speaks, and on silenced findings; what is said has its own ([`super::words`]).
const ON_WORDING: [Rule; 3] = [
    rule_of("GRADE", Level::Warning, "The lines of a tree are plain to everybody who may ring: reading grade 6 or below."),
    rule_of("SILENCE_WITHOUT_REASON", Level::Warning, "Who silences a finding says why, for those who review it."),
    rule_of("SILENCE_UNUSED", Level::Hint, "A silence that silences nothing hides the next thing that goes wrong."),
];

/// The rules on words, in the form of the others.
static ON_WORDS: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let words = Lexicon::in_force().rules().iter();
    words.map(|rule| Rule { name: &rule.id, level: rule.level, title: &rule.title }).collect()
});

/// The rules that are no rules on words.
pub(super) fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(&ON_WORDING)
}

/// Whether a rule is about what is said: its words, or silences and secrets among them.
#[must_use]
pub fn is_of_words(name: &str) -> bool {
    ON_WORDING.iter().chain(ON_WORDS.iter()).any(|rule| rule.name == name)
}

/// The rule of that name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name).or_else(|| ON_WORDS.iter().find(|rule| rule.name == name))
}
