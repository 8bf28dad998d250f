//! The answer or a sleep, whichever comes first; the pause behind each try but the last.

use std::time::Duration;

use tokio::time::sleep;

pub async fn ask_with_deadline(limit: Duration, tries: u32, pause: Duration) -> Option<u64> {
    for number in 1..=tries {
        println!("try {number}");
        tokio::select! {
            answer = lab::ask(number) => return Some(answer),
            () = sleep(limit) => println!("try {number} timed out"),
        }
        if number < tries {
            sleep(pause * 2_u32.pow(number - 1)).await;
        }
    }
    None
}
