//! The answer somebody gives at a certain step, because it is their case.

use super::names::MoveId;
use crate::tree::is_default;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::fmt;

/// The answer somebody gives at a certain step, because it is their case. It is read from its words alone as well, as
/// persona files and kept drills had it once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Way {
    /// The beginning of the answer's words.
    pub gives: String,
    /// Moves that change their mind: once one of them was made, the answer is as open as any.
    #[serde(skip_serializing_if = "is_default")]
    pub until: Vec<MoveId>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    gives: String,
    #[serde(default)]
    until: Vec<MoveId>,
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Way;

    fn expecting(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("(gives: \"the beginning of an answer\", until: [moves])")
    }

    fn visit_str<E: Error>(self, gives: &str) -> Result<Way, E> {
        Ok(Way { gives: gives.to_owned(), until: Vec::new() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Way, A::Error> {
        let Whole { gives, until } = Whole::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Way { gives, until })
    }
}

impl<'de> Deserialize<'de> for Way {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::options;

    #[test]
    fn a_way_is_read_whole_and_as_the_words_alone_it_once_was() {
        let plain = Way { gives: "Reads".to_owned(), until: Vec::new() };
        let whole = Way { until: vec!["OWN_SORRY".into()], ..plain.clone() };
        let ron = |text: &str| options().from_str::<Way>(text).unwrap();
        assert_eq!((ron("\"Reads\""), ron("(gives: \"Reads\")")), (plain.clone(), plain.clone()));
        assert_eq!(ron("(gives: \"Reads\", until: [\"OWN_SORRY\"])"), whole);
        assert_eq!(serde_json::from_str::<Way>("\"Reads\"").unwrap(), plain);
        assert_eq!(serde_json::from_str::<Way>(&serde_json::to_string(&whole).unwrap()).unwrap(), whole);
        assert!(options().from_str::<Way>("(gives: \"Reads\", unto: [])").is_err());
    }
}
