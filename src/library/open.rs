//! The library: a folder of trees, read whole.

use super::{
    DraftAbout, FileError, drafts, finish_publications, kept::Kept, last_good, read_tree, ron_files, shipped_trees,
    troubles_in_words,
};
use crate::{
    call::{Pinned, Trees},
    check::{Finding, Level, Source, check_structure, on_every_core, unreadable},
    edit::LineList,
    tree::{Document, Graph, Line, Status, TreeId, nearest},
};
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

/// For fewer files than this no further thread is worth its start.
const FEW: usize = 16;

/// One file of the library.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The file.
    pub path: PathBuf,
    /// The tree's name, or the file's where it holds none.
    pub id: String,
    /// The tree; nothing when the file could not be read.
    pub document: Option<Document>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// The work in hand on it.
    pub draft: Option<DraftAbout>,
    /// There is nothing in the library yet: the tree is that work in hand, and its file the draft's.
    pub is_only_draft: bool,
    /// The file is broken and the document is the last good text, which agents keep: said in words.
    pub stands_in: Option<String>,
}

impl Entry {
    /// The tree's title, or its name where it cannot be read.
    #[must_use]
    pub fn title(&self) -> &str {
        self.document.as_ref().map_or(&self.id, |document| &document.tree().title)
    }

    /// How many findings there are of a level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|finding| finding.level == level).count()
    }

    /// Whether agents are offered it: it is Live and can be read.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        !self.is_only_draft && self.document.as_ref().is_some_and(|document| document.tree().status == Status::Live)
    }
}

/// A folder of trees.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The folder.
    pub folder: PathBuf,
    /// Its files, by name.
    pub entries: Vec<Entry>,
    /// What kept the folder from being read.
    pub trouble: Option<String>,
    /// Publications that were cut off and could not be finished, in words.
    pub unfinished: Vec<String>,
}

/// A tree named on the command line, in the trees it stands among.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its name.
    pub id: TreeId,
    /// The folder it stands in; nothing for one that is shipped.
    pub folder: Option<PathBuf>,
    /// It, its neighbours and the shipped trees.
    pub trees: Trees,
}

impl Library {
    /// Reads and checks every tree of a folder.
    #[must_use]
    pub fn open(folder: &Path) -> Self {
        let mut library = Self { folder: folder.to_owned(), ..Self::default() };
        let files = match ron_files(folder) {
            Ok(files) => files,
            Err(error) => {
                library.trouble = Some(error.to_string());
                return library;
            }
        };
        library.unfinished = finish_publications(folder);
        library.entries = of_each(&files, read_entry);
        for entry in library.entries.iter_mut().filter(|entry| entry.document.is_none()) {
            last_good::stand_in(folder, entry);
        }
        library.add_drafts();
        library.check();
        // The tree a call begins with comes first, the others by title.
        library.entries.sort_by_key(|entry| (entry.id != "opening", entry.title().to_lowercase()));
        library
    }

    /// The work in hand, beside what is live or as trees of its own.
    fn add_drafts(&mut self) {
        for about in drafts(&self.folder) {
            if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == about.id) {
                entry.draft = Some(about);
            } else if let Ok(kept) = Kept::of(&self.folder, &about.id) {
                let entry = read_entry(&kept.draft());
                self.entries.push(Entry { id: about.id.clone(), draft: Some(about), is_only_draft: true, ..entry });
            }
        }
    }

    /// Gives each entry its findings. What is in hand leads into the library, and the library not into it.
    fn check(&mut self) {
        let mut sources = Vec::new();
        let mut stand_ins = Vec::new();
        let mut in_hand = Vec::new();
        let mut of_file: HashMap<String, usize> = HashMap::new();
        for (index, entry) in self.entries.iter().enumerate() {
            let file = entry.path.display().to_string();
            of_file.entry(file.clone()).or_insert(index);
            let Some(document) = entry.document.clone() else { continue };
            let place = match (&entry.stands_in, entry.is_only_draft) {
                (Some(_), _) => &mut stand_ins,
                (None, true) => &mut in_hand,
                (None, false) => &mut sources,
            };
            place.push(Source { file, document });
        }
        let mut findings = check_structure(&sources, &stand_ins);
        if !in_hand.is_empty() {
            sources.append(&mut stand_ins);
            findings.extend(check_structure(&in_hand, &sources));
        }
        for finding in findings {
            if let Some(index) = of_file.get(&finding.file) {
                self.entries[*index].findings.push(finding);
            }
        }
    }

    /// The entry of that tree.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// Its trees, ready for a call, the shipped ones where it has none of that name.
    #[must_use]
    pub fn trees(&self) -> Trees {
        let own = self.entries.iter().filter(|entry| !entry.is_only_draft).filter_map(|entry| entry.document.as_ref());
        let mut trees = Trees::new(own.map(|document| Arc::new(Pinned::new(document))));
        trees.know(&shipped_trees());
        trees
    }

    /// Finds what the command line calls TREE: a name in the library, or a path.
    ///
    /// # Errors
    /// In words, with the nearest name, or with what is wrong in the file.
    pub fn find(name: &str, library: &Path) -> Result<Wanted, String> {
        let path = Path::new(name);
        let is_path = path.extension().is_some() || name.contains(['/', '\\']);
        let file = if is_path { path.to_owned() } else { library.join(format!("{name}.ron")) };
        let document = match read_tree(&file) {
            Ok(document) => document,
            Err(FileError::Unreadable { path, troubles, .. }) => {
                return Err(troubles_in_words(&path, &troubles));
            }
            Err(error) if is_path => return Err(error.to_string()),
            Err(error) => return Self::find_shipped(name, library, &error),
        };
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = ron_files(folder).unwrap_or_default().into_iter().filter_map(|path| read_tree(&path).ok());
        let mut trees = Trees::new([Arc::new(Pinned::new(&document))]);
        trees.know(&Trees::new(beside.map(|document| Arc::new(Pinned::new(&document)))));
        trees.know(&shipped_trees());
        Ok(Wanted { id: document.tree().id.clone(), folder: Some(folder.to_owned()), trees })
    }

    fn find_shipped(name: &str, library: &Path, error: &FileError) -> Result<Wanted, String> {
        let trees = shipped_trees();
        let files = ron_files(library).unwrap_or_default();
        let own: Vec<String> = files.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
        if own.is_empty()
            && let Some(tree) = trees.tree(name)
        {
            return Ok(Wanted { id: tree.id.clone(), folder: None, trees });
        }
        let shipped = trees.all().map(|pinned| pinned.tree.id.as_str()).filter(|_| own.is_empty());
        let near = nearest(name, own.iter().map(String::as_str).chain(shipped));
        let hint = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
        Err(format!("there is no tree \"{name}\" in {}{hint} ({error})", library.display()))
    }
}

