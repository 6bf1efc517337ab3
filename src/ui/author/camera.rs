//! Where the canvas looks: pure arithmetic between the plane of the tree and the screen.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How far out the canvas goes, in points of the screen for one of the plane: a chain of five thousand steps fits.
pub const FARTHEST: f32 = 0.0005;
/// How near it goes.
pub const NEAREST: f32 = 3.0;

/// A look at the plane: which point of it is in the middle, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The point of the plane in the middle of the canvas.
    pub centre: Pos2,
    /// Points of the screen for one of the plane.
    pub zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { centre: Pos2::ZERO, zoom: 1.0 }
    }
}

impl Camera {
    /// A point of the plane, on a screen whose canvas is `view`.
    #[must_use]
    pub fn to_screen(self, view: Rect, at: Pos2) -> Pos2 {
        view.center() + (at - self.centre) * self.zoom
    }

    /// A point of the screen, on the plane.
    #[must_use]
    pub fn to_plane(self, view: Rect, at: Pos2) -> Pos2 {
        self.centre + (at - view.center()) / self.zoom
    }

    /// A rectangle of the plane, on the screen.
    #[must_use]
    pub fn rect_to_screen(self, view: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(view, rect.min), self.to_screen(view, rect.max))
    }

    /// What of the plane is seen.
    #[must_use]
    pub fn seen(self, view: Rect) -> Rect {
        Rect::from_center_size(self.centre, view.size() / self.zoom)
    }

    /// Moves the plane under the canvas by points of the screen.
    #[must_use]
    pub fn panned(self, by: Vec2) -> Self {
        Self { centre: self.centre - by / self.zoom, ..self }
    }

    /// Larger or smaller about a point of the screen, which keeps its place.
    #[must_use]
    pub fn zoomed_about(self, view: Rect, at: Pos2, factor: f32) -> Self {
        let zoom = (self.zoom * factor).clamp(FARTHEST, NEAREST);
        let fixed = self.to_plane(view, at);
        Self { centre: fixed - (at - view.center()) / zoom, zoom }
    }

    /// The whole of `bounds` in view, with some air, never larger than life.
    #[must_use]
    pub fn fitting(view: Rect, bounds: Rect) -> Self {
        const AIR: f32 = 28.0;
        if bounds.width() <= 0.0 || bounds.height() <= 0.0 || view.width() <= 2.0 * AIR || view.height() <= 2.0 * AIR {
            return Self { centre: bounds.center(), zoom: 1.0 };
        }
        let room = view.size() - vec2(2.0 * AIR, 2.0 * AIR);
        let zoom = (room.x / bounds.width()).min(room.y / bounds.height());
        Self { centre: bounds.center(), zoom: zoom.clamp(FARTHEST, 1.0) }
    }

    /// Moved as little as shows `rect` with some air; its top left corner where it is too large.
    #[must_use]
    pub fn showing(self, view: Rect, rect: Rect) -> Self {
        const AIR: f32 = 24.0;
        let seen = self.seen(view).shrink(AIR / self.zoom);
        let shift = |low: f32, high: f32, from: f32, to: f32| {
            if from < low || to - from > high - low {
                from - low
            } else if to > high {
                to - high
            } else {
                0.0
            }
        };
        let across = shift(seen.left(), seen.right(), rect.left(), rect.right());
        let down = shift(seen.top(), seen.bottom(), rect.top(), rect.bottom());
        Self { centre: self.centre + vec2(across, down), ..self }
    }

    /// Moved as little as brings `rect` out from under `plate`, which lies over the lower right corner of the view; nothing
    /// where there is no room beside it.
    #[must_use]
    pub fn clear_of(self, view: Rect, rect: Rect, plate: Rect) -> Self {
        const AIR: f32 = 12.0;
        let (shown, plate) = (self.rect_to_screen(view, rect), plate.expand(AIR));
        if !shown.intersects(plate) {
            return self;
        }
        let left = (shown.right() - plate.left(), shown.left() - view.left());
        let up = (shown.bottom() - plate.top(), shown.top() - view.top());
        let (can_left, can_up) = (left.0 <= left.1, up.0 <= up.1);
        match (can_left, can_up) {
            (true, false) => self.panned(vec2(-left.0, 0.0)),
            (true, true) if left.0 < up.0 => self.panned(vec2(-left.0, 0.0)),
            (_, true) => self.panned(vec2(0.0, -up.0)),
            (false, false) => self,
        }
    }

    /// Life size, `home` at the left and a third of the way down, no more than some air above `bounds`: where reading
    /// begins.
    #[must_use]
    pub fn home(view: Rect, home: Rect, bounds: Rect) -> Self {
        const AIR: f32 = 40.0;
        let top = (home.top() - view.height() / 3.0).max(bounds.top() - AIR);
        let top = top.max(home.bottom() - view.height() + AIR).min(home.top() - AIR);
        Self { centre: pos2(home.left() - AIR, top) + view.size() / 2.0, zoom: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const VIEW: Rect = Rect { min: pos2(240.0, 88.0), max: pos2(960.0, 732.0) };

    fn near(a: Pos2, b: Pos2) -> bool {
        (a - b).length() < 0.05
    }

    proptest! {
        #[test]
        fn a_point_comes_back_from_the_screen(x in -5e3f32..5e3, y in -5e3f32..5e3, zoom in 0.05f32..3.0) {
            let camera = Camera { centre: pos2(100.0, -40.0), zoom };
            prop_assert!(near(camera.to_plane(VIEW, camera.to_screen(VIEW, pos2(x, y))), pos2(x, y)));
        }

        #[test]
        fn zooming_keeps_the_point_under_the_pointer(x in 240f32..960.0, y in 88f32..732.0, factor in 0.2f32..4.0) {
            let camera = Camera { centre: pos2(30.0, 70.0), zoom: 0.8 };
            let before = camera.to_plane(VIEW, pos2(x, y));
            let after = camera.zoomed_about(VIEW, pos2(x, y), factor).to_plane(VIEW, pos2(x, y));
            prop_assert!(near(before, after));
        }

        #[test]
        fn what_is_fitted_is_seen_whole(w in 1f32..20_000.0, h in 1f32..20_000.0) {
            let bounds = Rect::from_min_size(pos2(-7.0, 11.0), vec2(w, h));
            let camera = Camera::fitting(VIEW, bounds);
            prop_assert!(camera.seen(VIEW).expand(0.5).contains_rect(bounds));
            prop_assert!(camera.zoom <= 1.0);
        }

        #[test]
        fn what_is_shown_is_in_view_and_what_was_in_view_does_not_move(x in -3e3f32..3e3, y in -3e3f32..3e3) {
            let rect = Rect::from_min_size(pos2(x, y), vec2(208.0, 150.0));
            let camera = Camera::default();
            let shown = camera.showing(VIEW, rect);
            prop_assert!(shown.seen(VIEW).expand(0.5).contains_rect(rect));
            let again = shown.showing(VIEW, rect);
            prop_assert!(near(again.centre, shown.centre) && (again.zoom - shown.zoom).abs() < 1e-6);
        }
    }

    #[test]
    fn what_is_shown_comes_out_from_under_the_small_map_the_shorter_way() {
        let plate = Rect::from_min_max(VIEW.max - vec2(182.0, 136.0), VIEW.max - vec2(12.0, 12.0));
        let under = |left: f32, top: f32, width: f32| {
            let camera = Camera::default();
            let rect = Rect::from_min_size(camera.to_plane(VIEW, plate.min + vec2(left, top)), vec2(width, 100.0));
            let cleared = camera.clear_of(VIEW, rect, plate);
            assert!(!cleared.rect_to_screen(VIEW, rect).intersects(plate));
            assert!(VIEW.contains_rect(cleared.rect_to_screen(VIEW, rect)));
            cleared.centre - camera.centre
        };
        assert!(under(-190.0, 20.0, 208.0).y.abs() < 0.01, "to the left");
        assert!(under(-60.0, -90.0, 208.0).x.abs() < 0.01, "upwards");
        let apart = Rect::from_min_size(pos2(-100.0, -100.0), vec2(208.0, 100.0));
        assert_eq!(Camera::default().clear_of(VIEW, apart, plate), Camera::default());
    }

    #[test]
    fn home_is_the_first_step_with_no_empty_plane_above_the_tree() {
        let bounds = Rect::from_min_size(pos2(0.0, 0.0), vec2(4_000.0, 3_000.0));
        let first = Rect::from_min_size(pos2(0.0, 0.0), vec2(208.0, 200.0));
        let camera = Camera::home(VIEW, first, bounds);
        assert!(camera.seen(VIEW).contains_rect(first) && camera.seen(VIEW).top() >= -41.0);
        let later = first.translate(vec2(0.0, 1_500.0));
        assert!(Camera::home(VIEW, later, bounds).seen(VIEW).contains_rect(later));
    }

    #[test]
    fn zoom_stays_within_its_bounds() {
        let camera = Camera::default().zoomed_about(VIEW, VIEW.center(), 1e6);
        assert!((camera.zoom - NEAREST).abs() < 1e-6);
        let camera = camera.zoomed_about(VIEW, VIEW.center(), 1e-9);
        assert!((camera.zoom - FARTHEST).abs() < 1e-6);
    }
}
