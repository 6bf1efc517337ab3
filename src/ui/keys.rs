//! Keys: how they are written, which command each means, and when a digit is an answer and not typing.

use super::command::Command;
use crate::site::Settings;
use egui::{Event, Key, Modifiers};

/// A digit followed by another key within this time is typing, in seconds.
pub const BURST: f64 = 0.25;

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    /// Ctrl, Alt, Shift.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
}

impl Chord {
    /// Reads `Ctrl+Shift+C`, `F2`, `Alt+Left`.
    ///
    /// # Errors
    /// In words: what is no key.
    pub fn read(text: &str) -> Result<Self, String> {
        let chord = Self::written(text)?;
        if chord.types() {
            return Err(format!("“{text}” types a sign; on a live call only keys with Ctrl or Alt, and F1 to F12, may act"));
        }
        Ok(chord)
    }

    /// Reads the key of a command: in Author and in Train, where no call is live, a letter alone may act.
    ///
    /// # Errors
    /// As for [`Chord::read`].
    pub fn read_for(command: &Command, text: &str) -> Result<Self, String> {
        let own = command.group().is_some_and(|group| group.is_of_author() || group.is_of_train());
        if own { Self::written(text) } else { Self::read(text) }
    }

    /// Whether it types a sign into a field.
    #[must_use]
    pub fn types(self) -> bool {
        let name = self.key.name();
        let bare = self.modifiers.is_none() || self.modifiers == Modifiers::SHIFT;
        let signs =
            name.chars().count() == 1 || matches!(self.key, Key::Space | Key::Minus | Key::Plus | Key::Comma | Key::Period);
        bare && signs && !name.chars().all(|c| c.is_ascii_digit())
    }

    fn written(text: &str) -> Result<Self, String> {
        let mut modifiers = Modifiers::NONE;
        let mut key = None;
        for part in text.split('+').map(str::trim) {
            match part.to_lowercase().as_str() {
                "ctrl" | "cmd" => modifiers.command = true,
                "alt" => modifiers.alt = true,
                "shift" => modifiers.shift = true,
                "left" => key = Some(Key::ArrowLeft),
                "right" => key = Some(Key::ArrowRight),
                "up" => key = Some(Key::ArrowUp),
                "down" => key = Some(Key::ArrowDown),
                _ => key = Key::from_name(part).or_else(|| Key::from_name(&part.to_uppercase())),
            }
        }
        let key = key.ok_or_else(|| format!("“{text}” is not a key; write it like F2 or Ctrl+Shift+C"))?;
        Ok(Self { modifiers, key })
    }

    /// The key as it stands on a key cap.
    #[must_use]
    pub fn shown(self) -> String {
        let mut parts = Vec::new();
        if self.modifiers.command || self.modifiers.ctrl {
            parts.push("Ctrl");
        }
        if self.modifiers.alt {
            parts.push("Alt");
        }
        if self.modifiers.shift {
            parts.push("Shift");
        }
        parts.push(match self.key {
            Key::ArrowLeft => "Left",
            Key::ArrowRight => "Right",
            Key::ArrowUp => "Up",
            Key::ArrowDown => "Down",
            Key::Comma => ",",
            Key::Period => ".",
            Key::Plus => "+",
            Key::Minus => "-",
            key => key.name(),
        });
        parts.join(" ")
    }

    fn is(self, key: Key, modifiers: Modifiers) -> bool {
        let plus = self.key == Key::Plus && key == Key::Equals;
        (key == self.key || plus)
            && modifiers.alt == self.modifiers.alt
            && (modifiers.shift == self.modifiers.shift || plus || key == Key::Plus)
            && (modifiers.command || modifiers.ctrl) == self.modifiers.command
    }
}

/// The key of a command: the settings' own, or the usual one.
#[must_use]
pub fn chord(settings: &Settings, command: &Command) -> Option<Chord> {
    let own = command.name().and_then(|name| settings.keys.get(name)).and_then(|text| Chord::read_for(command, text).ok());
    own.or_else(|| Chord::read_for(command, command.usual_key()).ok())
}

/// The command whose key was pressed, among those that can be used now.
pub fn command_for(settings: &Settings, key: Key, modifiers: Modifiers, usable: impl Fn(&Command) -> bool) -> Option<Command> {
    let mut listed = Command::listed().iter().filter(|command| usable(command));
    listed.find(|command| chord(settings, command).is_some_and(|chord| chord.is(key, modifiers))).cloned()
}

/// The digit of a key, from the physical key where the system tells it (a French keyboard's digits need Shift).
#[must_use]
pub fn digit(key: Key, physical: Option<Key>) -> Option<usize> {
    const DIGITS: [Key; 10] =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    let of = |key: Key| DIGITS.iter().position(|digit| *digit == key);
    physical.and_then(of).or_else(|| of(key))
}

