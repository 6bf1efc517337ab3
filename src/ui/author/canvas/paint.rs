//! How a step, a named jump, a tab of another tree, a frame and a note are drawn, near and far.

use super::super::{
    super::theme::{Palette, font, icons, semibold},
    camera::Camera,
};
use crate::{
    check::Level,
    layout::{Card, PictureNode},
    tree::{Frame, Kind, Step, Target, Tree},
};
use egui::{Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

/// How much of a step is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Everything.
    Whole,
    /// Its title.
    Title,
    /// A block in the colour of its kind.
    Block,
}

impl Detail {
    pub fn of(zoom: f32) -> Self {
        match zoom {
            zoom if zoom >= 0.6 => Self::Whole,
            zoom if zoom >= 0.24 => Self::Title,
            _ => Self::Block,
        }
    }
}

/// How a step stands among the others.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    pub chosen: bool,
    pub primary: bool,
    pub answer: Option<usize>,
    pub mark: Option<Level>,
    pub hovered: bool,
    pub is_goal: bool,
    pub is_played: bool,
}

/// Where the links of a step's answers leave it, on the screen.
pub(super) type Ports<'a> = &'a dyn Fn(usize) -> Option<Pos2>;

/// Icon and colours of a kind.
pub(in crate::ui) fn kind_look(look: &Palette, kind: &Kind) -> (&'static str, Color32, Color32) {
    match kind {
        Kind::Say => (icons::SAY, look.tide, look.tide_soft),
        Kind::Ask => (icons::ASK, look.blue, look.blue_soft),
        Kind::Do => (icons::DO, look.ink2, look.sunken),
        Kind::Check => (icons::CHECK, look.violet, look.violet_soft),
        Kind::Escalate { .. } => (icons::ESCALATE, look.alarm, look.alarm_soft),
        Kind::End(_) => (icons::END, look.leaf, look.leaf_soft),
    }
}

/// The mark of a finding.
pub(in crate::ui) fn mark_look(look: &Palette, level: Level) -> (&'static str, Color32) {
    match level {
        Level::Error => (icons::ERROR, look.alarm),
        Level::Warning => (icons::WARNING, look.ember),
        Level::Hint => (icons::INFO, look.ink3),
    }
}

/// The colour of the palette that a frame names; tide where it names none.
pub(in crate::ui) fn frame_colours(look: &Palette, name: &str) -> (Color32, Color32) {
    match name {
        "ember" => (look.ember, look.ember_soft),
        "alarm" => (look.alarm, look.alarm_soft),
        "leaf" => (look.leaf, look.leaf_soft),
        "violet" => (look.violet, look.violet_soft),
        "blue" => (look.blue, look.blue_soft),
        _ => (look.tide, look.tide_soft),
    }
}

/// Paints onto the canvas at one zoom.
pub(super) struct Paint<'a> {
    pub painter: &'a Painter,
    pub camera: Camera,
    pub look: &'static Palette,
}

