//! The site's own simulated customers: read beside the shipped ones, saved, deleted, and told of when they are broken.

use evenkeel::{
    drill::{Persona, SHIPPED_PERSONAS, read_persona},
    library::{FileError, Folders, PersonaEntry, cast, delete_persona, personas, save_persona, save_persona_text},
};
use proptest::prelude::*;
use std::{fs, path::Path};
use tempfile::TempDir;

const DEREK: &str = "derek-hollis";

fn home() -> (TempDir, Folders) {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::choose(Some(home.path()), None, home.path(), None);
    (home, folders)
}

fn entry(folders: &Folders, id: &str) -> PersonaEntry {
    personas(folders).into_iter().find(|entry| entry.id == id).unwrap_or_else(|| panic!("{id} is there"))
}

fn derek() -> Persona {
    let (_, text) = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == DEREK).unwrap();
    read_persona("derek-hollis.ron", text).unwrap()
}

#[test]
fn every_shipped_persona_reads_and_is_met_where_the_site_has_none() {
    let (_home, folders) = home();
    let all = personas(&folders);
    assert_eq!(all.len(), SHIPPED_PERSONAS.len());
    for (id, text) in SHIPPED_PERSONAS {
        let persona = read_persona(id, text).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!(persona.id, id);
    }
    assert_eq!(cast(&folders).len(), SHIPPED_PERSONAS.len());
    assert!(all.iter().all(|entry| entry.path.is_none() && entry.is_shipped && entry.trouble.is_none()));
    assert!(!folders.personas().exists(), "nothing is created before it is written to");
}

#[test]
fn every_shipped_persona_has_a_file_and_every_file_is_shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/personas");
    let mut files: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut shipped: Vec<&str> = SHIPPED_PERSONAS.iter().map(|(id, _)| *id).collect();
    shipped.sort_unstable();
    assert_eq!(files, shipped);
}

#[test]
fn a_changed_persona_takes_the_place_of_the_shipped_one_until_it_is_deleted() {
    let (_home, folders) = home();
    let changed = Persona { heat: 8.5, wants: "A word with the driver".to_owned(), ..derek() };
    let path = save_persona(&folders, &changed).unwrap();
    assert_eq!(path, folders.personas().join("derek-hollis.ron"));
    let own = entry(&folders, DEREK);
    assert_eq!(own.persona.as_deref(), Some(&changed));
    assert_eq!((own.path.as_deref(), own.is_shipped), (Some(&*path), true));
    assert_eq!(personas(&folders).len(), SHIPPED_PERSONAS.len());
    delete_persona(&folders, DEREK).unwrap();
    delete_persona(&folders, DEREK).unwrap();
    assert_eq!(entry(&folders, DEREK).persona.as_deref(), Some(&derek()));
}

#[test]
fn an_edit_keeps_the_comments_and_touches_only_what_changed() {
    let (_home, folders) = home();
    let (_, shipped) = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == DEREK).unwrap();
    let path = save_persona(&folders, &Persona { heat: 7.0, ..derek() }).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let differs: Vec<(&str, &str)> = shipped.lines().zip(text.lines()).filter(|(was, now)| was != now).collect();
    assert_eq!(differs, [("    heat: 6.0,", "    heat: 7.0,")]);
    let marked = text.replace("    heat: 7.0,", "    // Hotter since the spring.\n    heat: 7.0,");
    fs::write(&path, &marked).unwrap();
    save_persona(&folders, &Persona { heat: 7.0, patience: 2, ..derek() }).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("    // Hotter since the spring.\n    heat: 7.0,"), "{text}");
    assert_eq!(entry(&folders, DEREK).persona.unwrap().patience, 2);
}

