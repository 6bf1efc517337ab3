//! The rows of a card where answers may change places: each link leaves from its row, and no row is lost.

use evenkeel::{
    layout::{Direction, Node, Order, Picture, Wish},
    tree::{Way, read},
};
use std::fs;

fn pictures() -> Vec<(String, Picture, Picture)> {
    let mut pictures = Vec::new();
    for entry in fs::read_dir("trees").expect("the shipped trees").flatten() {
        if entry.path().extension().is_some_and(|extension| extension == "ron") {
            let document = read(&fs::read_to_string(entry.path()).expect("readable")).expect("a tree");
            let of = |order| Picture::of(document.tree(), &Wish { order, ..Wish::default() }, None);
            pictures.push((entry.path().display().to_string(), of(Order::AsWritten), of(Order::Fewest)));
        }
    }
    assert!(pictures.len() > 5);
    pictures
}

#[test]
fn every_answer_s_link_leaves_from_the_row_that_shows_it() {
    for (name, as_written, fewest) in pictures() {
        for picture in [as_written, fewest] {
            assert_eq!(picture.direction, Direction::Right);
            for link in &picture.links {
                let (node, Way::Answer(answer)) = (&picture.nodes[link.from], link.way) else { continue };
                let (Node::Step(id), Some(card)) = (&node.node, &node.card) else { continue };
                let row = card.rows.iter().find(|row| row.answer == answer).expect("a row for the answer");
                let port = link.points[0].y - node.at.y;
                assert!((port - row.port()).abs() < 0.01, "{name}: answer {answer} of {id} leaves at {port}, not {}", row.port());
            }
        }
    }
}

#[test]
fn rows_change_places_only_where_fewest_crossings_are_asked_for() {
    let mut moved = 0;
    for (name, as_written, fewest) in pictures() {
        for (one, other) in as_written.nodes.iter().zip(&fewest.nodes) {
            let (Some(one), Some(other)) = (&one.card, &other.card) else { continue };
            let answers = |card: &evenkeel::layout::Card| card.rows.iter().map(|row| row.answer).collect::<Vec<_>>();
            let (in_order, mut any_order) = (answers(one), answers(other));
            assert!(in_order.is_sorted(), "{name}: {in_order:?}");
            moved += usize::from(in_order != any_order);
            any_order.sort_unstable();
            assert_eq!(in_order, any_order, "{name}: no row is lost");
            assert!((one.height - other.height).abs() < 0.01, "{name}: the card is as high as before");
        }
    }
    assert!(moved > 0, "somewhere a row moves");
}

#[test]
fn what_has_not_changed_is_drawn_as_it_was() {
    for entry in fs::read_dir("trees").expect("the shipped trees").flatten() {
        let document = read(&fs::read_to_string(entry.path()).expect("readable")).expect("a tree");
        for order in [Order::AsWritten, Order::Fewest] {
            let wish = Wish { order, ..Wish::default() };
            let first = Picture::of(document.tree(), &wish, None);
            assert_eq!(Picture::of(document.tree(), &wish, Some(&first)), first, "{}", entry.path().display());
        }
    }
}
