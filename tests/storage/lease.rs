use desire_path::browser::Fault;
use desire_path::browser::lease::{Input, LeaseEvent, Output, Part, Talk};
use desire_path::browser::storage::Pen;
use proptest::prelude::*;
use std::collections::VecDeque;

/// A browser with some tabs on one map: what they store, the lock, the channel.
struct World {
    tabs: Vec<Tab>,
    /// The journal: an empty text says that the pen was taken.
    log: Vec<String>,
    epoch: u64,
    locks: bool,
    holder: Option<usize>,
    waiting: VecDeque<usize>,
    now_ms: f64,
}

struct Tab {
    part: Part,
    pen: Option<u64>,
    /// The edits that are on the screen.
    screen: Vec<String>,
    loaded: bool,
    inbox: VecDeque<Input>,
    frozen: bool,
    crashed: bool,
}

impl World {
    fn new(tabs: usize, locks: bool) -> Self {
        let tab = || Tab {
            part: Part::new(0.0),
            pen: None,
            screen: Vec::new(),
            loaded: false,
            inbox: VecDeque::from([Input::Ask { steal: false }]),
            frozen: false,
            crashed: false,
        };
        let tabs = (0..tabs).map(|_| tab()).collect();
        let mut world = Self {
            tabs,
            log: Vec::new(),
            epoch: 0,
            locks,
            holder: None,
            waiting: VecDeque::new(),
            now_ms: 0.0,
        };
        world.settle();
        world
    }

    /// Everything that is waiting to happen in tabs that are awake.
    fn settle(&mut self) {
        for _ in 0..1_000 {
            let awake = |tab: &Tab| !tab.frozen && !tab.crashed && !tab.inbox.is_empty();
            let Some(at) = self.tabs.iter().position(awake) else { return };
            if let Some(input) = self.tabs[at].inbox.pop_front() {
                for output in self.tabs[at].part.step(input, self.now_ms) {
                    self.act(at, output);
                }
            }
        }
        panic!("the tabs never come to rest");
    }

    fn act(&mut self, at: usize, output: Output) {
        match output {
            Output::TryLock if !self.locks => {
                // Nobody who is awake and writes: nobody answers.
                let answers = self.tabs.iter().any(|tab| !tab.frozen && !tab.crashed && tab.part.writes());
                self.tabs[at].inbox.push_back(if answers {
                    Input::Heard(Talk::Beat { epoch: self.epoch })
                } else {
                    Input::Free
                });
            }
            Output::AwaitLock | Output::StealLock if !self.locks => {}
            Output::TryLock => {
                let free = self.holder.is_none();
                self.tabs[at].inbox.push_back(if free { Input::Free } else { Input::Busy });
                if free {
                    self.holder = Some(at);
                }
            }
            Output::AwaitLock => {
                self.let_go(at);
                self.waiting.push_back(at);
                self.grant();
            }
            Output::StealLock => {
                self.waiting.retain(|waiting| *waiting != at);
                self.holder = Some(at);
            }
            Output::TakePen => {
                self.epoch += 1;
                let sequence = self.log.len() as u64;
                self.log.push(String::new());
                self.tabs[at].pen = Some(sequence);
                let pen = Pen::taken("map", self.epoch, sequence);
                self.tabs[at].inbox.push_back(Input::Took(Ok(pen)));
            }
            Output::Say(talk) => {
                for (other, tab) in self.tabs.iter_mut().enumerate() {
                    if other != at && !tab.crashed {
                        tab.inbox.push_back(Input::Heard(talk.clone()));
                    }
                }
            }
            Output::Tell(LeaseEvent::Edited { patch, .. }) => self.tabs[at].screen.push(patch),
            Output::Tell(event) => {
                if matches!(event, LeaseEvent::Follower(_)) {
                    self.tabs[at].pen = None;
                }
                let edits = self.log.iter().filter(|text| !text.is_empty());
                self.tabs[at].screen = edits.cloned().collect();
                self.tabs[at].loaded = true;
                let reached = self.log.len() as u64 - 1;
                self.tabs[at].inbox.push_back(Input::Loaded { reached });
            }
        }
    }

    fn let_go(&mut self, at: usize) {
        self.waiting.retain(|waiting| *waiting != at);
        if self.holder == Some(at) {
            self.holder = None;
        }
    }

    fn grant(&mut self) {
        if self.holder.is_none()
            && let Some(next) = self.waiting.pop_front()
        {
            self.holder = Some(next);
            self.tabs[next].inbox.push_back(Input::Free);
        }
    }

    /// The person edits in a tab; gives whether it was stored.
    fn edit(&mut self, at: usize, text: &str) -> bool {
        let tab = &mut self.tabs[at];
        let Some(pen) = tab.pen.filter(|_| tab.part.writes() && !tab.frozen && !tab.crashed) else {
            return false;
        };
        // The database refuses a record where there is one already.
        if self.log.len() as u64 != pen + 1 {
            tab.inbox.push_back(Input::Lost(Fault::TakenOver));
            return false;
        }
        self.log.push(text.to_owned());
        tab.screen.push(text.to_owned());
        tab.pen = Some(pen + 1);
        tab.inbox.push_back(Input::Stored { sequence: pen + 1, patch: text.to_owned() });
        true
    }

    fn crash(&mut self, at: usize) {
        self.tabs[at].crashed = true;
        self.let_go(at);
        self.grant();
    }

