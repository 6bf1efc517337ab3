//! The guide line by line: the same call, journalled and resumed the same way.

use super::{
    Ending, Global,
    guide::Asked,
    print,
    wanted::{Mover, written},
};
use crate::{
    call::{Call, Move, Opening},
    library::{Library, fill_library, load_settings},
    record::{CallLock, Recorder, Store, Unfinished, put_aside_in_words},
    tree::{AlwaysKey, Kind},
};
use anyhow::anyhow;
use jiff::Zoned;
use std::{
    io::{self, BufRead as _},
    sync::Arc,
    time::Duration,
};

const HELP: &str = "\
1-9, or the beginning of an answer   take it (a greyed one twice)
0                                    none of these
name=value                           a fact, as spoken: refund_date=fri
@abuse @safety @supervisor @hold @cutoff @return
@heated @calm @back @pass @jump=STEP @wording
@card @summary @pause @end
anything else                        a note
";

/// Guides a call in the terminal; without a tree it lists the trees and asks.
pub(super) fn run(asked: Option<Asked>, global: &Global) -> anyhow::Result<Ending> {
    let folders = global.folders();
    fill_library(folders)?;
    let (settings, notice) = load_settings(folders);
    if let Some(notice) = notice {
        eprintln!("{notice}");
    }
    let site = Arc::new(settings);
    let recorder = Recorder::start(&folders.records(), Box::new(|| {}));
    let mut session = Session { global, recorder, mover: Mover::default(), lock: None, asked_promise: None };
    let (id, call) = match asked {
        Some(asked) => session.begin(asked, Arc::clone(&site))?,
        None => match session.choose(&site)? {
            Some(call) => call,
            None => return Ok(Ending::Fine),
        },
    };
    session.guide(&id, call)
}

struct Session<'a> {
    global: &'a Global,
    recorder: Recorder,
    mover: Mover,
    lock: Option<CallLock>,
    asked_promise: Option<crate::call::Spot>,
}

