//! Signals that ask the program to end: Ctrl-C, and SIGTERM. What is under way is brought to its end, unless the signal
//! comes again.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// Whether the program has been asked to end. By default nobody listens.
#[derive(Clone, Debug, Default)]
pub(super) struct Interrupt {
    /// The number of the signal; 0 before any.
    signal: Arc<AtomicUsize>,
    has_come: Arc<AtomicBool>,
}

impl Interrupt {
    /// From now on these signals are heard, and end the program by themselves only when they come a second time. Where
    /// the system lets nobody listen, they do as before.
    pub fn listen() -> Interrupt {
        let Interrupt { signal, has_come } = Interrupt::default();
        for number in [SIGINT, SIGTERM] {
            if let Ok(value) = usize::try_from(number) {
                // In this order: the first signal is yet to be noted when the program might be ended.
                let _ = flag::register_conditional_shutdown(number, 128 + number, Arc::clone(&has_come));
                let _ = flag::register(number, Arc::clone(&has_come));
                let _ = flag::register_usize(number, Arc::clone(&signal), value);
            }
        }
        Interrupt { signal, has_come }
    }

    /// What becomes true as soon as a signal comes.
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.has_come)
    }

    /// As if Ctrl-C had been pressed.
    #[cfg(test)]
    pub fn raise(&self) {
        self.signal.store(2, Ordering::Relaxed);
    }

    /// The exit code of a program that a signal has ended (128 and the number of the signal), once one has come.
    pub fn code(&self) -> Option<ExitCode> {
        let signal = u8::try_from(self.signal.load(Ordering::Relaxed)).ok()?;
        (signal > 0).then(|| ExitCode::from(signal.saturating_add(128)))
    }

    /// Whether a signal has come.
    pub fn has_come(&self) -> bool {
        self.code().is_some()
    }
}
