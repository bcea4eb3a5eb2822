//! PDFs that `verify` cannot read: damaged, encrypted, without text, or made to take all memory or for ever.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use nianbao::extract::extract;

use crate::support::{Desk, Dice, in_repository, report};

fn at(path: &str) -> String {
    in_repository(path).to_str().unwrap().to_owned()
}

/// A report of one page, its text in objects that a test can make again.
fn bare(content: &[u8]) -> Document {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" });
    let content = document.add_object(Stream::new(Dictionary::new(), content.to_vec()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F" => font } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 };
    document.objects.insert(pages, Object::Dictionary(tree));
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", root);
    document
}

fn saved(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// What `verify` says of a file, in both languages.
#[track_caller]
fn refused(pdf: &[u8], code: &str, zh: &str, en: &str) {
    let desk = Desk::new();
    desk.put("a.pdf", pdf);
    desk.put("report.toml", report("", "正文。"));
    for (locale, wanted) in [("zh_CN.UTF-8", zh), ("en_US.UTF-8", en)] {
        let run = desk.run_with(locale, &["verify", "a.pdf", "report.toml"], b"");
        assert_eq!(run.code, 3, "{}", run.messages);
        assert!(run.messages.contains(&format!("[{code}]")) && run.messages.contains(wanted), "{}", run.messages);
        assert!(!run.messages.contains("panicked"), "{}", run.messages);
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let desk = Desk::new();
    desk.run(&["build", &at("data/yunshan-2024.toml"), "-o", "out.pdf"]).succeeds();
    let sound = desk.read("out.pdf");

    refused(b"", "pdf-unreadable", "不是 PDF 文件", "no PDF");
    refused(b"[report]\n", "pdf-unreadable", "不是 PDF 文件", "no PDF");
    refused(&sound[..sound.len() / 2], "pdf-unreadable", "不完整", "cut short");
    refused(&sound[..sound.len() - 40], "pdf-unreadable", "不完整", "cut short");
    let mut damaged = sound.clone();
    let middle = damaged.len() - 3000;
    damaged[middle..middle + 2900].fill(b'x');
    refused(&damaged, "pdf-unreadable", "损坏", "damaged");
    refused(&saved(bare(b"")), "pdf-no-text", "扫描件", "a scan");
    let guessed = saved(bare(b"BT 3 Tr /F 12 Tf 100 700 Td (Annual Report) Tj ET"));
    refused(&guessed, "pdf-no-text", "识别出来的", "was guessed");
    refused(&std::fs::read(at("tests/cases/verify/encrypted.pdf")).unwrap(), "pdf-encrypted", "密码", "password");
}

/// Files that are made to take all memory, or for ever.
#[test]
fn hostile_files_do_no_harm() {
    let deflated = |bytes: usize| {
        let mut stream = Stream::new(Dictionary::new(), vec![b' '; bytes]);
        stream.compress().unwrap();
        stream
    };
    let text = b"BT /F 12 Tf 100 700 Td (A) Tj ET /X Do";
    let with = |document: &mut Document, key: &str, value: Object| {
        let page = document.page_iter().next().unwrap();
        let resources = document.get_dictionary_mut(page).unwrap().get_mut(b"Resources").unwrap();
        resources.as_dict_mut().unwrap().set(key, value);
    };

    // A content stream of half a gigabyte in half a megabyte.
    let mut bomb = bare(text);
    let content = bomb.add_object(deflated(512 << 20));
    let page = bomb.page_iter().next().unwrap();
    bomb.get_dictionary_mut(page).unwrap().set("Contents", content);
    refused(&saved(bomb), "limit-pdf", "一个数据流解开以后超过 64 MiB", "a stream unpacks to more than 64 MiB");

    // Drawings that call each other, ten times each, twenty deep: 10^20 operations.
    let mut forms = bare(text);
    let ids: Vec<ObjectId> = (0..20).map(|_| forms.new_object_id()).collect();
    for (index, id) in ids.iter().enumerate() {
        let next = ids[(index + 1) % ids.len()];
        let resources = dictionary! { "XObject" => dictionary! { "X" => next } };
        let look = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => resources,
            "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        };
        forms.objects.insert(*id, Object::Stream(Stream::new(look, b"/X Do ".repeat(10))));
    }
    with(&mut forms, "XObject", Object::Dictionary(dictionary! { "X" => ids[0] }));
    refused(&saved(forms), "limit-pdf", "图形一共画了 50000 次以上", "more than 50000 drawings");

    // A table of two thousand million objects in no bytes.
    let table = b"%PDF-1.5\n1 0 obj\n<< /Type /XRef /W [ 0 0 0 ] /Size 2000000000 /Root 1 0 R /Length 0 >>\nstream\n\nendstream\n\
        endobj\nstartxref\n9\n%%EOF\n";
    refused(table, "pdf-unreadable", "损坏", "damaged");

    // Pages that are their own parents; widths of four billion characters; brackets within brackets: read, or refused.
    let mut circle = bare(text);
    let root = circle.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    circle.get_dictionary_mut(root).unwrap().set("Kids", vec![Object::Reference(root)]);
    refused(&saved(circle), "pdf-unreadable", "损坏", "damaged");
    let mut wide = bare(text);
    let own = dictionary! {
        "Type" => "Font", "Subtype" => "CIDFontType2", "BaseFont" => "X", "W" => vec![0.into(), 4_000_000_000_i64.into(), 5.into()],
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"), "Ordering" => Object::string_literal("GB1"), "Supplement" => 0,
        },
    };
    let own = wide.add_object(own);
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "X", "Encoding" => "GBK-EUC-H", "DescendantFonts" => vec![Object::Reference(own)],
    };
    with(&mut wide, "Font", Object::Dictionary(dictionary! { "F" => font }));
    let mut nested = bare(text);
    nested.add_object(Object::String(b"(".repeat(100_000), StringFormat::Literal));
    let mut arrays = saved(bare(text));
    arrays.extend(b"[".repeat(200_000));
    arrays.extend(b"\n%%EOF\n");
    // The same widths behind a reference; an object of the highest number.
    let mut behind = wide.clone();
    let widths = behind.add_object(vec![0.into(), 4_000_000_000_i64.into(), 5.into()]);
    let fonts = behind.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    fonts.filter(|font| font.has(b"W")).for_each(|font| font.set("W", widths));
    let mut far = String::from_utf8_lossy(&saved(bare(text))).into_owned();
    let place = far.find("xref").unwrap();
    far.insert_str(place, &format!("xref\n4294967290 1\n{:010} 00000 n \ntrailer\n<</Size 5>>\n", 15));
    // Blocks of a medium are filled up with zeros.
    let filled = [saved(bare(text)), vec![0; 5_000]].concat();
    assert_eq!(extract(filled).unwrap().pages[0].shown.len(), 1);
    for (name, file) in [
        ("wide", saved(wide)),
        ("behind", saved(behind)),
        ("far", far.into_bytes()),
        ("nested", saved(nested)),
        ("arrays", arrays),
    ] {
        let read = extract(file);
        // One letter is there to be read.
        assert!(read.is_err() || read.unwrap().pages[0].shown.len() == 1, "{name}");
    }
}

/// A file of one stream, which is its table of objects too.
fn table(keys: &str, content: &[u8]) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), content.to_vec());
    stream.compress().unwrap();
    let filter = if stream.dict.has(b"Filter") { "/Filter/FlateDecode" } else { "" };
    let length = stream.content.len();
    let head = format!("%PDF-1.7\n1 0 obj\n<</Type/XRef/Root 1 0 R{keys}{filter}/Length {length}>>\nstream\n");
    [head.as_bytes(), &stream.content, b"\nendstream\nendobj\nstartxref\n9\n%%EOF"].concat()
}

