//! What would differ from run to run: hash order, random choice, cores and thread numbers.

use std::collections::HashMap;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: HashMap<u32, ()> = (0..20).map(|number| (number, ())).collect();
    println!("{:?}", words.keys().collect::<Vec<_>>());
    let mut choices = String::new();
    for _ in 0..20 {
        tokio::select! {
            () = async {} => choices.push('a'),
            () = async {} => choices.push('b'),
        }
    }
    println!("{choices}");
    println!("{} cores", std::thread::available_parallelism().map_or(0, usize::from));
}
