//! Search and replace in the words of a tree.

use super::common::{BILLING, tree};
use evenkeel::{
    edit::{Edit, Pattern, Replacement, find},
    tree::OwnedPart,
};

fn pattern(text: &str) -> Pattern {
    Pattern { text: text.to_owned(), ..Pattern::default() }
}

fn replaced(pattern: Pattern, with: &str) -> String {
    let document = tree(BILLING);
    let edit = Edit::Replace(Replacement { pattern, with: with.to_owned(), only: None });
    let after = edit.apply(document.tree()).expect("made");
    document.with_tree(&after).expect("written").text().to_string()
}

#[test]
fn a_search_finds_titles_lines_answers_and_facts_with_their_place() {
    let document = tree(BILLING);
    let found: Vec<String> = find(document.tree(), &pattern("amount"))
        .iter()
        .map(|found| {
            let (before, words, after) = found.in_context();
            format!("{} {}: {before}[{words}]{after}", found.step.as_ref().map_or("", AsRef::as_ref), found.place)
        })
        .collect();
    assert_eq!(
        found,
        [
            " question for charge: What [amount] do you see?",
            "open answer 2: Gives the [amount] at once",
            "listen answer 1: Slows down, or names the [amount]",
        ]
    );
}

#[test]
fn a_place_leads_to_the_words_in_the_text() {
    let document = tree(BILLING);
    let found = &find(document.tree(), &pattern("Slows down"))[0];
    let way: Vec<_> = found.part.iter().map(OwnedPart::as_part).collect();
    assert_eq!(&document.text()[document.place(&way).span], "\"Slows down, or names the amount\"");
}

#[test]
fn capitals_and_whole_words_matter_only_when_asked() {
    let document = tree(BILLING);
    let count = |pattern: Pattern| find(document.tree(), &pattern).len();
    let (any, cased) = (pattern("bill"), Pattern { case: true, ..pattern("bill") });
    let whole = Pattern { whole_words: true, ..pattern("bill") };
    assert_eq!((count(any), count(cased), count(whole)), (6, 4, 4));
    assert_eq!(count(pattern("")), 0);
}

#[test]
fn the_name_of_a_fact_is_never_replaced() {
    let text = replaced(pattern("charge"), "fee");
    assert!(text.contains("So {charge} went out"), "{text}");
    assert!(text.contains("\"charge\": Fact(label: \"Disputed fee\""), "{text}");
}

#[test]
fn a_capital_at_the_beginning_is_kept_unless_capitals_matter() {
    let text = replaced(pattern("thank you"), "many thanks");
    assert!(text.contains("\"Many thanks for calling"), "{text}");
    let text = replaced(Pattern { case: true, ..pattern("Thank you") }, "many thanks");
    assert!(text.contains("\"many thanks for calling"), "{text}");
}

#[test]
fn either_apostrophe_finds_the_other() {
    let text = BILLING.replace("didn't expect", "didn’t expect");
    assert_eq!(find(tree(&text).tree(), &pattern("didn't")).len(), 1);
}

#[test]
fn only_the_chosen_places_are_replaced() {
    let document = tree(BILLING);
    let found = find(document.tree(), &pattern("bill"));
    let only = Some([found[3].spot()].into_iter().collect());
    let edit = Edit::Replace(Replacement { pattern: pattern("bill"), with: "invoice".to_owned(), only });
    let after = edit.apply(document.tree()).expect("made");
    assert_eq!(find(&after, &pattern("bill")).len(), found.len() - 1);
    assert_eq!(find(&after, &pattern("invoice")).len(), 1);
    assert_eq!(edit.name(document.tree()), "Replace “bill” with “invoice”");
}

#[test]
fn a_replacement_that_holds_what_is_looked_for_is_made_once() {
    let text = replaced(Pattern { whole_words: true, ..pattern("yes") }, "yes, yes");
    assert!(text.contains("Answer(when: \"Yes, yes\", to: \"whose-error\")"), "{text}");
}
