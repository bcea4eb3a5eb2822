//! Rules about picture files.

use crate::diagnostic::{NOTE, Rule, Text, text};

const PICTURES: Text = text("图片", "pictures");

/// All of them.
pub(crate) static RULES: &[&Rule] =
    &[&PICTURE_FILE, &PICTURE_FORMAT, &PICTURE_BROKEN, &PICTURE_SVG, &LIMIT_PICTURE, &PICTURE_SCALED];

pub(crate) static PICTURE_FILE: Rule = Rule::error(
    "picture-file",
    text(
        "图片文件没有、读不出，或者不在数据文件所在的文件夹里",
        "a picture file is missing, unreadable or outside the data file's folder",
    ),
    PICTURES,
    text("改正路径；路径从数据文件所在的文件夹算起", "mend the path; it starts from the data file's folder"),
)
.with_narrative("![办事大厅](D:\\照片\\大厅.jpg)", "![办事大厅](大厅.jpg)");

pub(crate) static PICTURE_FORMAT: Rule = Rule::error(
    "picture-format",
    text("文件不是图片，或者是用不了的图片格式", "a file is no picture, or of a kind that cannot be used"),
    PICTURES,
    text("另存为 JPEG、PNG、WebP、BMP、TIFF、GIF 或 SVG", "save it as JPEG, PNG, WebP, BMP, TIFF, GIF or SVG"),
)
.with_narrative("![办事大厅](大厅.heic)", "![办事大厅](大厅.jpg)");

pub(crate) static PICTURE_BROKEN: Rule = Rule::error(
    "picture-broken",
    text("图片文件不完整，或者已损坏", "a picture file is cut short or damaged"),
    PICTURES,
    text("重新取得这个文件，或者用看图软件打开后另存", "get the file anew, or open it in a viewer and save it again"),
);

pub(crate) static PICTURE_SVG: Rule = Rule::error(
    "picture-svg",
    text(
        "SVG 里有不能用的内容：实体、脚本、外部引用等",
        "an SVG holds what may not be in it: entities, scripts, references to other files and the like",
    ),
    PICTURES,
    text("用绘图软件另存为普通 SVG，或者导出为 PNG", "save it as plain SVG in a drawing program, or export it as PNG"),
);

pub(crate) static LIMIT_PICTURE: Rule = Rule::error(
    "limit-picture",
    text("图片太大，超过上限", "a picture is larger than the limit"),
    PICTURES,
    text(
        "先缩小图片；确要用的，用 --max-megapixels 或 --max-picture-memory 放宽",
        "make it smaller, or raise the limit with --max-megapixels or --max-picture-memory",
    ),
)
.with_commands("nianbao build 报告.toml", "nianbao build 报告.toml --max-megapixels 400");

pub(crate) static PICTURE_SCALED: Rule = Rule {
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
    cases: &[],
    pair: None,
};
