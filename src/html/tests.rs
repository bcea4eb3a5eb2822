//! Documents that are not those of reports.
