//! A window with nothing in it, closed after its first frame: what the first frame of Evenkeel is measured against.

use eframe::{App, Frame, NativeOptions, Renderer};
use egui::{Ui, ViewportCommand};

struct Empty;

impl App for Empty {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut Frame) {
        ui.ctx().send_viewport_cmd(ViewportCommand::Close);
    }
}

fn main() -> eframe::Result {
    let wgpu = std::env::args().any(|argument| argument == "wgpu");
    let renderer = if wgpu { Renderer::Wgpu } else { Renderer::Glow };
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = NativeOptions { renderer, viewport, ..NativeOptions::default() };
    eframe::run_native("Empty", options, Box::new(|_| Ok(Box::new(Empty))))
}
