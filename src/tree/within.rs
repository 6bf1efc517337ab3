//! Where a value stands in a RON text, by the names and numbers that lead to it.

use super::scan::{GroupKind, Node, said, scan};

/// A text taken apart, to be asked where things stand.
#[derive(Debug)]
pub(crate) struct Within<'a> {
    text: &'a str,
    node: Option<Node>,
}

impl<'a> Within<'a> {
    /// Takes a text apart; one that is not RON has everything at its beginning.
    pub fn new(text: &'a str) -> Self {
        Self { text, node: scan(text).ok() }
    }

    /// The byte where the value stands: at its key, or at itself in a list. What is not there is told at the nearest
    /// thing around it.
    pub fn at<S: AsRef<str>>(&self, path: &[S]) -> usize {
        let Some(mut node) = self.node.as_ref() else { return 0 };
        let mut at = node.span.start;
        for name in path {
            let name = name.as_ref();
            let entries = inner(node).entries();
            let is_named = |key: &std::ops::Range<usize>| said(&self.text[key.clone()]) == name;
            let by_name = entries.iter().find(|entry| entry.key.as_ref().is_some_and(is_named));
            let by_number = || entries.get(name.parse::<usize>().ok()?).filter(|entry| entry.key.is_none());
            let Some(entry) = by_name.or_else(by_number) else { break };
            at = entry.key.as_ref().map_or(entry.value.span.start, |key| key.start);
            node = &entry.value;
        }
        at
    }
}

/// What stands within `Some(…)`.
fn inner(node: &Node) -> &Node {
    match node.group() {
        Some(group) if group.kind == GroupKind::Tuple && group.entries.len() == 1 => &group.entries[0].value,
        _ => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_what_leads_to_it_and_not_by_how_it_reads() {
        let text = "Person(name: \"\", kept: Some(Box(lines: [\"a\", \"\"])), map: {\"k/1: x\": [\"\"]})";
        let within = Within::new(text);
        assert_eq!(&text[within.at(&["kept", "lines", "1"])..][..3], "\"\"]");
        assert_eq!(&text[within.at(&["map", "k/1: x", "0"])..][..4], "\"\"]}");
        assert_eq!(within.at(&["map", "gone"]), text.find("map").unwrap());
    }
}
