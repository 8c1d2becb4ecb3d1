//! Why nothing was written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why nothing was written, or not all.
#[derive(Debug)]
pub(crate) enum Error {
    /// The plan would touch what it must not, or generate what it must not.
    Refused(Vec<Refusal>),
    /// The system said no before anything had changed, or everything was put back.
    Io(IoError),
    /// The system said no half-way, and again when things were put back. The next run tries
    /// that again.
    NotRestored {
        /// What failed first.
        cause: Box<Error>,
        /// What could not be put back.
        left: Vec<IoError>,
    },
    /// An earlier run was cut short, and what it left cannot be put right.
    NotRecovered(Box<Error>),
    /// Everything was written, but what it replaced cannot be removed. The next run tries that
    /// again.
    NotTidied(Box<Error>),
}

/// Something that a plan must not do. Paths are relative to the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A generated path that some system cannot have.
    BadPath {
        /// The path.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two generated files whose paths differ in case only, or not at all.
    Collision {
        /// The two paths.
        paths: [String; 2],
    },
    /// A generated file outside the folders that hold generated files only.
    Outside {
        /// The path.
        path: String,
    },
    /// A generated file that does not say so, which the next run could not replace.
    Unmarked {
        /// The path.
        path: String,
    },
    /// A file that is in the way, or in a folder of generated files, and does not say that it
    /// was generated.
    HandWritten {
        /// The path.
        path: String,
    },
    /// A file whose path differs from a generated one in case only.
    SameInOtherCase {
        /// The path on disk.
        path: String,
        /// The generated path.
        generated: String,
    },
    /// A symbolic link, which may lead anywhere, or something else that is neither file nor
    /// folder.
    NotPlain {
        /// The path.
        path: String,
    },
    /// A folder where a file must go, or the other way round.
    WrongKind {
        /// The path.
        path: String,
    },
    /// A journal that no run of this version wrote for this target.
    BadJournal {
        /// Its path.
        path: String,
    },
}

impl Refusal {
    /// What is refused and why; `prefix` is what messages write before a path of the target.
    pub(crate) fn describe(&self, prefix: &str) -> String {
        match self {
            Self::BadPath { path, reason } => {
                format!("the generated path {path:?} is not possible: {reason}")
            }
            Self::Collision { paths: [a, b] } if a == b => {
                format!("two files would be generated as `{prefix}{a}`")
            }
            Self::Collision { paths: [a, b] } => format!(
                "`{prefix}{a}` and `{prefix}{b}` would be generated, which Windows and macOS \
                 cannot tell apart"
            ),
            Self::Outside { path } => {
                format!("`{prefix}{path}` would be generated outside the generated folders")
            }
            Self::Unmarked { path } => {
                format!("`{prefix}{path}` would be generated without the `@generated` mark")
            }
            Self::HandWritten { path } => {
                format!("`{prefix}{path}` has no `@generated` mark, so it is kept")
            }
            Self::SameInOtherCase { path, generated } => format!(
                "`{prefix}{path}` has no `@generated` mark, and Windows and macOS cannot tell it \
                 from `{prefix}{generated}`"
            ),
            Self::NotPlain { path } => {
                format!("`{prefix}{path}` is a symbolic link or another special file")
            }
            Self::BadJournal { path } => {
                format!("`{prefix}{path}` was not written by this version for this folder")
            }
            Self::WrongKind { path } => format!(
                "`{prefix}{path}` is a folder where a file must go, or a file where a folder must"
            ),
        }
    }
}

/// What the system refused, and where.
#[derive(Debug)]
pub(crate) struct IoError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl IoError {
    /// For `map_err`: `action` completes "cannot …".
    pub(crate) fn new(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self {
            action,
            path,
            source,
        }
    }
}

impl IoError {
    /// What kind of error the system gave.
    pub(super) fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for IoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            action,
            path,
            source,
        } = self;
        write!(f, "cannot {action} `{}`: {source}", path.display())
    }
}

impl From<IoError> for Error {
    fn from(error: IoError) -> Self {
        Self::Io(error)
    }
}
