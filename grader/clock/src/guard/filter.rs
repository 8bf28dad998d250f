//! The filter that the kernel asks about every system call: pure, from address ranges to its
//! program.
//!
//! It is asked by where a call comes *from*. The clock may make every call. Libraries that were
//! loaded before the program began may make all but those that wait, write or tell the time,
//! since a program reaches the clock's own in their place. The program itself may make none:
//! whatever comes from there did not go through a library. A call that may not be made becomes a
//! signal to the thread that made it, and is answered there.
//!
//! What the program starts inherits the filter and lies at other addresses, of which the filter
//! says nothing.

use std::ops::Range;

use libc::{
    BPF_ABS, BPF_JA, BPF_JEQ, BPF_JGE, BPF_JGT, BPF_JMP, BPF_JSET, BPF_K, BPF_LD, BPF_RET, BPF_W,
    SECCOMP_RET_ALLOW, SECCOMP_RET_TRAP, sock_filter,
};

/// Code of loaded objects, as addresses.
pub(crate) struct Text {
    /// The clock's own.
    pub(crate) clock: Vec<Range<u64>>,
    /// Of the libraries that were loaded with the program.
    pub(crate) libraries: Vec<Range<u64>>,
    /// Of the program itself, and of the kernel's functions in it.
    pub(crate) program: Vec<Range<u64>>,
}

/// What only the clock may do with a system call.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// All of it.
    Always(libc::c_long),
    /// With one of these bits in this argument.
    AnyBit(libc::c_long, usize, u32),
    /// With one of these values of the first argument.
    First(libc::c_long, [u32; 3]),
}

/// Offsets in the kernel's `seccomp_data`.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ADDRESS_LOW: u32 = 8;
const ADDRESS_HIGH: u32 = 12;

fn argument_low(index: usize) -> u32 {
    16 + 8 * index as u32
}

#[cfg(target_arch = "x86_64")]
pub(crate) const OWN_ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
pub(crate) const OWN_ARCHITECTURE: u32 = 0xc000_00b7;

/// The filter's program. The rules name what a library may not do in its own right.
pub(crate) fn program(text: &Text, rules: &[Rule]) -> Vec<sock_filter> {
    let mut program = vec![load(ARCHITECTURE), jump(BPF_JEQ, OWN_ARCHITECTURE, 1, 0), trap()];
    for range in &text.clock {
        program.extend(within(range));
        program.push(allow());
    }
    let mut for_libraries: Vec<sock_filter> = rules.iter().flat_map(|rule| refuse(*rule)).collect();
    for_libraries.push(allow());
    for range in &text.program {
        program.extend(within(range));
        program.push(trap());
    }
    let mut from_libraries = Vec::new();
    for range in text.libraries.iter().rev() {
        // What stands between this jump and the rules: the ranges after this one, and a return.
        let skip = 1 + from_libraries.len() as u32;
        let block = within(range).into_iter().chain([statement(BPF_JMP | BPF_JA, skip)]);
        from_libraries.splice(0..0, block);
    }
    program.extend(from_libraries);
    program.push(allow());
    program.extend(for_libraries);
    program
}

/// Skips the one instruction behind it unless the call comes from the range, which does not
/// cross a multiple of 4 GiB.
fn within(range: &Range<u64>) -> [sock_filter; 5] {
    let (low, last) = (range.start as u32, (range.end - 1) as u32);
    [
        load(ADDRESS_HIGH),
        jump(BPF_JEQ, (range.start >> 32) as u32, 0, 4),
        load(ADDRESS_LOW),
        jump(BPF_JGE, low, 0, 2),
        jump(BPF_JGT, last, 1, 0),
    ]
}

fn refuse(rule: Rule) -> Vec<sock_filter> {
    let only = |number: libc::c_long, rest: Vec<sock_filter>| {
        let mut all = vec![load(NUMBER), jump(BPF_JEQ, number as u32, 0, rest.len() as u8)];
        all.extend(rest);
        all
    };
    match rule {
        Rule::Always(number) => only(number, vec![trap()]),
        Rule::AnyBit(number, index, bits) => {
            only(number, vec![load(argument_low(index)), jump(BPF_JSET, bits, 0, 1), trap()])
        }
        Rule::First(number, [a, b, c]) => only(
            number,
            vec![
                load(argument_low(0)),
                jump(BPF_JEQ, a, 2, 0),
                jump(BPF_JEQ, b, 1, 0),
                jump(BPF_JEQ, c, 0, 3),
                load(argument_low(0) + 4),
                jump(BPF_JEQ, 0, 0, 1),
                trap(),
            ],
        ),
    }
}

/// Ranges that do not cross a multiple of 4 GiB, since the filter compares halves of addresses.
pub(crate) fn split(range: Range<u64>) -> Vec<Range<u64>> {
    const HALF: u64 = 1 << 32;
    let border = (range.start / HALF + 1) * HALF;
    if range.end <= border {
        return vec![range];
    }
    vec![range.start..border, border..range.end]
}

fn load(offset: u32) -> sock_filter {
    statement(BPF_LD | BPF_W | BPF_ABS, offset)
}

fn trap() -> sock_filter {
    statement(BPF_RET | BPF_K, SECCOMP_RET_TRAP)
}

fn allow() -> sock_filter {
    statement(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
}

fn statement(code: u32, k: u32) -> sock_filter {
    sock_filter { code: code as u16, jt: 0, jf: 0, k }
}

fn jump(test: u32, k: u32, yes: u8, no: u8) -> sock_filter {
    sock_filter { code: (BPF_JMP | test | BPF_K) as u16, jt: yes, jf: no, k }
}

#[cfg(test)]
mod tests;
