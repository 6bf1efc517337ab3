//! A dozen small pictures: what the screens look like, light and dark, wide and narrow, at 100% and 150%.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --test pictures` paints them anew; look at each before keeping it.

#[path = "common/graphs.rs"]
mod graphs;
#[path = "common/large.rs"]
mod large;
#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/team.rs"]
mod team;
#[path = "common/weeks.rs"]
mod weeks;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use evenkeel::{
    edit::{Edit, LineList, StepChange},
    site::{Settings, Theme},
    tree::Mood,
    ui::{App, Command, author::AuthorCommand, state::Place, train::CastCommand},
};
use std::sync::Arc;
use window::{Desk, press, press_with, settle, type_text};

struct Shot {
    theme: Theme,
    width: f32,
    height: f32,
    scale: f32,
}

const WIDE: (f32, f32) = (1280.0, 800.0);
const STRIP: (f32, f32) = (420.0, 800.0);

fn shot(theme: Theme, (width, height): (f32, f32)) -> Shot {
    Shot { theme, width, height, scale: 1.0 }
}

impl Shot {
    fn desk(&self) -> Desk {
        Desk::with(Settings { agent_name: "Beth Lowry".into(), theme: self.theme, ..Settings::default() })
    }

    /// The window with a tree open in Author; the desk holds its library.
    fn author(&self, tree: &str) -> (Desk, Harness<'static, App>) {
        self.author_on(self.desk().copied(), tree)
    }

    fn author_on(&self, desk: Desk, tree: &str) -> (Desk, Harness<'static, App>) {
        let mut window = self.build(desk.setup());
        window.state_mut().apply(AuthorCommand::Open(tree.to_owned()).into());
        settle(&mut window);
        (desk, window)
    }

    fn window(&self, call: Option<(&str, &str)>) -> Harness<'static, App> {
        let desk = self.desk();
        let mut setup = desk.setup();
        setup.new_id = Arc::new(|| "01909a3c-0000-7000-8000-00000000e4a7".to_owned());
        setup.asked = call.map(|(tree, step)| {
            let wanted = evenkeel::library::Library::find(tree, &desk.trees).unwrap();
            let opening = evenkeel::call::Opening {
                tree: wanted.id,
                from: Some(step.to_owned()),
                mood: None,
                reference: String::new(),
                outside: None,
            };
            evenkeel::cli::Asked { trees: wanted.trees, opening, facts: Vec::new() }
        });
        self.build(setup)
    }

    fn build(&self, setup: evenkeel::ui::Setup) -> Harness<'static, App> {
        let theme = if self.theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light };
        let builder = Harness::builder().with_size(egui::vec2(self.width, self.height)).with_max_steps(20).with_step_dt(0.05);
        let mut window =
            builder.with_pixels_per_point(self.scale).with_os(egui::os::OperatingSystem::Nix).wgpu().build_eframe(|creation| {
                let mut app = App::new(&creation.egui_ctx, setup);
                app.load_now();
                app
            });
        // The harness has a theme of its own; the settings' one is what is wanted.
        window.ctx.set_theme(theme);
        window.run();
        // The mark for what is not on disk yet has its own test; a picture waits until everything is.
        assert!(window.state().state().recorder.wait(std::time::Duration::from_secs(5)));
        window.run();
        window
    }
}

fn know(window: &mut Harness<'static, App>, facts: &[(&str, &str)]) {
    for (name, value) in facts {
        window.state_mut().apply(Command::SetFact((*name).to_owned(), (*value).to_owned()));
    }
    window.run();
}

const DANA: [(&str, &str); 4] =
    [("customer_name", "Dana Whitfield"), ("charge", "42.10"), ("fault", "ours"), ("issue", "charged twice")];

fn keep(window: &mut Harness<'static, App>, name: &str) {
    window.run();
    assert!(window.state().state().recorder.wait(std::time::Duration::from_secs(5)));
    window.run();
    window.remove_cursor();
    window.snapshot(name);
}

#[test]
fn home() {
    keep(&mut shot(Theme::Light, WIDE).window(None), "home");
}

#[test]
fn a_calm_call_in_the_wide_window() {
    let mut window = shot(Theme::Light, WIDE).window(Some(("billing-error", "open")));
    press(&mut window, Key::Num1);
    press(&mut window, Key::Num1);
    type_text(&mut window, "42.1");
    keep(&mut window, "guide_calm");
}

#[test]
fn a_heated_call_in_the_dark_with_less_explained() {
    let mut window = shot(Theme::Dark, WIDE).window(Some(("delayed-shipment", "open")));
    press(&mut window, Key::F10);
    press(&mut window, Key::Num1);
    keep(&mut window, "guide_heated_dark");
}