impl Session<'_> {
    fn now(&self) -> Zoned {
        self.global.clock()
    }

    fn begin(&mut self, mut asked: Asked, site: Arc<crate::site::Settings>) -> anyhow::Result<(String, Call)> {
        let now = self.now();
        let id = self.global.new_id();
        asked.opening.reference = crate::call::reference(&id);
        let mut call = Call::begin(&asked.trees, site, &asked.opening, &now)?;
        for error in call.fill(asked.facts, &now) {
            print(&format!("! {error}\n"))?;
        }
        self.lock = CallLock::take(&self.global.folders().home, &id);
        Ok((id, call))
    }

    /// Lists unfinished calls and the trees, and asks which; nothing at the end of input.
    fn choose(&mut self, site: &Arc<crate::site::Settings>) -> anyhow::Result<Option<(String, Call)>> {
        let folders = self.global.folders();
        let library = Library::open(&folders.trees);
        let unfinished = self.unfinished(site)?;
        let mut text = String::new();
        for (index, open) in unfinished.iter().enumerate() {
            let now = self.now();
            let title = open.call.read(&now).title(open.call.spot());
            text += &format!("r{} Unfinished call: {title}\n", index + 1);
        }
        let offered: Vec<_> = library.entries.iter().filter(|entry| entry.is_offered()).collect();
        for (index, entry) in offered.iter().enumerate() {
            let Some(tree) = entry.document.as_ref().map(crate::tree::Document::tree) else {
                continue;
            };
            text += &format!("{} {} - {}\n", index + 1, tree.title, tree.summary);
        }
        if offered.is_empty() && unfinished.is_empty() {
            return Err(anyhow!("there is no live tree in {}", folders.trees.display()));
        }
        print(&text)?;
        loop {
            print("Which? ")?;
            let Some(line) = read_line()? else {
                print("\n")?;
                return Ok(None);
            };
            let line = line.trim();
            if let Some(open) =
                line.strip_prefix('r').and_then(|number| unfinished.get(number.parse::<usize>().ok()?.checked_sub(1)?))
            {
                if let Some(call) = self.take_up(open, &library)? {
                    return Ok(Some((open.id.clone(), call)));
                }
                print("! This call is open in another window, or was finished there.\n")?;
                continue;
            }
            let by_number = line.parse::<usize>().ok().and_then(|number| offered.get(number.checked_sub(1)?));
            let name = by_number.map_or_else(|| line.to_owned(), |entry| entry.id.clone());
            match Library::find(&name, &folders.trees) {
                Ok(wanted) => {
                    let opening = Opening { tree: wanted.id, from: None, mood: None, reference: String::new(), outside: None };
                    let asked = Asked { trees: wanted.trees, opening, facts: Vec::new() };
                    return self.begin(asked, Arc::clone(site)).map(Some);
                }
                Err(error) => print(&format!("{error}\n"))?,
            }
        }
    }

    /// Unfinished calls that no other window has; a store that cannot be had is said, and holds no new call back.
    fn unfinished(&self, site: &Arc<crate::site::Settings>) -> anyhow::Result<Vec<Unfinished>> {
        let folders = self.global.folders();
        let unfinished = match Store::open_or_put_aside(&folders.records()) {
            Ok((store, aside)) => {
                if let Some(aside) = aside {
                    print(&format!("! {}\n", put_aside_in_words(&aside)))?;
                }
                store.unfinished(site)
            }
            Err(error) => Err(error),
        };
        let unfinished = match unfinished {
            Ok(unfinished) => unfinished,
            Err(error) => {
                print(&format!("! Unfinished calls cannot be shown: {error}.\n"))?;
                Vec::new()
            }
        };
        Ok(unfinished.into_iter().filter(|call| !crate::record::is_open_elsewhere(&folders.home, &call.id)).collect())
    }

    /// Takes a call up as it stands now: another window may have had it since it was listed.
    fn take_up(&mut self, open: &Unfinished, library: &Library) -> anyhow::Result<Option<Call>> {
        let folders = self.global.folders();
        let Some(lock) = CallLock::take(&folders.home, &open.id) else {
            return Ok(None);
        };
        let mut call = Store::open(&folders.records())?.call(&open.id, open.call.site())?;
        if call.state().is_finished {
            return Ok(None);
        }
        self.lock = Some(lock);
        call.know(&library.trees());
        self.recorder.resume(&open.id, &call);
        call.take(Move::Resume, &self.now())?;
        Ok(Some(call))
    }

    fn guide(&mut self, id: &str, mut call: Call) -> anyhow::Result<Ending> {
        loop {
            self.recorder.keep(id, &call);
            let is_kept = self.recorder.wait(Duration::from_secs(2));
            if let Some(notice) = self.recorder.take_notice() {
                print(&format!("! {notice}\n"))?;
            }
            if !is_kept {
                let why = self.recorder.standing().trouble.unwrap_or_else(|| "the disk does not answer".to_owned());
                print(&format!("! Not on disk yet: {why}. The call goes on and is written when the disk is back.\n"))?;
            }
            if call.state().is_finished {
                self.recorder.forget(id);
                return Ok(Ending::Fine);
            }
            let now = self.now();
            print(&screen(&call, self.mover.wording, &now))?;
            let Some(line) = read_line()? else {
                let _ = call.take(Move::Pause, &now);
                self.recorder.keep(id, &call);
                let _ = self.recorder.wait(Duration::from_secs(2));
                print("\nPaused. The call is kept and can be taken up again.\n")?;
                return Ok(Ending::Fine);
            };
            let now = self.now();
            if self.handle(&mut call, line.trim(), &now)? {
                self.recorder.keep(id, &call);
                let _ = self.recorder.wait(Duration::from_secs(2));
                return Ok(Ending::Fine);
            }
        }
    }

    /// Does what a line says; true when the program should end.
    fn handle(&mut self, call: &mut Call, line: &str, now: &Zoned) -> anyhow::Result<bool> {
        match line {
            "" => {}
            "?" | "help" => print(HELP)?,
            "@card" => print(&format!("{}\n", call.read(now).card().text()))?,
            "@summary" => print(&format!("{}\n", call.read(now).summary()))?,
            "@wording" => self.mover.wording += 1,
            "@pause" => {
                let _ = call.take(Move::Pause, now);
                print("Paused. The call is kept and can be taken up again.\n")?;
                return Ok(true);
            }
            "@end" => {
                call.take(call.proposed_end(), now)?;
                print(&format!("{}\n", call.read(now).summary()))?;
                call.take(Move::Finish, now)?;
            }
            "@safety" => {
                let rows = AlwaysKey::SAFETY.iter().enumerate().map(|(index, key)| {
                    let spot = call.trees().behind(*key, &call.spot().tree);
                    let said = spot.and_then(|spot| call.read(now).line_of(call.trees().step(&spot)?, 0));
                    format!("{} {}: {}\n", index + 1, key.in_words(), said.map(|said| said.text()).unwrap_or_default())
                });
                print(&rows.collect::<String>())?;
                let _ = self.mover.make(call, line, now);
            }
            _ => self.make(call, line, now)?,
        }
        Ok(false)
    }

    fn make(&mut self, call: &mut Call, line: &str, now: &Zoned) -> anyhow::Result<()> {
        let fact = line.split_once('=').filter(|(name, _)| crate::tree::FactId::new(name.trim()).is_ok());
        let is_answer = line.starts_with(['+', '@']) || line.parse::<usize>().is_ok();
        let text = if fact.is_some() && !line.starts_with('+') { format!("+{line}") } else { line.to_owned() };
        let leaves = line.parse::<usize>().is_ok_and(|number| number > 0) && !self.mover.is_choosing_safety();
        if leaves && self.asks_for_promise(call, now)? {
            return Ok(());
        }
        if let Err(no) = self.mover.make(call, &text, now) {
            if is_answer || fact.is_some() {
                print(&format!("! {}\n", no.message))?;
            } else if no.message.starts_with("no answer begins") {
                call.take(Move::Note { text: line.to_owned(), not_a_card: false }, now)?;
                let masked = crate::call::mask_cards(line).1;
                print(if masked { "Noted; what looked like a card is masked.\n" } else { "Noted.\n" })?;
            } else {
                print(&format!("! {}\n", no.message))?;
            }
        }
        Ok(())
    }

    /// A promise without a day is asked for once, when its step is left.
    fn asks_for_promise(&mut self, call: &Call, now: &Zoned) -> anyhow::Result<bool> {
        let Some(asked) = call.read(now).promise_asked() else {
            return Ok(false);
        };
        if self.asked_promise.as_ref() == Some(call.spot()) {
            return Ok(false);
        }
        self.asked_promise = Some(call.spot().clone());
        let proposed = asked.proposed_shown.map(|day| format!(" Proposed: {day}.")).unwrap_or_default();
        print(&format!(
            "? Promised: {}, by {}. By when?{proposed} Type {}=…, or the answer again to leave it open.\n",
            asked.what, asked.owner, asked.by
        ))?;
        Ok(true)
    }
}

