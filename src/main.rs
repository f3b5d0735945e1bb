//! The door: puts the app on the page. The same download also runs in a worker, which has no page;
//! there this only says how its jobs are done.

fn main() {
    if desire_path::browser::worker::serve() {
        return;
    }
    desire_path::browser::rescue::watch_panics();
    leptos::mount::mount_to_body(desire_path::ui::open);
}
