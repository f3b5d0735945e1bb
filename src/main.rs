//! The door: puts the app on the page. The same download also runs in a worker, which has no page;
//! there this returns at once and the worker calls what it needs.

fn main() {
    if web_sys::window().is_none() {
        return;
    }
    desire_path::browser::rescue::watch_panics();
    leptos::mount::mount_to_body(desire_path::ui::open);
}
