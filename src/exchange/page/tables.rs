//! What a tree declares, as tables at the end of the page: facts, limits, the steps behind the always-keys.

use super::{Sheet, each, escape::escaped};
use crate::{
    exchange::words,
    tree::{AlwaysKey, Fact, FactId, Target},
};

/// The tables there are, by their place on the page.
pub(super) fn titles(sheet: &Sheet) -> Vec<(&'static str, &'static str)> {
    let mut titles = Vec::new();
    if !sheet.tree.facts.is_empty() {
        titles.push(("facts", "Facts"));
    }
    if !sheet.tree.limits.is_empty() {
        titles.push(("limits", "Limits"));
    }
    titles.push(("always-keys", "Always-keys"));
    titles
}

/// The tables themselves.
pub(super) fn tables(sheet: &Sheet) -> String {
    each(titles(sheet), |(id, title)| {
        let table = match id {
            "facts" => facts(sheet),
            "limits" => limits(sheet),
            _ => always(sheet),
        };
        format!("<section class=\"tables\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>\n{table}</section>\n")
    })
}

fn table(caption: &str, columns: &[&str], rows: &str) -> String {
    let columns = each(columns, |column| format!("<th scope=\"col\">{column}</th>"));
    format!("<table>\n<caption>{caption}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n")
}

fn facts(sheet: &Sheet) -> String {
    let rows = each(&sheet.tree.facts, |(id, fact)| fact_row(sheet, id, fact));
    table("What a call may capture", &["Fact", "Holds", "Asked as", "Captured on"], &rows)
}

fn fact_row(sheet: &Sheet, id: &FactId, fact: &Fact) -> String {
    let captured =
        sheet.order.iter().filter_map(|at| sheet.tree.steps.get_index(*at)).filter(|(_, step)| step.captures.contains(id));
    let captured: Vec<String> = captured
        .filter_map(|(step, _)| {
            let number = sheet.numbers[sheet.tree.steps.get_index_of(step)?];
            Some(format!("<a href=\"#step-{step}\">§{number}</a>"))
        })
        .collect();
    let latest = fact.latest.map(|span| format!(", {} ahead at most", words::span(span))).unwrap_or_default();
    let private = if fact.private { " <small class=\"private\">private</small>" } else { "" };
    format!(
        "<tr><th scope=\"row\">{}{private}<br><code>{id}</code></th><td>{}{latest}</td><td>{}</td><td>{}</td></tr>\n",
        escaped(&fact.label),
        escaped(&fact.kind.in_words()),
        escaped(fact.ask.as_deref().unwrap_or_default()),
        captured.join(", ")
    )
}

fn limits(sheet: &Sheet) -> String {
    let rows = each(&sheet.tree.limits, |(id, limit)| {
        format!(
            "<tr><th scope=\"row\">{}<br><code>{id}</code></th><td>{}</td></tr>\n",
            escaped(&limit.label),
            escaped(&words::amount(&limit.kind, &limit.at_most))
        )
    });
    table("What an agent may grant without asking", &["Limit", "At most"], &rows)
}

fn always(sheet: &Sheet) -> String {
    let rows = each(AlwaysKey::ALL, |key| {
        let leads = match key.own(&sheet.tree.always) {
            Some(target) => sheet.leads(target),
            None => shared(sheet, key),
        };
        format!("<tr><th scope=\"row\">{}</th><td>{leads}</td></tr>\n", key.in_words())
    });
    table("What can be pressed on every step", &["Key", "Leads to"], &rows)
}

fn shared(sheet: &Sheet, key: AlwaysKey) -> String {
    let (tree, step) = key.shared();
    let address = if *tree == *sheet.tree.id.as_str() { step.to_owned() } else { format!("{tree}/{step}") };
    Target::new(&address).map_or(address, |target| sheet.leads(&target))
}
