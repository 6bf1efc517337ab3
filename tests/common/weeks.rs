//! Six weeks of practice in the trainee's store: drills by players from careless to ideal, each on its own day.

use evenkeel::{
    call::Trees,
    drill::{Drill, Finished, Level, Player, Setting, shipped_persona},
    library::{Folders, shipped_trees},
    record::PracticeStore,
    site::Settings,
    tree::TreeId,
};
use jiff::{ToSpan as _, Zoned};
use std::sync::Arc;

/// Tree, customer and player of each drill, three days apart.
const DRILLS: [(&str, &str, Player); 14] = [
    ("delayed-shipment", "derek-hollis", Player::Careless),
    ("billing-error", "priya-raman", Player::Middling),
    ("billing-error", "elena-petrova", Player::Middling),
    ("return-policy", "victor-lindqvist", Player::Random(3)),
    ("delayed-shipment", "aisha-karim", Player::Middling),
    ("faulty-product", "sandra-okoro", Player::Random(5)),
    ("billing-error", "margaret-doyle", Player::Middling),
    ("aggressive-customer", "gary-whitlock", Player::Careless),
    ("delayed-shipment", "derek-hollis", Player::Middling),
    ("billing-error", "priya-raman", Player::Ideal),
    ("return-policy", "victor-lindqvist", Player::Middling),
    ("delayed-shipment", "aisha-karim", Player::Ideal),
    ("billing-error", "elena-petrova", Player::Ideal),
    ("delayed-shipment", "derek-hollis", Player::Middling),
];

/// Puts them into the store of that home; the last was played the day before `now`.
pub fn practise(folders: &Folders, now: &Zoned) {
    let mut store = PracticeStore::open(&folders.practice()).unwrap();
    let (trees, site): (Trees, _) = (shipped_trees(), Arc::new(Settings::default()));
    for (at, (tree, persona, player)) in DRILLS.iter().enumerate() {
        let when = now.checked_sub((3 * (DRILLS.len() - at) as i64 - 2).days()).unwrap();
        let level = if at < 6 { Level::Shown } else { Level::Faded };
        let setting = Setting {
            level,
            ..Setting::new(TreeId::new(tree).unwrap(), Arc::clone(shipped_persona(persona).unwrap()), 40 + at as u64)
        };
        let mut drill = Drill::begin(&trees, Arc::clone(&site), setting, &when).unwrap();
        player.play(&mut drill, &when);
        let id = format!("drill-{at:02}");
        let finished = Finished::of(&id, &drill, &when).unwrap();
        store.finish(&drill, &finished, &drill.practised()).unwrap();
    }
}
