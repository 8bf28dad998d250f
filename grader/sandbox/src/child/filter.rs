//! Layer C: system calls that no submission needs do not exist.
//!
//! A list of what is refused, not of what is allowed: programs and compilers use a wide and moving
//! set of calls, and the other layers confine what these can reach. What is on the list is either
//! a door to the kernel's less trodden rooms, or reaches other processes, or leaves something
//! behind that outlives a process.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Op, SeccompCondition,
    SeccompFilter, SeccompRule, TargetArch, sock_filter,
};

use super::Failure;
use crate::Layer;
use crate::spec::Spec;

/// Nobody may.
const REFUSED: &[c_long] = &[
    // Other processes.
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_process_mrelease,
    libc::SYS_pidfd_getfd,
    libc::SYS_kcmp,
    libc::SYS_setpriority,
    libc::SYS_ioprio_set,
    libc::SYS_sched_setparam,
    libc::SYS_sched_setscheduler,
    libc::SYS_sched_setattr,
    libc::SYS_mbind,
    libc::SYS_set_mempolicy,
    libc::SYS_migrate_pages,
    libc::SYS_move_pages,
    // The tree of files, and what others have opened.
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_fsopen,
    libc::SYS_fsconfig,
    libc::SYS_fsmount,
    libc::SYS_fspick,
    libc::SYS_move_mount,
    libc::SYS_open_tree,
    libc::SYS_mount_setattr,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_name_to_handle_at,
    libc::SYS_open_by_handle_at,
    libc::SYS_fanotify_init,
    libc::SYS_fanotify_mark,
    libc::SYS_mknodat,
    libc::SYS_quotactl,
    libc::SYS_quotactl_fd,
    libc::SYS_swapon,
    libc::SYS_swapoff,
    libc::SYS_acct,
    libc::SYS_truncate,
    // The kernel.
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_kexec_load,
    libc::SYS_kexec_file_load,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_delete_module,
    libc::SYS_reboot,
    libc::SYS_syslog,
    libc::SYS_personality,
    libc::SYS_vhangup,
    libc::SYS_lookup_dcookie,
    libc::SYS_nfsservctl,
    libc::SYS_sethostname,
    libc::SYS_setdomainname,
    // The machine's time.
    libc::SYS_clock_settime,
    libc::SYS_clock_adjtime,
    libc::SYS_adjtimex,
    libc::SYS_settimeofday,
    // Memory that no bound counts, and what outlives a process.
    libc::SYS_memfd_create,
    libc::SYS_memfd_secret,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_shmctl,
    libc::SYS_shmdt,
    libc::SYS_semget,
    libc::SYS_semop,
    libc::SYS_semtimedop,
    libc::SYS_semctl,
    libc::SYS_msgget,
    libc::SYS_msgsnd,
    libc::SYS_msgrcv,
    libc::SYS_msgctl,
    libc::SYS_mq_open,
    libc::SYS_mq_unlink,
    libc::SYS_mq_timedsend,
    libc::SYS_mq_timedreceive,
    libc::SYS_mq_notify,
    libc::SYS_mq_getsetattr,
    // Those that only older machines have.
    #[cfg(target_arch = "x86_64")]
    libc::SYS_mknod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_iopl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ioperm,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_modify_ldt,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_uselib,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_ustat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_sysfs,
    #[cfg(target_arch = "x86_64")]
    libc::SYS__sysctl,
];

/// Compilers and linkers may, a student's program may not: rights of files, and watching them.
const REFUSED_TO_PROGRAMS: &[c_long] = &[
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchmodat2,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    // A lock on a library would be a word to what runs beside it.
    libc::SYS_flock,
    libc::SYS_inotify_init1,
    libc::SYS_inotify_add_watch,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lchown,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utime,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_utimes,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_futimesat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_inotify_init,
];

/// Signals to others. Without a namespace, others are everybody's.
const SIGNALS: &[c_long] =
    &[libc::SYS_kill, libc::SYS_tkill, libc::SYS_rt_sigqueueinfo, libc::SYS_pidfd_send_signal];

/// Other processes than threads.
const PROCESSES: &[c_long] = &[
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
];

/// Flags of a new process that give it namespaces of its own: with privileges in them.
const NAMESPACES: [i32; 7] = [
    libc::CLONE_NEWUSER,
    libc::CLONE_NEWPID,
    libc::CLONE_NEWNS,
    libc::CLONE_NEWNET,
    libc::CLONE_NEWIPC,
    libc::CLONE_NEWUTS,
    libc::CLONE_NEWCGROUP,
];

