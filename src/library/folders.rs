//! Where things lie.

use super::kept::personas as personas_beside;
use std::path::{Path, PathBuf};

/// The folders of one run. Nothing is created before it is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Records, settings and logs.
    pub home: PathBuf,
    /// The library of trees.
    pub trees: PathBuf,
    /// The library is the user's own and is filled with the shipped trees.
    pub is_own_library: bool,
}

impl Folders {
    /// Decides the folders. `home` and `trees` are what the command line or the environment names, `working` is the
    /// working folder, `data` the user's own data folder.
    #[must_use]
    pub fn choose(home: Option<&Path>, trees: Option<&Path>, working: &Path, data: Option<&Path>) -> Self {
        let own = data.map_or_else(|| working.join(".evenkeel-data"), Path::to_owned);
        let home = home.map_or(own, Path::to_owned);
        let beside = working.join("trees");
        match trees {
            Some(trees) => Self { trees: trees.to_owned(), is_own_library: false, home },
            None if beside.is_dir() => Self { trees: beside, is_own_library: false, home },
            None => Self { trees: home.join("trees"), is_own_library: true, home },
        }
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.home.join("settings.ron")
    }

    /// The site's own words and rules on what is said.
    #[must_use]
    pub fn rules(&self) -> PathBuf {
        self.home.join("rules.ron")
    }

    /// The records of calls.
    #[must_use]
    pub fn records(&self) -> PathBuf {
        self.home.join("records.db")
    }

    /// What is the agent's alone.
    #[must_use]
    pub fn private(&self) -> PathBuf {
        self.home.join("private.db")
    }

    /// What the trainee practised, and nobody else sees.
    #[must_use]
    pub fn practice(&self) -> PathBuf {
        self.home.join("practice.sqlite")
    }

    /// Exams, apart from practice.
    #[must_use]
    pub fn exams(&self) -> PathBuf {
        self.home.join("exams.sqlite")
    }

    /// The site's own simulated customers: beside the trees, so that every trainee of this library meets them.
    #[must_use]
    pub fn personas(&self) -> PathBuf {
        personas_beside(&self.trees)
    }

    /// The log, a file a day.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.home.join("logs")
    }

    /// Trees written for others: pages, pictures.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.home.join("exports")
    }

    /// Hand-over files.
    #[must_use]
    pub fn handovers(&self) -> PathBuf {
        self.home.join("handovers")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_what_was_named_else_the_folder_here_else_the_users_own() {
        let here = tempfile::tempdir().unwrap();
        let data = Path::new("/data");
        let own = Folders::choose(None, None, here.path(), Some(data));
        assert_eq!((own.trees, own.is_own_library), (data.join("trees"), true));
        std::fs::create_dir(here.path().join("trees")).unwrap();
        let beside = Folders::choose(None, None, here.path(), Some(data));
        assert_eq!((beside.trees, beside.is_own_library), (here.path().join("trees"), false));
        let named = Folders::choose(Some(Path::new("/stick")), Some(Path::new("/t")), here.path(), Some(data));
        assert_eq!((named.trees, named.home), (PathBuf::from("/t"), PathBuf::from("/stick")));
    }
}