/// Tables that name more objects than there are, in few bytes.
#[test]
fn tables_do_not_multiply_objects() {
    // A million entries that all lead to the one object; more than a file may have; fields of two billion bytes.
    let same = |count: usize| table(&format!("/Size {count}/W[1 1 1]"), &b"\x01\0\0".repeat(count));
    assert!(same(1_000_000).len() < 10_000);
    refused(&same(1_000_000), "limit-pdf", "重复的内容超过 64 MiB", "more than 64 MiB");
    refused(&same(4_000_000), "limit-pdf", "对象表超过 3000000 条", "more than 3000000 entries");
    refused(&table("/Size 9/W[2000000000 1 1]", b"\x01\0\0"), "pdf-unreadable", "损坏", "damaged");

    let desk = Desk::new();
    desk.put("a.pdf", same(1_000_000));
    let run = desk.run(&["import", "a.pdf", "-o", "o.toml"]);
    assert!(
        run.code == 3 && run.messages.contains("[limit-pdf]") && run.messages.contains("重新导出"),
        "{}",
        run.messages
    );

    // Tables of which each names the one before: together they have too many.
    let few = |count: usize, prev: &str| {
        let mut own = Stream::new(Dictionary::new(), vec![0; count * 3]);
        own.compress().unwrap();
        let head = format!(
            "1 0 obj\n<</Type/XRef/Size {count}/W[1 1 1]{prev}/Filter/FlateDecode/Length {}>>\nstream\n",
            own.content.len()
        );
        [head.as_bytes(), &own.content, b"\nendstream\nendobj\n"].concat()
    };
    let mut chain = b"%PDF-1.7\n".to_vec();
    let mut prev = String::new();
    for _ in 0..4 {
        let place = chain.len();
        chain.extend(few(900_000, &prev));
        prev = format!("/Prev {place}");
    }
    chain.extend(format!("startxref\n{}\n%%EOF", prev.trim_start_matches("/Prev ")).into_bytes());
    refused(&chain, "limit-pdf", "对象表超过 3000000 条", "more than 3000000 entries");
}

