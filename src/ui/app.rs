//! The window's frame: keys in, views, commands applied, effects out.

use super::{
    author::author_view,
    command::Command,
    guide::{NOTE, guide_view},
    home::home_view,
    input::hear,
    keeping::Geometry,
    overlays::overlay_view,
    reread::{self, Reread},
    search::Index,
    settings::settings_view,
    state::{Effect, Loaded, Parked, Place, Setup, State},
    theme::{apply_style, install_fonts, palette, theme_preference},
    train::train_view,
    view::View,
    widgets::want_in_sight,
    wrap_up::wrap_up_view,
};
use crate::{
    library::{Folders, LastGood, Library, SHIPPED, Watch, fill_library, load_rules, load_settings},
    record::{Recorder, Store, is_open_elsewhere},
    site::Settings,
    tree::Mood,
};
use egui::{Context, Id, Ui};
use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

/// The program in its window.
pub struct App {
    state: State,
    loading: Option<Receiver<(Loaded, Option<Watch>)>>,
    rereading: Option<Receiver<Reread>>,
    watch: Option<Watch>,
    frames: u64,
    geometry: Geometry,
}

impl App {
    /// Builds the program on a context: settings, fonts, style, the writer; a call asked for begins at once.
    #[must_use]
    pub fn new(ctx: &Context, setup: Setup) -> Self {
        install_fonts(ctx);
        apply_style(ctx);
        let (settings, notice) = load_settings(&setup.folders);
        let rules = load_rules(&setup.folders);
        ctx.set_theme(theme_preference(settings.theme));
        let wake = ctx.clone();
        let recorder = Recorder::start(&setup.folders.records(), Box::new(move || wake.request_repaint()));
        let asked = setup.asked.clone();
        let mut state = State::new(setup, settings, recorder);
        let wake = ctx.clone();
        state.wake = Arc::new(move || wake.request_repaint());
        state.notices.extend(notice.into_iter().chain(rules));
        if let Some(asked) = asked {
            state.begin(asked);
        }
        Self { state, loading: None, rereading: None, watch: None, frames: 0, geometry: Geometry::default() }
    }

    /// The state, for tests.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Does what a command says, for tests and benches.
    pub fn apply(&mut self, command: Command) {
        self.state.apply(command);
    }

    /// Reads the library at once instead of after the first frame, for tests and benches.
    pub fn load_now(&mut self) {
        let filled = fill_library(&self.state.setup.folders);
        let mut loaded = load(&self.state.setup.folders, &self.state.site);
        loaded.notices.extend(filled.err().map(|error| format!("The library could not be filled: {error}")));
        self.state.take_loaded(loaded);
        self.frames = 2;
    }

    /// Watches the library from now on, for tests; in a window it is watched from the first frame.
    ///
    /// # Panics
    /// When it cannot be watched.
    pub fn watch_now(&mut self) {
        let wake = Arc::clone(&self.state.wake);
        let watch = Watch::new(&self.state.setup.folders.trees, Box::new(move || wake()));
        self.watch = Some(watch.expect("the library can be watched"));
    }

    /// Waits for the library where it is being read again, for tests.
    pub fn settle_library(&mut self) {
        self.look_outside();
        while let Some(reading) = self.rereading.take() {
            if let Ok(reread) = reading.recv() {
                self.state.take_reread(reread);
            }
            self.look_outside();
        }
    }

