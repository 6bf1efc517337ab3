//! Children that are killed at a moment which looks like chance and is the same every time.

use std::{io::Read as _, process::Child, thread::sleep, time::Duration};

/// Numbers that look like chance and are the same every time.
pub struct Chance(pub u64);

impl Chance {
    fn up_to(&mut self, most: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(self.0 >> 44).unwrap();
        most * part / (1 << 20)
    }

    /// Lets a child run until it has said `begun`, which may be nothing, and then for some time within `most`; kills it,
    /// and gives everything it said.
    pub fn kill(&mut self, mut child: Child, begun: &str, most: Duration) -> String {
        let mut out = child.stdout.take().unwrap();
        let (mut said, mut some) = (Vec::new(), [0; 4096]);
        while !String::from_utf8_lossy(&said).contains(begun) {
            let length = out.read(&mut some).unwrap();
            assert!(length > 0, "the child ended by itself: {}", String::from_utf8_lossy(&said));
            said.extend_from_slice(&some[..length]);
        }
        sleep(self.up_to(most));
        child.kill().unwrap();
        out.read_to_end(&mut said).unwrap();
        child.wait().unwrap();
        String::from_utf8_lossy(&said).into_owned()
    }
}
