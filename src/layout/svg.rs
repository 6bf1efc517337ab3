//! A picture as an SVG document that needs nothing beside it: light colours, type faces by family.

use super::{Card, Node, Picture, PictureLink, PictureNode, Point};
use crate::tree::{Kind, Step, Tree, Way};
use std::fmt::Write as _;

/// The light theme's colours.
mod colour {
    pub const GROUND: &str = "#EAE7E0";
    pub const PANEL: &str = "#FFFFFF";
    pub const LINE: &str = "#D6D1C6";
    pub const EDGE: &str = "#857E70";
    pub const INK: &str = "#16222E";
    pub const INK2: &str = "#4A5866";
    pub const TIDE: &str = "#0B6B6B";
    pub const ALARM: &str = "#B3261E";
    pub const ALARM_SOFT: &str = "#FBE3E1";
    pub const LEAF: &str = "#2C6E3F";
    pub const VIOLET: &str = "#5B4B9A";
    pub const BLUE: &str = "#1F5FA8";
}

/// What is kept free around a picture.
const MARGIN: f32 = 24.0;
/// How round a corner of a link is.
const ROUND: f32 = 5.0;
/// How round a card's corners are.
const CARD_ROUND: f32 = 6.0;

/// Draws a picture of a tree.
#[must_use]
pub fn svg(picture: &Picture, tree: &Tree) -> String {
    let mut text = String::new();
    let corner = picture.nodes.iter().map(|one| one.at).chain(picture.links.iter().flat_map(|link| link.points.iter().copied()));
    let (left, top) = corner.fold((0.0_f32, 0.0_f32), |(x, y), point| (x.min(point.x), y.min(point.y)));
    let (width, height) = (picture.width - left + 2.0 * MARGIN, picture.height - top + 2.0 * MARGIN);
    let (left, top) = (left - MARGIN, top - MARGIN);
    let _ = writeln!(
        text,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', Verdana, sans-serif\" role=\"img\">\n\
         <title>{}</title>\n<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>",
        escaped(&tree.title),
        colour::GROUND
    );
    for link in &picture.links {
        draw_link(&mut text, link);
    }
    for node in &picture.nodes {
        match (&node.node, &node.card) {
            (Node::Step(id), Some(card)) => {
                if let Some(step) = tree.steps.get(id) {
                    draw_card(&mut text, node, card, step);
                }
            }
            (Node::Hub(id), _) => {
                let title = tree.steps.get(id).map_or(id.as_str(), |step| step.title.as_str());
                draw_small(&mut text, node, &format!("{title} →"), node.height / 2.0, true);
            }
            (Node::Elsewhere(target), _) => draw_small(&mut text, node, &target.to_string(), 6.0, false),
            (Node::Step(_), None) => {}
        }
    }
    // Ports lie over the cards' edges.
    for link in &picture.links {
        if let Some(port) = link.points.first()
            && matches!(link.way, Way::Answer(_) | Way::NobodyFree | Way::Cap)
        {
            let _ = writeln!(text, "<circle cx=\"{}\" cy=\"{}\" r=\"2.5\" fill=\"{}\"/>", port.x, port.y, colour::INK2);
        }
    }
    text.push_str("</svg>\n");
    text
}

fn draw_link(text: &mut String, link: &PictureLink) {
    let dashes = if link.back { " stroke-dasharray=\"4 3\"" } else { "" };
    let _ = writeln!(
        text,
        "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.4\"{dashes}/>",
        rounded(&link.points),
        colour::EDGE
    );
    if let [.., before, tip] = link.points[..] {
        let (dx, dy) = ((tip.x - before.x).signum(), (tip.y - before.y).signum());
        let (dx, dy) = if tip.y == before.y { (dx, 0.0) } else { (0.0, dy) };
        let (bx, by) = (tip.x - 7.0 * dx, tip.y - 7.0 * dy);
        let _ = writeln!(
            text,
            "<path d=\"M{} {}L{} {}L{} {}Z\" fill=\"{}\"/>",
            tip.x,
            tip.y,
            bx - 3.5 * dy,
            by - 3.5 * dx,
            bx + 3.5 * dy,
            by + 3.5 * dx,
            colour::EDGE
        );
    }
}

