//! The words of a presentation.

words! {
    PRESENT = "Present";
    PRESENTATION = "Presentation";
    PREVIOUS_STEP = "Previous step (←)";
    NEXT_STEP = "Next step (→)";
    END_PRESENTING = "End";
    END_PRESENTING_TIP = "Back to editing (Esc)";
}

/// "Step 2 of 7".
pub fn present_step(at: usize, of: usize) -> String {
    format!("Step {at} of {of}")
}

/// "The journey in 7 steps".
pub fn present_steps(count: usize) -> String {
    if count == 1 { "The journey in 1 step".into() } else { format!("The journey in {count} steps") }
}

/// "35% leave here: 1,720 people".
pub fn present_leave(share: &str, people: &str) -> String {
    format!("{share} leave here: {people} people")
}

/// "€41k leak".
pub fn present_leaks(amount: &str) -> String {
    format!("{amount} leak")
}
