//! Characters that only look like an ideograph: which one is meant.

use unicode_normalization::UnicodeNormalization;

/// The unified ideograph that a radical or a compatibility ideograph is meant as; `None` of all other characters.
pub(crate) fn meant(ch: char) -> Option<char> {
    let meant = match ch {
        '\u{2E80}'..='\u{2EF3}' => of_supplement(ch),
        '\u{2F00}'..='\u{2FD5}' => IN_SIMPLIFIED.iter().find(|(radical, _)| *radical == ch).map(|(_, meant)| *meant),
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => None,
        _ => return None,
    };
    // The twelve unified ideographs among U+FA0E to U+FA29 normalise to themselves.
    meant.or_else(|| std::iter::once(ch).nfkc().next()).filter(|meant| *meant != ch)
}

/// Kangxi radicals whose normal form is not the character that a text in simplified characters has in its place
/// (通用规范汉字表): their forms share one glyph in many faces.
const IN_SIMPLIFIED: [(char, char); 2] = [('⼾', '户'), ('⾭', '青')];

/// The radicals of the supplement (U+2E80 to U+2EF3) in turn with the ideographs that they are equal to
/// (EquivalentUnifiedIdeograph.txt, Unicode 14.0); U+2E80 has none, U+2E9A is not assigned.
const SUPPLEMENT: &str = "\
⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵\
⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹\
⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食\
⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

fn of_supplement(ch: char) -> Option<char> {
    let mut chars = SUPPLEMENT.chars();
    while let (Some(radical), Some(meant)) = (chars.next(), chars.next()) {
        if radical == ch {
            return Some(meant);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_radical_and_each_compatibility_ideograph_has_its_character() {
        for (ch, expected) in [
            ('⼀', '一'),
            ('⿕', '龠'),
            ('⺠', '民'),
            ('⻳', '龟'),
            ('⼾', '户'),
            ('\u{F98E}', '年'),
            ('\u{FA08}', '行'),
            ('\u{2F81A}', '冬'),
        ] {
            assert_eq!(meant(ch), Some(expected), "{ch}");
        }
        let without: Vec<char> = ('\u{2E80}'..='\u{2EF3}').chain('\u{2F00}'..='\u{2FD5}').collect();
        let without: Vec<char> = without.into_iter().filter(|ch| meant(*ch).is_none()).collect();
        assert_eq!(without, ['\u{2E80}', '\u{2E9A}']);
    }

    #[test]
    fn unified_ideographs_are_themselves() {
        let twelve: Vec<char> = ('\u{FA0E}'..='\u{FA29}').filter(|ch| meant(*ch).is_none()).collect();
        assert_eq!(twelve.iter().collect::<String>(), "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩");
        assert!(['一', '〇', '㎡', 'Ⅲ', 'Ａ', '㛃'].into_iter().all(|ch| meant(ch).is_none()));
    }
}
