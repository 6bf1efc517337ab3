//! Work on many things at once, shared among the machine's cores.

use std::num::NonZero;

/// Does something with each of some things, in their order, with as many threads as the machine has room for; `few` are
/// done by one.
pub fn on_every_core<T: Sync, R: Send>(things: &[T], few: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(things.len().div_ceil(few.max(1)));
    let share = things.len().div_ceil(threads.max(1)).max(1);
    let work_all = |things: &[T]| things.iter().map(&work).collect::<Vec<R>>();
    let work_all = &work_all;
    std::thread::scope(|scope| {
        let mut parts = things.chunks(share);
        let own = parts.next().unwrap_or_default();
        let others: Vec<_> = parts.map(|things| scope.spawn(move || work_all(things))).collect();
        let mut all = work_all(own);
        for other in others {
            // A thread that panics would have done so here as well.
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    })
}
