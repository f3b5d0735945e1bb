//! Where touchpoints go by themselves: a layered drawing with stages as columns.
//! This room is a proposal maker: it gives places, and only a command puts anything there.
