//! The trees that come with the program.

use super::{FileError, Folders, kept::OWN, read_text, write_atomically};
use crate::{
    call::{Pinned, Trees, hash},
    tree::read,
};
use std::{collections::BTreeMap, sync::Arc};

macro_rules! shipped {
    ($($id:literal),* $(,)?) => {
        /// Every shipped tree: name and text.
        pub const SHIPPED: [(&str, &str); [$($id),*].len()] =
            [$(($id, include_str!(concat!("../../trees/", $id, ".ron")))),*];
    };
}

shipped!(
    "opening",
    "aggressive-customer",
    "billing-error",
    "delayed-shipment",
    "return-policy",
    "faulty-product",
    "service-failure",
    "follow-up-call",
);

/// The shipped trees, ready for a call: always-keys lead into them where a library has none of its own.
#[must_use]
pub fn shipped_trees() -> Trees {
    Trees::new(SHIPPED.iter().filter_map(|(_, text)| Some(Arc::new(Pinned::new(&read(text).ok()?)))))
}

/// Fills the user's own library: a shipped tree that was never there is added; one that stands as it was shipped
/// earlier is brought up to date, its old text kept; one the user has changed or removed is left alone.
///
/// # Errors
/// When a file cannot be written.
pub fn fill_library(folders: &Folders) -> Result<(), FileError> {
    if !folders.is_own_library {
        return Ok(());
    }
    let kept = folders.trees.join(OWN);
    let list = kept.join("shipped.ron");
    let before: BTreeMap<String, String> = read_text(&list).ok().and_then(|text| ron::from_str(&text).ok()).unwrap_or_default();
    let mut now = before.clone();
    for (id, text) in SHIPPED {
        let path = folders.trees.join(format!("{id}.ron"));
        let shipped = hash(text);
        let own = read_text(&path).ok();
        match (own, before.get(id)) {
            (None, None) => write_atomically(&path, text.as_bytes())?,
            (Some(own), Some(old)) if hash(&own) == *old && *old != shipped => {
                write_atomically(&kept.join("backups").join(format!("{id}-{}.ron", &old[..8])), own.as_bytes())?;
                write_atomically(&path, text.as_bytes())?;
            }
            _ => continue,
        }
        now.insert(id.to_owned(), shipped);
    }
    if now != before {
        let text = ron::ser::to_string_pretty(&now, ron::ser::PrettyConfig::new()).unwrap_or_default();
        write_atomically(&list, text.as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn the_first_start_fills_the_users_library_and_leaves_what_they_change_or_remove() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { home: home.path().into(), trees: home.path().join("trees"), is_own_library: true };
        fill_library(&folders).unwrap();
        let opening = folders.trees.join("opening.ron");
        assert_eq!(fs::read_to_string(&opening).unwrap(), SHIPPED[0].1);
        fs::write(&opening, "mine").unwrap();
        fs::remove_file(folders.trees.join("billing-error.ron")).unwrap();
        fill_library(&folders).unwrap();
        assert_eq!(fs::read_to_string(&opening).unwrap(), "mine");
        assert!(!folders.trees.join("billing-error.ron").exists());
    }

    #[test]
    fn a_copy_that_stands_as_an_earlier_edition_is_replaced_and_kept_as_a_backup() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders { home: home.path().into(), trees: home.path().join("trees"), is_own_library: true };
        fill_library(&folders).unwrap();
        let opening = folders.trees.join("opening.ron");
        fs::write(&opening, "an earlier edition").unwrap();
        let list = folders.trees.join(".evenkeel/shipped.ron");
        let text = fs::read_to_string(&list).unwrap().replace(&hash(SHIPPED[0].1), &hash("an earlier edition"));
        fs::write(&list, text).unwrap();
        fill_library(&folders).unwrap();
        assert_eq!(fs::read_to_string(&opening).unwrap(), SHIPPED[0].1);
        let backups = fs::read_dir(folders.trees.join(".evenkeel/backups")).unwrap();
        let texts: Vec<String> = backups.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
        assert_eq!(texts, ["an earlier edition"]);
        assert!(Path::new(&opening).exists());
    }
}