/// Objects that are packed into a stream: one place counts once, and few bytes do not become millions of values.
#[test]
fn packed_objects_do_not_multiply() {
    let text = b"BT /F 12 Tf 100 700 Td (A) Tj ET";
    let packed = |head: String, objects: &[u8]| {
        let mut document = bare(text);
        // Lopdf writes no such stream under its own name.
        let dictionary = dictionary! { "Type" => "ObjXxx", "N" => 1, "First" => head.len() as i64 };
        let mut stream = Stream::new(dictionary, [head.as_bytes(), objects].concat());
        stream.compress().unwrap();
        document.add_object(stream);
        let mut bytes = saved(document);
        let at = bytes.windows(6).position(|window| window == b"ObjXxx").unwrap();
        bytes[at..at + 6].copy_from_slice(b"ObjStm");
        bytes
    };
    let many = packed("90 0 ".to_owned(), &[b"[", &b"0 ".repeat(8 << 20)[..], b"]"].concat());
    assert!(many.len() < 30_000);
    refused(&many, "limit-pdf", "数、名称、字符串超过 10", "more than 10");
    // A hundred thousand names of one array of a thousand numbers.
    let head: String = (100..100_100).map(|number| format!("{number} 0 ")).collect();
    let shared = packed(head, &[b"[", &b"0 ".repeat(1_000)[..], b"]"].concat());
    assert_eq!(extract(shared).unwrap().pages[0].shown.len(), 1);
    // What is packed is still read.
    let mut sound = Document::load_mem(&saved(bare(text))).unwrap();
    let mut bytes = Vec::new();
    sound.save_modern(&mut bytes).unwrap();
    assert!(bytes.windows(6).any(|window| window == b"ObjStm"));
    assert_eq!(extract(bytes).unwrap().pages[0].shown.len(), 1);
}

