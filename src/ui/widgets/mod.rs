//! The pieces every screen is made of. Each has a name for screen readers and a ring when it has the focus.

mod buttons;
mod cards;
mod fact_field;
mod line_text;
mod select;
mod text;

pub(super) use buttons::{
    ButtonLook, action_button, chosen_row, icon_button, key_button, key_buttons_at_right, key_cap, pill, ring, toggle,
};
pub(super) use cards::{card, centred, frame, hairline, notice_card, told_card};
pub(super) use fact_field::fact_field;
pub(super) use line_text::line_text;
pub(super) use select::{Choice, Select, SelectLook, list_is_open, mark_list_open};
pub(super) use text::{elided, field, galley, label, long_field, section, strong, want_in_sight, wrapped};
