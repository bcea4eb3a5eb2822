//! Random input for every way into `nianbao`, in one program: faces of 55 MB are linked once. `FUZZ_TARGET` names the
//! way in; the arguments are those of libFuzzer. With `FUZZ_SEEDS` it writes what to start from into that folder, and
//! ends.
#![no_main]

mod limits;
mod mutate;
mod seeds;
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

use targets::{TARGETS, Target};

static CHOSEN: LazyLock<&Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    TARGETS.iter().find(|target| target.name == name).unwrap_or_else(|| {
        for Target { name, about, .. } in TARGETS {
            println!("{name}\t{about}");
        }
        std::process::exit(if std::env::var_os("FUZZ_TARGET").is_some() { 1 } else { 0 })
    })
});

fuzz_target!(
    init: {
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            seeds::write(folder.as_ref()).expect("seeds");
            std::process::exit(0);
        }
        targets::prepare();
        limits::set();
        LazyLock::force(&CHOSEN);
    },
    |data: &[u8]| {
        limits::within(|| (CHOSEN.run)(data));
    }
);

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutated(CHOSEN.shape, data, size, max_size, seed)
});