/// Lengths that stand among packed objects are looked up once, not for each stream: two thousand streams and a million
/// packed numbers would take minutes otherwise. The length of packed objects themselves stands in plain sight.
#[test]
fn lengths_that_are_packed_are_no_work() {
    const STREAMS: usize = 2_000;
    let text = b"BT /F 12 Tf 100 700 Td (A) Tj ET";
    let (first, container, table) = (10, 8, 9);
    let kids: String = (0..STREAMS).map(|at| format!("{} 0 R ", first + at)).collect();
    let mut objects = vec![
        (1, b"<</Type/Catalog/Pages 2 0 R>>".to_vec()),
        (2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec()),
        (
            3,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents[{kids}]>>"
            )
            .into_bytes(),
        ),
        (4, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_vec()),
    ];
    // In whatever way the place of the length is written.
    let spellings = [" 6 0 R", "\n0006 % a note\n 0 R", "%(\n6 0\tR"];
    for at in 0..STREAMS {
        let head = format!("<</Le#6egth{}>>stream\n", spellings[at % spellings.len()]);
        objects.push((first + at, [head.as_bytes(), text, b"\nendstream"].concat()));
    }
    let packed = format!("6 0 7 3 {} [{}]", text.len(), "0 ".repeat(1_000_000));
    let mut stream = Stream::new(Dictionary::new(), packed.into_bytes());
    stream.compress().unwrap();
    let head = "<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length 5 0 R>>stream\n";
    objects.push((container, [head.as_bytes(), &stream.content, b"\nendstream"].concat()));
    objects.push((5, stream.content.len().to_string().into_bytes()));

    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut entries = vec![[0_u8; 6]; first + STREAMS];
    let entry = |kind: u8, place: usize, index: u8| -> [u8; 6] {
        let place = u32::try_from(place).unwrap().to_be_bytes();
        [kind, place[0], place[1], place[2], place[3], index]
    };
    for (number, object) in objects {
        entries[number] = entry(1, bytes.len(), 0);
        bytes.extend([format!("{number} 0 obj\n").as_bytes(), &object, b"\nendobj\n"].concat());
    }
    entries[6] = entry(2, container, 0);
    entries[7] = entry(2, container, 1);
    let place = bytes.len();
    let (size, entries) = (entries.len(), entries.concat());
    let head =
        format!("{table} 0 obj\n<</Type/XRef/Root 1 0 R/Size {size}/W[1 4 1]/Length {}>>stream\n", entries.len());
    bytes.extend([head.as_bytes(), &entries, b"\nendstream\nendobj\n"].concat());
    bytes.extend(format!("startxref\n{place}\n%%EOF").into_bytes());
    assert_eq!(extract(bytes).unwrap().pages[0].shown.len(), STREAMS);
}

/// Rows of a predictor that are longer than anything they could be read from, under whatever spelling.
#[test]
fn endless_rows_are_refused() {
    let wanted = ("超过 64 MiB", "more than 64 MiB");
    let parameters =
        |columns: i64, colors: i64| dictionary! { "Predictor" => 15, "Columns" => columns, "Colors" => colors };
    for (columns, colors) in [(2_000_000_000, 1), (60_000, 60_000), (i64::MAX, i64::MAX)] {
        let mut document = bare(b"");
        let mut content = Stream::new(Dictionary::new(), b"BT ".repeat(1_000));
        content.compress().unwrap();
        content.dict.set("DecodeParms", parameters(columns, colors));
        let content = document.add_object(content);
        let page = document.page_iter().next().unwrap();
        document.get_dictionary_mut(page).unwrap().set("Contents", content);
        refused(&saved(document), "limit-pdf", wanted.0, wanted.1);
    }
    for key in ["/DecodeParms<<", "/DecodeP#61rms % a note\n <<"] {
        let keys = format!("/Size 500/W[1 1 1]{key}/Predictor 12/Columns 2000000000>>");
        refused(&table(&keys, &[0; 1_500]), "limit-pdf", wanted.0, wanted.1);
    }
}

/// A file without end is not read to its end.
#[cfg(unix)]
#[test]
fn a_file_without_end_is_refused() {
    let desk = Desk::new();
    desk.put("report.toml", report("", "正文。"));
    let run = desk.run(&["verify", "/dev/zero", "report.toml"]);
    assert_eq!(run.code, 3, "{}", run.messages);
    assert!(run.messages.contains("[limit-pdf]") && run.messages.contains("超过 512 MiB"), "{}", run.messages);
}

/// Bytes of a sound file here and there, spoilt.
#[test]
fn no_damage_makes_it_panic() {
    let desk = Desk::new();
    desk.run(&["build", &at("data/yunshan-2024.toml"), "-o", "out.pdf"]).succeeds();
    let plain = {
        // Without compression, so that damage reaches what is inside.
        let mut document = Document::load_mem(&desk.read("out.pdf")).unwrap();
        document.decompress();
        saved(document)
    };
    let mut dice = Dice(41);
    for _ in 0..60 {
        let mut spoilt = plain.clone();
        for _ in 0..dice.roll(30) {
            let at = dice.roll(spoilt.len());
            spoilt[at] = dice.roll(256) as u8;
        }
        let _ = extract(spoilt);
    }
}
