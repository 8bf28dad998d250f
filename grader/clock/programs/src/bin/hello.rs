//! Ends at once: what is left is the cost of starting.

fn main() {
    println!("hello");
}
