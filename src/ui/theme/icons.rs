//! The icons, by what they mean. Lucide, ISC; cut down to these in `assets/fonts`.

/// `sailboat`.
pub const BOAT: &str = "\u{e37e}";
/// `phone`.
pub const PHONE: &str = "\u{e133}";
/// `phone-off`.
pub const PHONE_OFF: &str = "\u{e138}";
/// `phone-forwarded`.
pub const ESCALATE: &str = "\u{e135}";
/// `pin`.
pub const PIN: &str = "\u{e259}";
/// `search`.
pub const SEARCH: &str = "\u{e151}";
/// `lock`.
pub const LOCK: &str = "\u{e10b}";
/// `thumbs-down`.
pub const DID_NOT_WORK: &str = "\u{e189}";
/// `calendar`.
pub const CALENDAR: &str = "\u{e063}";
/// `clock`.
pub const CLOCK: &str = "\u{e087}";
/// `triangle-alert`.
pub const WARNING: &str = "\u{e193}";
/// `circle-alert`.
pub const ERROR: &str = "\u{e077}";
/// `message-square`.
pub const SAY: &str = "\u{e117}";
/// `circle-question-mark`.
pub const ASK: &str = "\u{e082}";
/// `clipboard-list`.
pub const DO: &str = "\u{e086}";
/// `split`.
pub const CHECK: &str = "\u{e440}";
/// `flag`.
pub const END: &str = "\u{e0d1}";
/// `check`.
pub const TICK: &str = "\u{e06c}";
/// `x`.
pub const CROSS: &str = "\u{e1b2}";
/// `arrow-left`.
pub const LEFT: &str = "\u{e048}";
/// `arrow-right`.
pub const RIGHT: &str = "\u{e049}";
/// `arrow-up`.
pub const UP: &str = "\u{e04a}";
/// `arrow-down`.
pub const DOWN: &str = "\u{e042}";
/// `copy`.
pub const COPY: &str = "\u{e09e}";
/// `info`.
pub const INFO: &str = "\u{e0f9}";
/// `hard-drive`.
pub const DISK: &str = "\u{e0ed}";
/// `file-text`.
pub const FILE: &str = "\u{e0cc}";
/// `circle-check`.
pub const DONE: &str = "\u{e226}";
/// `diamond`.
pub const DIAMOND: &str = "\u{e2d2}";
/// `settings`.
pub const SETTINGS: &str = "\u{e154}";
/// `wind`.
pub const BREATHE: &str = "\u{e1b0}";
/// `user`.
pub const PERSON: &str = "\u{e19f}";
/// `undo-2`.
pub const UNDO: &str = "\u{e2a1}";
/// `redo-2`.
pub const REDO: &str = "\u{e2a0}";
/// `play`.
pub const PLAY: &str = "\u{e13c}";
/// `plus`.
pub const PLUS: &str = "\u{e13d}";
/// `minus`.
pub const MINUS: &str = "\u{e11c}";
/// `maximize`.
pub const FIT: &str = "\u{e112}";
/// `trash-2`.
pub const DELETE: &str = "\u{e18e}";
/// `pencil`.
pub const EDIT: &str = "\u{e1f9}";
/// `chevron-down`.
pub const MORE: &str = "\u{e06d}";
/// `chevron-up`.
pub const LESS: &str = "\u{e070}";
/// `frame`.
pub const FRAME: &str = "\u{e291}";
/// `sticky-note`.
pub const NOTE: &str = "\u{e303}";
/// `history`.
pub const HISTORY: &str = "\u{e1f5}";
/// `folder-tree`.
pub const TREE: &str = "\u{e33c}";
/// `list-tree`.
pub const OUTLINE: &str = "\u{e408}";
/// `code`.
pub const CODE: &str = "\u{e093}";
/// `rotate-ccw`.
pub const ROUND: &str = "\u{e148}";
/// `handshake`.
pub const PROMISE: &str = "\u{e5c0}";
/// `house`.
pub const HOUSE: &str = "\u{e0f5}";
/// `send`.
pub const PUBLISH: &str = "\u{e152}";
/// `wand-sparkles`.
pub const FIX: &str = "\u{e357}";
/// `corner-down-right`.
pub const LEADS: &str = "\u{e0a2}";
/// `align-start-vertical`.
pub const ALIGN_LEFT: &str = "\u{e271}";
/// `align-start-horizontal`.
pub const ALIGN_TOP: &str = "\u{e270}";
/// `align-horizontal-distribute-center`.
pub const SPREAD_ACROSS: &str = "\u{e03c}";
/// `align-vertical-distribute-center`.
pub const SPREAD_DOWN: &str = "\u{e27e}";