#[test]
fn a_new_persona_of_the_site_is_met_beside_the_shipped_ones() {
    let (_home, folders) = home();
    let mine = Persona { id: "ines-prado".to_owned(), code: String::new(), name: "Inês Prado".to_owned(), ..derek() };
    save_persona(&folders, &mine).unwrap();
    let own = entry(&folders, "ines-prado");
    assert_eq!((own.persona.as_deref(), own.is_shipped), (Some(&mine), false));
    assert_eq!(cast(&folders).len(), SHIPPED_PERSONAS.len() + 1);
    delete_persona(&folders, "ines-prado").unwrap();
    assert_eq!(cast(&folders).len(), SHIPPED_PERSONAS.len());
}

#[test]
fn a_broken_file_is_told_with_its_place_and_the_shipped_one_stands_in() {
    let (_home, folders) = home();
    let (_, shipped) = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == DEREK).unwrap();
    fs::create_dir_all(folders.personas()).unwrap();
    let path = folders.personas().join("derek-hollis.ron");
    fs::write(&path, shipped.replace("    patience: 3,", "    patienec: 3,")).unwrap();
    let own = entry(&folders, DEREK);
    let line = shipped.lines().position(|line| line.starts_with("    patience")).unwrap() + 1;
    let trouble = own.trouble.expect("it is told");
    assert!(trouble.starts_with(&format!("{}:{line}:", path.display())), "{trouble}");
    assert!(trouble.contains("patienec") && trouble.contains("patience"), "{trouble}");
    assert_eq!(own.persona.as_deref(), Some(&derek()), "agents keep the shipped one");

    fs::write(folders.personas().join("nobody.ron"), "Persona(").unwrap();
    let nobody = entry(&folders, "nobody");
    assert!(nobody.persona.is_none() && nobody.trouble.is_some());
    assert_eq!(cast(&folders).len(), SHIPPED_PERSONAS.len());
}

#[test]
fn a_persona_under_another_name_than_its_file_or_of_a_newer_format_is_refused() {
    let (_home, folders) = home();
    let (_, shipped) = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == DEREK).unwrap();
    let line = |field: &str| shipped.lines().position(|line| line.trim_start().starts_with(field)).unwrap() + 1;
    let error = save_persona_text(&folders, "derek", shipped).unwrap_err();
    assert!(error.contains(&format!("derek.ron:{}:5: ", line("id:"))) && error.contains("\"derek\""), "{error}");
    let error = save_persona_text(&folders, DEREK, &shipped.replace("format: 1", "format: 9")).unwrap_err();
    assert!(error.contains(&format!("derek-hollis.ron:{}:5: ", line("format:"))) && error.contains("newer"), "{error}");
}

#[test]
fn a_text_that_does_not_read_is_not_saved_and_the_old_one_stands() {
    let (_home, folders) = home();
    let (_, shipped) = SHIPPED_PERSONAS.iter().find(|(id, _)| *id == DEREK).unwrap();
    let path = save_persona_text(&folders, DEREK, shipped).unwrap();
    let error = save_persona_text(&folders, DEREK, "Persona(format: 1,)").unwrap_err();
    assert!(error.contains("derek-hollis.ron:1:"), "{error}");
    assert_eq!(fs::read_to_string(path).unwrap(), *shipped);
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let (_home, folders) = home();
    let out = Persona { id: "../settings".to_owned(), ..derek() };
    assert!(matches!(save_persona(&folders, &out), Err(FileError::System { .. })));
    assert!(delete_persona(&folders, "../settings").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_saved_persona_reads_back_as_it_was(
        heat in 0..=100_u8,
        patience in any::<u8>(),
        wants in "\\PC{0,40}",
        opens in prop::collection::vec("\\PC{0,40}", 0..5),
        tells in prop::collection::vec("[a-z]{1,8}", 0..3),
    ) {
        let (_home, folders) = home();
        let mut persona = Persona { heat: f32::from(heat) / 10.0, patience, wants, opens, ..derek() };
        persona.facts.retain(|name, _| !tells.iter().any(|tell| name.as_str().starts_with(tell.as_str())));
        save_persona(&folders, &persona).unwrap();
        let own = entry(&folders, DEREK);
        prop_assert_eq!(&own.trouble, &None);
        prop_assert_eq!(own.persona.as_deref(), Some(&persona));
    }
}