/// A digit or a letter that waits to be a key or typing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    held: Option<Held>,
}

/// What waits: what it is alone, what was typed, since when in seconds.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    alone: Heard,
    text: String,
    since: f64,
}

/// What comes of the keys of one frame.
#[derive(Clone, Debug, PartialEq)]
pub enum Heard {
    /// A digit stood alone long enough.
    Digit(usize),
    /// A letter that is a key stood alone long enough.
    Letter(Key),
    /// A burst: this is what was typed in it.
    Typed(String),
}

impl Waiting {
    /// Takes the digits, and those letters that are keys, out of a frame's events while the note line is empty. `now` is
    /// in seconds.
    pub fn hear(&mut self, events: &mut Vec<Event>, now: f64, letters: &[Key]) -> Vec<Heard> {
        let mut heard = Vec::new();
        let mut kept = Vec::with_capacity(events.len());
        let (mut swallow_text, mut is_typing) = (false, false);
        let alone = |key: Key, physical: Option<Key>, modifiers: Modifiers| {
            if modifiers.ctrl || modifiers.command || modifiers.alt {
                return None;
            }
            let is_key = !modifiers.shift && letters.contains(&key);
            digit(key, physical).map(Heard::Digit).or_else(|| is_key.then_some(Heard::Letter(key)))
        };
        for event in events.drain(..) {
            match &event {
                Event::Key { key, physical_key, pressed: true, repeat, modifiers }
                    if let Some(alone) = alone(*key, *physical_key, *modifiers) =>
                {
                    // What follows letters that are typed already is typed as well.
                    if is_typing {
                        kept.push(event);
                        continue;
                    }
                    swallow_text = true;
                    if *repeat {
                        continue;
                    }
                    let text = match &alone {
                        Heard::Digit(number) => number.to_string(),
                        Heard::Letter(key) => key.name().to_lowercase(),
                        Heard::Typed(_) => String::new(),
                    };
                    match self.held.take() {
                        Some(held) if held.is_fresh(now) => {
                            heard.push(Heard::Typed(held.text + &text));
                            is_typing = true;
                        }
                        earlier => {
                            heard.extend(earlier.map(|earlier| earlier.alone));
                            self.held = Some(Held { alone, text, since: now });
                        }
                    }
                }
                Event::Text(text) if swallow_text => {
                    swallow_text = false;
                    // What the layout really types goes into the note if this turns out to be typing.
                    if let Some(held) = &mut self.held {
                        held.text.clone_from(text);
                    } else if let Some(Heard::Typed(typed)) = heard.last_mut() {
                        typed.pop();
                        typed.push_str(text);
                    }
                }
                Event::Text(text) => {
                    match (self.held.take(), heard.last_mut()) {
                        (Some(held), _) if held.is_fresh(now) => heard.push(Heard::Typed(held.text + text)),
                        (None, Some(Heard::Typed(typed))) => typed.push_str(text),
                        (earlier, _) => {
                            heard.extend(earlier.map(|earlier| earlier.alone));
                            kept.push(event);
                        }
                    }
                    is_typing = true;
                }
                _ => kept.push(event),
            }
        }
        *events = kept;
        if let Some(held) = self.held.take_if(|held| !held.is_fresh(now)) {
            heard.push(held.alone);
        }
        heard
    }

    /// Whether a digit or a letter waits.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.held.is_some()
    }
}

impl Held {
    fn is_fresh(&self, now: f64) -> bool {
        now - self.since < BURST
    }
}

#[cfg(test)]
mod tests {
    use super::{super::command::Group, *};

    fn press(key: Key, physical: Option<Key>, repeat: bool) -> Event {
        Event::Key { key, physical_key: physical, pressed: true, repeat, modifiers: Modifiers::NONE }
    }

    #[test]
    fn a_digit_alone_is_an_answer_after_a_quarter_of_a_second() {
        let mut waiting = Waiting::default();
        let mut events = vec![press(Key::Num3, None, false), Event::Text("3".into())];
        assert_eq!(waiting.hear(&mut events, 1.0, &[]), []);
        assert!(events.is_empty() && waiting.is_waiting());
        assert_eq!(waiting.hear(&mut Vec::new(), 1.2, &[]), []);
        assert_eq!(waiting.hear(&mut Vec::new(), 1.26, &[]), [Heard::Digit(3)]);
    }

