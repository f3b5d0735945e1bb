//! Where touchpoints go by themselves, and how arrows run.

mod draw;
mod flows;
mod journeys;
mod measure;
mod looks;
mod oracle;
mod shape;
mod lines;
mod places;
mod sorting;