    /// Waits until the tree in hand is drawn, written and checked, its draft on the disk, and nothing is done beside the
    /// frame any more; for tests and benches.
    ///
    /// # Panics
    /// When the disk does not answer.
    pub fn settle_author(&mut self) {
        // A tree of ten thousand steps on a busy machine takes its time.
        let most = Duration::from_mins(1);
        assert!(self.state.beside_settled(most), "what is done beside the frame does not come to an end");
        assert!(self.state.author_settled(most), "the author's thread does not answer");
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.before(&ctx);
        let heard = hear(&ctx, &mut self.state);
        let mut any = !heard.is_empty();
        for command in heard {
            self.state.apply(command);
        }
        self.dropped_files(&ctx);
        let view = View::new(&self.state, palette(&ctx));
        ui.painter().rect_filled(ui.max_rect(), 0, view.look.ground);
        match view.state.place {
            Place::Guide if view.session().is_some() => guide_view(ui, &view),
            Place::WrapUp if view.session().is_some() => wrap_up_view(ui, &view),
            Place::Settings => settings_view(ui, &view),
            Place::Author => author_view(ui, &view),
            Place::Train => train_view(ui, &view),
            Place::Home | Place::Guide | Place::WrapUp => home_view(ui, &view),
        }
        overlay_view(&ctx, &view);
        let sent = view.into_sent();
        any |= !sent.is_empty();
        for command in sent {
            self.state.apply(command);
        }
        if any {
            ctx.request_repaint();
        }
        self.effects(&ctx);
        self.frames += 1;
    }

    /// What happened outside since the last frame.
    fn before(&mut self, ctx: &Context) {
        if self.frames == 1 && self.loading.is_none() && !self.state.setup.exit_after_first_frame {
            self.loading = Some(read_in_background(ctx, &self.state));
        }
        if let Some((loaded, watch)) = self.loading.as_ref().and_then(|loading| loading.try_recv().ok()) {
            self.state.take_loaded(loaded);
            self.watch = watch;
        }
        self.look_outside();
        if ctx.input(|input| input.viewport().close_requested()) && self.state.holds_the_window() {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        }
        if let Some(notice) = self.state.recorder.take_notice() {
            self.state.notices.push(notice);
        }
        self.state.clock_seconds = ctx.input(|input| input.time);
        self.state.hear_from_author();
        self.state.hear_beside();
        self.state.take_stores(Duration::ZERO);
        self.state.hear_from_keepers();
        if let Some(left) = self.state.until_it_is_long() {
            ctx.request_repaint_after(left);
        }
        if let Some(left) = self.state.keep_customer() {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        }
        let size = ctx.content_rect().size();
        self.state.window_width = size.x;
        if !self.state.is_strip && size.x > super::theme::measures().strip_at_most {
            self.state.full_size = size;
        }
        let at = ctx.input(|input| input.viewport().outer_rect).map(|rect| (rect.left(), rect.top()));
        self.geometry = Geometry { size: Some((self.state.full_size.x, self.state.full_size.y)), at: at.or(self.geometry.at) };
        if !self.state.recorder.standing().is_on_disk() {
            // The mark, and after two seconds the words, come without a key.
            ctx.request_repaint_after(Duration::from_millis(500));
        }
    }

    /// What others changed in the library; it is read again away from the frame.
    fn look_outside(&mut self) {
        if let Some(watch) = &self.watch {
            self.state.hear_outside(&watch.changed());
        }
        if let Some(reread) = self.rereading.as_ref().and_then(|reading| reading.try_recv().ok()) {
            self.rereading = None;
            self.state.take_reread(reread);
        }
        let is_free = self.rereading.is_none() && self.state.library.is_some();
        if is_free && (self.state.wants_library || self.state.wants_hand) {
            self.rereading = Some(reread::begin(&mut self.state));
        }
    }

    fn dropped_files(&mut self, ctx: &Context) {
        let dropped = ctx.input(|input| input.raw.dropped_files.first().map(|file| file.path().to_path_buf()));
        if let Some(path) = dropped {
            self.state.apply(Command::OpenFile(path));
        }
    }

