//! Where a run may be cut short, so that tests can do that at each of these points.

/// Called before each change to the disk; in tests, it may fail or end the process.
#[cfg(not(test))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "it fails in tests")]
pub(super) fn point() -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) use inject::point;

#[cfg(test)]
pub(super) mod inject {
    use std::cell::Cell;
    use std::io;

    /// What happens once so many points were passed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::tree) enum Fault {
        /// The process stays there until a signal ends it.
        Hang,
        /// The disk is full, this once.
        FullOnce,
        /// The disk fails from there on.
        FailsFromThen,
    }

    thread_local! {
        static FAULT: Cell<Option<(usize, Fault)>> = const { Cell::new(None) };
        static HAPPENED: Cell<bool> = const { Cell::new(false) };
    }

    /// Lets this thread pass `points` points, and then has the fault happen.
    pub(in crate::tree) fn after(points: usize, fault: Fault) {
        FAULT.set(Some((points, fault)));
        HAPPENED.set(false);
    }

    /// Lets nothing happen any more; returns whether the fault had happened.
    pub(in crate::tree) fn clear() -> bool {
        FAULT.set(None);
        HAPPENED.get()
    }

    pub(in crate::tree) fn point() -> io::Result<()> {
        match FAULT.get() {
            None => Ok(()),
            Some((0, fault)) => happen(fault),
            Some((left, fault)) => {
                FAULT.set(Some((left - 1, fault)));
                Ok(())
            }
        }
    }

    fn happen(fault: Fault) -> io::Result<()> {
        HAPPENED.set(true);
        match fault {
            Fault::Hang => {
                // A line that the parent waits for; it has the process killed then.
                println!("hanging");
                loop {
                    std::thread::park();
                }
            }
            Fault::FullOnce => {
                FAULT.set(None);
                Err(io::ErrorKind::StorageFull.into())
            }
            Fault::FailsFromThen => Err(io::Error::other("the disk is gone")),
        }
    }
}
