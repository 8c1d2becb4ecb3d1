//! Carries a plan out, all of it or nothing.

use super::disk;
use super::error::Error;
use super::journal::Work;
use super::plan::Plan;
use super::run::{Run, Tidy};
use super::stage::{Swaps, stage};

impl Plan {
    /// Carries the plan out. The caller has the lock, and has called [`super::recover`].
    ///
    /// # Errors
    ///
    /// If the system refuses a step, or something that was not generated has come into the way
    /// since the plan was made; everything is as it was then, unless the error says otherwise.
    pub(crate) fn apply(&self) -> Result<(), Error> {
        if self.changes.is_empty() {
            return Ok(());
        }
        match self.attempt(Swaps::Allowed) {
            // There is no telling from the error whether it was for the swap.
            Err(Error::Io(_)) if disk::CAN_EXCHANGE && !self.whole.is_empty() => {
                self.attempt(Swaps::Avoided)
            }
            ended => ended,
        }
    }

    fn attempt(&self, swaps: Swaps) -> Result<(), Error> {
        let work = Work::create(&self.base)?;
        let steps = stage(self, &work, swaps)?;
        let run = Run {
            base: &self.base,
            folders: &self.folders,
            steps: &steps,
        };
        work.begin(&steps).inspect_err(|_| {
            let _ = run.tidy(&work, Tidy::Undone);
        })?;
        let done = run.forward().and_then(|()| Ok(work.finish()?));
        let Err(cause) = done else {
            return run
                .tidy(&work, Tidy::Done)
                .map_err(|error| Error::NotTidied(Box::new(error)));
        };
        let left = run.back();
        if left.is_empty() {
            let _ = run.tidy(&work, Tidy::Undone);
            return Err(cause);
        }
        let cause = Box::new(cause);
        Err(Error::NotRestored { cause, left })
    }
}
