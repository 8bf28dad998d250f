//! The bank opens, serves everybody, and reads out the total. This half is the course's: yours is
//! `lib.rs`.

use shared_account::deposits;

/// How many milliseconds each card check takes, until the checker has a world of its own.
const WORLD: &[(&str, &str)] =
    &[("check_card ann", "3000"), ("check_card bob", "1000"), ("check_card cyd", "2000")];

const USAGE: &str = "usage: shared-account [NAME:AMOUNT[xTIMES]]...
for example: shared-account ann:50 bob:-20 cyd:1x300";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    lab::open(WORLD);
    let total = deposits(slips_from_args()).await;
    println!("total: {total}");
}

/// The slips that the arguments describe; without arguments, those of ann, bob and cyd.
fn slips_from_args() -> Vec<(String, i64)> {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.is_empty() {
        words = ["ann:50", "bob:20", "cyd:5"].map(String::from).to_vec();
    }
    let slips: Option<Vec<_>> = words.iter().map(|word| slip(word)).collect();
    slips.map(|slips| slips.concat()).unwrap_or_else(|| {
        eprintln!("{USAGE}");
        std::process::exit(2)
    })
}

/// A slip as it is written, `ann:50`; `ann:1x300` is three hundred of the same.
fn slip(word: &str) -> Option<Vec<(String, i64)>> {
    let (who, amount) = word.split_once(':').filter(|(who, _)| !who.is_empty())?;
    let (amount, times) = amount.split_once('x').unwrap_or((amount, "1"));
    let (amount, times) = (amount.parse::<i32>().ok()?, times.parse::<u16>().ok()?);
    Some(vec![(who.to_owned(), i64::from(amount)); usize::from(times)])
}
