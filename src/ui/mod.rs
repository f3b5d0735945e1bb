//! What the person sees and touches: a picture of the journey, the numbers beside it, and the keys.
//! This room is the top of the house: nothing depends on it. Only [`editor`] writes a journey.

mod advisor;
mod app;
mod catalogue;
mod channels;
mod commands;
mod copies;
mod derived;
mod desk;
mod dialogs;
mod editor;
mod examples;
mod fields;
mod filing;
mod fixing;
mod focus;
mod headline;
mod icons;
mod library;
mod living;
mod location;
mod map;
mod menus;
mod names;
mod notices;
mod numbers;
mod prelude;
mod reactive;
mod receipt;
mod search;
mod session;
mod shortcuts;
mod start;
mod task;
mod theme;
mod thumbnail;
mod tidying;
mod walk;
mod canvas;
mod flow_view;
mod journey_view;
mod panels;
mod table_view;
mod view;
mod widgets;

pub use app::open;