#[test]
fn the_strip() {
    let mut window = shot(Theme::Light, STRIP).window(Some(("billing-error", "refund")));
    know(&mut window, &DANA);
    window.state_mut().apply(Command::SetMood(Mood::Heated));
    keep(&mut window, "strip");
}

#[test]
fn the_strip_in_the_dark() {
    let mut window = shot(Theme::Dark, STRIP).window(Some(("service-failure", "when-back")));
    press(&mut window, Key::Num1);
    keep(&mut window, "strip_dark");
}

#[test]
fn an_escalation_point_with_its_card() {
    let mut window = shot(Theme::Light, WIDE).window(Some(("billing-error", "over-limit")));
    know(&mut window, &DANA);
    keep(&mut window, "escalation");
}

#[test]
fn an_escalation_point_in_the_strip() {
    let mut window = shot(Theme::Light, STRIP).window(Some(("billing-error", "over-limit")));
    know(&mut window, &DANA);
    keep(&mut window, "escalation_strip");
}

#[test]
fn the_first_warning() {
    let mut window = shot(Theme::Dark, STRIP).window(Some(("billing-error", "open")));
    press(&mut window, Key::F2);
    keep(&mut window, "abuse_strip_dark");
}

#[test]
fn safety() {
    let mut window = shot(Theme::Light, WIDE).window(Some(("billing-error", "open")));
    press(&mut window, Key::F3);
    keep(&mut window, "safety");
}

#[test]
fn the_wrap_up() {
    let mut window = shot(Theme::Light, WIDE).window(Some(("billing-error", "refund")));
    know(&mut window, &DANA);
    know(&mut window, &[("refund_date", "2026-11-27")]);
    press(&mut window, Key::Num1);
    window.state_mut().apply(Command::EndCall);
    keep(&mut window, "wrap_up");
}

#[test]
fn the_settings_in_the_dark() {
    let mut window = shot(Theme::Dark, WIDE).window(None);
    window.state_mut().apply(Command::Settings);
    assert_eq!(window.state().state().place, Place::Settings);
    keep(&mut window, "settings_dark");
}

#[test]
fn the_strip_at_one_and_a_half() {
    let at_150 = Shot { scale: 1.5, ..shot(Theme::Light, STRIP) };
    let mut window = at_150.window(Some(("aggressive-customer", "offer")));
    keep(&mut window, "strip_150");
}

#[test]
fn a_tree_in_author() {
    let (_desk, mut window) = shot(Theme::Light, WIDE).author("billing-error");
    press(&mut window, Key::Tab);
    press(&mut window, Key::ArrowDown);
    settle(&mut window);
    keep(&mut window, "author");
}

#[test]
fn a_whole_tree_from_far_away_in_the_dark() {
    let (_desk, mut window) = shot(Theme::Dark, WIDE).author("aggressive-customer");
    press(&mut window, Key::F);
    settle(&mut window);
    keep(&mut window, "author_far_dark");
}

#[test]
fn a_tree_as_text_beside_the_canvas() {
    let (_desk, mut window) = shot(Theme::Light, WIDE).author("follow-up-call");
    press(&mut window, Key::Tab);
    press(&mut window, Key::E);
    settle(&mut window);
    keep(&mut window, "author_text");
}

#[test]
fn a_deleted_step_in_the_problems_and_in_what_would_be_published() {
    let (_desk, mut window) = shot(Theme::Dark, WIDE).author("follow-up-call");
    press(&mut window, Key::Tab);
    press(&mut window, Key::Tab);
    press(&mut window, Key::Delete);
    settle(&mut window);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    keep(&mut window, "author_publish_dark");
}

#[test]
fn a_thousand_steps_from_far_away() {
    let at_daylight = shot(Theme::Light, WIDE);
    let desk = at_daylight.desk().copied();
    std::fs::write(desk.trees.join("large.ron"), large::large_text(1000)).unwrap();
    let (_desk, mut window) = at_daylight.author_on(desk, "large");
    press(&mut window, Key::F);
    settle(&mut window);
    keep(&mut window, "author_thousand");
}

#[test]
fn a_tree_tried_beside_the_canvas_in_the_dark() {
    let (_desk, mut window) = shot(Theme::Dark, WIDE).author("billing-error");
    press(&mut window, Key::Tab);
    press(&mut window, Key::T);
    settle(&mut window);
    press(&mut window, Key::Num1);
    press(&mut window, Key::Num1);
    settle(&mut window);
    keep(&mut window, "author_try_dark");
}

