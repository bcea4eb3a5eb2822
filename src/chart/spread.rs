//! Labels in a row: each as near as can be to where it belongs, none over another.

use crate::units::Pt;

/// Where labels begin: `wanted` gives for each, in order, where its middle should be and how long it is. They keep
/// their order and stay between `low` and `high`, which must have room for all; else the last ones stick out.
pub(super) fn spread(wanted: &[(Pt, Pt)], low: Pt, high: Pt) -> Vec<Pt> {
    // Labels that touch move as one, to the mean of what each of them wants.
    struct Cluster {
        start: Pt,
        length: Pt,
        members: usize,
        /// Sum of where the cluster should start for each of its members.
        sum: Pt,
    }
    impl Cluster {
        fn settle(&mut self, low: Pt, high: Pt) {
            self.start = (self.sum / self.members as f64).min(high - self.length).max(low);
        }
    }

    let mut clusters: Vec<Cluster> = Vec::new();
    for (middle, length) in wanted {
        let mut last = Cluster { start: Pt::ZERO, length: *length, members: 1, sum: *middle - *length / 2.0 };
        last.settle(low, high);
        while let Some(before) = clusters.pop_if(|before| before.start + before.length > last.start) {
            let shift = before.length * last.members as f64;
            last.sum += before.sum - shift;
            last.length += before.length;
            last.members += before.members;
            last.settle(low, high);
        }
        clusters.push(last);
    }

    let mut lengths = wanted.iter().map(|(_, length)| *length);
    let mut starts = Vec::with_capacity(wanted.len());
    for cluster in clusters {
        let mut start = cluster.start;
        for length in lengths.by_ref().take(cluster.members) {
            starts.push(start);
            start += length;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(wanted: &[(f64, f64)], high: f64) -> Vec<f64> {
        let wanted: Vec<(Pt, Pt)> = wanted.iter().map(|(middle, length)| (Pt(*middle), Pt(*length))).collect();
        spread(&wanted, Pt::ZERO, Pt(high)).iter().map(|start| start.0).collect()
    }

    #[test]
    fn labels_with_room_stand_where_they_belong() {
        assert_eq!(starts(&[(10.0, 10.0), (30.0, 10.0)], 100.0), [5.0, 25.0]);
    }

    /// Two at one place move apart by half their length each.
    #[test]
    fn labels_move_apart_evenly() {
        assert_eq!(starts(&[(50.0, 10.0), (50.0, 10.0)], 100.0), [40.0, 50.0]);
        assert_eq!(starts(&[(50.0, 10.0), (50.0, 10.0), (62.0, 10.0)], 100.0), [39.0, 49.0, 59.0]);
    }

    #[test]
    fn labels_stay_within() {
        assert_eq!(starts(&[(0.0, 10.0), (1.0, 10.0), (99.0, 10.0)], 100.0), [0.0, 10.0, 90.0]);
        assert_eq!(starts(&[(5.0, 60.0), (5.0, 60.0)], 100.0), [0.0, 60.0]);
        assert!(starts(&[], 100.0).is_empty());
    }
}
