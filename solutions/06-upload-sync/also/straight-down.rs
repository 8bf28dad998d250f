//! Everything in `main`, from top to bottom.

mod plan;

fn main() {
    let plan = plan::Plan::from_args();

    println!("uploading...");
    println!("encoding");
    std::thread::sleep(plan.encoding);
    println!("Your status is ready {}.mp4", plan.name);
}
