//! Any bytes: a tree or an error in words; and a tree stays that tree when its text is arranged or written back.
#![no_main]

use evenkeel::tree::{Tree, arrange, read, read_bytes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = read_bytes(bytes) else { return };
    let laid = arrange(document.text()).expect("what was read can be arranged");
    let again = read(&laid).expect("what was arranged can be read");
    assert_eq!(again.tree(), document.tree(), "arranging changed the tree");
    assert_eq!(arrange(&laid).as_ref(), Ok(&laid), "arranging again changed the text");
    let mut wanted = Tree::clone(document.tree());
    wanted.title.push('x');
    let written = document.with_tree(&wanted).expect("a new title can be written");
    assert_eq!(**written.tree(), wanted, "writing changed the tree");
});
