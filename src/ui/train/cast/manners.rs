//! Kinds of answers, in words.

use crate::drill::Manner;

/// Every kind a customer may have lines of their own for, in the order of a call.
pub(super) const MANNERS: [(Manner, &str); 26] = [
    (Manner::Settles, "goes quieter, waits, listens"),
    (Manner::Explains, "tells what happened"),
    (Manner::Repeats, "goes over it all again"),
    (Manner::Confirms, "says yes to what was said back"),
    (Manner::Corrects, "says that it is not so, or not all"),
    (Manner::Gives, "gives a fact, a wish, a view"),
    (Manner::Accepts, "takes what is offered"),
    (Manner::TakesOther, "takes the other thing offered"),
    (Manner::Refuses, "takes none of it"),
    (Manner::WantsMore, "wants something else, or sooner"),
    (Manner::Asks, "asks why, when, how"),
    (Manner::Doubts, "doubts it"),
    (Manner::EarlierCalls, "speaks of earlier calls or promises"),
    (Manner::Strain, "speaks of strain at home or at work"),
    (Manner::Need, "speaks of illness, money trouble, a loss"),
    (Manner::Health, "says that health depends on it"),
    (Manner::Despair, "speaks of despair"),
    (Manner::Danger, "says that somebody is in danger"),
    (Manner::AsksForManager, "wants somebody above the agent"),
    (Manner::Complains, "complains, or names a lawyer, the press"),
    (Manner::Insults, "goes for the agent"),
    (Manner::Threatens, "threatens somebody"),
    (Manner::OtherMatter, "has another matter"),
    (Manner::Silent, "says nothing, or the line is bad"),
    (Manner::RingsOff, "rings off, or has no time"),
    (Manner::Other, "anything else"),
];
