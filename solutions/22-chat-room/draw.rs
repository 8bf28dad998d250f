//! One random run of 22. No two things happen at the same moment. Where somebody stops reading, the
//! others either say so much that every right server has put that one out, or so little that none has.

#[path = "../random.rs"]
mod random;

use random::{Random, print_args, print_features};

/// Bytes that a connection holds, as in `lab::guests`.
const PIPE: usize = 64;

/// What somebody does: when, and the piece as it is written in a run.
type Deeds = Vec<(u64, String)>;

struct Evening {
    random: Random,
    now: u64,
    people: Vec<(&'static str, Deeds)>,
    /// Who is in the room and reads, as places in `people`.
    here: Vec<usize>,
    has_torn: bool,
}

impl Evening {
    fn later(&mut self) -> u64 {
        self.now += self.random.between(4, 20) * 10;
        self.now
    }

    fn does(&mut self, who: usize, what: &str) {
        let at = self.later();
        self.people[who].1.push((at, what.to_owned()));
    }

    /// Somebody else than `but` says something; the bytes that everybody else gets of it.
    fn say(&mut self, but: Option<usize>) -> usize {
        let others: Vec<usize> = self.here.iter().copied().filter(|&it| Some(it) != but).collect();
        let who = *self.random.pick(&others);
        let words = ["hi", "well then", "who is here?", "I am late", "a fine day to you all"];
        let text = format!("{} {}", self.random.pick(&words), self.now);
        let cut = self.random.between(1, text.len() as u64 - 1) as usize;
        // A blank at the end of a piece would not be seen.
        if self.random.chance(1, 5) && !text[..cut].ends_with(' ') && !text[cut..].starts_with(' ')
        {
            self.has_torn = true;
            self.does(who, &text[..cut]);
            self.does(who, &format!("{}\\\\n", &text[cut..]));
        } else {
            self.does(who, &format!("{text}\\\\n"));
        }
        self.people[who].0.len() + 2 + text.len() + 1
    }
}

fn main() {
    let mut random = Random::from_args();
    let backlog = random.between(5, 8);
    print_args(&[backlog.to_string()]);
    let mut names = ["ann", "bob", "cyd", "dan", "eve", "flo"];
    random.shuffle(&mut names);
    let count = if random.chance(1, 10) { 1 } else { random.between(3, 5) as usize };
    let people: Vec<_> = names[..count].iter().map(|name| (*name, Deeds::new())).collect();
    let mut evening = Evening { random, now: 0, people, here: Vec::new(), has_torn: false };

    let mut in_one_piece = false;
    for who in 0..count {
        let name = evening.people[who].0;
        if evening.random.chance(1, 3) {
            in_one_piece = who > 0;
            evening.does(who, &format!("{name}\\\\nhello you\\\\n"));
        } else {
            evening.does(who, &format!("{name}\\\\n"));
        }
        evening.here.push(who);
        for _ in 0..evening.random.between(0, 2) {
            evening.say(None);
        }
    }
    let (mut hangs_up, mut vanishes) = (false, false);
    if count > 3 || count == 3 && evening.random.chance(1, 3) {
        let place = evening.random.between(0, evening.here.len() as u64 - 1) as usize;
        let who = evening.here.remove(place);
        vanishes = evening.random.chance(1, 2);
        hangs_up = !vanishes;
        evening.does(who, if vanishes { "!vanishes" } else { "" });
        evening.say(None);
    }
    let (mut is_put_out, mut is_slow) = (false, false);
    if evening.here.len() > 1 && evening.random.chance(3, 4) {
        let who = *evening.random.pick(&evening.here.clone());
        let name = evening.people[who].0;
        evening.does(who, "!stops");
        is_put_out = evening.random.chance(1, 2);
        is_slow = !is_put_out;
        let (mut bytes, mut said, mut window) = (0, 0, Vec::new());
        let enough = if is_put_out { backlog + 5 } else { evening.random.between(1, 3) };
        // Lines behind those that the connection holds wait: the first of them is being written.
        while said < enough {
            bytes += evening.say(Some(who));
            if bytes > PIPE {
                said += 1;
                window.push(evening.now);
            }
        }
        if is_put_out {
            let (from, to) = (window[backlog as usize], window[backlog as usize + 3]);
            println!(
                "within = [{{ lines = [\"* < * {name} left (too slow)\", \"hears * * {name} left (too \
                 slow)\"], from_ms = {from}, to_ms = {to}, says = \"{name} stopped reading. Who has \
                 more than `backlog` lines waiting is put out then: not before, not much later, and \
                 once.\" }}]"
            );
        }
    }
    let closing = evening.later();

    let mut world = vec![format!("closing_time = \"{closing}\"")];
    let mut before = 0;
    for (number, (name, deeds)) in (1..).zip(&evening.people) {
        let number: u64 = number;
        // The connection is there when the first piece is sent.
        let mut last = deeds[0].0;
        world.push(format!("\"guest {number}\" = \"{} {name}\"", last - before));
        before = last;
        for (number, (at, piece)) in (1..).zip(deeds) {
            let number: u64 = number;
            world.push(format!("\"{name} {number}\" = \"{} {piece}\"", at - last));
            last = *at;
        }
        world.push(format!("{name} = \"60000\""));
    }
    world.push("guest = \"60000\"".to_owned());
    println!("lab = {{ {} }}", world.join(", "));
    print_features(&[
        ("alone", count == 1),
        ("one is put out", is_put_out),
        ("one is slow at closing", is_slow),
        ("one hangs up", hangs_up),
        ("one vanishes", vanishes),
        ("name and words in one piece", in_one_piece),
        ("a torn line", evening.has_torn),
    ]);
}
