//! On what kind of thread a blocking call was made: is async code kept waiting by it?

use std::collections::BTreeMap;

use trace::ThreadId;

use super::explain::Stacks;
use super::symbols::Loaded;
use model::observation::{Role, Trace};

/// Functions that tell who waits. The innermost one counts; without a role, it is the runtime
/// that waits for something to do, or one line of output for another.
const WHO_WAITS: [(&str, Option<Role>); 10] = [
    ("runtime::park::Inner::park", None),
    ("multi_thread::park::", None),
    ("blocking::pool::", None),
    ("std::io::stdio::", None),
    ("blocking::task::BlockingTask", Some(Role::BlockingPool)),
    ("worker::block_in_place", Some(Role::BlockingPool)),
    ("multi_thread::worker::Context", Some(Role::AsyncWorker)),
    ("scheduler::current_thread", Some(Role::AsyncOnly)),
    ("task::local::LocalSet", Some(Role::AsyncOnly)),
    ("CachedParkThread::block_on", Some(Role::AsyncWorker)),
];

/// Gives every hold the name and the role of its thread, and leaves out those that are no holds
/// since the runtime itself had nothing to do.
pub(super) fn assign(trace: &mut Trace, stacks: &mut Stacks, loaded: &Loaded<'_>) {
    // A program without tokio has no other thread than plain ones, and need not be looked at.
    let stacks_of_holds = stacks.holds.iter().filter(|_| stacks.has_tasks).map(|wait| &wait.stack);
    let functions = loaded.functions(stacks_of_holds.flatten().copied().collect());
    let mut known: BTreeMap<(ThreadId, u64), Option<Role>> = BTreeMap::new();
    let holds = std::mem::take(&mut trace.holds).into_iter();
    let (mut kept, mut waits) = (Vec::new(), Vec::new());
    for (mut hold, wait) in holds.zip(std::mem::take(&mut stacks.holds)) {
        let way = (wait.thread, wait.depth);
        if stacks.has_tasks && !wait.stack.is_empty() {
            known.insert(way, role(&wait.stack, &functions));
        }
        if let Some(role) = known.get(&way).copied().unwrap_or(Some(Role::Plain)) {
            hold.role = role;
            hold.thread = stacks.name(wait.thread);
            kept.push(hold);
            waits.push(wait);
        }
    }
    (trace.holds, stacks.holds) = (kept, waits);
}

fn role(stack: &[u64], functions: &BTreeMap<u64, String>) -> Option<Role> {
    let who = stack.iter().find_map(|address| {
        let function = functions.get(address)?;
        WHO_WAITS.iter().find(|(name, _)| function.contains(name))
    });
    who.map_or(Some(Role::Plain), |&(_, role)| role)
}
