//! One step on the page: what is said and done on it, and where its answers lead.

use super::{Sheet, each, escape::escaped};
use crate::{
    exchange::words,
    library::technique,
    tree::{Answer, Kind, Promise, Step, StepId},
};

/// A step as an article of the page.
pub(super) fn step(sheet: &Sheet, id: &StepId, step: &Step) -> String {
    let number = sheet.tree.steps.get_index_of(id).map_or(0, |at| sheet.numbers[at]);
    let class = step.kind.word().to_lowercase();
    let outcome = match &step.kind {
        Kind::End(outcome) => format!(": {}", outcome.in_words()),
        _ => String::new(),
    };
    let mut out = format!(
        "<article id=\"step-{id}\" class=\"step-{class}\">\n<h3><span class=\"number\">§{number}</span> {}</h3>\n\
         <p class=\"kind\"><strong>{}{outcome}</strong> · {} · <code>{id}</code></p>\n",
        escaped(&step.title),
        step.kind.word(),
        step.stage.in_words(),
    );
    out.push_str(&lines(sheet, "Say", "", &step.say));
    out.push_str(&lines(sheet, "Say to a heated customer", " heated", &step.say_heated));
    out.push_str(&particulars(sheet, step));
    out.push_str(&avoid(step));
    out.push_str(&answers(sheet, step));
    out.push_str("</article>\n");
    out
}

fn lines(sheet: &Sheet, heading: &str, class: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = each(lines, |line| format!("<li>{}</li>\n", sheet.line(line)));
    format!("<h4>{heading}</h4>\n<ul class=\"lines{class}\">\n{lines}</ul>\n")
}

/// What a step holds beside lines and answers, by name.
fn particulars(sheet: &Sheet, step: &Step) -> String {
    let mut rows: Vec<(&str, String)> = Vec::new();
    if let Some(task) = &step.task {
        rows.push(("Do", sheet.line(task)));
    }
    if let Some(cue) = &step.cue {
        rows.push(("Manner", sheet.line(cue)));
    }
    if !step.captures.is_empty() {
        let facts: Vec<String> = step.captures.iter().map(|fact| sheet.fact(fact.as_str())).collect();
        rows.push(("Find out", facts.join(", ")));
    }
    if let Some(promised) = &step.promise {
        rows.push(("Promise", promise(sheet, promised)));
    }
    if let Kind::Escalate { to, how, why, nobody_free } = &step.kind {
        rows.push(("Hand over to", escaped(to)));
        rows.push(("How", how.in_words().to_owned()));
        rows.push(("Why", sheet.line(why)));
        let nobody = nobody_free.as_ref().map_or_else(|| "not said".to_owned(), |target| sheet.leads(target));
        rows.push(("Nobody free", nobody));
    }
    if let Some(cap) = &step.cap {
        let visits = if cap.visits == 1 { "visit" } else { "visits" };
        rows.push(("Cap", format!("after {} {visits} go to {}", cap.visits, sheet.leads(&cap.then))));
    }
    if step.warning {
        rows.push(("Warning", "counts as a warning on the abuse ladder once it is said".to_owned()));
    }
    if !step.techniques.is_empty() {
        let names = step.techniques.iter().map(|id| technique(id.as_str()).map_or(id.as_str(), |technique| &technique.name));
        rows.push(("Techniques", escaped(&names.collect::<Vec<_>>().join(", "))));
    }
    if rows.is_empty() {
        return String::new();
    }
    let rows = each(&rows, |(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n"));
    format!("<dl>\n{rows}</dl>\n")
}

fn promise(sheet: &Sheet, promise: &Promise) -> String {
    let part = |before: &str, fact: Option<&crate::tree::FactId>| {
        fact.map_or_else(String::new, |fact| format!("; {before} {}", sheet.fact(fact.as_str())))
    };
    format!(
        "{}{}{}{}{}",
        sheet.line(&promise.what),
        part("owner:", promise.owner.as_ref()),
        part("day:", promise.by.as_ref()),
        part("time:", promise.at.as_ref()),
        part("only once accepted:", promise.accepted.as_ref()),
    )
}

fn avoid(step: &Step) -> String {
    if step.avoid.is_empty() {
        return String::new();
    }
    let rows = each(&step.avoid, |swap| format!("<tr><td>{}</td><td>{}</td></tr>\n", escaped(&swap.not), escaped(&swap.but)));
    format!(
        "<table class=\"avoid\">\n<caption>Better wordings</caption>\n<thead><tr><th scope=\"col\">Rather than</th>\
         <th scope=\"col\">Say</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn answers(sheet: &Sheet, step: &Step) -> String {
    if step.answers.is_empty() {
        return String::new();
    }
    let rows = step.answers.iter().enumerate().map(|(place, answer)| {
        let needs = answer.needs.as_ref().map_or_else(String::new, |needs| {
            format!("<br><span class=\"note\">Only when {}</span>", escaped(&words::condition(sheet.tree, needs)))
        });
        format!(
            "<tr><th scope=\"row\">{}</th><td>{}{needs}</td><td>{}</td></tr>\n",
            place + 1,
            sheet.line(&answer.when),
            leads(sheet, answer)
        )
    });
    format!(
        "<table class=\"answers\">\n<caption>Answers</caption>\n<thead><tr><th scope=\"col\">Key</th><th scope=\"col\">What they say \
         or do</th><th scope=\"col\">Leads to</th></tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
        rows.collect::<String>()
    )
}

fn leads(sheet: &Sheet, answer: &Answer) -> String {
    let mut to = match &answer.to {
        Some(target) => sheet.leads(target),
        None if answer.back => "back to the step the call came from".to_owned(),
        None => "<em>nowhere yet</em>".to_owned(),
    };
    if let Some(then) = &answer.then {
        to.push_str(&format!(", then {}", sheet.here(then)));
    }
    if answer.unsaid {
        to.push_str("<br><span class=\"note\">taken instead of the line</span>");
    }
    if answer.told {
        to.push_str("<br><span class=\"note\">the receiver has been told</span>");
    }
    to
}
