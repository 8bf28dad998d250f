//! An async block instead of an async function: a future written on the spot, just as lazy.

mod plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let plan = plan::Plan::from_args();

    let upload = async move {
        println!("encoding");
        tokio::time::sleep(plan.encoding).await;
        format!("{}.mp4", plan.name)
    };
    println!("called upload_video");
    tokio::time::sleep(plan.pause).await;
    println!("still nothing has happened");
    println!("Your status is ready {}", upload.await);
}
