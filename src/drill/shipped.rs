//! The personas that are part of the program.

use super::{inspect::read_persona, persona::Persona};
use std::sync::{Arc, LazyLock};

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        /// Ids and texts of the shipped personas, in the order of their codes.
        pub const SHIPPED_PERSONAS: [(&str, &str); [$($id),*].len()] =
            [$(($id, include_str!(concat!("../../assets/personas/", $id, ".ron")))),*];
    };
}

shipped!(
    "derek-hollis",
    "priya-raman",
    "margaret-doyle",
    "tyler-brandt",
    "sandra-okoro",
    "victor-lindqvist",
    "aisha-karim",
    "gary-whitlock",
    "elena-petrova",
    "jordan-pike",
);

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
