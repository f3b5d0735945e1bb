//! What the person sees and touches.
//! This room is the top of the house: nothing depends on it.

use leptos::prelude::*;

/// The whole screen.
#[component]
pub fn App() -> impl IntoView {
    let count = RwSignal::new(0);
    view! {
        <main>
            <h1>"Desire Path"</h1>
            <button on:click=move |_| count.update(|n| *n += 1)>{move || format!("Pressed {}", count.get())}</button>
        </main>
    }
}
