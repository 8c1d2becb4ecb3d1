//! Reads input files as text, compressed or not.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use tinsmith_codegen::limits::DOCUMENT_BYTES;
use tinsmith_codegen::report::{Code, closest};

use crate::failure::Failure;
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

/// In a folder with more files than this, not all are looked at for a name that was meant.
const MOST_NEIGHBOURS: usize = 10_000;

/// How gzip files begin (RFC 1952, section 2.3.1).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How files in UTF-16 and UTF-32 begin that have a byte order mark.
const BYTE_ORDER_MARKS: [&[u8]; 3] = [&[0xff, 0xfe], &[0xfe, 0xff], &[0, 0, 0xfe, 0xff]];

/// Reads a file. One that begins as gzip files do is decompressed, whatever it is called.
///
/// # Errors
///
/// If the file cannot be read, is too large once decompressed, or is not UTF-8.
pub(crate) fn read(file: &InputFile, ui: Ui) -> Result<Text, Failure> {
    let InputFile { path, label } = file;
    let failure = || Failure::new(format!("cannot read `{label}`"));
    let cannot = |error: io::Error| {
        let failure = failure().cause(&error);
        match similar(path).filter(|_| error.kind() == io::ErrorKind::NotFound) {
            Some(similar) => failure.help(format!("did you mean `{}`?", similar.display())),
            None => failure,
        }
    };
    let bytes = if path.as_os_str() == STDIN {
        at_most(io::stdin().lock(), DOCUMENT_BYTES)
    } else {
        let metadata = fs::metadata(path).map_err(cannot)?;
        if metadata.is_dir() {
            return Err(failure().cause("it is a folder"));
        }
        // What is no file, such as a pipe, has no size that says anything.
        if metadata.is_file() && metadata.len() > DOCUMENT_BYTES {
            return Err(too_large(failure(), "has"));
        }
        File::open(path).and_then(|file| at_most(file, DOCUMENT_BYTES))
    };
    let bytes = bytes.map_err(cannot)?;
    let bytes = bytes.ok_or_else(|| too_large(failure(), "has"))?;
    let bytes = if bytes.starts_with(&GZIP) {
        let unpacked = at_most(MultiGzDecoder::new(&*bytes), DOCUMENT_BYTES)
            .map_err(|error| failure().cause(format!("cannot decompress it: {error}")))?;
        unpacked.ok_or_else(|| too_large(failure(), "unpacks to"))?
    } else {
        bytes
    };
    if bytes.len() >= LARGE_BYTES {
        let megabytes = bytes.len() >> 20;
        ui.progress("Reading", &format!("{label} ({megabytes} MiB)"));
    }
    if is_wide(&bytes) {
        let failure = failure().cause("it is in UTF-16 or UTF-32");
        return Err(failure.help("save it as UTF-8"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
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

/// Whether a text has more than one byte for each character: JSON begins with two characters of
/// ASCII, so that without a mark a zero among the first two bytes tells (RFC 4627, section 3).
fn is_wide(bytes: &[u8]) -> bool {
    BYTE_ORDER_MARKS.iter().any(|mark| bytes.starts_with(mark))
        || bytes.iter().take(2).any(|byte| *byte == 0)
}

/// A file over the bound; `verb` says how it has as much.
fn too_large(failure: Failure, verb: &str) -> Failure {
    let most = DOCUMENT_BYTES >> 20;
    failure
        .cause(format!("it {verb} more than {most} MiB"))
        .codes([Code::TooLarge])
}

/// The path that was probably meant: the closest name in the same folder, of a file that a spec
/// can be in, or the one that is there.
fn similar(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let names = fs::read_dir(folder).ok()?.filter_map(|entry| {
        let entry = entry.ok()?;
        let is_file = entry.file_type().ok()?.is_file();
        let name = entry.file_name().into_string().ok()?;
        let is_spec = [".json", ".json.gz"].iter().any(|end| name.ends_with(end));
        (is_file && is_spec).then_some(name)
    });
    let names: BTreeSet<String> = names.take(MOST_NEIGHBOURS).collect();
    // A forgotten ending costs more letters than a slip.
    let whole = [format!("{name}.json"), format!("{name}.gz")];
    let forgotten = whole.iter().find(|name| names.contains(*name));
    let meant = forgotten
        .map(String::as_str)
        .or_else(|| closest(name, names.iter().map(String::as_str)))?;
    Some(path.with_file_name(meant))
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
        for wide in [
            &b"\xff\xfe{\0}\0"[..],
            b"{\0}\0",
            b"\0{\0}",
            b"\0\0\xfe\xff\0\0\0{",
            b"{\0\0\0",
        ] {
            let failure = read_bytes(wide).unwrap_err();
            assert_eq!(failure.causes, ["it is in UTF-16 or UTF-32"], "{wide:?}");
        }
        let latin = read_bytes(b"{\n\"a\": \"\xe4\"}").unwrap_err();
        assert_eq!(latin.causes, ["line 2 is not UTF-8, at byte 8"]);
    }

    #[test]
    fn a_name_that_is_not_there_is_told_once_with_one_that_is() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["amplify.json", "notes.txt", "ec2.json.gz"] {
            fs::write(folder.path().join(name), "{}").unwrap();
        }
        let ui = Ui::new(crate::ui::Verbosity::Quiet, None);
        for (name, meant) in [
            ("amplfy.json", Some("amplify.json")),
            ("amplify", Some("amplify.json")),
            ("ec2.json", Some("ec2.json.gz")),
            ("notes.tx", None),
            ("none.json", None),
        ] {
            let path = folder.path().join(name);
            let failure = read(&InputFile::given(&path), ui).unwrap_err();
            assert_eq!(failure.message, format!("cannot read `{}`", path.display()));
            let [cause] = &*failure.causes else {
                panic!("{failure:?}");
            };
            assert!(!cause.contains(name), "{cause}");
            let meant = meant.map(|meant| folder.path().join(meant));
            let help = meant.map(|meant| format!("did you mean `{}`?", meant.display()));
            assert_eq!(failure.help, help);
        }
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