/// Puts it in force for this process and all that it will start.
pub(super) fn put_in_force(spec: &Spec) -> Result<(), Failure> {
    let filter = refused(spec).map_err(Failure::of(Layer::Seccomp, "a filter of system calls"))?;
    for filter in [missing(), filter] {
        seccompiler::apply_filter(&filter)
            .map_err(Failure::of(Layer::Seccomp, "filtering system calls"))?;
    }
    Ok(())
}

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// What is refused, as if for lack of permission.
fn refused(spec: &Spec) -> Result<BpfProgram, seccompiler::BackendError> {
    let has_namespaces = spec.layers.contains(&Layer::Namespaces);
    let mut rules: Rules = REFUSED.iter().map(|&call| (call, Vec::new())).collect();
    if !spec.may_start_others {
        rules.extend(REFUSED_TO_PROGRAMS.iter().map(|&call| (call, Vec::new())));
    }
    let new = |bit: i32| argument(0, Op::MaskedEq(bit as u64), bit as u64);
    let mut clone =
        NAMESPACES.iter().map(|&bit| rule([new(bit)?])).collect::<Result<Vec<_>, _>>()?;
    if !has_namespaces {
        rules.extend(SIGNALS.iter().map(|&call| (call, Vec::new())));
        let own = std::process::id().into();
        rules.insert(libc::SYS_tgkill, vec![rule([argument(0, Op::Ne, own)?])?]);
        if !spec.may_start_others {
            rules.extend(PROCESSES.iter().map(|&call| (call, Vec::new())));
            let thread = libc::CLONE_THREAD as u64;
            clone.push(rule([argument(0, Op::MaskedEq(thread), 0)?])?);
        }
    }
    rules.insert(libc::SYS_clone, clone);
    rules.insert(libc::SYS_socket, sockets(spec, has_namespaces)?);
    let tells = [libc::TIOCSTI, libc::TIOCLINUX, libc::TIOCSCTTY, libc::TIOCSPGRP];
    let tells = tells.iter().map(|&request| rule([argument(1, Op::Eq, request)?]));
    rules.insert(libc::SYS_ioctl, tells.collect::<Result<_, _>>()?);
    for call in [libc::SYS_prlimit64, libc::SYS_sched_setaffinity] {
        rules.insert(call, vec![rule([argument(0, Op::Ne, 0)?])?]);
    }
    let refuse = SeccompAction::Errno(libc::EPERM as u32);
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)?.try_into()
}

/// Sockets of all families are refused but those that cannot leave the sandbox.
fn sockets(
    spec: &Spec,
    has_namespaces: bool,
) -> Result<Vec<SeccompRule>, seccompiler::BackendError> {
    let allowed: &[i32] = match (has_namespaces, spec.loopback) {
        (false, _) => return Ok(Vec::new()),
        (true, false) => &[libc::AF_UNIX],
        (true, true) => &[libc::AF_UNIX, libc::AF_INET, libc::AF_INET6],
    };
    let others = allowed.iter().map(|&family| argument(0, Op::Ne, family as u64));
    Ok(vec![SeccompRule::new(others.collect::<Result<_, _>>()?)?])
}

fn argument(index: u8, is: Op, value: u64) -> Result<SeccompCondition, seccompiler::BackendError> {
    SeccompCondition::new(index, Len::Dword, is, value)
}

fn rule<const N: usize>(
    conditions: [SeccompCondition; N],
) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(conditions.into())
}

/// What is said not to exist, so that the C library does without: a way to start processes whose
/// flags no filter can read, calls that are newer than the lists above, and those of another word
/// size, whose numbers are higher still.
fn missing() -> BpfProgram {
    /// `setxattrat`, of Linux 6.13: from here on all architectures have the same numbers.
    const FIRST_UNKNOWN: u32 = 463;
    const ALLOW: u32 = libc::SECCOMP_RET_ALLOW;
    const NO_SUCH_CALL: u32 = libc::SECCOMP_RET_ERRNO | libc::ENOSYS as u32;
    let statement = |code: u32, k: u32| sock_filter { code: code as u16, jt: 0, jf: 0, k };
    let jump = |test: u32, k: u32, jt: u8| sock_filter {
        code: (libc::BPF_JMP | test | libc::BPF_K) as u16,
        jt,
        jf: 0,
        k,
    };
    vec![
        statement(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, 0),
        jump(libc::BPF_JGE, FIRST_UNKNOWN, 2),
        jump(libc::BPF_JEQ, libc::SYS_clone3 as u32, 1),
        statement(libc::BPF_RET | libc::BPF_K, ALLOW),
        statement(libc::BPF_RET | libc::BPF_K, NO_SUCH_CALL),
    ]
}
