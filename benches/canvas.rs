//! Promise: the canvas of Author near by, with 10,000 steps against 100, takes at most twice as long and under 1 ms; the
//! whole of 5,000 steps takes no longer than a bare loop that paints the same shapes. Also told: a scripted drag, frame
//! by frame. Screens are built and tessellated at 1280 by 800, without a window.

mod common;

use common::{Window, bushy_text, is_measured, median, milliseconds, pair, said, timed, tree_text};
use criterion::Criterion;
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use evenkeel::{
    layout::Node,
    ui::author::{AuthorCommand, Scene, canvas_for_measuring},
};
use std::{sync::Arc, time::Duration};

/// The window with a tree of so many steps open in Author.
fn author(steps: usize) -> Window {
    open(tree_text("tree", steps, 0))
}

fn open(text: String) -> Window {
    let mut window = Window::new(&[("tree", text)]);
    window.app.apply(AuthorCommand::Open("tree".to_owned()).into());
    for _ in 0..3 {
        window.time += 0.1;
        window.frame(Vec::new());
        window.app.settle_author();
    }
    window
}

fn scene(window: &Window) -> Arc<Scene> {
    let author = window.app.state().authoring.as_ref().expect("a tree is open");
    Arc::clone(author.scene.as_ref().expect("it is drawn"))
}

/// One frame of the canvas alone, on the tree in hand.
fn canvas(window: &mut Window, ctx: &Context) -> Duration {
    let input = || RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
        max_texture_side: Some(8192),
        ..RawInput::default()
    };
    let app = &mut window.app;
    timed(|| {
        let mut output = ctx.run_ui(input(), |ui| canvas_for_measuring(ui, app.state()));
        let shapes = std::mem::take(&mut output.shapes);
        output.textures_delta.clear();
        ctx.tessellate(shapes, output.pixels_per_point)
    })
}

/// A context with the program's type faces, for a frame that is no window's.
fn bare_context() -> Context {
    let ctx = Context::default();
    evenkeel::ui::theme::install_fonts(&ctx);
    evenkeel::ui::theme::apply_style(&ctx);
    ctx
}

/// A loop that paints a rectangle for each step and a line for each link, and nothing else.
fn bare(scene: &Scene, camera: evenkeel::ui::author::Camera, ctx: &Context) -> Duration {
    let view = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
    let palette = evenkeel::ui::theme::light();
    let input = RawInput { screen_rect: Some(view), max_texture_side: Some(8192), ..RawInput::default() };
    timed(|| {
        let mut output = ctx.run_ui(input, |ui| {
            let painter = ui.painter();
            for link in &scene.picture.links {
                let points = link.points.iter().map(|point| camera.to_screen(view, pos2(point.x, point.y))).collect();
                painter.add(Shape::line(points, Stroke::new(0.6, palette.edge)));
            }
            for (node, rect) in scene.picture.nodes.iter().zip(&scene.rects) {
                let fill = if matches!(node.node, Node::Step(_)) { palette.tide_soft } else { palette.line };
                let rect = camera.rect_to_screen(view, *rect);
                painter.rect(rect, 0, fill, Stroke::new(0.6, palette.edge), StrokeKind::Inside);
            }
        });
        let shapes = std::mem::take(&mut output.shapes);
        output.textures_delta.clear();
        ctx.tessellate(shapes, output.pixels_per_point)
    })
}

/// Drags a step across the canvas: the frames of it, each timed.
fn drag(window: &mut Window) -> Vec<Duration> {
    let author = window.app.state().authoring.as_ref().expect("a tree is open");
    let start = author.tree().start.clone();
    let rect = scene(window).rect_of(&start).expect("the first step is drawn");
    let from = author.camera.rect_to_screen(author.canvas, rect).center_top() + vec2(0.0, 12.0);
    let button = |at: Pos2, pressed: bool| Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.frame(vec![Event::PointerMoved(from)]);
    window.frame(vec![button(from, true)]);
    let frames = (1..=60).map(|step| {
        window.time += 1.0 / 60.0;
        let at = from + vec2(step as f32 * 3.0, step as f32 * 2.0);
        timed(|| window.frame(vec![Event::PointerMoved(at)]))
    });
    let frames = frames.collect();
    window.frame(vec![button(from + vec2(180.0, 120.0), false)]);
    window.app.settle_author();
    window.frame(Vec::new());
    frames
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let sizes: [usize; 3] = if is_measured() { [100, 1_000, 10_000] } else { [30, 60, 120] };
    let [mut small, mut middle, mut large] = sizes.map(author);
    let (near, near_too) = (bare_context(), bare_context());
    let near_pair = pair(&mut criterion, "canvas/near", || canvas(&mut large, &near), || canvas(&mut small, &near_too));
    let held = near_pair.ratio() <= 2.0 && near_pair.one < Duration::from_millis(1);
    let context = bare_context();
    let of_middle = median((0..50).map(|_| canvas(&mut middle, &context)).collect());
    let (of_small, of_large) = (near_pair.other, near_pair.one);
    let (of_small, of_middle, of_large) = (milliseconds(of_small), milliseconds(of_middle), milliseconds(of_large));
    said(
        held,
        &format!(
            "canvas: near view of {} steps against {}: {:.2}x ({of_large}, {of_middle} at {}, {of_small}; promised 2x, 1 ms)",
            sizes[2],
            sizes[0],
            near_pair.ratio(),
            sizes[1]
        ),
    );

    let mut whole = open(bushy_text("tree", if is_measured() { 5_000 } else { 200 }));
    whole.app.apply(AuthorCommand::Canvas(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))).into());
    whole.app.apply(AuthorCommand::Fit.into());
    let camera = whole.app.state().authoring.as_ref().map(|author| author.camera).unwrap_or_default();
    let drawn = scene(&whole);
    let view = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
    assert!(camera.seen(view).contains_rect(drawn.bounds), "all of it is in view");
    let (ours, theirs) = (bare_context(), bare_context());
    let far = pair(&mut criterion, "canvas/whole", || canvas(&mut whole, &ours), || bare(&drawn, camera, &theirs));
    let (took, bare) = (milliseconds(far.one), milliseconds(far.other));
    let steps = drawn.rects.len();
    said(
        far.ratio() <= 1.0,
        &format!(
            "canvas: the whole of 5,000 steps ({steps} boxes) against a bare loop: {:.2}x ({took} against {bare}; promised 1x)",
            far.ratio()
        ),
    );

    let mut frames = drag(&mut middle);
    frames.sort_unstable();
    let slowest = frames.last().copied().unwrap_or_default();
    println!(
        "canvas: a drag of 60 frames in a tree of {} steps, the whole window: median {}, slowest {}",
        sizes[1],
        milliseconds(frames[frames.len() / 2]),
        milliseconds(slowest)
    );
    criterion.final_summary();
}
