//! Where the pair's devices said on this network that they are: what was heard
//! last is remembered, and what was heard longest ago makes room.

use std::net::SocketAddr;

/// The most devices, and addresses of one, that are remembered.
const MOST: usize = 8;

/// The devices heard of, and their addresses; both with the newest last.
#[derive(Debug, Default)]
pub(super) struct Announced(Vec<([u8; 32], Vec<SocketAddr>)>);

impl Announced {
    /// A device said that it is there.
    pub(super) fn hear(&mut self, device: [u8; 32], at: SocketAddr) {
        let before = self.0.iter().position(|(known, _)| *known == device);
        let mut addresses = before.map(|n| self.0.remove(n).1).unwrap_or_default();
        addresses.retain(|known| *known != at);
        addresses.push(at);
        // A partner's device that moves about has been at more places than
        // these; where it is now must never be what is left out.
        forget_oldest(&mut addresses);
        self.0.push((device, addresses));
        forget_oldest(&mut self.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&[u8; 32], &[SocketAddr])> {
        self.0.iter().map(|(device, addresses)| (device, addresses.as_slice()))
    }
}

fn forget_oldest<T>(things: &mut Vec<T>) {
    if things.len() > MOST {
        things.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(port: usize) -> SocketAddr {
        SocketAddr::from(([192, 168, 1, 2], u16::try_from(port).unwrap()))
    }

    fn device(n: usize) -> [u8; 32] {
        [u8::try_from(n).unwrap(); 32]
    }

    /// As many devices as are remembered; the lowest name is heard first.
    fn full() -> Announced {
        let mut announced = Announced::default();
        for n in 1..=MOST {
            announced.hear(device(n), at(n));
        }
        announced
    }

    fn names(announced: &Announced) -> Vec<u8> {
        let mut names: Vec<u8> = announced.iter().map(|(device, _)| device[0]).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn news_of_a_known_device_drops_none() {
        let mut announced = full();
        announced.hear(device(3), at(3));
        announced.hear(device(MOST), at(99));
        assert_eq!(names(&announced), [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_new_device_is_remembered_and_the_one_heard_longest_ago_is_not() {
        let mut announced = full();
        announced.hear(device(1), at(1));
        announced.hear(device(0), at(100));
        assert_eq!(names(&announced), [0, 1, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn a_device_that_moves_is_known_where_it_is_now() {
        let mut announced = Announced::default();
        for n in 1..=20 {
            announced.hear(device(1), at(n));
            let (_, addresses) = announced.iter().next().unwrap();
            assert_eq!(addresses.last(), Some(&at(n)));
            assert!(addresses.len() <= MOST);
        }
    }
}
