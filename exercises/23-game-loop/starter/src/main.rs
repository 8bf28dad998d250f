//! A game, and a screen to see it on. This half is the course's: yours is `lib.rs`.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use game_loop::{game, shown};
use tokio::sync::mpsc;
use tokio::time::sleep;

/// Which keys are pressed, how many milliseconds each after the one before it, and how long the
/// pictures take, until the checker has a world of its own.
const WORLD: &[(&str, &str)] = &[
    ("key 1", "50 ann 2"),
    ("key 2", "70 bob -1"),
    ("key 3", "10 bob 1"),
    ("key 4", "180 ann 0"),
    ("key", "10000"),
    ("render 3", "250"),
    ("render", "0"),
];

/// The same when you play: ann runs to and fro, and every now and then a picture is slow.
const PLAY: &[(&str, &str)] = &[
    ("key 1", "0 ann 1"),
    ("key 2", "4000 ann -1"),
    ("key 3", "7000 ann 2"),
    ("key 4", "6000 ann -1"),
    ("key", "60000"),
    ("render 40", "900"),
    ("render 90", "2500"),
    ("render", "30"),
];

const USAGE: &str = "usage: game-loop [TICK TICKS | play]
for example: game-loop 100 8, for eight ticks, one every 100 ms
play: you are `you`; type d, a or s and Enter to go right, to go left, to stop";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => run(100, 8, WORLD, None).await,
        ["play"] => watch(),
        ["played"] => run(200, 150, PLAY, Some(keyboard())).await,
        [tick, ticks] => match (tick.parse(), ticks.parse()) {
            (Ok(tick @ 1..), Ok(ticks)) => run(tick, ticks, WORLD, None).await,
            _ => usage(),
        },
        _ => usage(),
    }
}

fn usage() {
    eprintln!("{USAGE}");
    std::process::exit(2)
}

type Inputs = mpsc::Receiver<(String, i64)>;

async fn run(tick: u64, ticks: u64, world: &'static [(&str, &str)], keyboard: Option<Inputs>) {
    lab::open(world);
    let mut inputs = lab::events("key", |said| {
        let (name, speed) = said.split_once(' ')?;
        Some((name.to_owned(), speed.parse().ok()?))
    });
    if let Some(mut keyboard) = keyboard {
        let (both, of_both) = mpsc::channel(64);
        let bot = both.clone();
        tokio::spawn(async move { while pass_on(&mut inputs, &bot).await {} });
        tokio::spawn(async move { while pass_on(&mut keyboard, &both).await {} });
        inputs = of_both;
    }
    let players = game(inputs, Duration::from_millis(tick), ticks).await;
    println!("over: {}", shown(&players));
    // The screen stays on for a moment: who is still drawing would be seen.
    sleep(Duration::from_secs(1)).await;
}

async fn pass_on(from: &mut Inputs, to: &mpsc::Sender<(String, i64)>) -> bool {
    match from.recv().await {
        Some(input) => to.send(input).await.is_ok(),
        None => false,
    }
}

/// What is typed, on a thread of its own: who reads a keyboard is held until somebody types.
fn keyboard() -> Inputs {
    let (keys, inputs) = mpsc::channel(64);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            let speed = match line.trim() {
                "d" => 1,
                "a" => -1,
                _ => 0,
            };
            if keys.blocking_send(("you".to_owned(), speed)).is_err() {
                break;
            }
        }
    });
    inputs
}

/// Plays in a second program, whose lines are drawn here as what they say.
fn watch() {
    println!("d + Enter: to the right; a + Enter: to the left; s + Enter: stop; Ctrl-C: enough");
    let game = std::env::current_exe()
        .and_then(|program| Command::new(program).arg("played").stdout(Stdio::piped()).spawn());
    let Ok(mut game) = game else { return eprintln!("this program cannot be started again") };
    let lines = game.stdout.take().expect("its output was asked for");
    for line in BufReader::new(lines).lines().map_while(Result::ok) {
        println!("{}", track(&line));
    }
    // It ended by itself, or said nothing more because it panicked, which is on the screen.
    let _ = game.wait();
}

/// A line with `ann=3` in it as a track that is 60 places wide, with the middle as 0.
fn track(line: &str) -> String {
    let mut places = vec!['.'; 60];
    for (name, at) in line.split(' ').filter_map(|word| word.split_once('=')) {
        let at: i64 = at.parse().unwrap_or_default();
        places[(at + 30).rem_euclid(60) as usize] = name.chars().next().unwrap_or('?');
    }
    format!("{}  {line}", places.into_iter().collect::<String>())
}
