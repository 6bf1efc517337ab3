//! Train and the disk: what is read comes beside the frame, and a disk that refuses is said and waited for.

#[path = "common/stage.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod stage;
#[path = "common/weeks.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod weeks;
#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use evenkeel::{drill::Level, record::PracticeStore};
use stage::{kept, play_turn, rehearse};
use std::time::Duration;
use window::{Desk, says};

#[test]
fn the_first_frame_of_train_does_not_wait_for_the_stores_and_shows_them_when_they_come() {
    let desk = Desk::new();
    let mut setup = desk.setup();
    weeks::practise(&setup.folders, &(setup.clock)());
    setup.patience = Duration::ZERO;
    let mut window = desk.open_with(setup, 1280.0, 800.0);
    window.state_mut().apply(evenkeel::ui::train::TrainCommand::Hall.into());
    assert!(window.state().state().training.hall.book.drills.is_empty(), "nothing was waited for");
    let is_read = |window: &egui_kittest::Harness<'static, evenkeel::ui::App>| window.state().state().training.reading.is_none();
    for _ in 0..2000 {
        if is_read(&window) {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
        window.step();
    }
    window.run();
    assert_eq!(window.state().state().training.hall.book.drills.len(), 14);
    assert!(says(&window, "Score by week: 14 drills"));
}

#[test]
fn a_disk_that_refuses_is_said_while_the_drill_goes_on_and_all_is_kept_once_it_is_back() {
    let desk = Desk::new();
    let folders = desk.folders();
    std::fs::create_dir_all(folders.practice().parent().unwrap()).unwrap();
    // A folder lies where the store is to be: nothing can be written.
    std::fs::create_dir_all(folders.practice().join("in the way")).unwrap();
    let mut window = desk.open(1280.0, 800.0);
    rehearse(&mut window, Level::Shown);
    play_turn(&mut window);
    for _ in 0..400 {
        if says(&window, "Practice is not on disk") {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
        window.step();
    }
    assert!(says(&window, "Practice is not on disk"));
    assert_eq!(stage::drill(&window).turns().len(), 1, "the drill goes on");
    std::fs::remove_dir_all(folders.practice()).unwrap();
    kept(&window);
    window.step();
    window.run();
    assert!(!says(&window, "Practice is not on disk"));
    assert_eq!(PracticeStore::open(&folders.practice()).unwrap().in_hand().unwrap().len(), 1);
}
