//! What a path holds: one submission, or a tree of them; as folders, or packed.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{NotTaken, Refused, Submission, blame};
#[cfg(feature = "archives")]
use crate::sources::Archive;
use crate::sources::{self, SourcesError, listed, shown, told};
use model::verdict::Verdict;

/// Below this folder a tree has a submission for each exercise.
const TREE: &str = "exercises";
/// Below this folder a submission has its source files.
const SOURCES: &str = "src";

/// What was handed in, before anybody has looked at a submission in it.
#[derive(Debug)]
pub enum HandedIn {
    /// A folder.
    Folder {
        /// As it was named.
        path: PathBuf,
        /// The one in it where the submission begins, or the tree; often the same.
        base: PathBuf,
    },
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
            Ok(metadata) if metadata.is_dir() => {
                fs::read_dir(path)
                    .map_err(|source| NotTaken::Io { path: path.to_owned(), source })?;
                let base = sources::base(path);
                // What cannot be looked at is not nothing.
                for name in [TREE, SOURCES] {
                    is_there(&base.join(name))?;
                }
                Ok(HandedIn::Folder { path: path.to_owned(), base })
            }
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
            HandedIn::Folder { path, base } => vec![own_name(base), own_name(path)],
            #[cfg(feature = "archives")]
            HandedIn::Archive(path, archive) => {
                archive.folder().map(str::to_owned).into_iter().chain([own_name(path)]).collect()
            }
        }
    }

    /// True when it holds a folder for each exercise.
    pub fn is_tree(&self) -> bool {
        self.holds(TREE)
    }

    /// True when it holds a folder with source files.
    pub fn has_sources(&self) -> bool {
        self.holds(SOURCES)
    }

    fn holds(&self, folder: &str) -> bool {
        match self {
            HandedIn::Folder { base, .. } => base.join(folder).is_dir(),
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => archive.has(folder),
        }
    }

    /// Where in a tree the exercise lies whose folder has this name.
    pub fn place(folder: &str) -> String {
        format!("{TREE}/{folder}")
    }

    /// The verdict on an exercise that was not handed in; nothing if it was. `known` are the
    /// folders of all exercises: what has another name may have been meant for one.
    ///
    /// # Errors
    /// When the machine cannot tell.
    pub fn missing(&self, folder: &str, known: &[String]) -> Result<Option<Refused>, NotTaken> {
        let inside = HandedIn::place(folder);
        let is_there = match self {
            HandedIn::Folder { base, .. } => is_there(&base.join(&inside))?,
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => archive.has(&inside),
        };
        if is_there {
            return Ok(None);
        }
        let above = if self.is_tree() { TREE } else { "" };
        let names = match self {
            HandedIn::Folder { base, .. } => sources::list(&base.join(above)),
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => archive.list(above),
        };
        let is_in_place = |name: &String| self.is_tree() && known.contains(name);
        let others = names.into_iter().filter(|(name, _)| !is_in_place(name));
        let others = others.filter(|(name, _)| !name.starts_with('.'));
        let found = others.map(|(name, is_folder)| {
            let (into, end) = (if above.is_empty() { "" } else { "exercises/" }, ["", "/"]);
            shown(&format!("{into}{name}{}", end[usize::from(is_folder)]))
        });
        let found = listed(found.collect());
        let rest = match self.is_tree() && found.is_empty() {
            true => String::new(),
            false => format!(". {}", told(&found)),
        };
        let sentence = format!("there is no `{inside}` in what was handed in{rest}");
        Ok(Some(Refused { verdict: Verdict::NotHandedIn, sentence, found }))
    }

    /// The folder that a person can open, with a slash at its end; nothing for what is packed.
    pub fn folder(&self, inside: &str) -> String {
        match self {
            HandedIn::Folder { base, .. } => format!("{}/", below(base, inside).display()),
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
            HandedIn::Folder { base, .. } => {
                let linked = inside.match_indices('/').map(|(at, _)| &inside[..at]);
                for file in linked.chain([inside]).filter(|file| !file.is_empty()) {
                    // Another author's file may lie behind it: the solution, for one.
                    if base.join(file).is_symlink() {
                        let (file, what) = (file.to_owned(), "a symbolic link");
                        return Err(blame(SourcesError::NotRegular { file, what }));
                    }
                }
                Submission::read(&below(base, inside), root)
            }
            #[cfg(feature = "archives")]
            HandedIn::Archive(_, archive) => {
                archive.read(inside, root).map(Submission::from).map_err(blame)
            }
        }
    }
}

/// Whether there is anything at a path, a link included.
fn is_there(path: &Path) -> Result<bool, NotTaken> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(false)
        }
        Err(source) => Err(NotTaken::Io { path: path.to_owned(), source }),
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
