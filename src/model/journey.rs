//! The journey itself: its own fields and a table of each kind of record.

use super::{
    About, Channel, Evidence, Extra, Fix, Id, Outcome, Owner, Problem, Problems, Record, Records, Scenario,
    Segment, Stage, Table, Touchpoint, Transition,
};

/// A customer journey: what it says of itself and all its records.
///
/// Invariant (held by reading and by every command, see [`Journey::violations`]): every number is
/// finite and in its range, every id that a record refers to exists, and no id stands both for a
/// touchpoint and for an outcome.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Journey {
    /// The journey's own fields.
    pub about: About,
    /// Ordered columns.
    pub stages: Table<Stage>,
    /// Ways of meeting the customer.
    pub channels: Table<Channel>,
    /// Accountable teams.
    pub owners: Table<Owner>,
    /// Customers who behave alike.
    pub segments: Table<Segment>,
    /// Where customers meet the organisation.
    pub touchpoints: Table<Touchpoint>,
    /// Ends that are drawn.
    pub outcomes: Table<Outcome>,
    /// How customers go on.
    pub transitions: Table<Transition>,
    /// What scores and counts rest on.
    pub evidence: Table<Evidence>,
    /// What could be done.
    pub fixes: Table<Fix>,
    /// Variants of the journey.
    pub scenarios: Table<Scenario>,
    /// Fields of newer versions.
    pub extra: Extra,
}

/// A record that breaks an invariant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} {id}: {} {}", problem.path, problem.reason)]
pub struct Violation {
    /// What kind of record it is.
    pub kind: &'static str,
    /// Which record.
    pub id: Id,
    /// Which field, and why.
    pub problem: Problem,
}

/// Runs the same statement for the table of every kind of record, in the order of the file.
///
/// `each_kind!(T => statement)` binds `T` to the record's type.
#[macro_export]
macro_rules! each_kind {
    ($kind:ident => $statement:expr) => {{
        {
            type $kind = $crate::model::Stage;
            $statement
        }
        {
            type $kind = $crate::model::Channel;
            $statement
        }
        {
            type $kind = $crate::model::Owner;
            $statement
        }
        {
            type $kind = $crate::model::Segment;
            $statement
        }
        {
            type $kind = $crate::model::Touchpoint;
            $statement
        }
        {
            type $kind = $crate::model::Outcome;
            $statement
        }
        {
            type $kind = $crate::model::Transition;
            $statement
        }
        {
            type $kind = $crate::model::Evidence;
            $statement
        }
        {
            type $kind = $crate::model::Fix;
            $statement
        }
        {
            type $kind = $crate::model::Scenario;
            $statement
        }
    }};
}

impl Journey {
    /// The table of every kind of record, in the order of the file.
    pub fn tables(&self) -> [&dyn Records; 10] {
        [
            &self.stages,
            &self.channels,
            &self.owners,
            &self.segments,
            &self.touchpoints,
            &self.outcomes,
            &self.transitions,
            &self.evidence,
            &self.fixes,
            &self.scenarios,
        ]
    }

    /// The same, to change.
    pub fn tables_mut(&mut self) -> [&mut dyn Records; 10] {
        [
            &mut self.stages,
            &mut self.channels,
            &mut self.owners,
            &mut self.segments,
            &mut self.touchpoints,
            &mut self.outcomes,
            &mut self.transitions,
            &mut self.evidence,
            &mut self.fixes,
            &mut self.scenarios,
        ]
    }

    /// How many records of all kinds there are.
    pub fn record_count(&self) -> usize {
        self.tables().iter().map(|table| table.places().len()).sum()
    }

    /// Whether a table, named as in the file, has this id; `places` are touchpoints and outcomes.
    pub fn has(&self, table: &str, id: &Id) -> bool {
        if table == "places" {
            return self.touchpoints.contains(id) || self.outcomes.contains(id);
        }
        self.tables().iter().any(|known| known.plural() == table && known.places().contains(id))
    }

    /// Every record that breaks an invariant; empty for a sound journey.
    pub fn violations(&self) -> Vec<Violation> {
        let mut found = Vec::new();
        for table in self.tables() {
            self.violations_of(table, &mut found);
        }
        for id in self.outcomes.ids().filter(|id| self.touchpoints.contains(id)) {
            let problem = Problem { path: "id".into(), reason: "stands for a touchpoint as well".into() };
            found.push(Violation { kind: Outcome::KIND, id: id.clone(), problem });
        }
        found
    }

    fn violations_of(&self, table: &dyn Records, found: &mut Vec<Violation>) {
        for (at, id) in table.places().iter().enumerate() {
            let Some(record) = table.content(at) else { continue };
            let mut problems = Problems::default();
            record.check(&mut problems);
            record.refers_to(&mut |field, table, target| {
                if !self.has(table, target) {
                    problems.add(field, format!("refers to {target}, which does not exist"));
                }
            });
            let violation = |problem| Violation { kind: table.kind(), id: id.clone(), problem };
            found.extend(problems.found.into_iter().map(violation));
        }
    }
}
