//! Calls an async function, and looks at what that does. And what it does not.

mod plan;

use std::time::Duration;

use plan::Plan;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Plan { name, encoding, pause } = Plan::from_args();

    // 1. Call `upload_video`, keep what the call gives you, and print `called upload_video`.
    // 2. Let `pause` go by, and print `still nothing has happened`.
    // 3. Now await the upload, and print `Your status is ready` and the file's name.
    //
    // This line does 1 and 3 in one breath; take it apart.
    let video = upload_video(name, encoding).await;
    todo!("call first, wait for {pause:?}, and only then make {video}")
}

/// Encodes the video, which takes its time, and hands back the name of the finished file.
async fn upload_video(name: String, encoding: Duration) -> String {
    todo!("print `encoding`, take {encoding:?}, then return {name}.mp4")
}
