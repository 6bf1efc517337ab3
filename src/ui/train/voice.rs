//! The customer's words spoken by the system's own command, and the trainee's line recorded in memory and nowhere else.

use std::{
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
};

/// So much is recorded at most, in bytes: ten minutes. Nobody's line is longer, and a forgotten key fills no memory.
const MOST_SOUND: usize = 20_000_000;

/// What this computer can speak and record with.
#[derive(Default)]
pub struct Voice {
    speaker: Option<PathBuf>,
    recorder: Option<PathBuf>,
    speaking: Option<Child>,
    recording: Option<Child>,
    playing: Option<Child>,
    recorded: Arc<Mutex<Vec<u8>>>,
}

/// Whether a program is of that name.
fn is(program: &Path, name: &str) -> bool {
    program.file_stem().is_some_and(|stem| stem == name)
}

impl Voice {
    /// With these programs, where there are any.
    #[must_use]
    pub fn new(speaker: Option<PathBuf>, recorder: Option<PathBuf>) -> Self {
        let (speaking, recording, playing, recorded) = (None, None, None, Arc::default());
        Self { speaker, recorder, speaking, recording, playing, recorded }
    }

    /// Whether the customer's words can be spoken here.
    #[must_use]
    pub fn can_speak(&self) -> bool {
        self.speaker.is_some()
    }

    /// Whether what is said can be recorded here.
    #[must_use]
    pub fn can_record(&self) -> bool {
        self.recorder.is_some()
    }

    /// Speaks; what was being said is broken off.
    pub fn speak(&mut self, words: &str) {
        self.hush();
        let Some(program) = &self.speaker else { return };
        let mut command = Command::new(program);
        // The words are one argument; a minus at their beginning is no option.
        if is(program, "spd-say") {
            command.args(["--wait", "--"]);
        }
        self.speaking = quiet(command.arg(words.trim_start_matches('-'))).spawn().ok();
    }

    /// Says nothing any more.
    pub fn hush(&mut self) {
        stop(&mut self.speaking);
        stop(&mut self.playing);
    }

    /// Begins to record, into memory.
    pub fn record(&mut self) {
        self.forget_recording();
        let Some(program) = &self.recorder else { return };
        let mut command = Command::new(program);
        if is(program, "arecord") {
            command.args(["-q", "-t", "wav", "-f", "S16_LE", "-r", "16000", "-"]);
        } else {
            command.args(["-q", "-t", "wav", "-r", "16000", "-"]);
        }
        let Ok(mut child) = quiet(&mut command).stdout(Stdio::piped()).spawn() else { return };
        if let Some(mut sound) = child.stdout.take() {
            let recorded = Arc::clone(&self.recorded);
            std::thread::spawn(move || {
                let mut part = [0; 4096];
                while let Ok(length @ 1..) = sound.read(&mut part) {
                    let mut recorded = recorded.lock().unwrap_or_else(PoisonError::into_inner);
                    if recorded.len() > MOST_SOUND {
                        break;
                    }
                    recorded.extend_from_slice(&part[..length]);
                }
            });
        }
        self.recording = Some(child);
    }

    /// Ends the recording; it stays in memory until the next line.
    pub fn stop_recording(&mut self) {
        stop(&mut self.recording);
    }

    /// Whether something was recorded.
    #[must_use]
    pub fn has_recorded(&self) -> bool {
        self.recording.is_none() && !self.recorded.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Plays what was recorded.
    pub fn play_back(&mut self) {
        self.hush();
        let Some(program) = &self.recorder else { return };
        let (name, arguments): (_, &[&str]) =
            if is(program, "arecord") { ("aplay", &["-q", "-"]) } else { ("play", &["-q", "-t", "wav", "-"]) };
        let sound = self.recorded.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let player = program.with_file_name(name);
        let Ok(mut child) = quiet(Command::new(player).args(arguments)).stdin(Stdio::piped()).spawn() else { return };
        if let Some(mut to) = child.stdin.take() {
            std::thread::spawn(move || {
                // A player that was stopped takes no more.
                let _ = to.write_all(&sound);
            });
        }
        self.playing = Some(child);
    }

    /// Falls silent, and forgets what was recorded.
    pub fn forget(&mut self) {
        self.hush();
        self.forget_recording();
    }

    fn forget_recording(&mut self) {
        stop(&mut self.recording);
        self.recorded = Arc::default();
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        self.forget();
    }
}

fn quiet(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn stop(child: &mut Option<Child>) {
    if let Some(mut child) = child.take() {
        let _ = child.kill();
        let _ = child.wait();
    }
}
