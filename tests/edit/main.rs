//! What editing promises: every edit can be taken back and made again, exactly.

#[path = "../support/mod.rs"]
mod support;

mod arrange;
mod between;
mod commands;
mod evidence;
mod invariants;
mod scenarios;
mod sequences;
