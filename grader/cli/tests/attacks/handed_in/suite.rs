//! Grades every submission in every environment that there can be here.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::naive::{falls_for, lay_out};
use super::school::{LIBRARY, PROGRAM, School};
use super::{Naive, Submission};
use crate::confinement::Environment;
use crate::environment::{Lodging, User};
use crate::leftovers;
use crate::suite::each;
use crate::world::{SECRET, World};

/// What one grading came to.
#[derive(Debug, Default)]
struct Grading {
    points: u64,
    learned: bool,
    verdict: String,
    broken: Vec<String>,
}

/// Grades all submissions of a family in these environments of every user, and prints what they
/// gained.
pub(crate) fn check(
    family: &str,
    submissions: &'static [Submission],
    environments: &[Environment],
) {
    let lodging = Lodging::new();
    let attack = lodging.program("attack");
    let home = lodging.home(User::Own);
    let fooled = each(submissions, |submission| falls_for(submission, &home, &attack));
    let mut broken: Vec<String> = Vec::new();
    for (submission, fooled) in submissions.iter().zip(fooled) {
        if let Naive::None(why) = submission.naive {
            println!("{}: nothing naive to compare with: {why}", submission.name);
        }
        if let Err(seen) = fooled {
            broken.push(format!("{}: no naive grader falls for it: {seen}", submission.name));
        }
    }
    println!("{family:<10} {:<40} {:>7} {:>7} {:>7}", "", "graded", "points", "learned");
    for &user in User::all() {
        let school = match School::shared(user) {
            Ok(school) => school,
            Err(why) => {
                println!("{user}: SKIPPED: {why}");
                continue;
            }
        };
        for &(name, arguments) in school.environments(environments) {
            let graded =
                each(submissions, |it| grade_again(it, &school, arguments, &home, &attack));
            let points: u64 = graded.iter().map(|grading| grading.points).sum();
            let learned = graded.iter().filter(|grading| grading.learned).count();
            let environment = format!("{user}, {name}");
            let count = graded.len();
            println!("{:<10} {environment:<40} {count:>7} {points:>7} {learned:>7}", "");
            for (submission, grading) in submissions.iter().zip(graded) {
                let what = grading.broken.into_iter();
                broken
                    .extend(what.map(|what| format!("{environment}: {}: {what}", submission.name)));
            }
        }
        let left = school.left_by_the_dead();
        if !left.is_empty() {
            broken.push(format!("{user}: folders of runs are left: {left:?}"));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

/// Grades a submission; one that tosses a coin three times.
fn grade_again(
    submission: &Submission,
    school: &School,
    arguments: &[&str],
    home: &Path,
    attack: &Path,
) -> Grading {
    let grade = || grade(submission, school, arguments, home, attack);
    let mut first = grade();
    for _ in 0..if submission.naive == Naive::Differs { 2 } else { 0 } {
        let again = grade();
        if again.verdict != first.verdict {
            let (one, other) = (&first.verdict, &again.verdict);
            first.broken.push(format!("one grading came to {one}, another to {other}"));
        }
        first.broken.extend(again.broken);
    }
    first
}

fn grade(
    submission: &Submission,
    school: &School,
    arguments: &[&str],
    home: &Path,
    attack: &Path,
) -> Grading {
    let world = World::new(home, attack);
    let folder = world.home().join("run");
    let mut places = world.places();
    let places_of_school =
        [("hidden", school.hidden()), ("others", school.others()), ("kept", school.kept())];
    places.extend(places_of_school.map(|(name, path)| (name, path.display().to_string())));
    lay_out(submission, &folder, &places);
    let begins = if submission.test.is_some() { "src/lib.rs" } else { "src/main.rs" };
    // Else what was compiled in one environment would be found in the next.
    let root = fs::read_to_string(folder.join(begins)).expect("it was just written");
    let own = format!("{root}\n// {} {arguments:?}\n", world.mark);
    fs::write(folder.join(begins), own).expect("it was just written");

    let exercise = if submission.test.is_some() { LIBRARY } else { PROGRAM };
    let said = school.grade(&folder, exercise, arguments);
    let left = leftovers::find(&world.mark, attack);
    if !left.is_empty() {
        leftovers::clear(&world.mark, attack);
    }
    let text = String::from_utf8_lossy(&said.stdout).into_owned();
    let errors = String::from_utf8_lossy(&said.stderr).into_owned();
    let report: Value = serde_json::from_str(&text).unwrap_or_default();
    let graded = &report["exercises"][0];
    let limit = graded["limit"].as_str().map(|limit| format!(" {limit}")).unwrap_or_default();
    let verdict = format!("{}{limit}", graded["verdict"].as_str().unwrap_or("none"));

    let mut grading = Grading {
        points: graded["points"].as_u64().unwrap_or_default(),
        learned: text.contains(SECRET) || errors.contains(SECRET),
        verdict: verdict.clone(),
        broken: world.harm(),
    };
    if !submission.verdict.split('|').any(|expected| expected == verdict) {
        let message = &graded["message"];
        let what = format!("its verdict is to be {}, not {verdict}: {message}", submission.verdict);
        grading.broken.push(what + &errors);
    }
    if grading.points > 0 {
        grading.broken.push(format!("it gained {} points", grading.points));
    }
    if grading.learned {
        grading.broken.push("it learned what is hidden".to_owned());
    }
    grading.broken.extend(left.into_iter().map(|left| format!("left behind: {left}")));
    if !school.kept().exists() {
        grading.broken.push("it removed what is kept".to_owned());
    }
    grading
}
