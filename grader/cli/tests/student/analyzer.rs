//! rust-analyzer as an editor drives it: files are opened, changed and saved, and what it says of
//! them is kept.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::surroundings;

/// Names the program, where it is not on the path.
const VARIABLE: &str = "RUST_ANALYZER";
/// Far longer than anything takes that is waited for here.
const SOON: Duration = Duration::from_secs(300);
/// What the language server protocol calls an error.
pub(crate) const ERROR: u64 = 1;

/// A language server at work in a folder. It is gone when this is dropped.
pub(crate) struct Analyzer {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    folder: PathBuf,
    /// How many requests and changes there were.
    count: u64,
    /// What was last said of each file.
    findings: HashMap<String, Vec<Value>>,
    is_quiet: bool,
    /// How many checks of the whole course have ended.
    checks: usize,
}

impl Analyzer {
    /// Opens a folder with these settings; none, and a word about it, where there is no
    /// rust-analyzer.
    pub(crate) fn open(folder: &Path, settings: &Value) -> Option<Analyzer> {
        let program = std::env::var_os(VARIABLE).unwrap_or_else(|| "rust-analyzer".into());
        // What rustup puts on the path is a stand-in that fails where the component is missing.
        let version = Command::new(&program).arg("--version").output();
        if !version.is_ok_and(|output| output.status.success()) {
            println!(
                "not tested: there is no rust-analyzer on this machine ({VARIABLE} names one)"
            );
            return None;
        }
        let mut command = Command::new(program);
        surroundings(&mut command);
        command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::null()).spawn().expect("it can be started");
        let to = child.stdin.take().expect("it is a pipe");
        let said = child.stdout.take().expect("it is a pipe");
        let (sender, from) = channel();
        thread::spawn(move || read(BufReader::new(said), &sender));
        let mut analyzer = Analyzer {
            child,
            to,
            from,
            folder: folder.to_owned(),
            count: 0,
            findings: HashMap::new(),
            is_quiet: false,
            checks: 0,
        };
        let root = analyzer.uri("");
        analyzer.ask(
            "initialize",
            json!({
                "processId": std::process::id(), "initializationOptions": settings,
                "rootUri": root, "workspaceFolders": [{ "uri": root, "name": "course" }],
                "capabilities": {
                    "window": { "workDoneProgress": true },
                    "experimental": { "serverStatusNotification": true },
                },
            }),
        );
        analyzer.tell("initialized", json!({}));
        Some(analyzer)
    }

    /// Opens a file of the folder.
    pub(crate) fn show(&mut self, file: &str) {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is there");
        let document = json!({
            "uri": self.uri(file), "languageId": "rust", "version": 0, "text": text,
        });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Types this text into an open file.
    pub(crate) fn change(&mut self, file: &str, text: &str) {
        self.count += 1;
        let document = json!({ "uri": self.uri(file), "version": self.count });
        let changes = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.tell("textDocument/didChange", changes);
    }

    /// Types this text into an open file, saves it, and waits until it was checked.
    pub(crate) fn save(&mut self, file: &str, text: &str) {
        self.change(file, text);
        fs::write(self.folder.join(file), text).expect("the file can be written");
        let before = self.checks;
        self.tell("textDocument/didSave", json!({ "textDocument": { "uri": self.uri(file) } }));
        self.wait_until("a save is checked", |analyzer| analyzer.checks > before);
    }

    /// Waits until everything is loaded, and was checked once.
    pub(crate) fn settle(&mut self) {
        self.wait_until("it has settled", |analyzer| analyzer.is_quiet && analyzer.checks > 0);
    }

    /// Waits until what is said of a file is as it should be.
    pub(crate) fn wait_for(&mut self, file: &str, is_it: impl Fn(&[Value]) -> bool) {
        let uri = self.uri(file);
        self.wait_until("the right findings", |analyzer| {
            is_it(analyzer.findings.get(&uri).map_or(&[], Vec::as_slice))
        });
    }

    /// What it finds in a file itself, without a check.
    pub(crate) fn own_findings(&mut self, file: &str) -> Vec<Value> {
        let document = json!({ "textDocument": { "uri": self.uri(file) } });
        let answer = self.ask("textDocument/diagnostic", document);
        answer["items"].as_array().cloned().unwrap_or_else(|| panic!("no findings: {answer}"))
    }

    /// What is shown when the mouse rests on the first of these letters in a file.
    pub(crate) fn hover(&mut self, file: &str, letters: &str) -> String {
        let text = fs::read_to_string(self.folder.join(file)).expect("the file is there");
        let (line, column) = (0..)
            .zip(text.lines())
            .find_map(|(number, line)| Some((number, line.find(letters)?)))
            .expect("the file has the letters");
        let place = json!({
            "textDocument": { "uri": self.uri(file) },
            "position": { "line": line, "character": column },
        });
        self.ask("textDocument/hover", place)["contents"].to_string()
    }

    fn uri(&self, file: &str) -> String {
        format!("file://{}", self.folder.join(file).display()).trim_end_matches('/').to_owned()
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.count += 1;
        let id = self.count;
        self.send(&json!({ "id": id, "method": method, "params": params }));
        loop {
            let message = self.next(method);
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].clone();
            }
        }
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "method": method, "params": params }));
    }

    fn send(&mut self, message: &Value) {
        let mut message = message.clone();
        message["jsonrpc"] = "2.0".into();
        let message = message.to_string();
        write!(self.to, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("it listens");
        self.to.flush().expect("it listens");
    }

    fn wait_until(&mut self, what: &str, is_it: impl Fn(&Analyzer) -> bool) {
        let deadline = Instant::now() + SOON;
        while !is_it(self) {
            assert!(Instant::now() < deadline, "{what}: never came; {:#?}", self.findings);
            self.next(what);
        }
    }

    /// Takes the next message, and answers what is asked.
    fn next(&mut self, what: &str) -> Value {
        let message = self.from.recv_timeout(SOON);
        let message =
            message.unwrap_or_else(|_| panic!("{what}: never came; {:#?}", self.findings));
        let params = &message["params"];
        match message["method"].as_str().unwrap_or_default() {
            "textDocument/publishDiagnostics" => {
                let uri = params["uri"].as_str().expect("a file").to_owned();
                let found = params["diagnostics"].as_array().expect("a list").clone();
                self.findings.insert(uri, found);
            }
            "experimental/serverStatus" => {
                assert_eq!(params["health"], "ok", "{params}");
                self.is_quiet = params["quiescent"] == true;
            }
            "$/progress" if params["value"]["kind"] == "end" => {
                let token = params["token"].as_str().unwrap_or_default();
                self.checks += usize::from(token.contains("flycheck"));
            }
            _ => {}
        }
        // It asks before it shows progress, and whether it may be told of changes.
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({ "id": message["id"], "result": null }));
        }
        message
    }
}

impl Drop for Analyzer {
    fn drop(&mut self) {
        // What is gone already needs no end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads messages until there are no more, or nobody wants them.
fn read(mut from: BufReader<ChildStdout>, to: &Sender<Value>) -> Option<()> {
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().ok()?,
                Some(_) => {}
                None => break,
            }
        }
        let mut message = vec![0; length];
        from.read_exact(&mut message).ok()?;
        to.send(serde_json::from_slice(&message).ok()?).ok()?;
    }
}
