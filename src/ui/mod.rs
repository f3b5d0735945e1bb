//! What the person sees and touches.
//! This room is the top of the house: nothing depends on it.
