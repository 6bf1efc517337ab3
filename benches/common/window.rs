//! The program without a window: a context, a home of its own, and time that a bench sets.

use egui::{Context, Event, Pos2, RawInput, Rect, ViewportId, vec2};
use evenkeel::{
    library::Folders,
    site::Settings,
    ui::{App, Command, Setup},
};
use jiff::Zoned;
use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;

/// Monday 23 November 2026, twenty-seven minutes past two in London.
pub fn moment() -> Zoned {
    "2026-11-23T14:27[Europe/London]".parse().expect("a time")
}

/// The program and what it runs on.
pub struct Window {
    pub app: App,
    pub ctx: Context,
    /// The window's clock, in seconds.
    pub time: f64,
    // The home is removed with the window.
    _home: TempDir,
}

impl Window {
    /// The program on a library of these trees, read, its first frames painted.
    pub fn new(trees: &[(&str, String)]) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let library = home.path().join("trees");
        fs::create_dir_all(&library).expect("a folder");
        for (id, text) in trees {
            fs::write(library.join(format!("{id}.ron")), text).expect("a file");
        }
        let folders = Folders { home: home.path().join("home"), trees: library, is_own_library: false };
        let settings = Settings { agent_name: "Beth Lowry".into(), ..Settings::default() };
        evenkeel::library::save_settings(&folders, &settings).expect("settings");
        let names = AtomicU64::new(1);
        let new_id = move || format!("019ab000-0000-7000-8000-{:012x}", names.fetch_add(1, Ordering::Relaxed));
        let ctx = Context::default();
        let mut app = App::new(&ctx, Setup::new(folders, Arc::new(moment), Arc::new(new_id)));
        app.load_now();
        let mut window = Self { app, ctx, time: 0.0, _home: home };
        window.settle();
        window
    }

    /// One frame with these events: screen built, shapes tessellated. Gives back when egui asks for the next one.
    pub fn frame(&mut self, events: Vec<Event>) -> Duration {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            max_texture_side: Some(8192),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        // There is no screen to give them to.
        output.textures_delta.clear();
        output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::MAX, |root| root.repaint_delay)
    }

    /// Frames until everything is on disk and nothing is on its way.
    pub fn settle(&mut self) {
        for _ in 0..10 {
            assert!(self.app.state().recorder.wait(Duration::from_secs(10)), "the disk does not answer");
            // The writer's last word to the window comes after it has acknowledged.
            std::thread::sleep(Duration::from_millis(10));
            self.time += 0.1;
            self.frame(Vec::new());
        }
    }

    /// A call on that tree, as Enter on Home begins it.
    pub fn begin(&mut self, tree: &str) {
        self.app.apply(Command::StartTree(tree.to_owned()));
        self.time += 0.1;
        self.frame(Vec::new());
    }

    /// The call is ended, wrapped up and put away.
    pub fn finish(&mut self) {
        self.app.apply(Command::EndCall);
        self.app.apply(Command::Finish);
        self.time += 0.1;
        self.frame(Vec::new());
    }

    /// Where the call is.
    pub fn step(&self) -> Option<String> {
        self.app.state().session.as_ref().map(|session| session.call.spot().step.to_string())
    }
}