/// Does something with each file, in their order, with as many threads as the machine has room for.
pub(super) fn of_each<T: Send>(files: &[PathBuf], read: impl Fn(&Path) -> T + Sync) -> Vec<T> {
    on_every_core(files, FEW, |path| read(path))
}

fn read_entry(path: &Path) -> Entry {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let file = path.display().to_string();
    let (id, document, findings) = match read_tree(path) {
        Ok(document) => (document.tree().id.to_string(), Some(document), Vec::new()),
        Err(FileError::Unreadable { troubles, .. }) => (name, None, unreadable(&file, &troubles)),
        Err(FileError::System { what, .. }) => {
            let trouble = crate::tree::Trouble {
                place: crate::tree::Place { line: 1, column: 1, span: 0..0 },
                message: what,
                help: String::new(),
            };
            (name, None, unreadable(&file, &[trouble]))
        }
    };
    Entry { path: path.to_owned(), id, document, findings, draft: None, is_only_draft: false, stands_in: None }
}

/// A step that the search finds by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The tree.
    pub tree: String,
    /// The tree's title.
    pub tree_title: String,
    /// The step; nothing when the tree itself was found.
    pub step: Option<String>,
    /// What was found: a title.
    pub title: String,
    /// The words beside it: the summary, or the first line.
    pub words: String,
    /// Every line of the step, facts filled with their samples.
    pub lines: Vec<HitLine>,
    /// Whether agents are offered it.
    pub is_offered: bool,
}

/// A line of a step that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitLine {
    /// The list it stands in.
    pub list: LineList,
    /// Its place there, from 0.
    pub at: usize,
    /// Its words, facts filled with their samples.
    pub words: String,
}

impl Library {
    /// Everything the search looks through: every tree, then its steps. Agents are shown what is offered alone.
    #[must_use]
    pub fn everything(&self) -> Vec<Hit> {
        let mut hits = Vec::new();
        for entry in &self.entries {
            let Some(tree) = entry.document.as_ref().map(Document::tree) else {
                continue;
            };
            let hit = |step: Option<String>, title: &str, words: &str, lines: Vec<HitLine>| Hit {
                tree: entry.id.clone(),
                tree_title: tree.title.clone(),
                step,
                title: title.to_owned(),
                words: words.to_owned(),
                lines,
                is_offered: entry.is_offered(),
            };
            hits.push(hit(None, &tree.title, &tree.summary, Vec::new()));
            for (id, step) in &tree.steps {
                let line = step.say.first().or(step.task.as_ref()).map_or("", String::as_str);
                let sample = |name: &str| tree.facts.get(name).and_then(|fact| fact.sample.clone());
                let filled = |line: &str| Line::new(line).filled(|name| Some(sample(name).unwrap_or_else(|| "…".to_owned())));
                let of = |list: LineList| {
                    let lines = list.of(step).iter().enumerate();
                    lines.map(move |(at, line)| HitLine { list, at, words: filled(line) }).collect::<Vec<_>>()
                };
                let lines = [of(LineList::Say), of(LineList::SayHeated)].concat();
                hits.push(hit(Some(id.to_string()), &step.title, &filled(line), lines));
            }
        }
        hits
    }

    /// How many steps of a tree can be reached; for tests and figures.
    #[must_use]
    pub fn steps(&self, id: &str) -> usize {
        let document = self.entry(id).and_then(|entry| entry.document.as_ref());
        document.map_or(0, |document| {
            let graph = Graph::new(document.tree());
            graph.reachable(graph.number(document.tree().start.as_str())).iter().filter(|reached| **reached).count()
        })
    }
}