impl Paint<'_> {
    /// A size of type at this zoom, in quarters of a point, so that the glyphs of one zoom serve the next.
    fn size(&self, size: f32) -> f32 {
        (size * self.camera.zoom * 4.0).round() / 4.0
    }

    fn text(&self, at: Pos2, words: &str, face: fn((f32, f32)) -> FontId, size: (f32, f32), colour: Color32) -> Rect {
        let font = face((self.size(size.0), 0.0));
        let galley = self.painter.layout_no_wrap(words.to_owned(), font, colour);
        let drop = (size.1 * self.camera.zoom - galley.size().y) / 2.0;
        let rect = Rect::from_min_size(pos2(at.x, at.y + drop), galley.size());
        self.painter.galley(rect.min, galley, colour);
        rect
    }

    /// A step's card on this rectangle of the screen.
    pub fn step(&self, rect: Rect, card: &Card, step: &Step, standing: Standing, ports: Ports) {
        let (icon, colour, soft) = kind_look(self.look, &step.kind);
        let zoom = self.camera.zoom;
        let radius = CornerRadius::same((8.0 * zoom).round().clamp(2.0, 12.0) as u8);
        let fill = if step.kind.is_escalation() { soft } else { self.look.panel };
        self.painter.rect_filled(rect, radius, colour);
        let stripe = (Card::STRIPE * zoom).max(2.0);
        let face = rect.with_min_x(rect.left() + stripe);
        let inner = CornerRadius { nw: 3, sw: 3, ..radius };
        let border = match standing.mark {
            Some(Level::Error) => self.look.alarm,
            _ if standing.hovered => self.look.ink3,
            _ => self.look.line,
        };
        self.painter.rect(face, inner, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        if standing.chosen || standing.is_goal {
            let width = if standing.primary || standing.is_goal { 2.5 } else { 1.5 };
            let ring = CornerRadius::same((11.0 * zoom).round().clamp(3.0, 16.0) as u8);
            self.painter.rect_stroke(rect.expand(3.0), ring, Stroke::new(width, self.look.tide), StrokeKind::Middle);
        }
        if standing.is_played {
            self.played(rect);
        }
        match Detail::of(zoom) {
            Detail::Whole => self.whole(rect, card, step, standing, (icon, colour), ports),
            Detail::Title => self.title_alone(rect, step, standing, icon),
            Detail::Block => {}
        }
    }

    /// The mark of the step that a tried call stands at.
    fn played(&self, rect: Rect) {
        let radius = (9.0 * self.camera.zoom).clamp(7.0, 12.0);
        let at = pos2(rect.left(), rect.top());
        self.painter.rect_stroke(rect.expand(1.0), CornerRadius::same(8), Stroke::new(2.0, self.look.tide), StrokeKind::Outside);
        self.painter.circle(at, radius, self.look.tide, Stroke::new(2.0, self.look.panel));
        let icon = self.painter.layout_no_wrap(icons::PLAY.to_owned(), font((radius * 1.2, 0.0)), self.look.on_fill);
        self.painter.galley(at - icon.size() / 2.0, icon, self.look.on_fill);
    }

    fn whole(&self, rect: Rect, card: &Card, step: &Step, standing: Standing, kind: (&str, Color32), ports: Ports) {
        let (icon, colour) = kind;
        let zoom = self.camera.zoom;
        let look = self.look;
        let left = rect.left() + Card::LEFT * zoom;
        let down = |y: f32| rect.top() + y * zoom;
        let head = pos2(left, down(Card::HEAD_TOP));
        let on_soft = step.kind.is_escalation();
        let quiet = if on_soft { look.ink2 } else { look.ink3 };
        let shown = self.text(head, icon, font, (13.0, Card::HEAD.1), colour);
        let words = format!("{} · {}", step.kind.word(), step.stage.in_words());
        self.text(pos2(shown.right() + 5.0 * zoom, head.y), &words, font, Card::HEAD, if on_soft { colour } else { quiet });
        self.markers(rect, step, standing);
        for (place, words) in card.title.iter().enumerate() {
            let y = Card::TITLE_TOP + Card::TITLE.1 * place as f32;
            self.text(pos2(left, down(y)), words, semibold, Card::TITLE, look.ink);
        }
        for (place, words) in card.receiver.iter().enumerate() {
            let y = Card::receiver_top(card.title.len()) + Card::RECEIVER.1 * place as f32;
            self.text(pos2(left, down(y)), words, font, Card::RECEIVER, look.alarm);
        }
        for (place, words) in card.line.iter().enumerate() {
            let y = card.line_top + Card::TEXT.1 * place as f32;
            self.text(pos2(left, down(y)), words, font, Card::TEXT, look.ink2);
        }
        if let Some(y) = card.hairline() {
            let stroke = Stroke::new(1.0, if on_soft { look.alarm.gamma_multiply(0.3) } else { look.line });
            self.painter.hline(left..=rect.right() - Card::RIGHT * zoom, down(y), stroke);
        }
        let is_moved = card.rows.windows(2).any(|pair| pair[0].answer > pair[1].answer);
        for row in &card.rows {
            let Some(answer) = step.answers.get(row.answer) else { continue };
            if standing.answer == Some(row.answer) {
                let band = Rect::from_min_max(
                    pos2(rect.left() + 8.0 * zoom, down(row.top + 1.0)),
                    pos2(rect.right() - 6.0 * zoom, down(row.top + row.height - 1.0)),
                );
                self.painter.rect_filled(band, CornerRadius::same(4), look.tide_soft);
            }
            for (place, words) in row.lines.iter().enumerate() {
                let y = row.top + 3.0 + Card::TEXT.1 * place as f32;
                self.text(pos2(left, down(y)), words, font, Card::TEXT, look.ink);
            }
            if is_moved {
                // Rows out of the author's order tell which answer they are.
                let (beside, size) = (left - 8.0 * zoom, (Card::HEAD.0 - 1.5, Card::TEXT.1));
                self.text(pos2(beside, down(row.top + 4.0)), &(row.answer + 1).to_string(), font, size, look.ink3);
            }
            let port = ports(row.answer).unwrap_or_else(|| pos2(rect.right(), down(row.port())));
            let leads = answer.to.is_some() || answer.back;
            self.port(port, leads, answer.needs.is_some(), standing.answer == Some(row.answer));
        }
    }

    /// Where an answer's link leaves: a dot, a diamond where it has a condition, an open ring where it leads nowhere.
    fn port(&self, at: Pos2, leads: bool, has_condition: bool, chosen: bool) {
        let zoom = self.camera.zoom.clamp(0.6, 1.4);
        let look = self.look;
        if !leads {
            let end = at + vec2(16.0 * zoom, 0.0);
            self.painter.line_segment([at, end - vec2(4.0 * zoom, 0.0)], Stroke::new(1.5, look.alarm));
            self.painter.circle(end, 4.0 * zoom, look.sunken, Stroke::new(1.75, look.alarm));
            self.painter.circle_filled(at, 3.0 * zoom, look.alarm);
        } else if has_condition {
            let r = 5.0 * zoom;
            let corners = vec![at - vec2(r, 0.0), at - vec2(0.0, r), at + vec2(r, 0.0), at + vec2(0.0, r)];
            self.painter.add(Shape::convex_polygon(corners, look.violet, Stroke::NONE));
        } else {
            let colour = if chosen { look.tide } else { look.ink3 };
            self.painter.circle_filled(at, 3.0 * zoom, colour);
        }
    }

    /// Escalation, promise, cap and problems, at the right of the head.
    fn markers(&self, rect: Rect, step: &Step, standing: Standing) {
        let zoom = self.camera.zoom;
        let look = self.look;
        let mut right = rect.right() - 10.0 * zoom;
        let mut mark = |icon: &str, colour: Color32| {
            let galley = self.painter.layout_no_wrap(icon.to_owned(), font((self.size(14.0), 0.0)), colour);
            right -= galley.size().x;
            let y = rect.top() + (Card::HEAD_TOP + Card::HEAD.1 / 2.0) * zoom - galley.size().y / 2.0;
            self.painter.galley(pos2(right, y), galley, colour);
            right -= 4.0 * zoom;
        };
        if let Some(level) = standing.mark {
            let (icon, colour) = mark_look(look, level);
            mark(icon, colour);
        }
        if step.promise.is_some() {
            mark(icons::PROMISE, look.ember);
        }
        if step.cap.is_some() {
            mark(icons::ROUND, look.ink3);
        }
    }

    /// From further away the title alone, as large as the card lets it be.
    fn title_alone(&self, rect: Rect, step: &Step, standing: Standing, icon: &str) {
        let zoom = self.camera.zoom;
        let size = self.size(26.0).clamp(7.0, 13.0);
        let left = rect.left() + 10.0 * zoom;
        let words = format!("{icon} {}", step.title);
        let mut job = egui::text::LayoutJob::simple(words, semibold((size, 0.0)), self.look.ink, rect.width() - 18.0 * zoom);
        job.wrap.max_rows = ((rect.height() - 8.0 * zoom) / (size * 1.25)).max(1.0) as usize;
        job.wrap.overflow_character = Some('…');
        let galley = self.painter.layout_job(job);
        self.painter.galley(pos2(left, rect.top() + 8.0 * zoom), galley, self.look.ink);
        if let Some(level) = standing.mark {
            let (_, mark) = mark_look(self.look, level);
            self.painter.circle_filled(rect.right_top() + vec2(-7.0, 7.0), 4.0, mark);
        }
    }

    /// A named jump to a step that many answers lead to.
    pub fn hub(&self, rect: Rect, step: &Step, chosen: bool) {
        let (icon, colour, _) = kind_look(self.look, &step.kind);
        let border = if chosen { self.look.tide } else { self.look.edge };
        if Detail::of(self.camera.zoom) != Detail::Whole {
            let round = CornerRadius::same((rect.height() / 2.0) as u8);
            self.painter.rect(rect, round, self.look.ground, Stroke::new(0.75, border), StrokeKind::Inside);
            return;
        }
        self.dashed(rect, self.look.ground, border);
        let zoom = self.camera.zoom;
        let y = rect.center().y - 9.0 * zoom;
        let shown = self.text(pos2(rect.left() + 10.0 * zoom, y), icon, font, (13.0, 18.0), colour);
        let room = rect.right() - shown.right() - 28.0 * zoom;
        self.cut(pos2(shown.right() + 6.0 * zoom, y), &step.title, (12.5, 18.0), self.look.ink2, room);
        self.text(pos2(rect.right() - 20.0 * zoom, y), icons::RIGHT, font, (12.0, 18.0), self.look.ink3);
    }

    /// One line of text, cut with an ellipsis where it does not fit.
    fn cut(&self, at: Pos2, words: &str, size: (f32, f32), colour: Color32, room: f32) {
        let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font((self.size(size.0), 0.0)), colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(1.0));
        let galley = self.painter.layout_job(job);
        let drop = (size.1 * self.camera.zoom - galley.size().y) / 2.0;
        self.painter.galley(pos2(at.x, at.y + drop), galley, colour);
    }

    fn dashed(&self, rect: Rect, fill: Color32, border: Color32) {
        let radius = rect.height() / 2.0;
        self.painter.rect_filled(rect, CornerRadius::same(radius.min(255.0) as u8), fill);
        let (r, stroke) = (radius, Stroke::new(1.25, border));
        let mut outline = Vec::new();
        for (centre, from) in [
            (pos2(rect.right() - r, rect.top() + r), -90.0_f32),
            (pos2(rect.right() - r, rect.bottom() - r), 0.0),
            (pos2(rect.left() + r, rect.bottom() - r), 90.0),
            (pos2(rect.left() + r, rect.top() + r), 180.0),
        ] {
            for part in 0..=6 {
                let angle = (from + 15.0 * part as f32).to_radians();
                outline.push(centre + vec2(angle.cos(), angle.sin()) * r);
            }
        }
        outline.extend(outline.first().copied());
        self.painter.extend(Shape::dashed_line(&outline, stroke, 4.0, 3.0));
    }

    /// A tab that leads into another tree.
    pub fn elsewhere(&self, rect: Rect, target: &Target, title: &str, comes_back: bool) {
        let zoom = self.camera.zoom;
        let look = self.look;
        if Detail::of(zoom) != Detail::Whole {
            self.painter.rect(rect, 2, look.ground, Stroke::new(0.75, look.edge), StrokeKind::Inside);
            return;
        }
        let tab = Rect::from_min_size(rect.min, vec2(rect.width() * 0.62, 15.0 * zoom));
        let body = rect.with_min_y(rect.top() + 13.0 * zoom);
        let stroke = Stroke::new(1.25, look.edge);
        let round = CornerRadius::same((6.0 * zoom).clamp(2.0, 9.0) as u8);
        self.painter.rect(tab.with_max_y(tab.bottom() + 4.0 * zoom), round, look.ground, stroke, StrokeKind::Inside);
        self.painter.rect(body, round, look.ground, stroke, StrokeKind::Inside);
        let cover = tab.with_min_y(body.top() - 1.0).shrink2(vec2(1.5, 0.0)).with_max_y(body.top() + 2.0);
        self.painter.rect_filled(cover, 0, look.ground);
        let words = if comes_back { "Tree, and back" } else { "Another tree" };
        self.text(pos2(rect.left() + 10.0 * zoom, rect.top() + 2.0 * zoom), words, font, (10.5, 13.0), look.ink2);
        let y = body.center().y - 9.0 * zoom;
        let shown = self.text(pos2(rect.left() + 10.0 * zoom, y), icons::TREE, font, (13.0, 18.0), look.ink2);
        let room = rect.right() - shown.right() - 16.0 * zoom;
        let words = if title.is_empty() { target.to_string() } else { title.to_owned() };
        self.cut(pos2(shown.right() + 6.0 * zoom, y), &words, (12.5, 18.0), look.ink, room);
    }

    /// A frame round its steps.
    pub fn frame(&self, rect: Rect, frame: &Frame, chosen: bool) {
        let (colour, soft) = frame_colours(self.look, &frame.colour);
        let zoom = self.camera.zoom;
        let radius = CornerRadius::same((12.0 * zoom).clamp(3.0, 18.0) as u8);
        let width = if chosen { 2.5 } else { 1.0 };
        self.painter.rect(rect, radius, soft.gamma_multiply(0.55), Stroke::new(width, colour), StrokeKind::Inside);
        let size = if zoom < 0.5 { 13.0 / zoom.max(0.2) * 0.6 } else { 13.0 };
        self.text(rect.min + vec2(10.0, 6.0) * zoom, &frame.title, semibold, (size, size + 5.0), colour);
    }

    /// A note of an author to others.
    pub fn note(&self, rect: Rect, text: &str, chosen: bool) {
        let border = if chosen { self.look.tide } else { self.look.edge };
        let width = if chosen { 2.5 } else { 1.0 };
        self.painter.rect(rect, CornerRadius::same(6), self.look.ground, Stroke::new(width, border), StrokeKind::Inside);
        if Detail::of(self.camera.zoom) == Detail::Block {
            return;
        }
        let zoom = self.camera.zoom;
        let job = egui::text::LayoutJob::simple(
            text.to_owned(),
            font((self.size(12.5), 0.0)),
            self.look.ink,
            rect.width() - 20.0 * zoom,
        );
        let galley = self.painter.with_clip_rect(rect.intersect(self.painter.clip_rect())).layout_job(job);
        self.painter.with_clip_rect(rect.intersect(self.painter.clip_rect())).galley(
            rect.min + vec2(10.0, 8.0) * zoom,
            galley,
            self.look.ink,
        );
    }
}

