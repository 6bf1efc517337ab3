//! Names that other parts of a tree point at.

use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, fmt, sync::Arc};

macro_rules! id {
    ($(#[$about:meta])* $name:ident, $dash:literal, $what:literal) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as it stands in the file.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Reads a name; the error says how one is written.
            ///
            /// # Errors
            /// When the text holds anything but small letters, digits and the one joining sign.
            pub fn new(text: &str) -> Result<Self, String> {
                let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == $dash;
                if !text.is_empty() && text.bytes().all(plain) {
                    return Ok(Self(text.into()));
                }
                let sign = if $dash == b'-' { "hyphens" } else { "underscores" };
                Err(format!("\"{text}\" is not the name of a {}; use small letters, digits and {sign}", $what))
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }
    };
}

id!(
    /// The name of a tree: also its file's name.
    TreeId, b'-', "tree"
);
id!(
    /// The name of a step within its tree.
    StepId, b'-', "step"
);
id!(
    /// The name of a technique in the catalogue.
    TechniqueId, b'-', "technique"
);
id!(
    /// The name of a fact: what stands between braces in a line.
    FactId, b'_', "fact"
);
id!(
    /// The name of a limit of authority.
    LimitId, b'_', "limit"
);
