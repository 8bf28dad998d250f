//! Reads cargo's own account of what it built: one JSON message a line.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The libraries that cargo built, or found built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Artifacts(Vec<Artifact>);

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Artifact {
    manifest_path: PathBuf,
    target: Target,
    filenames: Vec<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Target {
    name: String,
}

impl Artifacts {
    /// Reads all messages; those about other things are passed over.
    pub(super) fn read(messages: &str) -> Artifacts {
        let is_artifact = |line: &&str| line.contains("\"compiler-artifact\"");
        let lines = messages.lines().filter(is_artifact);
        Artifacts(lines.filter_map(|line| serde_json::from_str(line).ok()).collect())
    }

    /// The folders of all packages that were built.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        let manifests = self.0.iter().filter_map(|artifact| artifact.manifest_path.parent());
        let roots: BTreeSet<PathBuf> = manifests.map(Path::to_owned).collect();
        roots.into_iter().collect()
    }

    /// The file of a library that ends in `ending`. Of two with one name that of a crate in the
    /// folder `own`, a real path, counts: it stands in for the other.
    pub(super) fn library(&self, name: &str, ending: &str, own: &Path) -> Option<PathBuf> {
        let named = || self.0.iter().filter(|artifact| artifact.target.name == name);
        let own = named().filter(|artifact| artifact.is_below(own));
        let mut files = own.chain(named()).flat_map(|artifact| &artifact.filenames);
        files.find(|file| file.to_string_lossy().ends_with(ending)).cloned()
    }

    /// The files of all libraries that end in `ending`.
    pub(super) fn libraries(&self, ending: &str) -> impl Iterator<Item = &Path> {
        let files = self.0.iter().flat_map(|artifact| &artifact.filenames).map(PathBuf::as_path);
        files.filter(move |file| file.to_string_lossy().ends_with(ending))
    }
}

impl Artifact {
    fn is_below(&self, folder: &Path) -> bool {
        // A course may be put together of links.
        let manifest = self.manifest_path.canonicalize();
        manifest.as_ref().unwrap_or(&self.manifest_path).starts_with(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: &str = r#"
{"reason":"compiler-artifact","manifest_path":"/r/x/Cargo.toml","target":{"name":"build-script-build","kind":["custom-build"]},"filenames":["/t/build-script-build"]}
{"reason":"build-script-executed","package_id":"x","env":[]}
{"reason":"compiler-artifact","manifest_path":"/r/x/Cargo.toml","target":{"name":"tokio","kind":["lib"]},"filenames":["/t/libtokio-1.rlib","/t/libtokio-1.rmeta"]}
{"reason":"compiler-artifact","manifest_path":"/c/tokio/Cargo.toml","target":{"name":"tokio","kind":["lib"]},"filenames":["/t/libtokio-2.rlib"]}
{"reason":"build-finished","success":true}
"#;

    fn check(own: &str, name: &str, ending: &str, expected: Option<&str>) {
        let found = Artifacts::read(MESSAGES).library(name, ending, Path::new(own));
        assert_eq!(found, expected.map(PathBuf::from));
    }

    #[test]
    fn a_library_is_found_by_name_and_ending() {
        check("/c", "tokio", ".rlib", Some("/t/libtokio-2.rlib"));
        check("/elsewhere", "tokio", ".rlib", Some("/t/libtokio-1.rlib"));
        check("/c", "tokio", ".so", None);
        check("/c", "clock", ".so", None);
        assert_eq!(Artifacts::read(MESSAGES).roots(), [Path::new("/c/tokio"), Path::new("/r/x")]);
    }
}
