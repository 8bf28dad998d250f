//! When files were made and changed, as the program's own clock sees it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

const SECOND: Duration = Duration::from_secs(1);

fn show(what: &str, path: &str) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    let ago = |time: SystemTime| time.elapsed().map(|ago| ago.as_millis());
    let (changed, made) = (ago(metadata.modified()?), ago(metadata.created()?));
    println!("{what}: changed {changed:?}, made {made:?}");
    Ok(())
}

fn main() -> io::Result<()> {
    let start = SystemTime::now();
    // What was there before is not from the future.
    show("before", "/proc/self/exe")?;
    sleep(SECOND);
    let mut file = File::create("new.txt")?;
    sleep(SECOND);
    show("new", "new.txt")?;
    file.write_all(b"hello")?;
    sleep(SECOND);
    show("written", "new.txt")?;
    fs::copy("new.txt", "copy.txt")?;
    sleep(SECOND);
    show("copied", "copy.txt")?;
    OpenOptions::new().write(true).truncate(true).open("copy.txt")?;
    sleep(SECOND);
    show("emptied", "copy.txt")?;
    file.set_len(2)?;
    sleep(SECOND);
    show("cut", "new.txt")?;
    fs::create_dir("folder")?;
    println!(
        "a folder is not from the future: {}",
        fs::metadata("folder")?.modified()?.elapsed().is_ok()
    );
    file.set_modified(start - SECOND)?;
    show("set", "new.txt")?;
    fs::remove_file("new.txt")?;
    fs::remove_file("copy.txt")?;
    fs::remove_dir("folder")
}
