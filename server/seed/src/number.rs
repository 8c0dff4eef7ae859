//! Test numbers for people whose birth date is relative to the moment of seeding.

use std::collections::HashSet;
use std::sync::LazyLock;

use domain::personnummer::Personnummer;
use jiff::civil::Date;

/// Skatteverket's test numbers, each with its date, in order.
static TEST_NUMBERS: LazyLock<Vec<(Date, Personnummer)>> = LazyLock::new(|| {
    let lines = include_str!("../../../testdata/personnummer.txt").lines();
    let numbers = lines.filter_map(|line| Personnummer::from_digits(line).ok());
    let mut dated: Vec<_> = numbers
        .filter_map(|number| Some((number.date()?, number)))
        .collect();
    dated.sort_unstable();
    dated
});

/// The official test numbers that nobody in the demo has yet.
pub struct Pool {
    taken: HashSet<Personnummer>,
    today: Date,
}

impl Pool {
    /// All test numbers but those `taken`, and but those whose date is after `today`.
    pub fn new(taken: HashSet<Personnummer>, today: Date) -> Self {
        Self { taken, today }
    }

    /// Takes the number whose date is nearest to `born`: the earlier one of two that are equally
    /// near.
    pub fn take_nearest(&mut self, born: Date) -> Option<Personnummer> {
        let (before, from) =
            TEST_NUMBERS.split_at(TEST_NUMBERS.partition_point(|(date, _)| *date < born));
        let free = |(date, number): &&(Date, Personnummer)| {
            *date <= self.today && !self.taken.contains(number)
        };
        let earlier = before.iter().rev().find(free);
        let later = from.iter().find(free);
        let days = |(date, _): &&(Date, Personnummer)| (born - *date).get_days().unsigned_abs();
        let (_, number) = earlier.into_iter().chain(later).min_by_key(days)?;
        self.taken.insert(*number);
        Some(*number)
    }
}
