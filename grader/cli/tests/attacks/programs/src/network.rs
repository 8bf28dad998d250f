//! Reaching for the network, and for what listens on this machine.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr as UnixAddr, UnixDatagram, UnixStream};
use std::time::Duration;

use crate::call::{call, place, printable};
use crate::{Attack, Loot, Means};

pub(crate) const ATTACKS: &[Attack] = &[
    ("tcp", |means| heard(TcpStream::connect((Ipv4Addr::LOCALHOST, port(means)))?)),
    ("tcp_by_any_address", |means| {
        heard(TcpStream::connect((Ipv4Addr::UNSPECIFIED, port(means)))?)
    }),
    ("tcp6", |means| heard(TcpStream::connect((Ipv6Addr::LOCALHOST, port(means)))?)),
    ("tcp_without_connecting", |means| tcp_without_connecting(port(means))),
    ("udp", |means| udp(port(means))),
    ("listen", |_| listen()),
    ("abstract_socket", abstract_socket),
    ("path_socket", |means| heard(UnixStream::connect(means.argument(0))?)),
    ("path_datagram", path_datagram),
    ("wait_in_an_abstract_place", wait_in_an_abstract_place),
    ("netlink", |_| netlink()),
    ("vsock", |_| socket(libc::AF_VSOCK, libc::SOCK_STREAM, 0)),
    ("crypto", |_| socket(libc::AF_ALG, libc::SOCK_SEQPACKET, 0)),
    ("packet", |_| socket(libc::AF_PACKET, libc::SOCK_RAW, 0)),
    ("raw", |_| socket(libc::AF_INET, libc::SOCK_RAW, libc::IPPROTO_ICMP)),
    ("ping", |_| socket(libc::AF_INET, libc::SOCK_DGRAM, libc::IPPROTO_ICMP)),
    ("sctp", |_| socket(libc::AF_INET, libc::SOCK_STREAM, libc::IPPROTO_SCTP)),
    ("mptcp", |_| socket(libc::AF_INET, libc::SOCK_STREAM, 262)),
    ("xdp", |_| socket(libc::AF_XDP, libc::SOCK_RAW, 0)),
    ("can", |_| socket(libc::AF_CAN, libc::SOCK_RAW, 1)),
    ("bluetooth", |_| socket(libc::AF_BLUETOOTH, libc::SOCK_RAW, 1)),
    ("old_tcp", |_| socket(libc::AF_INET, libc::SOCK_STREAM, libc::IPPROTO_TCP)),
    ("ring", |_| ring()),
];

const PATIENCE: Duration = Duration::from_secs(1);

fn port(means: &Means) -> u16 {
    means.argument(0).parse().unwrap_or_default()
}

fn heard(mut stream: impl Read + Write) -> Loot {
    // Who answers unasked may be done before it is asked.
    let _ = stream.write_all(b"?\n");
    let mut bytes = [0; 256];
    let count = stream.read(&mut bytes)?;
    Ok(printable(&bytes[..count]))
}

/// Data with the first packet: there is no call named connect to forbid.
fn tcp_without_connecting(port: u16) -> Loot {
    let kind = libc::SOCK_STREAM as usize;
    let socket = call(libc::SYS_socket, [libc::AF_INET as usize, kind, 0])?;
    let mut question = *b"?\n";
    let [high, low] = port.to_be_bytes();
    let [family, _] = (libc::AF_INET as u16).to_ne_bytes();
    let mut address = [family, 0, high, low, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0_u8];
    let flags = libc::MSG_FASTOPEN as usize;
    let arguments = [socket, place(&mut question), 2, flags, place(&mut address), 16];
    call(libc::SYS_sendto, arguments)?;
    let mut bytes = [0_u8; 256];
    let count = call(libc::SYS_read, [socket, place(&mut bytes), bytes.len()])?;
    Ok(printable(&bytes[..count]))
}

/// As a question to a name server is asked, with the secret in the name.
fn udp(port: u16) -> Loot {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    socket.send_to(b"?\n", SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
    let mut bytes = [0; 256];
    let count = socket.recv(&mut bytes)?;
    Ok(printable(&bytes[..count]))
}

fn listen() -> Loot {
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    Ok(listener.local_addr()?.to_string())
}

fn abstract_socket(means: &Means) -> Loot {
    heard(UnixStream::connect_addr(&UnixAddr::from_abstract_name(means.argument(0))?)?)
}

fn path_datagram(means: &Means) -> Loot {
    let socket = UnixDatagram::unbound()?;
    socket.send_to(b"leaked", means.argument(0))?;
    Ok("sent".into())
}

/// A name in a place that all share, where another submission could meet this one. The program that starts
/// us looks for it while we wait.
fn wait_in_an_abstract_place(means: &Means) -> Loot {
    let address = UnixAddr::from_abstract_name(&means.mark)?;
    let _listener = std::os::unix::net::UnixListener::bind_addr(&address)?;
    // In a namespace of its own the list of names has no other.
    let names = std::fs::read_to_string("/proc/net/unix")?;
    let others = names.lines().filter(|line| !line.contains(&means.mark) && line.contains('@'));
    match others.count() {
        0 => Err(io::ErrorKind::NotFound.into()),
        count => Ok(format!("beside {count} others")),
    }
}

/// The addresses of this machine: asks for all links and reads the answer.
fn netlink() -> Loot {
    let kind = libc::SOCK_RAW as usize;
    let socket = call(libc::SYS_socket, [libc::AF_NETLINK as usize, kind, 0])?;
    // A request of 20 bytes: RTM_GETLINK, with NLM_F_REQUEST and NLM_F_DUMP.
    let mut request = [20_u8, 0, 0, 0, 18, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    call(libc::SYS_sendto, [socket, place(&mut request), request.len(), 0, 0, 0])?;
    let mut bytes = [0_u8; 4096];
    let count = call(libc::SYS_read, [socket, place(&mut bytes), bytes.len()])?;
    Ok(format!("{count} bytes about links"))
}

fn socket(family: i32, kind: i32, protocol: i32) -> Loot {
    call(libc::SYS_socket, [family as usize, kind as usize, protocol as usize])?;
    Ok("a socket".into())
}

/// Calls that no filter of calls sees: they are written into memory.
fn ring() -> Loot {
    let mut parameters = [0_u8; 120];
    call(libc::SYS_io_uring_setup, [4, place(&mut parameters)])?;
    Ok("a ring".into())
}
