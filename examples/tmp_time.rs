#![allow(missing_docs, clippy::unwrap_used)]
use nianbao::files::Files;
use nianbao::text::FaceLibrary;
use nianbao::{Input, Options, read, typeset, write_pdf};
use std::time::Instant;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let files = Files::on_disk();
    for round in 0..4 {
        let t = Instant::now();
        let lib = FaceLibrary::embedded();
        let a = t.elapsed();
        let t = Instant::now();
        let r = read(&Input::File(path.clone().into()), None, &files, &Options::default());
        let b = t.elapsed();
        let m = r.manuscript.unwrap();
        let t = Instant::now();
        let pages = typeset(&m, &lib, &files, None).unwrap();
        let c = t.elapsed();
        let t = Instant::now();
        let pdf = write_pdf(m, &pages).unwrap();
        let d = t.elapsed();
        let t = Instant::now();
        let n = pdf.file.to_bytes().len();
        let e = t.elapsed();
        println!("{round}: faces {a:?} read {b:?} typeset {c:?} write {d:?} bytes {e:?} {n}");
    }
}