#[test]
fn the_voice_of_a_tree_with_its_worst_lines_first() {
    let at_daylight = shot(Theme::Light, WIDE);
    let desk = at_daylight.desk().copied();
    let file = desk.trees.join("follow-up-call.ron");
    // The first lines say something that they should not.
    let mut slips = ["You need to calm down. ", "To be honest, ", "Unfortunately it's our policy. "].into_iter();
    let begins = "say: [\n                \"";
    let text = std::fs::read_to_string(&file).unwrap();
    let mut parts = text.split(begins).map(str::to_owned);
    let first = parts.next().unwrap();
    let text = parts.fold(first, |text, part| format!("{text}{begins}{}{part}", slips.next().unwrap_or_default()));
    std::fs::write(&file, text).unwrap();
    let (_desk, mut window) = at_daylight.author_on(desk, "follow-up-call");
    press(&mut window, Key::V);
    settle(&mut window);
    assert!(!window.state().state().authoring.as_ref().unwrap().voice.worst.is_empty());
    keep(&mut window, "author_voice");
}

#[test]
fn a_publication_that_asks_why_bad_words_may_go_out() {
    let (_desk, mut window) = shot(Theme::Light, WIDE).author("follow-up-call");
    let tree = window.state().state().authoring.as_ref().unwrap().tree().clone();
    let (id, step) = tree.steps.iter().find(|(_, step)| !step.say.is_empty()).unwrap();
    let worse = StepChange::Line { list: LineList::Say, at: 0, text: format!("You need to calm down. {}", step.say[0]) };
    window.state_mut().apply(AuthorCommand::Edit(Box::new(Edit::Step(id.clone(), worse))).into());
    settle(&mut window);
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    settle(&mut window);
    keep(&mut window, "author_publish_words");
}

#[test]
fn a_drill_in_which_a_line_has_just_heated_the_call() {
    let mut window = shot(Theme::Light, WIDE).window(None);
    stage::rehearse(&mut window, evenkeel::drill::Level::Shown);
    stage::play_turn(&mut window);
    let other = stage::other_line(&window);
    stage::digit(&mut window, other);
    stage::play_turn(&mut window);
    stage::kept(&window);
    keep(&mut window, "train_drill");
}

#[test]
fn a_faded_drill_in_the_dark_with_ones_own_line_first() {
    let mut window = shot(Theme::Dark, STRIP).window(None);
    stage::rehearse(&mut window, evenkeel::drill::Level::Faded);
    keep(&mut window, "train_faded_dark");
}

#[test]
fn a_debrief_at_the_turn_where_it_turned() {
    let mut window = shot(Theme::Light, WIDE).window(None);
    stage::rehearse(&mut window, evenkeel::drill::Level::Shown);
    stage::play_turn(&mut window);
    let other = stage::other_line(&window);
    stage::digit(&mut window, other);
    stage::with_own_lines(&mut window);
    press(&mut window, Key::Enter);
    stage::kept(&window);
    keep(&mut window, "train_debrief");
}

/// Train after weeks of practice.
fn hall(shot: &Shot) -> (Desk, Harness<'static, App>) {
    let desk = shot.desk();
    let setup = desk.setup();
    weeks::practise(&setup.folders, &(setup.clock)());
    let mut window = shot.build(setup);
    press_with(&mut window, Modifiers::ALT, Key::T);
    settle(&mut window);
    (desk, window)
}

#[test]
fn today_in_train_after_weeks_of_practice() {
    let (_desk, mut window) = hall(&shot(Theme::Light, WIDE));
    keep(&mut window, "train_today");
}

#[test]
fn a_question_of_the_five_minutes_in_the_dark() {
    let (_desk, mut window) = hall(&shot(Theme::Dark, WIDE));
    press(&mut window, Key::F5);
    press(&mut window, Key::Enter);
    settle(&mut window);
    keep(&mut window, "train_session_dark");
}

#[test]
fn a_customer_is_written_on_one_tree() {
    let desk = shot(Theme::Light, WIDE).desk().copied();
    let mut window = shot(Theme::Light, WIDE).build(desk.setup());
    window.state_mut().apply(CastCommand::Open("derek-hollis".to_owned()).into());
    window.run();
    press_with(&mut window, Modifiers::COMMAND, Key::Num4);
    keep(&mut window, "customer_on_one_tree");
}

#[test]
fn an_exam_is_scored_on_the_desk_by_night() {
    let settings =
        Settings { agent_name: "Beth Lowry".into(), theme: Theme::Dark, looks_after_team: true, ..Settings::default() };
    let desk = Desk::with(settings).copied();
    let sheet = team::taken(&desk, "exam-1");
    evenkeel::library::send_exam(&desk.trees, &sheet).unwrap();
    let mut window = shot(Theme::Dark, WIDE).build(desk.setup());
    press_with(&mut window, Modifiers::ALT, Key::T);
    press(&mut window, Key::Num5);
    press(&mut window, Key::Enter);
    type_text(&mut window, "1");
    press(&mut window, Key::Tab);
    type_text(&mut window, "nine");
    keep(&mut window, "team_scoring_dark");
}
