//! Every rule and credit by the examples it brings along.

use evenkeel::check::words::{ByName, Lexicon, Moment};
use evenkeel::tree::{Kind, Mood};

/// A moment at which a rule of that scope holds.
fn moment(scope: &evenkeel::check::words::Scope) -> Moment<'static> {
    let kind = (!scope.kinds.is_empty()).then_some(&Kind::Say);
    Moment {
        mood: scope.mood.or(Some(Mood::Calm)),
        stage: scope.stages.first().copied(),
        kind,
        channel: scope.channel.unwrap_or_default(),
    }
}

#[test]
fn the_shipped_rules_can_be_read() {
    let lexicon = Lexicon::try_shipped().unwrap_or_else(|error| panic!("{error}"));
    let (constructions, unsorted) = lexicon.size();
    println!("{} rules, {constructions} constructions, {unsorted} without a certain word", lexicon.rules().len());
}

#[test]
fn each_rule_finds_its_bad_lines_and_leaves_its_good_ones() {
    let lexicon = Lexicon::shipped();
    let mut wrong = Vec::new();
    for rule in lexicon.rules() {
        let finds = |line: &String| lexicon.judge(line, moment(&rule.scope), &ByName).remarks.iter().any(|r| r.rule == rule.id);
        wrong.extend(rule.bad.iter().filter(|line| !finds(line)).map(|line| format!("{} misses: {line}", rule.id)));
        wrong.extend(rule.good.iter().filter(|line| finds(line)).map(|line| format!("{} marks: {line}", rule.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_credit_is_given_for_its_good_lines_and_no_others() {
    let lexicon = Lexicon::shipped();
    let mut wrong = Vec::new();
    for credit in lexicon.credits().iter().chain(lexicon.signs()) {
        let gives = |line: &String| {
            let judged = lexicon.judge(line, Moment::default(), &ByName);
            judged.credits.iter().chain(&judged.signs).any(|id| **id == credit.id)
        };
        wrong
            .extend(credit.good.iter().filter(|line| !gives(line)).map(|line| format!("{} is not given for: {line}", credit.id)));
        wrong.extend(credit.bad.iter().filter(|line| gives(line)).map(|line| format!("{} is given for: {line}", credit.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_explains_itself() {
    for rule in Lexicon::shipped().rules() {
        assert!(rule.bad.len() >= 2 && rule.good.len() >= 2, "{} has too few examples", rule.id);
        for text in [&rule.title, &rule.message, &rule.better, &rule.why, &rule.source] {
            assert!(!text.is_empty(), "{} leaves something unsaid", rule.id);
        }
        assert!(rule.why.ends_with('.') && rule.title.ends_with('.'), "{}", rule.id);
        for other in &rule.gives_way_to {
            assert!(Lexicon::shipped().rule(other).is_some(), "{} gives way to {other}, which does not exist", rule.id);
        }
    }
}
