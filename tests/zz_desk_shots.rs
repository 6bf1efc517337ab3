#[path = "common/stage.rs"]
#[allow(dead_code)]
mod stage;
#[path = "common/window.rs"]
#[allow(dead_code)]
mod window;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use evenkeel::{
    drill::*,
    library::*,
    record::ExamStore,
    site::{Settings, Theme},
    tree::TreeId,
    ui::{App, train::*},
};
use std::sync::Arc;
use window::{Desk, press, press_with};

fn open(desk: &Desk, (w, h): (f32, f32), dark: bool) -> Harness<'static, App> {
    let setup = desk.setup();
    let builder = Harness::builder().with_size(egui::vec2(w, h)).with_max_steps(20).with_step_dt(0.05);
    let mut harness = builder.with_os(egui::os::OperatingSystem::Nix).wgpu().build_eframe(|creation| {
        let mut app = App::new(&creation.egui_ctx, setup);
        app.load_now();
        app
    });
    harness.run();
    harness.ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
    harness.run();
    press_with(&mut harness, Modifiers::ALT, Key::T);
    harness
}
fn shot(window: &mut Harness<'static, App>, name: &str) {
    window.run();
    window.render().unwrap().save(format!("/tmp/desk-shots/{name}.png")).unwrap();
}
#[test]
fn shots() {
    std::fs::create_dir_all("/tmp/desk-shots").unwrap();
    for (theme, tag) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, sz) in [((1280.0, 800.0), "wide"), ((420.0, 800.0), "strip"), ((900.0, 800.0), "mid")] {
            if tag == "dark" && sz != "wide" {
                continue;
            }
            let desk = Desk::with(Settings { agent_name: "Nadia Osei".into(), theme, ..Settings::default() }).copied();
            let mut w = open(&desk, size, tag == "dark");
            w.state_mut().apply(CastCommand::Open("derek-hollis".into()).into());
            for (page, p) in [
                (Page::Who, "who"),
                (Page::Says, "says"),
                (Page::Replies, "replies"),
                (Page::Facts, "facts"),
                (Page::Moves, "moves"),
            ] {
                w.state_mut().apply(CastCommand::ShowPage(page).into());
                shot(&mut w, &format!("cast-{p}-{sz}-{tag}"));
                if sz == "mid" {
                    break;
                }
            }
            let c = w.state().state().training.cast.as_ref().unwrap();
            let mut p = c.persona.clone();
            p.heat = 12.0;
            p.opens[0] = "word ".repeat(30).trim().into();
            p.wants = String::new();
            w.state_mut().apply(CastCommand::Edit(egui::Id::unique("x"), Box::new(p)).into());
            w.state_mut().apply(CastCommand::ShowPage(Page::Who).into());
            w.state_mut().apply(CastCommand::Leave.into());
            shot(&mut w, &format!("cast-asked-{sz}-{tag}"));
            std::fs::create_dir_all(desk.folders().personas()).unwrap();
            std::fs::write(desk.folders().personas().join("priya-raman.ron"), "Persona(\n    format: 1,\n    heat: hot,\n)\n")
                .unwrap();
            let mut w = open(&desk, size, tag == "dark");
            w.state_mut().apply(CastCommand::Open("priya-raman".into()).into());
            shot(&mut w, &format!("cast-broken-{sz}-{tag}"));
            w.state_mut().apply(CastCommand::Leave.into());
            press(&mut w, Key::Num5);
            shot(&mut w, &format!("team-empty-{sz}-{tag}"));
            let persona = Arc::clone(shipped_persona("derek-hollis").unwrap());
            let setting = Setting { level: Level::Exam, ..Setting::new(TreeId::new("delayed-shipment").unwrap(), persona, 11) };
            let mut drill = Drill::begin(&shipped_trees(), Arc::new(Settings::default()), setting, &window::now()).unwrap();
            Player::Middling.play(&mut drill, &window::now());
            let finished = Finished::of("e1", &drill, &window::now()).unwrap();
            let mut store = ExamStore::open(&desk.folders().exams()).unwrap();
            store.finish(&drill, &finished, "Ada Moss", None).unwrap();
            store.dispute("e1", &finished.score.parts[0].id, "I did say it back.", finished.day).unwrap();
            let sheet = store.sheet("e1").unwrap();
            send_exam(&desk.trees, &sheet).unwrap();
            let track = tracks()[0].id.clone();
            for work in [
                NewWork { words: "Mind the day you promise.".into(), ..NewWork::on("billing-error".into()) },
                NewWork { trainee: "Ben Cole".into(), track: Some(track), ..NewWork::on(String::new()) },
            ] {
                w.state_mut().apply(TeamCommand::EditWork(Box::new(work)).into());
                w.state_mut().apply(TeamCommand::Save.into());
            }
            let id = assignments(&desk.trees).all.iter().find(|w| w.trainee.is_empty()).unwrap().id.clone();
            tell_done(&desk.trees, &WorkDone { assignment: id.clone(), trainee: "Ada Moss".into(), on: window::now().date() })
                .unwrap();
            press(&mut w, Key::Num5);
            let all = assignments(&desk.trees).all;
            let at = all.iter().position(|w| w.id == id).unwrap();
            w.state_mut().apply(TrainCommand::ChooseRow(at).into());
            shot(&mut w, &format!("team-work-{sz}-{tag}"));
            w.state_mut().apply(TeamCommand::Assign.into());
            shot(&mut w, &format!("team-assign-{sz}-{tag}"));
            w.state_mut().apply(TrainCommand::ChooseRow(all.len()).into());
            w.state_mut().apply(
                TeamCommand::Score { exam: "e1".into(), part: finished.score.parts[1].id.clone(), points: Some(0.0) }.into(),
            );
            shot(&mut w, &format!("team-exam-{sz}-{tag}"));
            w.state_mut().apply(TrainCommand::OpenDebrief("e1".into()).into());
            shot(&mut w, &format!("debrief-{sz}-{tag}"));
            w.state_mut().apply(TeamCommand::SeeSheet.into());
            shot(&mut w, &format!("sheet-{sz}-{tag}"));
        }
    }
}
