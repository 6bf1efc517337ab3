//! A virtual display, its keyboard, and the program in a window on it.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long anything is waited for.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// A virtual display of its own.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts it.
    pub fn open() -> Self {
        let mut server = Command::new("Xvfb")
            // Without `-noreset` it begins anew whenever its last program leaves, and turns away one that comes just then.
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is needed; tests/run installs it");
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    /// A program that shows itself on it.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY").env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }

    /// Asks for something of keyboard, pointer or windows.
    pub fn xdotool(&self, arguments: &[&str]) -> String {
        let output = self.command("xdotool").args(arguments).output().expect("xdotool is needed; tests/run installs it");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Waits for the window and gives it the keys.
    pub fn window(&self) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let found = self.xdotool(&["search", "--onlyvisible", "--name", "^Evenkeel$"]);
            if let Some(id) = found.lines().next() {
                sleep(Duration::from_millis(700));
                self.xdotool(&["windowfocus", "--sync", id]);
                return id.to_owned();
            }
            assert!(Instant::now() < until, "no window came up");
            sleep(Duration::from_millis(100));
        }
    }

    /// Presses keys one after the other.
    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            // A digit waits a quarter of a second to see that it stands alone.
            sleep(Duration::from_millis(500));
        }
    }

    /// Presses keys quickly, for places where no digit waits.
    pub fn press(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            sleep(Duration::from_millis(250));
        }
    }

    /// Types a text.
    pub fn types(&self, text: &str) {
        self.xdotool(&["type", "--delay", "40", text]);
        sleep(Duration::from_millis(300));
    }

    /// How many colours a picture of the window has.
    pub fn colours(&self, window: &str, to: &Path) -> usize {
        let done = self.command("import").args(["-window", window]).arg(to).status();
        assert!(done.expect("import is needed; tests/run installs it").success());
        let mut reader = png::Decoder::new(BufReader::new(fs::File::open(to).unwrap())).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let mut seen: Vec<&[u8]> = pixels[..info.buffer_size()].chunks(info.color_type.samples()).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A home with an agent's name.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("settings.ron"), "Settings(agent_name: \"Beth Lowry\")").unwrap();
    home
}

/// A copy of the shipped trees within a home, made once.
pub fn library(home: &Path) -> PathBuf {
    let library = home.join("library");
    if !library.exists() {
        fs::create_dir(&library).unwrap();
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("trees")).unwrap().filter_map(Result::ok) {
            if file.path().is_file() {
                fs::copy(file.path(), library.join(file.file_name())).unwrap();
            }
        }
    }
    library
}

/// The program in a window, on a copy of the shipped trees.
pub fn evenkeel(display: &Display, home: &Path, arguments: &[&str]) -> Child {
    display
        .command(env!("CARGO_BIN_EXE_evenkeel"))
        .arg("--home")
        .arg(home)
        .arg("--trees")
        .arg(library(home))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}
