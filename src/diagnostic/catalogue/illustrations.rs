//! Codes of pictures and charts.

use super::{ERROR, Entry, NOTE, Text, WARNING, text};

const CHARTS: Text = text("图表的写法（[charts]）", "charts ([charts])");
const PICTURES: Text = text("图片", "pictures");

const fn error(code: &'static str, rule: Text, source: Text, remedy: Text) -> Entry {
    Entry { code, severities: ERROR, acceptable: false, rule, source, remedy }
}

pub(super) const ENTRIES: &[Entry] = &[
    error(
        "chart-shape",
        text(
            "图表的各部分配不上：名称和数的个数不同、缺少数，或者写了不能同时写的键",
            "the parts of a chart do not go together: names and values differ in number, values are missing, or two keys \
             exclude each other",
        ),
        CHARTS,
        text(
            "写 values = { 名称 = 数 }，或者 categories = [...] 加 series = { 名称 = [...] }",
            "write `values = { name = number }`, or `categories = [...]` and `series = { name = [...] }`",
        ),
    ),
    error(
        "chart-value",
        text(
            "图表里的值不是数，或者这种图表画不出（如饼图的负数）",
            "a value of a chart is no number, or cannot be drawn in such a chart (a negative slice of a pie)",
        ),
        CHARTS,
        text(
            "写数字、“{{ … }}”或者表的一行一列，如 applications.received.*；没有数的写 \"\"",
            "write a number, `{{ … }}`, or a row or column of a table such as applications.received.*; where there is no \
             figure, `\"\"`",
        ),
    ),
    error(
        "chart-empty",
        text("图表里没有可画的数", "the chart has nothing to draw"),
        CHARTS,
        text("填上数，或者删去这个图表", "give it values, or delete it"),
    ),
    error(
        "chart-unknown",
        text("正文里用的图表没有定义", "the narrative calls a chart that is not there"),
        CHARTS,
        text("改成 [charts] 下有的名称", "call one that stands under [charts]"),
    ),
    Entry {
        code: "chart-unused",
        severities: WARNING,
        acceptable: true,
        rule: text("图表写了，正文里没有用", "a chart is defined but shown nowhere"),
        source: CHARTS,
        remedy: text(
            "在正文里单独成段写 ![](chart:名称)，或者删去这个图表",
            "put ![](chart:NAME) in a paragraph of its own, or delete the chart",
        ),
    },
    error(
        "picture-caption",
        text("图片没有图题，也没有说明", "a picture has neither a caption nor a description"),
        text("PDF/UA-1（ISO 14289-1）7.3", "PDF/UA-1 (ISO 14289-1), 7.3"),
        text(
            "写成 ![图题](图片)，或者 ![](图片 \"说明\")",
            "write ![caption](picture) or ![](picture \"what it shows\")",
        ),
    ),
    error(
        "picture-file",
        text(
            "图片文件没有、读不出，或者不在数据文件所在的文件夹里",
            "a picture file is missing, unreadable or outside the data file's folder",
        ),
        PICTURES,
        text("改正路径；路径从数据文件所在的文件夹算起", "mend the path; it starts from the data file's folder"),
    ),
    error(
        "picture-format",
        text("文件不是图片，或者是用不了的图片格式", "a file is no picture, or of a kind that cannot be used"),
        PICTURES,
        text("另存为 JPEG、PNG、WebP、BMP、TIFF、GIF 或 SVG", "save it as JPEG, PNG, WebP, BMP, TIFF, GIF or SVG"),
    ),
    error(
        "picture-broken",
        text("图片文件不完整，或者已损坏", "a picture file is cut short or damaged"),
        PICTURES,
        text(
            "重新取得这个文件，或者用看图软件打开后另存",
            "get the file anew, or open it in a viewer and save it again",
        ),
    ),
    error(
        "picture-svg",
        text(
            "SVG 里有不能用的内容：实体、脚本、外部引用等",
            "an SVG holds what may not be in it: entities, scripts, references to other files and the like",
        ),
        PICTURES,
        text(
            "用绘图软件另存为普通 SVG，或者导出为 PNG",
            "save it as plain SVG in a drawing program, or export it as PNG",
        ),
    ),
    error(
        "limit-picture",
        text("图片太大，超过上限", "a picture is larger than the limit"),
        PICTURES,
        text(
            "先缩小图片；确要用的，用 --max-megapixels 或 --max-picture-memory 放宽",
            "make it smaller, or raise the limit with --max-megapixels or --max-picture-memory",
        ),
    ),
    Entry {
        code: "picture-scaled",
        severities: NOTE,
        acceptable: false,
        rule: text(
            "图片按印出的大小比需要的更细，已缩小",
            "a picture was finer than its printed size needs and was scaled down",
        ),
        source: PICTURES,
        remedy: text(
            "不用改；要更细的，在 [page] 里写 max_dpi",
            "nothing needs to be done; for a finer picture set `max_dpi` in [page]",
        ),
    },
];
