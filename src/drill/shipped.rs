//! The personas that are part of the program.

use super::{inspect::read_persona, persona::Persona};
use std::sync::{Arc, LazyLock};

/// Ids and texts of the shipped personas, in the order of their codes.
pub const SHIPPED_PERSONAS: [(&str, &str); 10] = [
    ("derek-hollis", include_str!("../../assets/personas/derek-hollis.ron")),
    ("priya-raman", include_str!("../../assets/personas/priya-raman.ron")),
    ("margaret-doyle", include_str!("../../assets/personas/margaret-doyle.ron")),
    ("tyler-brandt", include_str!("../../assets/personas/tyler-brandt.ron")),
    ("sandra-okoro", include_str!("../../assets/personas/sandra-okoro.ron")),
    ("victor-lindqvist", include_str!("../../assets/personas/victor-lindqvist.ron")),
    ("aisha-karim", include_str!("../../assets/personas/aisha-karim.ron")),
    ("gary-whitlock", include_str!("../../assets/personas/gary-whitlock.ron")),
    ("elena-petrova", include_str!("../../assets/personas/elena-petrova.ron")),
    ("jordan-pike", include_str!("../../assets/personas/jordan-pike.ron")),
];

static SHIPPED: LazyLock<Vec<Arc<Persona>>> = LazyLock::new(|| {
    let read = |(id, text): &(&str, &str)| {
        Arc::new(
            read_persona(&format!("{id}.ron"), text).expect("a shipped persona can be read, which a test rules out otherwise"),
        )
    };
    SHIPPED_PERSONAS.iter().map(read).collect()
});

/// The shipped personas, in the order of their codes.
#[must_use]
pub fn shipped_personas() -> &'static [Arc<Persona>] {
    &SHIPPED
}

/// The shipped persona of that id or code, case ignored.
#[must_use]
pub fn shipped_persona(name: &str) -> Option<&'static Arc<Persona>> {
    shipped_personas().iter().find(|persona| persona.is_called(name))
}