    fn pass(&mut self, seconds: usize) {
        for _ in 0..seconds {
            self.now_ms += 1_000.0;
            for tab in self.tabs.iter_mut().filter(|tab| !tab.frozen && !tab.crashed) {
                tab.inbox.push_back(Input::Tick { visible: true });
            }
            self.settle();
        }
    }

    fn writers(&self) -> Vec<usize> {
        let awake = |at: &usize| !self.tabs[*at].frozen && !self.tabs[*at].crashed;
        (0..self.tabs.len()).filter(awake).filter(|at| self.tabs[*at].part.writes()).collect()
    }
}

#[derive(Clone, Debug)]
enum Event {
    Edit(usize),
    Steal(usize),
    Freeze(usize),
    Thaw(usize),
    Crash(usize),
    Seconds(usize),
    Settle,
}

fn event() -> impl Strategy<Value = Event> {
    let tab = 0..4_usize;
    prop_oneof![
        8 => tab.clone().prop_map(Event::Edit),
        2 => tab.clone().prop_map(Event::Steal),
        1 => tab.clone().prop_map(Event::Freeze),
        2 => tab.clone().prop_map(Event::Thaw),
        1 => tab.prop_map(Event::Crash),
        2 => (1..6_usize).prop_map(Event::Seconds),
        4 => Just(Event::Settle),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases.max(500)))]
    #[test]
    fn whatever_the_tabs_do_no_stored_edit_is_lost_and_all_screens_agree_in_the_end(
        tabs in 2..5_usize, locks in any::<bool>(), events in prop::collection::vec(event(), 0..80),
    ) {
        let mut world = World::new(tabs, locks);
        let mut accepted = Vec::new();
        for (number, event) in events.iter().enumerate() {
            match event {
                Event::Edit(at) => {
                    let text = format!("edit {number}");
                    if world.edit(at % tabs, &text) {
                        accepted.push(text);
                    }
                }
                Event::Steal(at) => world.tabs[at % tabs].inbox.push_back(Input::Ask { steal: true }),
                Event::Freeze(at) => world.tabs[at % tabs].frozen = true,
                Event::Thaw(at) => world.tabs[at % tabs].frozen = false,
                // The last tab stays, so that there is a screen to look at.
                Event::Crash(at) if at % tabs != tabs - 1 => world.crash(at % tabs),
                Event::Crash(_) => {}
                Event::Seconds(seconds) => world.pass(*seconds),
                Event::Settle => world.settle(),
            }
        }
        for tab in &mut world.tabs {
            tab.frozen = false;
        }
        world.settle();
        world.pass(10);
        let stored: Vec<_> = world.log.iter().filter(|text| !text.is_empty()).cloned().collect();
        prop_assert_eq!(&stored, &accepted, "no stored edit is lost");
        prop_assert_eq!(world.writers().len(), 1, "one tab writes");
        for tab in world.tabs.iter().filter(|tab| !tab.crashed) {
            prop_assert!(tab.loaded);
            prop_assert_eq!(&tab.screen, &stored);
        }
        let writer = world.writers()[0];
        prop_assert!(world.edit(writer, "at last"));
        world.settle();
        for tab in world.tabs.iter().filter(|tab| !tab.crashed) {
            prop_assert_eq!(tab.screen.last().map(String::as_str), Some("at last"));
        }
    }
}

#[test]
fn the_first_tab_writes_and_the_others_follow() {
    for locks in [true, false] {
        let mut world = World::new(3, locks);
        assert_eq!(world.writers(), [0]);
        assert!(world.edit(0, "a"));
        assert!(!world.edit(1, "b"));
        world.settle();
        assert_eq!(world.tabs[2].screen, ["a"]);
        assert_eq!(world.log, ["", "a"]);
    }
}

#[test]
fn a_crash_is_followed_at_once_and_a_freeze_within_five_seconds() {
    let mut world = World::new(2, true);
    world.crash(0);
    world.settle();
    assert_eq!(world.writers(), [1]);
    let mut world = World::new(2, true);
    world.edit(0, "a");
    world.settle();
    world.tabs[0].frozen = true;
    world.pass(3);
    assert_eq!(world.writers(), [0_usize; 0]);
    world.pass(2);
    assert_eq!(world.writers(), [1]);
    world.edit(1, "b");
    // The thawed tab believes itself the writer until it hears or tries.
    world.tabs[0].frozen = false;
    assert!(!world.edit(0, "late"));
    world.settle();
    assert_eq!(world.writers(), [1]);
    assert_eq!(world.tabs[0].screen, ["a", "b"]);
}

#[test]
fn a_map_of_a_newer_build_is_only_looked_at() {
    let mut part = Part::new(0.0);
    assert_eq!(part.step(Input::Ask { steal: false }, 0.0), [Output::TryLock]);
    assert_eq!(part.step(Input::Free, 1.0), [Output::TakePen]);
    let told = part.step(Input::Took(Err(Fault::NewerBuild)), 2.0);
    assert_eq!(told, [Output::Tell(LeaseEvent::Follower(Fault::NewerBuild))]);
    assert_eq!(part.step(Input::Tick { visible: true }, 60_000.0), []);
    assert_eq!(part.step(Input::Free, 60_001.0), []);
}

#[test]
fn a_hidden_tab_never_takes_over_by_silence() {
    let mut part = Part::new(0.0);
    part.step(Input::Ask { steal: false }, 0.0);
    part.step(Input::Busy, 1.0);
    assert_eq!(part.step(Input::Tick { visible: false }, 60_000.0), [Output::Say(Talk::Ping)]);
    assert_eq!(part.step(Input::Tick { visible: true }, 61_000.0), [Output::StealLock, Output::TakePen]);
}
