//! The program without a window: driven by name and key through the accessibility tree.

use egui::{Event, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use evenkeel::{
    library::Folders,
    site::Settings,
    ui::{App, Setup},
};
use jiff::Zoned;
use std::{path::PathBuf, sync::Arc};
use tempfile::TempDir;

/// Monday 23 November 2026, twenty-seven minutes past two in London.
pub fn now() -> Zoned {
    "2026-11-23T14:27[Europe/London]".parse().unwrap()
}

/// A program on a home of its own.
pub struct Desk {
    pub home: TempDir,
    pub trees: PathBuf,
}

impl Desk {
    /// A home with an agent's name, on the shipped trees.
    pub fn new() -> Self {
        Self::with(Settings { agent_name: "Beth Lowry".into(), theme: evenkeel::site::Theme::Light, ..Settings::default() })
    }

    /// A home with these settings, on the shipped trees.
    pub fn with(settings: Settings) -> Self {
        let home = tempfile::tempdir().unwrap();
        let desk = Self { home, trees: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("trees") };
        evenkeel::library::save_settings(&desk.folders(), &settings).unwrap();
        desk
    }

    /// A home with a copy of the shipped trees, to be written to.
    pub fn on_copy() -> Self {
        Self::new().copied()
    }

    /// The same desk on a copy of its trees.
    pub fn copied(mut self) -> Self {
        let desk = &mut self;
        let shipped = std::mem::replace(&mut desk.trees, desk.home.path().join("library"));
        std::fs::create_dir_all(&desk.trees).unwrap();
        for file in evenkeel::library::ron_files(&shipped).unwrap() {
            std::fs::copy(&file, desk.trees.join(file.file_name().unwrap())).unwrap();
        }
        self
    }

    /// The wide window with this tree open in Author, everything drawn, checked and kept.
    pub fn authoring(&self, tree: &str) -> Harness<'static, App> {
        let mut harness = self.open(1280.0, 800.0);
        harness.state_mut().apply(evenkeel::ui::author::AuthorCommand::Open(tree.to_owned()).into());
        settle(&mut harness);
        harness
    }

    pub fn folders(&self) -> Folders {
        Folders { home: self.home.path().into(), trees: self.trees.clone(), is_own_library: false }
    }

    pub fn setup(&self) -> Setup {
        Setup::new(self.folders(), Arc::new(now), Arc::new(|| uuid::Uuid::now_v7().to_string()))
    }

    /// The program at this size, its library read.
    pub fn open(&self, width: f32, height: f32) -> Harness<'static, App> {
        self.open_with(self.setup(), width, height)
    }

    pub fn open_with(&self, setup: Setup, width: f32, height: f32) -> Harness<'static, App> {
        let builder = Harness::builder().with_size(egui::vec2(width, height)).with_max_steps(20).with_step_dt(0.05);
        let mut harness = builder.with_os(egui::os::OperatingSystem::Nix).build_eframe(|creation| {
            let mut app = App::new(&creation.egui_ctx, setup);
            app.load_now();
            app
        });
        harness.run();
        harness
    }

    /// The wide window in a call that begins at this step.
    pub fn call_at(&self, tree: &str, step: &str) -> Harness<'static, App> {
        self.call_in(tree, step, 1280.0, 800.0)
    }

    pub fn call_in(&self, tree: &str, step: &str, width: f32, height: f32) -> Harness<'static, App> {
        let wanted = evenkeel::library::Library::find(tree, &self.trees).unwrap();
        let opening = evenkeel::call::Opening {
            tree: wanted.id,
            from: Some(step.to_owned()),
            mood: None,
            reference: String::new(),
            outside: None,
        };
        let mut setup = self.setup();
        setup.asked = Some(evenkeel::cli::Asked { trees: wanted.trees, opening, facts: Vec::new() });
        self.open_with(setup, width, height)
    }
}

/// Waits until the tree in hand is drawn, written, checked and kept.
pub fn settle(harness: &mut Harness<'static, App>) {
    for _ in 0..2 {
        harness.run();
        harness.state_mut().settle_author();
    }
    harness.run();
}

/// Presses a key and lets the window settle.
pub fn press(harness: &mut Harness<'static, App>, key: Key) {
    press_with(harness, Modifiers::NONE, key);
}

/// Presses a key with modifiers and lets the window settle; a digit waits its quarter of a second.
pub fn press_with(harness: &mut Harness<'static, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
    harness.run_steps(7);
    harness.run();
    come_to_rest(harness);
}

/// Waits for what is done beside the frame: a publication, a search, a script.
pub fn come_to_rest(harness: &mut Harness<'static, App>) {
    if harness.state().state().is_at_work() {
        settle(harness);
    }
}

/// Clicks what has this name, and waits for what comes of it.
pub fn click(harness: &mut Harness<'static, App>, name: &str) {
    harness.get_by_label(name).click();
    harness.run();
    come_to_rest(harness);
}

/// Types text as a keyboard would.
pub fn type_text(harness: &mut Harness<'static, App>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
    come_to_rest(harness);
}

/// The step on screen, as `tree/step`.
pub fn at(harness: &Harness<'static, App>) -> String {
    let session = harness.state().state().session.as_ref().expect("a call is in hand");
    session.call.spot().to_string()
}

/// Whether something with exactly this name is on screen.
pub fn shows(harness: &Harness<'static, App>, name: &str) -> bool {
    harness.query_all_by_label(name).next().is_some()
}

/// Whether something with these words in its name is on screen.
pub fn says(harness: &Harness<'static, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}
