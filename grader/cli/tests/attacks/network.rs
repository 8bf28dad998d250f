//! The network and what listens on this machine: nothing is reached.

use crate::case::Case;
use crate::case::Shows::{Harm, Said, Secret};

pub(crate) const CASES: &[Case] = &[
    Case::of("ask a server on this machine", 53, "tcp {port}", Secret),
    Case::of("ask it by no address", 53, "tcp_by_any_address {port}", Secret),
    Case::of("ask it over IPv6", 53, "tcp6 {tcp6}", Secret).may_lack(),
    Case::of("ask it without connecting", 53, "tcp_without_connecting {port}", Secret).may_lack(),
    Case::of("ask as one asks for a name", 53, "udp {udp}", Secret),
    Case::of("wait for callers", 53, "listen", Said),
    Case::of("ask at an abstract socket", 53, "abstract_socket {name}", Secret),
    Case::of("ask at a socket with a path", 53, "path_socket {socket}", Secret),
    Case::of("send a letter to a path", 53, "path_datagram {letters}", Harm),
    Case::of("meet another in an abstract place", 54, "wait_in_an_abstract_place", Said),
    Case::of("ask for the machine's addresses", 53, "netlink", Said),
    Case::of("open a socket to the host", 54, "vsock", Said).may_lack(),
    Case::of("open a socket of the kernel's ciphers", 54, "crypto", Said).may_lack(),
    Case::of("open a socket of packets", 53, "packet", Said).for_root().may_lack(),
    Case::of("open a raw socket", 53, "raw", Said).for_root(),
    Case::of("open a socket of pings", 53, "ping", Said).may_lack(),
    Case::of("open a plain socket", 53, "old_tcp", Said),
    Case::of("open a socket of SCTP", 53, "sctp", Said).may_lack(),
    Case::of("open a socket of many paths", 53, "mptcp", Said).may_lack(),
    Case::of("open a socket of express data", 53, "xdp", Said).may_lack(),
    Case::of("open a socket of a car", 53, "can", Said).may_lack(),
    Case::of("open a socket of Bluetooth", 53, "bluetooth", Said).may_lack(),
];
