//! Blocks, as staff reads of them.

use domain::block::{BlockReason, EndReason};

/// What a block does.
pub(crate) const WHAT_IT_DOES: &str = "En spärr stänger allt om barnet för en vårdnadshavare: ärenden, tider, recept, journal och \
     aviseringar. Det gäller genast, också på sidor som redan är öppna. Vårdnadshavaren får inget \
     veta om spärren, och kan inte lägga till barnet igen.";

/// Why a guardian is kept out.
pub(crate) fn block_reason(reason: Option<BlockReason>) -> &'static str {
    match reason {
        Some(BlockReason::CustodyDispute) => "Vårdnadstvist",
        Some(BlockReason::Harm) => "Risk för att barnet far illa",
        Some(BlockReason::CoerciveMeasures) => "Tvångsåtgärd övervägs",
        Some(BlockReason::Authority) => "Beslut av domstol eller socialnämnd",
        Some(BlockReason::Emergency) => "Nödstopp",
        Some(BlockReason::Other) | None => "Annat skäl",
    }
}

/// Why a block was ended.
pub(crate) fn end_reason(reason: Option<EndReason>) -> &'static str {
    match reason {
        Some(EndReason::Over) => "Skälet finns inte längre",
        Some(EndReason::Authority) => "Beslut av domstol eller socialnämnd",
        Some(EndReason::Mistake) => "Spärren var fel",
        None => "Annat skäl",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;

    #[test]
    fn each_reason_has_a_calm_text_of_its_own() {
        let mut texts: Vec<_> = BlockReason::ALL.map(Some).map(block_reason).to_vec();
        texts.sort_unstable();
        texts.dedup();
        assert_eq!(texts.len(), BlockReason::ALL.len());
        texts.extend(EndReason::ALL.map(Some).map(end_reason));
        texts.push(WHAT_IT_DOES);
        assert!(texts.iter().all(|text| is_calm(text)));
    }
}
