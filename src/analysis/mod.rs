//! What a journey means: exact arithmetic on the drawn graph (an absorbing Markov chain), one question per file.
//! This room is where numbers come from; it changes nothing and knows no screen.
