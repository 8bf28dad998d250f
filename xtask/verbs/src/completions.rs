//! What the Tab key knows of `cargo xtask`: its verbs and their options, as they are declared, and
//! the exercises, as they are when it is pressed.
//!
//! A completion belongs to the word that a line begins with, which here is `cargo`. So what cargo
//! has of its own is kept, and asked for everything but `xtask`.

use clap::{Arg, Command, ValueEnum};

/// Whose Tab key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// `eval "$(cargo xtask completions bash)"` in ~/.bashrc
    Bash,
    /// `eval "$(cargo xtask completions zsh)"` in ~/.zshrc
    Zsh,
    /// `cargo xtask completions fish | source` in ~/.config/fish/config.fish
    Fish,
}

/// The name that an argument has which takes an exercise.
const EXERCISE: &str = "EXERCISE";
const BASH: &str = include_str!("completions/bash.txt");
const ZSH: &str = include_str!("completions/zsh.txt");
const FISH: &str = include_str!("completions/fish.txt");

/// The script for this shell.
pub(crate) fn script(shell: Shell, command: &Command) -> String {
    let verbs: Vec<&Command> = command.get_subcommands().collect();
    match shell {
        Shell::Bash => filled(BASH, &verbs, |words| format!("words=\"{words}\"")),
        Shell::Zsh => filled(ZSH, &verbs, |words| format!("known=({words})")),
        Shell::Fish => {
            let mut script = FISH.to_owned();
            for verb in verbs {
                let name = verb.get_name();
                let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
                let about = about.replace('\'', "\\'");
                script += &format!("complete -c cargo -n _xtask_verb -fa {name} -d '{about}'\n");
                let mut words = words(verb).join(" ");
                if takes_exercise(verb) {
                    words += " (_xtask_exercises)";
                }
                script += &format!("complete -c cargo -n '_xtask_in {name}' -fa '{words}'\n");
            }
            script
        }
    }
}

/// A script with the verbs in it, and with what each takes, said as the shell says it.
fn filled(script: &str, verbs: &[&Command], said: impl Fn(&str) -> String) -> String {
    let names: Vec<&str> = verbs.iter().map(|verb| verb.get_name()).collect();
    let cases = verbs.iter().map(|verb| {
        let exercises = if takes_exercise(verb) { " $(_xtask_exercises)" } else { "" };
        let words = words(verb).join(" ") + exercises;
        format!("        {}) {} ;;\n", verb.get_name(), said(&words))
    });
    script.replace("VERBS", &names.join(" ")).replace("CASES\n", &cases.collect::<String>())
}

fn takes_exercise(verb: &Command) -> bool {
    let is_one = |name: &clap::builder::Str| name.as_str() == EXERCISE;
    verb.get_positionals()
        .any(|argument| argument.get_value_names().is_some_and(|names| names.iter().any(is_one)))
}

/// The options of a verb, and what it takes when that is one of a few words.
fn words(verb: &Command) -> Vec<String> {
    let values = verb.get_positionals().flat_map(Arg::get_possible_values);
    let values = values.map(|value| value.get_name().to_owned());
    let options = verb.get_arguments().filter_map(|argument| argument.get_long());
    values.chain(options.map(|name| format!("--{name}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;
    use std::process;

    use clap::CommandFactory;

    use super::*;
    use crate::Cli;

    fn script_for(shell: Shell) -> String {
        let mut command = Cli::command();
        command.build();
        script(shell, &command)
    }

    /// What a shell says when it runs these lines; `None` where there is no such shell.
    fn said(shell: &str, options: &[&str], lines: &str) -> Option<String> {
        let output = process::Command::new(shell).args(options).args(["-c", lines]).output();
        if output.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            eprintln!("skipped: there is no {shell}");
            return None;
        }
        let output = output.expect("the shell can be started");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.is_empty(), "{shell}: {errors}");
        Some(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    }

    /// Presses Tab at the end of a line, in shells whose cargo knows `build` and two exercises.
    fn check(line: &str, expected: &str) {
        let words: Vec<String> = line.split(' ').map(|word| format!("'{word}'")).collect();
        let words = words.join(" ");
        let cargo = "cargo() { printf '01\\tcount\\t\\n02\\ttime-it\\t\\n'; }";
        // Twice, as when a shell reads its settings again.
        let bash = script_for(Shell::Bash).repeat(2);
        let bash = format!(
            "{cargo}
             _own() {{ COMPREPLY=(build); }}
             complete -F _own cargo
             {bash}
             COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
             $(complete -p cargo | sed 's/.*-F \\([^ ]*\\).*/\\1/')
             echo ${{COMPREPLY[*]}}"
        );
        // What the shell itself does with a list: it leaves what begins otherwise.
        let zsh = script_for(Shell::Zsh).repeat(2);
        let zsh = format!(
            "autoload -Uz compinit && compinit -D -u
             {cargo}
             compadd() {{ shift; print -r -- ${{(M)@:#$words[CURRENT]*}} }}
             _own() {{ print build }}
             compdef _own cargo
             {zsh}
             words=({words}); CURRENT=$#words
             $_comps[cargo]"
        );
        let fish = script_for(Shell::Fish).repeat(2);
        let fish = format!(
            "function cargo; printf '01\\tcount\\t\\n02\\ttime-it\\t\\n'; end
             complete -c cargo -n '__fish_is_nth_token 1' -fa build
             {fish}
             complete -C '{line}'"
        );
        for (shell, options, lines) in [
            ("bash", &["--norc"][..], bash),
            ("zsh", &["--no-rcs"][..], zsh),
            ("fish", &["--no-config"][..], fish),
        ] {
            let Some(said) = said(shell, options, &lines) else { continue };
            // Fish says in a word more what each is for, and in an order of its own.
            let words = said.lines().map(|line| line.split('\t').next().unwrap_or_default());
            let mut words: Vec<&str> = words.flat_map(str::split_whitespace).collect();
            words.sort_by_key(|word| expected.find(word));
            assert_eq!(words.join(" "), expected, "{shell}: {line}");
        }
    }

    #[test]
    fn tab_knows_verbs_options_and_exercises() {
        check("cargo xtask wa", "watch");
        check("cargo xtask l", "list lessons");
        check("cargo xtask check --d", "--diff");
        check("cargo xtask watch t", "time-it");
        check("cargo xtask check count t", "time-it");
        check("cargo xtask completions z", "zsh");
        check("cargo xtask list t", "");
    }

    #[test]
    fn what_cargo_completes_itself_it_still_does() {
        check("cargo bu", "build");
        check("cargo b", "build");
    }
}
