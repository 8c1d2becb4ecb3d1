//! Reads input files as text, compressed or not.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use tinsmith_codegen::limits::DOCUMENT_BYTES;
use tinsmith_codegen::report::Code;

use crate::failure::Failure;
use crate::tree::IoError;
use crate::ui::Ui;

/// An input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InputFile {
    /// Where it is; `-` is stdin.
    pub(crate) path: PathBuf,
    /// What messages call it.
    pub(crate) label: String,
}

impl InputFile {
    /// A file that messages call as its path was given.
    pub(crate) fn given(path: &Path) -> Self {
        let label = match path.display().to_string() {
            label if label == STDIN => "<stdin>".to_owned(),
            label => label,
        };
        Self {
            path: path.to_owned(),
            label,
        }
    }
}

/// An input file's text.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// What messages call the file.
    pub(crate) label: String,
    /// Its contents, decompressed.
    pub(crate) text: String,
}

/// The path that means stdin, as everywhere on the command line.
const STDIN: &str = "-";

/// From this size on, reading and generating take long enough to say what is going on.
const LARGE_BYTES: usize = 1 << 20;

/// How gzip files begin (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How files in UTF-16 begin: with a byte order mark.
const UTF16: [[u8; 2]; 2] = [[0xff, 0xfe], [0xfe, 0xff]];

/// Reads a file. One that begins as gzip files do is decompressed, whatever it is called.
///
/// # Errors
///
/// If the file cannot be read, is too large once decompressed, or is not UTF-8.
pub(crate) fn read(file: &InputFile, ui: Ui) -> Result<Text, Failure> {
    let InputFile { path, label } = file;
    let failure = || Failure::new(format!("cannot read `{label}`"));
    let cannot = |action| {
        let in_action = IoError::new(action, path);
        |error| failure().cause(in_action(error))
    };
    let bytes = if path.as_os_str() == STDIN {
        at_most(io::stdin().lock(), DOCUMENT_BYTES)
    } else {
        let metadata = fs::metadata(path).map_err(cannot("open"))?;
        if metadata.is_dir() {
            return Err(failure().cause("it is a folder"));
        }
        // What is no file, such as a pipe, has no size that says anything.
        if metadata.is_file() && metadata.len() > DOCUMENT_BYTES {
            return Err(too_large(failure(), "has"));
        }
        File::open(path).and_then(|file| at_most(file, DOCUMENT_BYTES))
    };
    let bytes = bytes.map_err(cannot("read"))?;
    let bytes = bytes.ok_or_else(|| too_large(failure(), "has"))?;
    let bytes = if bytes.starts_with(&GZIP) {
        let unpacked = at_most(MultiGzDecoder::new(&*bytes), DOCUMENT_BYTES);
        let unpacked = unpacked.map_err(cannot("decompress"))?;
        unpacked.ok_or_else(|| too_large(failure(), "unpacks to"))?
    } else {
        bytes
    };
    if bytes.len() >= LARGE_BYTES {
        let megabytes = bytes.len() >> 20;
        ui.progress("Reading", &format!("{label} ({megabytes} MiB)"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        if UTF16.iter().any(|mark| bytes.starts_with(mark)) {
            return failure().cause("it is in UTF-16").help("save it as UTF-8");
        }
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + count_lines(&error.as_bytes()[..valid]);
        failure()
            .cause(format!("line {line} is not UTF-8, at byte {valid}"))
            .help("save it as UTF-8")
    })?;
    Ok(Text {
        label: label.clone(),
        text,
    })
}

/// A file over the bound; `verb` says how it has as much.
fn too_large(failure: Failure, verb: &str) -> Failure {
    let most = DOCUMENT_BYTES >> 20;
    failure
        .cause(format!("it {verb} more than {most} MiB"))
        .codes([Code::TooLarge])
}

fn count_lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// Everything that a reader has, or `None` if that is more than `most` bytes.
fn at_most(reader: impl Read, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(most + 1).read_to_end(&mut bytes)?;
    let is_within = u64::try_from(bytes.len()).is_ok_and(|size| size <= most);
    Ok(is_within.then_some(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(contents: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(contents).unwrap();
        encoder.finish().unwrap()
    }

    fn read_bytes(bytes: &[u8]) -> Result<String, Failure> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file.json");
        fs::write(&path, bytes).unwrap();
        let ui = Ui::new(crate::ui::Verbosity::Quiet, None);
        read(&InputFile::given(&path), ui).map(|text| text.text)
    }

    #[test]
    fn gzip_is_told_by_its_first_bytes() {
        assert_eq!(read_bytes(b"{}").unwrap(), "{}");
        assert_eq!(read_bytes(&gzip("ä".as_bytes())).unwrap(), "ä");
        let two = [gzip(b"[1,"), gzip(b"2]")].concat();
        assert_eq!(read_bytes(&two).unwrap(), "[1,2]");
    }

    #[test]
    fn cut_off_and_odd_files_are_errors() {
        let whole = gzip(&b"text".repeat(100));
        let cut = read_bytes(&whole[..whole.len() - 9]).unwrap_err();
        assert!(cut.causes[0].contains("decompress"), "{cut:?}");
        let wide = read_bytes(b"\xff\xfe{\0}\0").unwrap_err();
        assert_eq!(wide.causes, ["it is in UTF-16"]);
        let latin = read_bytes(b"{\n\"a\": \"\xe4\"}").unwrap_err();
        assert_eq!(latin.causes, ["line 2 is not UTF-8, at byte 8"]);
    }

    #[test]
    fn what_grows_too_large_is_not_read_to_its_end() {
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(bomb.len() < 2_000);
        let decoded = |most| at_most(MultiGzDecoder::new(&*bomb), most).unwrap();
        assert_eq!(decoded((1 << 20) - 1), None);
        assert_eq!(decoded(1 << 20).map(|bytes| bytes.len()), Some(1 << 20));
    }
}
