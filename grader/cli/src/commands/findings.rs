//! Verdicts for editors: each is a finding at a line, beside what the compiler says.

use super::failure::Result;
use super::graded::Graded;
use std::path::Path;

use course::Exercise;
use engine::grade::Grader;
use model::verdict::Verdict;
use render::findings::{self, Package};

/// How findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum MessageFormat {
    /// Screens for a person
    #[default]
    Human,
    /// A line each: `file:line:column: error: sentence`
    Short,
    /// As `cargo check --message-format=json`, for an editor; what is not started is no error
    Json,
}

impl MessageFormat {
    /// What the compiler and the report have to say of an exercise; nothing for a person.
    ///
    /// # Errors
    /// When the compiler cannot be asked.
    pub(super) fn findings(
        self,
        grader: &Grader,
        exercise: &Exercise,
        Graded { report, sources }: &Graded,
    ) -> Result<String> {
        let package = package(&grader.course().root, exercise);
        let mut out = String::new();
        // What could not be read has a verdict that says so, and no line to show it at; and what is
        // refused unread is shown to no compiler.
        let is_compiled = !sources.is_empty() && report.verdict() != Verdict::Tampered;
        if is_compiled && self != MessageFormat::Human {
            for message in grader.compiler_messages(exercise, sources)? {
                let Ok(message) = serde_json::from_str(&message) else { continue };
                out += &match self {
                    MessageFormat::Json => findings::of_compiler(message, &package),
                    _ => findings::short_of_compiler(&message, &package),
                }
                .unwrap_or_default();
            }
        }
        if let Some(finding) = findings::finding(report, &package, sources) {
            out += &match self {
                MessageFormat::Human => String::new(),
                MessageFormat::Short => findings::short(&finding, &package, sources),
                MessageFormat::Json => findings::cargo_message(&finding, &package, sources),
            };
        }
        Ok(out)
    }
}

fn package(root: &Path, exercise: &Exercise) -> Package {
    let workspace = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    Package {
        name: exercise.slug.clone(),
        folder: format!("exercises/{}/", exercise.folder()),
        workspace: workspace.display().to_string(),
        root: exercise.root(),
    }
}
