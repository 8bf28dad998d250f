//! What the Tab key knows of `cargo xtask`: its verbs and their options, as they are declared, and
//! the exercises, as they are when it is pressed.
//!
//! A completion belongs to the word that a line begins with, which here is `cargo`. So what cargo
//! has of its own is kept, and asked for everything but `xtask`.

use clap::{Command, ValueEnum};

/// Whose Tab key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// `eval "$(cargo xtask completions bash)"` in ~/.bashrc
    Bash,
    /// `cargo xtask completions fish | source` in ~/.config/fish/config.fish
    Fish,
}

/// The name that an argument has which takes an exercise.
const EXERCISE: &str = "EXERCISE";
const BASH: &str = include_str!("completions/bash.txt");
const FISH: &str = include_str!("completions/fish.txt");

/// The script for this shell.
pub(crate) fn script(shell: Shell, command: &Command) -> String {
    let verbs: Vec<&Command> = command.get_subcommands().collect();
    match shell {
        Shell::Bash => {
            let names: Vec<&str> = verbs.iter().map(|verb| verb.get_name()).collect();
            let cases = verbs.iter().map(|verb| {
                let exercises = if takes_exercise(verb) { " $(_xtask_exercises)" } else { "" };
                let options = options(verb).join(" ");
                format!("        {}) words=\"{options}{exercises}\" ;;\n", verb.get_name())
            });
            BASH.replace("VERBS", &names.join(" ")).replace("CASES\n", &cases.collect::<String>())
        }
        Shell::Fish => {
            let mut script = FISH.to_owned();
            for verb in verbs {
                let name = verb.get_name();
                let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
                let about = about.replace('\'', "\\'");
                script += &format!("complete -c cargo -n _xtask_verb -fa {name} -d '{about}'\n");
                let mut words = options(verb).join(" ");
                if takes_exercise(verb) {
                    words += " (_xtask_exercises)";
                }
                script += &format!("complete -c cargo -n '_xtask_in {name}' -fa '{words}'\n");
            }
            script
        }
    }
}

fn takes_exercise(verb: &Command) -> bool {
    let is_one = |name: &clap::builder::Str| name.as_str() == EXERCISE;
    verb.get_positionals()
        .any(|argument| argument.get_value_names().is_some_and(|names| names.iter().any(is_one)))
}

fn options(verb: &Command) -> Vec<String> {
    let options = verb.get_arguments().filter_map(|argument| argument.get_long());
    options.map(|name| format!("--{name}")).collect()
}

#[cfg(test)]
mod tests {
    use std::process;

    use clap::CommandFactory;

    use super::*;
    use crate::Cli;

    /// Presses Tab at the end of a line, in a shell whose cargo knows `build` and two exercises.
    fn check(line: &str, expected: &str) {
        let mut command = Cli::command();
        command.build();
        let script = script(Shell::Bash, &command);
        let words: Vec<String> = line.split(' ').map(|word| format!("'{word}'")).collect();
        let press = format!(
            "cargo() {{ printf '01\\tcount\\t\\n02\\ttime-it\\t\\n'; }}
             _own() {{ COMPREPLY=(build); }}
             complete -F _own cargo
             {script}
             {script}
             COMP_WORDS=({}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
             $(complete -p cargo | sed 's/.*-F \\([^ ]*\\).*/\\1/')
             echo ${{COMPREPLY[*]}}",
            words.join(" ")
        );
        let output = process::Command::new("bash").args(["--norc", "-c", &press]).output();
        let output = output.expect("there is a bash");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(said.trim_end(), expected, "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn tab_knows_verbs_options_and_exercises() {
        check("cargo xtask wa", "watch");
        check("cargo xtask l", "list lessons");
        check("cargo xtask check --d", "--diff");
        check("cargo xtask watch t", "time-it");
        check("cargo xtask check count t", "time-it");
        check("cargo xtask list t", "");
    }

    #[test]
    fn what_cargo_completes_itself_it_still_does() {
        check("cargo bu", "build");
        check("cargo xta", "build");
    }
}
