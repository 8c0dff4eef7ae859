//! Test numbers for people whose birth date is relative to the moment of seeding.

use std::collections::HashSet;

use domain::personnummer::Personnummer;
use jiff::civil::Date;

const TEST_NUMBERS: &str = include_str!("../../../testdata/personnummer.txt");

/// The official test numbers that nobody in the demo has yet.
pub struct Pool {
    free: Vec<(Date, Personnummer)>,
}

impl Pool {
    /// All test numbers but those `taken`, and but those whose date is after `today`.
    pub fn new(taken: &HashSet<Personnummer>, today: Date) -> Self {
        let free = TEST_NUMBERS
            .lines()
            .filter_map(|line| Personnummer::from_digits(line).ok())
            .filter(|number| !taken.contains(number))
            .filter_map(|number| Some((number.date()?, number)))
            .filter(|(date, _)| *date <= today)
            .collect();
        Self { free }
    }

    /// Takes the number whose date is nearest to `born`: the earlier one of two that are equally
    /// near, and of one day's numbers the lowest.
    pub fn take_nearest(&mut self, born: Date) -> Option<Personnummer> {
        let nearest = self
            .free
            .iter()
            .enumerate()
            .min_by_key(|(_, (date, number))| ((*date - born).get_days().unsigned_abs(), *number))
            .map(|(index, _)| index)?;
        Some(self.free.swap_remove(nearest).1)
    }
}
