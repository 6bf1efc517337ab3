//! The customers of the program, the words they share, and the lines that tempt: what each must be able to say, and never does.

use evenkeel::{
    check::words::{ByName, Lexicon, Moment},
    drill::{
        Band, ByHeat, Manner, Model, MoveId, NoticeKind, Persona, Slip, Stock, check_persona, read_persona, shipped_personas,
        slips,
    },
    tree::{Document, Mood, Stage, Step, read},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::OnceLock,
};

/// The most words in one breath.
const BREATH: usize = 25;
const BANDS: [Band; 3] = [Band::Hot, Band::Warm, Band::Cool];
/// What nobody says however strong the language: written thirteen letters on, so that nobody has to read it here.
const NEVER: [&str; 17] = [
    "ovgpu", "phag", "juber", "fyhg", "ergneq", "fcnfgvp", "snttbg", "avttre", "cnxv", "genaal", "puvax", "pevccyr", "shpx",
    "jnaxre", "tlcfl", "zbatby", "fuvg",
];
/// What the customer who speaks of despair never names: a way of doing it.
const NO_WAY: [&str; 14] = [
    "pill", "tablet", "rope", "bridge", "knife", "blade", "jump", "overdose", "railway", "platform", "roof", "river", "drown",
    "razor",
];

fn folder(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let entries = fs::read_dir(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ron"))
        .map(|path| {
            let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (stem, fs::read_to_string(&path).expect("a text"))
        })
        .collect();
    files.sort();
    files
}

fn personas() -> &'static [Persona] {
    static ALL: OnceLock<Vec<Persona>> = OnceLock::new();
    ALL.get_or_init(|| {
        let one =
            |(stem, text): (String, String)| read_persona(&format!("{stem}.ron"), &text).unwrap_or_else(|e| panic!("{e:?}"));
        folder("assets/personas").into_iter().map(one).collect()
    })
}

fn trees() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| {
        folder("trees").iter().map(|(name, text)| read(text).unwrap_or_else(|e| panic!("{name}: {e:?}"))).collect()
    })
}

fn tree(id: &str) -> &'static Document {
    trees().iter().find(|document| document.tree().id.as_str() == id).unwrap_or_else(|| panic!("no tree {id}"))
}

/// Every step by its address.
fn steps() -> BTreeMap<String, &'static Step> {
    let of = |document: &'static Document| {
        let tree = document.tree();
        tree.steps.iter().map(|(id, step)| (format!("{}/{id}", tree.id), &**step))
    };
    trees().iter().flat_map(of).collect()
}

/// Every line a customer has, each with its place.
fn lines(persona: &Persona) -> Vec<(String, &String)> {
    let mut all: Vec<(String, &String)> = Vec::new();
    let mut take = |place: &str, lines: &mut dyn Iterator<Item = &'static String>| {
        all.extend(lines.map(|line| (place.to_owned(), line)));
    };
    // Personas of this test live as long as it does.
    let persona: &'static Persona = personas().iter().find(|own| own.id == persona.id).expect("one of these");
    take("opens", &mut persona.opens.iter());
    take("strong", &mut persona.strong.iter());
    take("leaving", &mut persona.leaving.iter());
    take("says", &mut persona.says.all());
    for (manner, by_heat) in &persona.replies {
        take(&format!("replies {manner:?}"), &mut by_heat.all());
    }
    for (answer, words) in &persona.answers {
        take(&format!("answers {answer}"), &mut words.iter());
    }
    for (fact, words) in &persona.tells {
        take(&format!("tells {fact}"), &mut words.iter());
    }
    take("hidden", &mut persona.hidden.iter().map(|hidden| &hidden.tells));
    if let Some(notice) = &persona.notice {
        take("cues", &mut notice.cues.iter().chain(&notice.strong));
    }
    all
}

/// Words as they are heard: directions in brackets aside.
fn spoken(line: &str) -> String {
    let mut words = String::new();
    let mut depth = 0;
    for letter in line.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => words.push(letter),
            _ => {}
        }
    }
    words.trim().to_owned()
}

