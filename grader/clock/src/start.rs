//! How the clock comes into force: before `main`, in a program that the grader started.

use std::ffi::{CStr, c_int, c_void};

use trace::settings::Settings;
use trace::{Record, SETTINGS_VARIABLE};

use crate::world;
use crate::{busy, door, guard, interpose, interrupt, raw, tasks, turn, ungoverned, watchdog};

#[used]
#[unsafe(link_section = ".init_array")]
static START: extern "C" fn() = start;

extern "C" fn start() {
    let Some(settings) = take_settings() else { return };
    die_with_the_grader();
    stay_on_one_core();
    limit_memory(settings.memory);
    keep_from_children(settings.records);
    keep_from_children(settings.door);
    keep_from_children(settings.channel);
    guard::keep_out();
    interpose::output::remember();
    interpose::metadata::remember();
    // Before the clock is in force: afterwards these signals are nobody's.
    guard::catch();
    interrupt::catch(turn::step_back);
    let own = [settings.records, settings.door, settings.channel];
    let strict = settings.strict;
    world::begin(settings);
    let Some(world) = world::lock() else { return };
    world.record(&Record::Attached);
    record_loaded_objects(&world);
    drop(world);
    interpose::threads::prepare();
    // SAFETY: both functions take no arguments and live as long as the program.
    unsafe {
        // Registered first, so called last: what the program does at its end is still seen.
        libc::atexit(at_end);
        libc::pthread_atfork(None, None, Some(in_child));
    }
    ungoverned::start(watch);
    // The watchdog's thread was there before, so the filter does not hold it.
    if strict
        && guard::put_in_force(own)
        && let Some(world) = world::lock()
    {
        world.record(&Record::Guarded);
    }
}

extern "C" fn watch(_: *mut c_void) -> *mut c_void {
    watchdog::watch()
}

extern "C" fn at_end() {
    if turn::me().is_none() {
        return;
    }
    if let Some(world) = world::lock() {
        tasks::tell(&world);
        world.record(&Record::Ended { at: world::now(), clock_reads: busy::clock_reads() });
        door::last_word();
    }
}

unsafe extern "C" fn in_child() {
    world::end();
}

/// The settings, if the grader started this program. They and the preload are taken out of the
/// environment: the program sees what it would see without, and its children run in real time.
fn take_settings() -> Option<Settings> {
    let mut name = [0; 64];
    name[..SETTINGS_VARIABLE.len()].copy_from_slice(SETTINGS_VARIABLE.as_bytes());
    let name = CStr::from_bytes_until_nul(&name).ok()?;
    // SAFETY: no other thread exists yet, so nobody changes the environment meanwhile.
    unsafe {
        let value = libc::getenv(name.as_ptr());
        if value.is_null() {
            return None;
        }
        let settings = Settings::parse(CStr::from_ptr(value).to_str().ok()?);
        libc::unsetenv(name.as_ptr());
        libc::unsetenv(c"LD_PRELOAD".as_ptr());
        settings
    }
}

fn die_with_the_grader() {
    // SAFETY: the call takes numbers only.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
}

/// One thread runs at a time, and handing a turn to another core takes ten times as long.
fn stay_on_one_core() {
    let mut cpu: u32 = 0;
    // SAFETY: the kernel fills `cpu` and reads a set of as many bytes as it is told.
    unsafe {
        raw::call(libc::SYS_getcpu, [(&raw mut cpu) as usize, 0, 0, 0, 0, 0]);
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(cpu as usize, &mut set);
        let size = size_of::<libc::cpu_set_t>();
        raw::call(libc::SYS_sched_setaffinity, [0, size, (&raw const set) as usize, 0, 0, 0]);
    }
}

/// From outside it comes too late for a program that is quick.
fn limit_memory(bytes: u64) {
    if bytes > 0 {
        let limit = libc::rlimit { rlim_cur: bytes, rlim_max: bytes };
        // SAFETY: the limit is a local.
        unsafe { libc::setrlimit(libc::RLIMIT_DATA, &raw const limit) };
    }
}

fn keep_from_children(fd: c_int) {
    // SAFETY: the call takes numbers only.
    unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
}

fn record_loaded_objects(world: &world::World) {
    unsafe extern "C" fn visit(
        object: *mut libc::dl_phdr_info,
        _size: usize,
        world: *mut c_void,
    ) -> c_int {
        // SAFETY: the linker passes a valid object, and the world that was given below.
        let (object, world) = unsafe { (&*object, &*world.cast::<world::World>()) };
        let path = if object.dlpi_name.is_null() {
            String::new()
        } else {
            // SAFETY: the linker's names end in a NUL.
            unsafe { CStr::from_ptr(object.dlpi_name) }.to_string_lossy().into_owned()
        };
        world.record(&Record::Loaded { bias: object.dlpi_addr, path });
        0
    }
    // SAFETY: `visit` is called before this returns, with the world that outlives the call.
    unsafe { libc::dl_iterate_phdr(Some(visit), std::ptr::from_ref(world).cast_mut().cast()) };
}