fn screen(call: &Call, wording: usize, now: &Zoned) -> String {
    let reading = call.read(now);
    let Some((spot, step)) = reading.here() else {
        return String::new();
    };
    let tree = reading.tree().map_or("", |tree| tree.title.as_str());
    let mood = match call.state().mood {
        crate::tree::Mood::Calm => "",
        crate::tree::Mood::Heated => " · heated",
    };
    let mut text = format!("\n{tree} · {}{mood}\n", reading.title(spot));
    if let Kind::Escalate { to, how, why, .. } = &step.kind {
        text += &format!("Escalation point: {to}, {}. {why}\n", how.in_words());
    }
    if let Some(line) = reading.line(wording) {
        text += &format!("> {}\n", line.text());
    }
    if let Some(task) = &step.task {
        text += &format!("  {}\n", reading.fill(task));
    }
    let gaps = reading.gaps(wording);
    if !gaps.is_empty() {
        let names: Vec<String> = gaps.iter().map(|gap| format!("{}= ({})", gap.name, gap.label)).collect();
        text += &format!("  needs {}\n", names.join(", "));
    }
    if reading.is_known_already() {
        text += "  already known: @pass\n";
    }
    for answer in reading.answers() {
        text += &format!("  {}\n", written(&answer));
    }
    text + "  0 None of these\n"
}

fn read_line() -> anyhow::Result<Option<String>> {
    let mut line = String::new();
    match io::stdin().lock().read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(line)),
        // Bytes that are no text are passed over.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(Some(String::new())),
        Err(error) => Err(error.into()),
    }
}