fn plain(line: &str) -> String {
    let kept = spoken(line).to_lowercase();
    kept.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn thirteen_back(word: &str) -> String {
    word.bytes().map(|byte| char::from((byte - b'a' + 13) % 26 + b'a')).collect()
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn ten_customers_ship_each_in_a_file_named_after_it_and_checked_clean() {
    let files = folder("assets/personas");
    let named: Vec<&str> = files.iter().map(|(stem, _)| stem.as_str()).collect();
    let ids: Vec<&str> = personas().iter().map(|persona| persona.id.as_str()).collect();
    assert_eq!((files.len(), named), (10, ids));
    let codes: BTreeSet<&str> = personas().iter().map(|persona| persona.code.as_str()).collect();
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10"]);
    let findings = files.iter().flat_map(|(stem, text)| check_persona(&format!("{stem}.ron"), text));
    assert_none(&findings.map(|finding| format!("{finding:?}")).collect::<Vec<_>>());
    let shipped: Vec<&str> = shipped_personas().iter().map(|persona| persona.code.as_str()).collect();
    assert_eq!(shipped, ["P01", "P02", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "P10"], "in the order of their codes");
}

#[test]
fn nobody_says_the_same_thing_twice_or_runs_out_of_breath() {
    let mut faults = Vec::new();
    for persona in personas() {
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        for (place, line) in lines(persona) {
            if spoken(line).split_whitespace().count() > BREATH {
                faults.push(format!("{} ({place}) is out of breath: {line}", persona.id));
            }
            let words = plain(line);
            if let Some(before) = said.insert(words.clone(), place.clone()).filter(|_| !words.is_empty()) {
                faults.push(format!("{} says in {place} what was said in {before}: {line}", persona.id));
            }
        }
        let counts: Vec<usize> = lines(persona).iter().map(|(_, line)| spoken(line).split_whitespace().count()).collect();
        let short = counts.iter().filter(|count| **count <= 15).count();
        assert!(short * 10 >= counts.len() * 9, "{}: {short} of {} lines are short", persona.id, counts.len());
    }
    assert_none(&faults);
}

#[test]
fn no_two_customers_share_a_line_longer_than_a_few_words() {
    let mut said: BTreeMap<String, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for persona in personas() {
        for (place, line) in lines(persona) {
            // A few words, a quoted answer or a bare value are anybody's.
            if plain(line).split(' ').count() < 5 || place.starts_with("tells") {
                continue;
            }
            if let Some(other) = said.insert(plain(line), &persona.id).filter(|other| *other != persona.id) {
                faults.push(format!("{} and {other} both say: {line}", persona.id));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn nobody_says_a_word_of_hate_however_strong_the_language() {
    let never: Vec<String> = NEVER.iter().map(|word| thirteen_back(word)).collect();
    let stock = Stock::shipped().manners.values().flat_map(ByHeat::all).chain(Stock::shipped().cues.values().flatten());
    let all = personas().iter().flat_map(lines).map(|(_, line)| line).chain(stock);
    let says = |line: &String| never.iter().any(|word| line.to_lowercase().contains(word.as_str()));
    assert_none(&all.filter(|line| says(line)).cloned().collect::<Vec<_>>());
    assert_eq!(thirteen_back("uryyb"), "hello", "the words are turned back rightly");
}

#[test]
fn the_customer_in_despair_is_met_by_choice_says_so_early_and_names_no_way() {
    let jordan = personas().iter().find(|persona| persona.code == "P10").expect("P10");
    assert!(jordan.is_by_choice() && jordan.protocol.is_some());
    let notice = jordan.notice.as_ref().expect("a notice");
    assert!(notice.by_turn.is_some_and(|turn| turn <= 3) && notice.cues.len() >= 3 && notice.strong.is_empty());
    let despair = Stock::shipped().manners.get(&Manner::Despair).map(ByHeat::all).into_iter().flatten();
    let all = lines(jordan).into_iter().map(|(_, line)| line).chain(despair);
    let names = |line: &String| plain(line).split(' ').any(|word| NO_WAY.contains(&word.trim_end_matches('s')));
    assert_none(&all.filter(|line| names(line)).cloned().collect::<Vec<_>>());
    let insults = jordan.replies.get(&Manner::Insults).or(jordan.replies.get(&Manner::Threatens));
    assert!(insults.is_none(), "nobody in despair is made an aggressor");
}

#[test]
fn whoever_insults_says_so_beforehand_and_is_mild_unless_asked() {
    let tyler = personas().iter().find(|persona| persona.code == "P04").expect("P04");
    let notice = tyler.notice.as_ref().expect("a notice");
    assert_eq!(notice.kind, NoticeKind::Abuse);
    assert!(notice.cues.len() >= 3 && !notice.strong.is_empty() && tyler.strong.len() >= 3);
    for persona in personas() {
        let mild = persona.opens.iter().chain(persona.says.all()).chain(persona.replies.values().flat_map(ByHeat::all));
        let swears =
            |line: &&String| ["bloody", "damn", "hell ", "for god's sake"].iter().any(|word| line.to_lowercase().contains(word));
        assert_none(&mild.filter(swears).cloned().collect::<Vec<_>>());
    }
}

#[test]
fn everybody_has_openings_words_at_every_heat_and_a_last_word() {
    for persona in personas() {
        let id = &persona.id;
        assert!(persona.opens.len() >= 3, "{id} has {} openings", persona.opens.len());
        assert!(!persona.leaving.is_empty() && persona.hidden.len() >= 2 && !persona.trees.is_empty(), "{id}");
        for band in BANDS {
            assert!(persona.says.exactly(band).len() >= 2, "{id} says too little when {}", band.in_words());
            for manner in [
                Manner::Settles,
                Manner::Explains,
                Manner::Repeats,
                Manner::Confirms,
                Manner::Corrects,
                Manner::Gives,
                Manner::Accepts,
                Manner::Refuses,
                Manner::WantsMore,
                Manner::Asks,
                Manner::Doubts,
                Manner::EarlierCalls,
                Manner::Strain,
                Manner::Need,
                Manner::AsksForManager,
                Manner::Complains,
                Manner::Silent,
                Manner::RingsOff,
            ] {
                let words = persona.replies.get(&manner).map_or(&[][..], |by_heat| by_heat.exactly(band));
                assert!(!words.is_empty(), "{id} has no words for {manner:?} when {}", band.in_words());
            }
        }
    }
}

#[test]
fn everybody_can_tell_or_show_every_fact_that_their_home_tree_captures() {
    let mut faults = Vec::new();
    for persona in personas() {
        for home in &persona.trees {
            let document = tree(home);
            let captured: BTreeSet<&str> =
                document.tree().steps.values().flat_map(|step| &step.captures).map(|id| id.as_str()).collect();
            for name in captured {
                let fact = document.tree().facts.get(name).expect("a captured fact is declared");
                // What stands in brackets is written down as it was heard, and told by nobody.
                let is_heard = fact.sample.as_ref().is_some_and(|sample| sample.starts_with('('));
                let (told, found) = (persona.facts.contains_key(name), persona.finds.contains_key(name));
                let of_harm = ["urgent_need", "needed_by", "whereabouts", "threat_aim", "complaint_words"].contains(&name);
                if !is_heard && !of_harm && !told && !found {
                    faults.push(format!("{} cannot tell {home}'s {name}", persona.id));
                }
                if told && !persona.tells.contains_key(name) {
                    faults.push(format!("{} has no words for {name}", persona.id));
                }
            }
        }
        let known = |name: &str| trees().iter().any(|document| document.tree().facts.get(name).is_some());
        let named = persona.facts.keys().chain(persona.finds.keys()).chain(persona.tells.keys());
        faults.extend(named.filter(|name| !known(name.as_str())).map(|name| format!("{}: no tree has {name}", persona.id)));
    }
    assert_none(&faults);
}

#[test]
fn words_for_one_answer_and_ways_belong_to_an_answer_that_there_is() {
    let steps = steps();
    let mut faults = Vec::new();
    let mut hold = |persona: &Persona, at: Option<&str>, begins: &str| {
        let fits = |step: &&Step| step.answers.iter().any(|answer| answer.when.starts_with(begins));
        let found = match at {
            Some(at) => steps.get(at).is_some_and(|step| fits(step)),
            None => steps.values().any(|step| fits(step)),
        };
        if !found {
            faults.push(format!("{}: no answer of {} begins with “{begins}”", persona.id, at.unwrap_or("any step")));
        }
    };
    for persona in personas() {
        for key in persona.answers.keys() {
            match key.split_once(": ").filter(|(at, _)| steps.contains_key(*at)) {
                Some((at, begins)) => hold(persona, Some(at), begins),
                None => hold(persona, None, key),
            }
        }
        for (at, way) in &persona.ways {
            hold(persona, Some(at), &way.gives);
        }
    }
    assert_none(&faults);
}

#[test]
fn the_stock_has_five_ways_of_saying_each_thing_at_each_heat() {
    let mut said = BTreeSet::new();
    for (manner, by_heat) in &Stock::shipped().manners {
        for band in BANDS {
            let words = by_heat.exactly(band);
            assert!(words.len() >= 5, "{manner:?} when {}: {}", band.in_words(), words.len());
            for line in words {
                assert!(line.split_whitespace().count() <= BREATH, "{line}");
                assert!(!line.contains('{') && said.insert(line.to_lowercase()), "twice, or with a gap: {line}");
            }
        }
    }
    let steps = steps();
    let whens: BTreeSet<&str> = steps.values().flat_map(|step| &step.answers).map(|answer| answer.when.as_str()).collect();
    let unknown = Stock::shipped().answers.keys().filter(|when| !whens.contains(when.as_str())).cloned().collect::<Vec<_>>();
    assert_none(&unknown);
}

#[test]
fn every_common_stage_and_move_has_six_lines_that_tempt() {
    let mut stages: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    let mut moves: BTreeMap<&MoveId, usize> = BTreeMap::new();
    for slip in slips() {
        for stage in &slip.stages {
            stages.entry(format!("{stage:?}")).or_default()[usize::from(slip.mistake)] += 1;
        }
        for made in &slip.moves {
            *moves.entry(made).or_default() += 1;
        }
    }
    for stage in Stage::ALL {
        let [weaker, mistakes] = stages.get(&format!("{stage:?}")).copied().unwrap_or_default();
        assert!(
            weaker >= 6 && (mistakes >= 6 || matches!(stage, Stage::Recap | Stage::Learn)),
            "{stage:?}: {weaker}, {mistakes}"
        );
    }
    for name in [
        "EXCUSE",
        "TIME_VAGUE",
        "POLICY",
        "DATA_FIRST",
        "EMP_GENERIC",
        "STACKED_Q",
        "SORRY_AGAIN",
        "NON_APOLOGY",
        "CALM_DOWN",
        "BLAME",
        "CONTRADICT",
        "JARGON",
        "OVER_PROMISE",
        "NO_OPTION",
        "GOODWILL_EARLY",
        "HOLD_COLD",
        "XFER_COLD",
        "ID_COLD",
        "INTERRUPT",
        "PARA_WRONG",
        "DISMISS",
        "OWNER_VAGUE",
    ] {
        let count = moves.get(&MoveId::from(name)).copied().unwrap_or_default();
        assert!(count >= 6, "{name}: {count}");
    }
}

#[test]
fn every_slip_is_named_once_says_why_and_makes_moves_the_model_knows() {
    let mut names = BTreeSet::new();
    let mut faults = Vec::new();
    for slip in slips() {
        let is_sentence = slip.why.ends_with(['.', '?', '!']) && slip.why.split_whitespace().count() >= 2;
        let is_known = slip.moves.iter().all(|id| Model::shipped().get(id.as_str()).is_some());
        if !names.insert(&slip.id) || !is_sentence || !is_known || slip.stages.is_empty() {
            faults.push(format!("{slip:?}"));
        }
    }
    assert_none(&faults);
}

/// The rules of the linter that name the same mistake as a move; none where no rule does.
fn rules_of(id: &MoveId) -> Vec<&'static str> {
    let rule = Model::shipped().get(id.as_str());
    let reads = rule
        .into_iter()
        .filter(|rule| rule.heat > 0.0 || rule.id == "OVER_PROMISE" || rule.id == "EMP_GENERIC")
        .flat_map(|rule| &rule.read);
    reads.flat_map(|read| read.rules.iter().map(String::as_str)).collect()
}

#[test]
fn the_linter_hears_in_every_slip_the_rule_of_the_same_idea() {
    let is_heard = |slip: &Slip, id: &MoveId| {
        let rules = rules_of(id);
        let heard = |stage: &Stage| {
            let moment = Moment { mood: Some(Mood::Heated), stage: Some(*stage), ..Moment::default() };
            let judged = Lexicon::shipped().judge(&slip.say.replace("{agent_name}", "Sam"), moment, &ByName);
            judged.remarks.iter().any(|remark| rules.contains(&remark.rule))
        };
        rules.is_empty() || slip.stages.iter().any(heard)
    };
    let faults = slips().iter().flat_map(|slip| slip.moves.iter().map(move |id| (slip, id)));
    assert_none(
        &faults.filter(|(slip, id)| !is_heard(slip, id)).map(|(slip, id)| format!("{id} in “{}”", slip.say)).collect::<Vec<_>>(),
    );
}
