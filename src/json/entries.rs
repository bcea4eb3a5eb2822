//! A JSON object whose keys stand in an order of their own.

use serde::{Serialize, Serializer};

/// Keys and values in the order in which they are written.
pub(super) struct Entries<K, V>(pub(super) Vec<(K, V)>);

impl<K, V> FromIterator<(K, V)> for Entries<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(entries: T) -> Self {
        Entries(entries.into_iter().collect())
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
