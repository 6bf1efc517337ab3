//! Opens the window with one renderer, and with the other where that fails.

use super::{App, Setup};
use crate::cli::Renderer;
use anyhow::anyhow;
use eframe::{NativeOptions, egui_wgpu};
use egui::{IconData, ViewportBuilder};

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When neither renderer can open a window; the error names what each said.
pub fn run(setup: &Setup, wanted: Option<Renderer>) -> anyhow::Result<()> {
    let order = match wanted {
        Some(renderer) => vec![renderer],
        None if cfg!(target_os = "linux") => vec![Renderer::Glow, Renderer::Wgpu],
        None => vec![Renderer::Wgpu, Renderer::Glow],
    };
    let mut said = Vec::new();
    for renderer in order {
        match open(setup.clone(), renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!(renderer = ?renderer, "the window could not be opened with this renderer");
                said.push(format!("{renderer:?}: {error}").to_lowercase());
            }
        }
    }
    Err(anyhow!("no window could be opened ({})", said.join("; ")))
}

fn open(mut setup: Setup, renderer: Renderer) -> Result<(), eframe::Error> {
    // A switch for seeing the fall-back work: the named renderer fails as if the system had none.
    if setup.refuse_renderer == Some(renderer) {
        return Err(eframe::Error::AppCreation("refused for a test".into()));
    }
    let viewport = ViewportBuilder::default()
        .with_title("Evenkeel")
        .with_app_id("evenkeel")
        .with_icon(icon())
        .with_inner_size(setup.window.unwrap_or([1280.0, 800.0]))
        .with_min_inner_size([360.0, 560.0]);
    let viewport = match setup.window_at {
        Some([x, y]) => viewport.with_position([x, y]),
        None => viewport,
    };
    let mut options = NativeOptions {
        viewport,
        renderer: match renderer {
            Renderer::Glow => eframe::Renderer::Glow,
            Renderer::Wgpu => eframe::Renderer::Wgpu,
        },
        run_and_return: true,
        centered: setup.window_at.is_none(),
        ..NativeOptions::default()
    };
    if let egui_wgpu::WgpuSetup::CreateNew(create) = &mut options.wgpu_options.wgpu_setup {
        create.power_preference = eframe::wgpu::PowerPreference::LowPower;
    }
    eframe::run_native(
        "Evenkeel",
        options,
        Box::new(move |creation| {
            setup.renderer = in_words(creation, renderer);
            setup.can_stay_on_top = setup.can_stay_on_top && !is_wayland(creation);
            Ok(Box::new(App::new(&creation.egui_ctx, setup)))
        }),
    )
}

/// The renderer and its adapter, for About.
fn in_words(creation: &eframe::CreationContext, renderer: Renderer) -> String {
    if let Some(state) = &creation.wgpu_render_state {
        let info = state.adapter.get_info();
        let software = if info.device_type == eframe::wgpu::DeviceType::Cpu { ", in software" } else { "" };
        return format!("wgpu, {} ({}{software})", info.name, info.backend);
    }
    if let Some(gl) = &creation.gl {
        use eframe::glow::HasContext as _;
        let version = gl.version();
        return format!("glow, OpenGL {}.{} {}", version.major, version.minor, version.vendor_info).trim_end().to_owned();
    }
    format!("{renderer:?}").to_lowercase()
}

/// Wayland lets no window keep itself on top.
fn is_wayland(creation: &eframe::CreationContext) -> bool {
    use raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
    creation.display_handle().is_ok_and(|handle| matches!(handle.as_raw(), RawDisplayHandle::Wayland(_)))
}

/// The window's icon, painted from the boat's own outline.
fn icon() -> IconData {
    let size = 64u32;
    let mut rgba = Vec::with_capacity((size * size * 4) as usize);
    let [r, g, b, _] = super::theme::light().tide.to_array();
    for y in 0..size {
        for x in 0..size {
            let (x, y) = (x as f32 / 64.0, y as f32 / 64.0);
            let sail = x > 0.5 && x < 0.5 + (y - 0.1) * 0.62 && y > 0.1 && y < 0.62;
            let jib = x < 0.45 && x > 0.45 - (y - 0.24) * 0.75 && y > 0.24 && y < 0.62;
            let hull = y > 0.68 && y < 0.88 && x > 0.08 + (y - 0.68) * 0.9 && x < 0.92 - (y - 0.68) * 0.9;
            let alpha = if sail || jib || hull { 255 } else { 0 };
            rgba.extend_from_slice(&[r, g, b, alpha]);
        }
    }
    IconData { rgba, width: size, height: size }
}