/// How large a note is on the plane: as wide as a card, as high as its words.
pub(super) fn note_size(text: &str) -> egui::Vec2 {
    let lines: usize = text.lines().map(|line| line.chars().count() / 32 + 1).sum();
    vec2(Card::WIDTH, 18.0 + 17.0 * lines.max(1) as f32)
}

/// The rectangle of a frame on the plane.
pub(super) fn frame_rect(frame: &Frame, rect_of: impl Fn(&crate::tree::StepId) -> Option<Rect>) -> Option<Rect> {
    let whole = frame.steps.iter().filter_map(rect_of).reduce(Rect::union)?;
    Some(Rect::from_min_max(whole.min - vec2(12.0, 32.0), whole.max + vec2(12.0, 12.0)))
}

/// A block narrower than this, in points, is all in the colour of its kind: a border would be most of it.
const SOLID: f32 = 14.0;
/// A block is never smaller than this.
const SMALLEST: f32 = 1.5;

/// Blocks seen from far away: one mesh, since nothing of them is to be read.
pub(super) fn blocks<'a>(
    tree: &Tree,
    look: &Palette,
    nodes: impl Iterator<Item = (&'a PictureNode, Rect)>,
    mark: impl Fn(&str) -> Option<Level>,
) -> Mesh {
    let mut mesh = Mesh::default();
    for (node, rect) in nodes {
        match &node.node {
            crate::layout::Node::Step(id) => {
                let Some(step) = tree.steps.get(id) else { continue };
                let (_, colour, soft) = kind_look(look, &step.kind);
                let is_wrong = mark(id.as_str()) == Some(Level::Error);
                if rect.width() < SOLID {
                    let rect = Rect::from_center_size(rect.center(), rect.size().max(Vec2::splat(SMALLEST)));
                    mesh.add_colored_rect(rect, if is_wrong { look.alarm } else { colour });
                    continue;
                }
                let plain = matches!(step.kind, Kind::Do);
                mesh.add_colored_rect(rect, if is_wrong { look.alarm } else { look.edge });
                let face = rect.shrink(1.0_f32.min(rect.width() / 8.0));
                mesh.add_colored_rect(face, if plain { look.panel } else { soft });
                let stripe = face.with_max_x(face.left() + (rect.width() / 6.0).clamp(1.5, 4.0));
                mesh.add_colored_rect(stripe, if is_wrong { look.alarm } else { colour });
            }
            crate::layout::Node::Hub(_) | crate::layout::Node::Elsewhere(_) => mesh.add_colored_rect(rect, look.line),
        }
    }
    mesh
}
