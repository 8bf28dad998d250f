//! The filter, asked by a small machine of its own kind.

use super::*;

const CLOCK: u64 = 0x7f00_0000_1000;
const LIBC: u64 = 0x7f01_ffff_f000;
const PROGRAM: u64 = 0x5555_0000_0000;

/// What the kernel would do with the filter's program.
fn run(program: &[sock_filter], number: u32, from: u64, arguments: [u64; 6]) -> bool {
    let word = |offset: u32| match offset {
        NUMBER => number,
        ARCHITECTURE => OWN_ARCHITECTURE,
        ADDRESS_LOW => from as u32,
        ADDRESS_HIGH => (from >> 32) as u32,
        _ => {
            let argument = arguments[(offset as usize - 16) / 8];
            if offset.is_multiple_of(8) { argument as u32 } else { (argument >> 32) as u32 }
        }
    };
    let (mut at, mut value) = (0, 0);
    loop {
        let step = program[at];
        at += 1;
        let branch = |yes: bool| usize::from(if yes { step.jt } else { step.jf });
        match u32::from(step.code) {
            code if code == BPF_LD | BPF_W | BPF_ABS => value = word(step.k),
            code if code == BPF_RET | BPF_K => return step.k == SECCOMP_RET_ALLOW,
            code if code == BPF_JMP | BPF_JA => at += step.k as usize,
            code if code == BPF_JMP | BPF_JEQ | BPF_K => at += branch(value == step.k),
            code if code == BPF_JMP | BPF_JGE | BPF_K => at += branch(value >= step.k),
            code if code == BPF_JMP | BPF_JGT | BPF_K => at += branch(value > step.k),
            code if code == BPF_JMP | BPF_JSET | BPF_K => at += branch(value & step.k != 0),
            code => panic!("no such instruction: {code:x}"),
        }
    }
}

fn check(what: &str, number: u32, from: u64, first: u64, second: u64, expected: bool) {
    let text = Text {
        clock: split(CLOCK..CLOCK + 0x1000),
        // This one lies across a multiple of 4 GiB.
        libraries: [split(0x10..0x20), split(LIBC..LIBC + 0x2000)].concat(),
        program: split(PROGRAM..PROGRAM + 0x1000),
    };
    let of_first = [Rule::First(157, [4, 4, 4]), Rule::First(1, [9, 11, 13])];
    let rules = [&[Rule::Always(35), Rule::AnyBit(257, 1, 3)][..], &of_first].concat();
    let program = program(&text, &rules);
    assert_eq!(run(&program, number, from, [first, second, 0, 0, 0, 0]), expected, "{what}");
}

#[test]
fn who_makes_a_call_decides_whether_it_may_be_made() {
    check("the clock sleeps", 35, CLOCK, 0, 0, true);
    check("the last byte of the clock", 35, CLOCK + 0xfff, 0, 0, true);
    check("a library sleeps", 35, LIBC, 0, 0, false);
    check("a library does something else", 39, LIBC, 0, 0, true);
    check("a library above the border", 39, LIBC + 0x1fff, 0, 0, true);
    check("the first library", 39, 0x10, 0, 0, true);
    check("the program, whatever it is", 39, PROGRAM, 0, 0, false);
    check("the last byte of the program", 39, PROGRAM + 0xfff, 0, 0, false);
    check("another process, which sleeps", 35, PROGRAM + 0x1000, 0, 0, true);
    check("before the first library", 35, 0xf, 0, 0, true);
}

#[test]
fn arguments_decide_where_a_rule_names_them() {
    check("opened for reading", 257, LIBC, 0, 0x8_0000, true);
    check("opened for writing", 257, LIBC, 0, 0x8_0001, false);
    check("a setting of the process", 157, LIBC, 4, 0, false);
    check("another one", 157, LIBC, 15, 0, true);
    check("the records' descriptor", 1, LIBC, 9, 0, false);
    check("another of the clock's own", 1, LIBC, 11, 0, false);
    check("the last of them", 1, LIBC, 13, 0, false);
    check("one between them", 1, LIBC, 10, 0, true);
    check("a number that ends like it", 1, LIBC, 9 + (1 << 32), 0, true);
    check("the clock's own records", 1, CLOCK, 9, 0, true);
}
