//! What a path holds: one submission, or a tree of them; as folders, or packed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{NotTaken, Submission, blame};
#[cfg(feature = "archives")]
use crate::sources::Archive;
use crate::sources::SourcesError;

/// Below this folder a tree has a submission for each exercise.
const TREE: &str = "exercises";

/// What was handed in, before anybody has looked at a submission in it.
#[derive(Debug)]
pub enum HandedIn {
    /// A folder.
    Folder(PathBuf),
    /// An archive.
    #[cfg(feature = "archives")]
    Archive(PathBuf, Archive),
}

impl HandedIn {
    /// Looks at what `path` is; an archive is read whole.
    ///
    /// # Errors
    /// See [`NotTaken`].
    pub fn open(path: &Path) -> Result<HandedIn, NotTaken> {
        let not_handed_in = |what| blame(SourcesError::NotHandedIn { path: path.to_owned(), what });
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Ok(HandedIn::Folder(path.to_owned())),
            #[cfg(feature = "archives")]
            Ok(metadata) if metadata.is_file() => {
                let archive = Archive::open(path).map_err(blame)?;
                Ok(HandedIn::Archive(path.to_owned(), archive))
            }
            #[cfg(not(feature = "archives"))]
            Ok(metadata) if metadata.is_file() => Err(not_handed_in("no folder")),
            Ok(_) => Err(not_handed_in("neither a folder nor a file")),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(not_handed_in("not there")),
            Err(source) => Err(NotTaken::Io { path: path.to_owned(), source }),
        }
    }

    /// What says which exercise it is, the likelier first: the folder's own name, packed or not.
    pub fn names(&self) -> Vec<String> {
        match self {
            HandedIn::Folder(path) => vec![own_name(path)],
            #[cfg(feature = "archives")]
            HandedIn::Archive(path, archive) => {
                archive.folder().map(str::to_owned).into_iter().chain([own_name(path)]).collect()
            }
        }
    }

    /// True when it holds a folder for each exercise.
    pub fn is_tree(&self) -> bool {
        match self {
            HandedIn::Folder(path) => path.join(TREE).is_dir(),
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => archive.has(TREE),
        }
    }

    /// Where in the tree the folder of this name is, if it is there.
    pub fn find(&self, folder: &str) -> Option<String> {
        let inside = format!("{TREE}/{folder}");
        let is_there = match self {
            HandedIn::Folder(path) => path.join(&inside).symlink_metadata().is_ok(),
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => archive.has(&inside),
        };
        is_there.then_some(inside)
    }

    /// The folder that a person can open, with a slash at its end; nothing for what is packed.
    pub fn folder(&self, inside: &str) -> String {
        match self {
            HandedIn::Folder(path) => format!("{}/", below(path, inside).display()),
            #[cfg(feature = "archives")]
            HandedIn::Archive(..) => String::new(),
        }
    }

    /// Reads the submission in the folder `inside` of it, or in the uppermost one if that is
    /// empty; `root` is the file that must be there.
    ///
    /// # Errors
    /// See [`NotTaken`].
    pub fn read(&self, inside: &str, root: &'static str) -> Result<Submission, NotTaken> {
        match self {
            HandedIn::Folder(path) => {
                let linked = inside.match_indices('/').map(|(at, _)| &inside[..at]);
                for file in linked.chain([inside]).filter(|file| !file.is_empty()) {
                    // What somebody else wrote may lie behind it: the solution, for one.
                    if path.join(file).is_symlink() {
                        let (file, what) = (file.to_owned(), "a symbolic link");
                        return Err(blame(SourcesError::NotRegular { file, what }));
                    }
                }
                Submission::read(&below(path, inside), root)
            }
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => {
                archive.read(inside, root).map(Submission::from).map_err(blame)
            }
        }
    }
}

/// A folder below another, or that one itself.
fn below(path: &Path, inside: &str) -> PathBuf {
    if inside.is_empty() { path.to_owned() } else { path.join(inside) }
}

/// The last part of a path, without the endings of what is packed.
pub fn own_name(path: &Path) -> String {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let endings = [".tar.gz", ".tgz", ".tar", ".zip"];
    let stem = endings.iter().find_map(|ending| name.strip_suffix(ending));
    stem.unwrap_or(&name).to_owned()
}
