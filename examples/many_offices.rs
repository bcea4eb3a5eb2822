//! Data files of many offices, for trying batches: the sample's report under other names, each of a length of its own.
//!
//! `cargo run --release --example many_offices -- 1000 DIR`, and then
//! `nianbao build DIR --out-dir OUT --jobs 2`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

const SAMPLE: &str = include_str!("../data/jiyang-2020.toml");
/// The organ of the sample, as its prose calls it too.
const ORGAN: &str = "济南市济阳区";
/// Offices in one folder.
const IN_A_FOLDER: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("a number and a folder are needed".into());
    };
    let folder = PathBuf::from(folder);
    for at in 0..count.parse::<usize>()? {
        let (city, district) = (at / IN_A_FOLDER + 1, at % IN_A_FOLDER + 1);
        // Sentences of a number of their own, so that pages end elsewhere.
        let more = "各部门按时报送了公开的内容。".repeat(at % 23);
        let data = SAMPLE.replace(ORGAN, &format!("某省第{city}市第{district}区"));
        let data = data.replacen("## 政府信息主动公开情况\n", &format!("{more}\n\n## 政府信息主动公开情况\n"), 1);
        let city = folder.join(format!("{city:03}市"));
        fs::create_dir_all(&city)?;
        fs::write(city.join(format!("{district:02}区.toml")), data)?;
    }
    Ok(())
}