/// A poly-line as path data, its corners rounded.
fn rounded(points: &[Point]) -> String {
    let mut path = String::new();
    let Some((first, rest)) = points.split_first() else {
        return path;
    };
    let _ = write!(path, "M{} {}", first.x, first.y);
    let mut before = *first;
    for (place, point) in rest.iter().enumerate() {
        let Some(after) = rest.get(place + 1) else {
            let _ = write!(path, "L{} {}", point.x, point.y);
            break;
        };
        let start = toward(*point, before);
        let end = toward(*point, *after);
        let _ = write!(path, "L{} {}Q{} {} {} {}", start.x, start.y, point.x, point.y, end.x, end.y);
        before = *point;
    }
    path
}

/// The point a little way from a corner toward another point.
fn toward(corner: Point, other: Point) -> Point {
    let (dx, dy) = (other.x - corner.x, other.y - corner.y);
    let far = dx.abs().max(dy.abs()).max(0.001);
    let near = ROUND.min(far / 2.0) / far;
    Point::new(corner.x + dx * near, corner.y + dy * near)
}

fn draw_card(text: &mut String, node: &PictureNode, card: &Card, step: &Step) {
    let Point { x, y } = node.at;
    let (accent, fill) = match step.kind {
        Kind::Say => (colour::TIDE, colour::PANEL),
        Kind::Ask => (colour::BLUE, colour::PANEL),
        Kind::Do => (colour::INK2, colour::PANEL),
        Kind::Check => (colour::VIOLET, colour::PANEL),
        Kind::Escalate { .. } => (colour::ALARM, colour::ALARM_SOFT),
        Kind::End(_) => (colour::LEAF, colour::PANEL),
    };
    let border = if step.kind.is_escalation() { colour::ALARM } else { colour::LINE };
    let _ = writeln!(
        text,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" rx=\"{CARD_ROUND}\" fill=\"{fill}\" stroke=\"{border}\"/>\n\
         <rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{accent}\"/>",
        card.width,
        card.height,
        y + CARD_ROUND / 2.0,
        Card::STRIPE,
        card.height - CARD_ROUND,
    );
    let mut words = |words: &str, top: f32, (size, line): (f32, f32), fill: &str, weight: u32| {
        let base = y + top + line * 0.5 + size * 0.35;
        let left = x + Card::LEFT;
        let words = escaped(words);
        let _ = writeln!(
            text,
            "<text x=\"{left}\" y=\"{base}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\">{words}</text>"
        );
    };
    words(&format!("{} · {}", step.kind.word(), step.stage.in_words()), Card::HEAD_TOP, Card::HEAD, accent, 400);
    for (place, line) in card.title.iter().enumerate() {
        words(line, Card::TITLE_TOP + Card::TITLE.1 * place as f32, Card::TITLE, colour::INK, 600);
    }
    for (place, line) in card.receiver.iter().enumerate() {
        words(line, Card::receiver_top(card.title.len()) + Card::RECEIVER.1 * place as f32, Card::RECEIVER, colour::ALARM, 400);
    }
    for (place, line) in card.line.iter().enumerate() {
        words(line, card.line_top + Card::TEXT.1 * place as f32, Card::TEXT, colour::INK2, 400);
    }
    for row in &card.rows {
        for (place, line) in row.lines.iter().enumerate() {
            words(line, row.top + Card::ROW_AIR / 2.0 + Card::TEXT.1 * place as f32, Card::TEXT, colour::INK, 400);
        }
    }
    if let Some(hairline) = card.hairline() {
        let (from, to, at) = (x + Card::LEFT, x + card.width - Card::RIGHT, y + hairline);
        let _ = writeln!(text, "<path d=\"M{from} {at}H{to}\" stroke=\"{}\"/>", colour::LINE);
    }
}

/// A pill or a tab.
fn draw_small(text: &mut String, node: &PictureNode, words: &str, round: f32, dashed: bool) {
    let dashes = if dashed { " stroke-dasharray=\"4 3\"" } else { "" };
    let _ = writeln!(
        text,
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\" fill=\"{}\" stroke=\"{}\"{dashes}/>\n\
         <text x=\"{}\" y=\"{}\" font-size=\"13\" text-anchor=\"middle\" fill=\"{}\">{}</text>",
        node.at.x,
        node.at.y,
        node.width,
        node.height,
        colour::PANEL,
        colour::EDGE,
        node.at.x + node.width / 2.0,
        node.at.y + node.height / 2.0 + 4.5,
        colour::INK,
        escaped(words),
    );
}

/// Text as it may stand in the document.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