    fn effects(&mut self, ctx: &Context) {
        for effect in std::mem::take(&mut self.state.effects) {
            match effect {
                Effect::Copy(text) => ctx.copy_text(text),
                Effect::Window(command) => ctx.send_viewport_cmd(command),
                Effect::Restyle => ctx.set_theme(theme_preference(self.state.site.theme)),
                Effect::FocusNote => ctx.memory_mut(|memory| memory.request_focus(Id::unique(NOTE))),
                Effect::Focus(name) => ctx.memory_mut(|memory| memory.request_focus(Id::unique(name))),
                Effect::FocusId(id) => {
                    want_in_sight(ctx, id);
                    ctx.memory_mut(|memory| memory.request_focus(id));
                }
                Effect::FocusAtEnd(id, end) => super::input::focus_at_end(ctx, id, Some(end)),
                Effect::FocusOn(id, letters) => super::input::focus_on(ctx, id, &letters),
                Effect::Unfocus => {
                    // This is meant: no field has lost it by accident.
                    self.state.types_in_author = false;
                    ctx.memory_mut(|memory| {
                        if let Some(id) = memory.focused() {
                            memory.surrender_focus(id);
                        }
                    });
                }
            }
        }
        if self.state.setup.exit_after_first_frame {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        } else if self.frames == 0 {
            ctx.request_repaint();
        }
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    /// A window that is closed in the middle of a call parks it.
    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.park();
        self.state.put_tree_aside();
        // What is being published is whole or did not happen; here it is whole.
        let _ = self.state.beside_settled(Duration::from_secs(5));
        self.geometry.save(&self.state.setup.folders);
        let _ = self.state.recorder.wait(Duration::from_secs(2));
    }
}

fn read_in_background(ctx: &Context, state: &State) -> Receiver<(Loaded, Option<Watch>)> {
    let (send, receive) = channel();
    let (folders, site, ctx) = (state.setup.folders.clone(), Arc::clone(&state.site), ctx.clone());
    let wake = Arc::clone(&state.wake);
    std::thread::spawn(move || {
        let filled = fill_library(&folders);
        // Watched before it is read, so that no change falls between the two.
        let watch = Watch::new(&folders.trees, Box::new(move || wake()));
        let mut loaded = load(&folders, &site);
        if let Err(error) = filled {
            loaded.notices.insert(0, format!("The library could not be filled: {error}"));
        }
        // A folder that cannot even be read says so itself.
        let watch = match watch {
            Err(words) if loaded.library.trouble.is_none() => {
                loaded.notices.push(words);
                None
            }
            watch => watch.ok(),
        };
        let last_good = LastGood::of(&loaded.library);
        // The window may have been closed meanwhile.
        let _ = send.send((loaded, watch));
        ctx.request_repaint();
        if let Err(error) = last_good.keep() {
            tracing::warn!(%error, "the last good texts could not be kept");
        }
    });
    receive
}

/// Reads the library and the unfinished calls.
fn load(folders: &Folders, site: &Arc<Settings>) -> Loaded {
    let mut notices = Vec::new();
    let library = Library::open(&folders.trees);
    notices.extend(library.unfinished.iter().cloned());
    notices.extend(library.entries.iter().filter_map(|entry| entry.stands_in.clone()));
    for entry in library.entries.iter().filter(|entry| entry.document.is_none()) {
        if SHIPPED.iter().any(|(id, _)| *id == entry.id) {
            let file = entry.path.display();
            notices.push(format!("{file} cannot be read. Until it is mended, calls use the copy that came with Evenkeel."));
        }
    }
    let (mut parked, mut last_used) = (Vec::new(), BTreeMap::new());
    match Store::open_or_put_aside(&folders.records()) {
        Ok((store, aside)) => {
            if let Some(aside) = aside {
                notices.push(format!(
                    "The record of calls was damaged. It is kept as {}, and a new one was begun.",
                    aside.display()
                ));
            }
            let unfinished = store.unfinished(site).unwrap_or_default();
            parked.extend(unfinished.into_iter().map(|call| {
                let is_elsewhere = is_open_elsewhere(&folders.home, &call.id);
                Parked { id: call.id, call: call.call, is_elsewhere }
            }));
            last_used = store.last_used().unwrap_or_default();
        }
        Err(error) => notices.push(format!("Earlier calls cannot be read: {error}")),
    }
    Loaded { hits: Index::new(library.everything()), library, parked, last_used, notices }
}

/// The colour of the mood: ember only where the call is heated.
pub(super) fn mood_word(mood: Mood) -> &'static str {
    match mood {
        Mood::Calm => "Calm",
        Mood::Heated => "Heated",
    }
}
