//! `evenkeel check`.

use super::{Ending, Global, print};
use crate::{
    check::{self, Finding, Level, Source, in_text, sarif, unreadable},
    library::{FileError, read_tree, ron_files},
};
use anyhow::Context as _;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Exit 0: no errors; 1: errors; 2: could not run.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Printed,
    /// Files or folders; none means the library
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Printed {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// One SARIF document, for tools that review changes.
    Sarif,
}

impl Check {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let paths = super::paths_or_library(self.paths, global)?;
        let mut files = Vec::new();
        for path in &paths {
            files.extend(ron_files(path)?);
        }
        let mut found = Found::default();
        for file in &files {
            found.read(file)?;
        }
        let neighbours = neighbours(&files);
        let lexicon = super::rules_on_words(global)?;
        let mut findings = check::check_by(&found.sources, &neighbours, lexicon);
        findings.append(&mut found.findings);
        check::sort(&mut findings);
        match self.format {
            Printed::Json => print(&format!("{}\n", serde_json::to_string_pretty(&findings).context("findings as JSON")?))?,
            Printed::Sarif => print(&format!("{}\n", sarif(&findings, &found.texts, lexicon).context("findings as SARIF")?))?,
            Printed::Text => {
                let shown: Vec<String> =
                    findings.iter().map(|finding| in_text(finding, found.texts.get(&finding.file).map(String::as_str))).collect();
                print(&shown.join("\n"))?;
                eprintln!("{}", total(&findings, files.len()));
            }
        }
        let is_wrong = findings.iter().any(|finding| finding.level == Level::Error);
        Ok(if is_wrong { Ending::Wrong } else { Ending::Fine })
    }
}

#[derive(Default)]
struct Found {
    sources: Vec<Source>,
    findings: Vec<Finding>,
    texts: BTreeMap<String, String>,
}

impl Found {
    fn read(&mut self, path: &Path) -> Result<(), FileError> {
        let file = path.display().to_string();
        match read_tree(path) {
            Ok(document) => {
                self.texts.insert(file.clone(), document.text().to_string());
                self.sources.push(Source { file, document });
            }
            Err(FileError::Unreadable { text, troubles, .. }) => {
                self.findings.extend(unreadable(&file, &troubles));
                self.texts.insert(file, text);
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

/// The other trees in the same folders: answers may lead into them.
fn neighbours(files: &[PathBuf]) -> Vec<Source> {
    let own: BTreeSet<PathBuf> = files.iter().filter_map(|file| fs::canonicalize(file).ok()).collect();
    let folders: BTreeSet<PathBuf> = own.iter().filter_map(|file| file.parent().map(Path::to_owned)).collect();
    folders
        .iter()
        .filter_map(|folder| ron_files(folder).ok())
        .flatten()
        .filter(|file| !own.contains(file))
        .filter_map(|file| Some(Source { document: read_tree(&file).ok()?, file: file.display().to_string() }))
        .collect()
}

fn total(findings: &[Finding], files: usize) -> String {
    let counted = |number: usize, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let of = |level, what| counted(findings.iter().filter(|finding| finding.level == level).count(), what);
    let trees = counted(files, "tree");
    if findings.is_empty() {
        return format!("{trees}, nothing to report");
    }
    format!("{trees}: {}, {}, {}", of(Level::Error, "error"), of(Level::Warning, "warning"), of(Level::Hint, "hint"))
}