    #[test]
    fn a_burst_of_digits_is_typing_and_takes_no_answer() {
        let mut waiting = Waiting::default();
        waiting.hear(&mut vec![press(Key::Num4, None, false), Event::Text("4".into())], 1.0, &[]);
        let heard = waiting.hear(&mut vec![press(Key::Num2, None, false), Event::Text("2".into())], 1.1, &[]);
        assert_eq!(heard, [Heard::Typed("42".into())]);
        assert!(!waiting.is_waiting());
    }

    #[test]
    fn a_digit_and_a_letter_at_once_begin_a_note() {
        let mut waiting = Waiting::default();
        waiting.hear(&mut vec![press(Key::Num5, None, false), Event::Text("5".into())], 1.0, &[]);
        assert_eq!(waiting.hear(&mut vec![Event::Text("w".into())], 1.1, &[]), [Heard::Typed("5w".into())]);
    }

    #[test]
    fn a_letter_that_is_a_key_acts_alone_and_begins_a_note_in_a_burst() {
        let mut waiting = Waiting::default();
        let keys = [Key::W];
        let letter = |key: Key, text: &str| vec![press(key, None, false), Event::Text(text.into())];
        assert_eq!(waiting.hear(&mut letter(Key::W, "w"), 1.0, &keys), []);
        assert_eq!(waiting.hear(&mut Vec::new(), 1.3, &keys), [Heard::Letter(Key::W)]);
        waiting.hear(&mut letter(Key::W, "w"), 2.0, &keys);
        assert_eq!(waiting.hear(&mut letter(Key::I, "i"), 2.1, &keys), [Heard::Typed("wi".into())]);
        let mut other = letter(Key::T, "t");
        assert_eq!(waiting.hear(&mut other, 3.0, &keys), []);
        assert_eq!(other.len(), 2, "a letter that is no key is typed at once");
    }

    #[test]
    fn a_french_keyboard_answers_with_its_digit_keys_though_they_type_signs() {
        let mut waiting = Waiting::default();
        waiting.hear(&mut vec![press(Key::Quote, Some(Key::Num4), false), Event::Text("'".into())], 1.0, &[]);
        assert_eq!(waiting.hear(&mut Vec::new(), 1.3, &[]), [Heard::Digit(4)]);
    }

    #[test]
    fn a_held_key_never_repeats() {
        let mut waiting = Waiting::default();
        waiting.hear(&mut vec![press(Key::Num1, None, false), Event::Text("1".into())], 1.0, &[]);
        assert_eq!(waiting.hear(&mut vec![press(Key::Num1, None, true), Event::Text("1".into())], 1.3, &[]), [Heard::Digit(1)]);
        assert_eq!(waiting.hear(&mut vec![press(Key::Num1, None, true), Event::Text("1".into())], 1.9, &[]), []);
    }

    #[test]
    fn no_bare_letter_can_be_a_key() {
        assert!(Chord::read("A").is_err());
        assert!(Chord::read("Shift+A").is_err());
        assert!(Chord::read_for(&Command::Abuse, "A").is_err());
        assert!(Chord::read("Ctrl+A").is_ok());
        assert_eq!(Chord::read("ctrl+shift+c").unwrap().shown(), "Ctrl Shift C");
    }

    #[test]
    fn every_command_has_a_key_of_its_own_where_it_can_be_used() {
        let settings = Settings::default();
        for (index, one) in Command::listed().iter().enumerate() {
            let key = chord(&settings, one).unwrap_or_else(|| panic!("{one:?}"));
            for other in &Command::listed()[index + 1..] {
                // Author has no call, and calls have no tree in hand.
                let of_author = |command: &Command| command.group().is_some_and(Group::is_of_author);
                let takes_back = Command::Author(super::super::author::AuthorCommand::TakeBack);
                let everywhere = |command: &Command| command.group() == Some(Group::Window) || *command == takes_back;
                let place = |command: &Command| command.group().filter(|group| group.is_of_train());
                // A drill has no debrief yet, and what acts in Train takes bare letters.
                let in_train = place(one) != place(other) && (!everywhere(one) && !everywhere(other));
                let apart = of_author(one) != of_author(other) && !everywhere(one) && !everywhere(other);
                let apart = apart || in_train;
                let shared = apart || matches!((one, other), (Command::PassKnown, Command::Finish));
                assert!(shared || chord(&settings, other) != Some(key), "{one:?} and {other:?} share {}", key.shown());
            }
        }
    }

    #[test]
    fn the_settings_key_wins() {
        let mut settings = Settings::default();
        settings.keys.insert("Abuse".into(), "Ctrl+F2".into());
        assert_eq!(command_for(&settings, Key::F2, Modifiers::COMMAND, |_| true), Some(Command::Abuse));
        assert_ne!(command_for(&settings, Key::F2, Modifiers::NONE, |_| true), Some(Command::Abuse));
    }
}
