//! A journey while a command works on it.

use super::{AboutChange, Change, Patch, Placed, Tracked};
use crate::each_kind;
use crate::model::{About, Content, Id, Journey, Problems, limits};
use std::sync::Arc;

/// Why a command can't be done, as a sentence for the person who asked for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The record is not there (any more).
    #[error("There is no {kind} {id} here.")]
    Missing {
        /// What kind of record.
        kind: &'static str,
        /// Which.
        id: Id,
    },
    /// The id already stands for something.
    #[error("There is already a {kind} {id} here.")]
    Taken {
        /// What kind of record.
        kind: &'static str,
        /// Which.
        id: Id,
    },
    /// A field would be out of its range.
    #[error("This can't be: {field} {reason}.")]
    OutOfRange {
        /// Which field.
        field: String,
        /// Why.
        reason: String,
    },
    /// Both ends exist, but nobody can go this way.
    #[error("{0}")]
    Impossible(&'static str),
    /// The journey would be too large.
    #[error("A map holds at most {} records.", limits::RECORDS)]
    Full,
}

/// A journey while a command works on it: every record that is replaced is remembered.
pub struct Draft<'a> {
    journey: &'a mut Journey,
    patch: Patch,
}

/// Runs a command on a journey: all of it, or (where it is refused) nothing.
///
/// # Errors
/// What the command refuses with; the journey is then what it was.
pub fn edit<R>(
    journey: &mut Journey,
    command: impl FnOnce(&mut Draft<'_>) -> Result<R, Refusal>,
) -> Result<(R, Patch), Refusal> {
    let mut draft = Draft::on(journey);
    match command(&mut draft) {
        Ok(value) => Ok((value, draft.patch)),
        Err(refusal) => {
            draft.roll_back();
            Err(refusal)
        }
    }
}

// What a command says as a closure is led at once to a function that knows its kind of record alone:
// so the download has the work once a kind, not once a command.
impl<'a> Draft<'a> {
    #[inline(never)]
    fn on(journey: &'a mut Journey) -> Self {
        Self { journey, patch: Patch::default() }
    }

    #[inline(never)]
    fn roll_back(self) {
        self.patch.inverse().apply(self.journey);
    }

    /// The journey as it is now, in the middle of the command.
    pub fn journey(&self) -> &Journey {
        self.journey
    }

    /// The record of this id.
    ///
    /// # Errors
    /// It does not exist.
    pub fn record<T: Tracked>(&self, id: &Id) -> Result<&T, Refusal> {
        T::table(self.journey).get(id).ok_or_else(|| missing(T::KIND, id))
    }

    /// Changes the journey's own fields.
    ///
    /// # Errors
    /// A field would be out of its range.
    pub fn change_about(&mut self, change: impl FnOnce(&mut About)) -> Result<(), Refusal> {
        let mut after = self.journey.about.clone();
        change(&mut after);
        self.put_about(after)
    }

    #[inline(never)]
    fn put_about(&mut self, after: About) -> Result<(), Refusal> {
        let before = std::mem::replace(&mut self.journey.about, after);
        let after = self.journey.about.clone();
        if before == after {
            return Ok(());
        }
        match &mut self.patch.about {
            Some(known) => known.after = after,
            None => self.patch.about = Some(AboutChange { before, after }),
        }
        let mut problems = Problems::default();
        self.journey.about.check(&mut problems);
        sound(problems)
    }

    /// Changes a record. One that comes out equal is not part of the patch.
    ///
    /// # Errors
    /// It does not exist, or a field would be out of its range.
    pub fn change<T: Tracked>(&mut self, id: &Id, change: impl FnOnce(&mut T)) -> Result<(), Refusal> {
        let (at, before) = self.stood::<T>(id)?;
        let mut after = before.as_ref().clone();
        change(&mut after);
        self.put(id, at, before, Arc::new(after))
    }

    /// A record and its place.
    #[inline(never)]
    fn stood<T: Tracked>(&self, id: &Id) -> Result<(usize, Arc<T>), Refusal> {
        let table = T::table(self.journey);
        let stood = table.place_of(id).zip(table.shared(id));
        match stood {
            Some((at, record)) => Ok((at, record.clone())),
            None => Err(missing(T::KIND, id)),
        }
    }

    /// Puts a record in the place of what it was.
    #[inline(never)]
    fn put<T: Tracked>(&mut self, id: &Id, at: usize, before: Arc<T>, after: Arc<T>) -> Result<(), Refusal> {
        if after == before {
            return Ok(());
        }
        checked(after.as_ref())?;
        T::table_mut(self.journey).put(id.clone(), after.clone());
        let placed = |record| Some(Placed { at, record });
        self.remember(Change { id: id.clone(), before: placed(before), after: placed(after) });
        Ok(())
    }

    /// Adds a record at the end of its table.
    ///
    /// # Errors
    /// The id is taken, a field is out of its range, or the journey is full.
    pub fn add<T: Tracked>(&mut self, id: Id, record: T) -> Result<(), Refusal> {
        let at = T::table(self.journey).len();
        self.add_at(at, id, record)
    }

    /// Adds a record at a place of its table.
    ///
    /// # Errors
    /// The id is taken, a field is out of its range, or the journey is full.
    #[inline(never)]
    pub fn add_at<T: Tracked>(&mut self, at: usize, id: Id, record: T) -> Result<(), Refusal> {
        if T::table(self.journey).contains(&id) {
            return Err(Refusal::Taken { kind: T::KIND, id });
        }
        if self.journey.record_count() >= limits::RECORDS {
            return Err(Refusal::Full);
        }
        checked(&record)?;
        let record = Arc::new(record);
        let table = T::table_mut(self.journey);
        let at = at.min(table.len());
        table.put_at(at, id.clone(), record.clone());
        self.remember(Change { id, before: None, after: Some(Placed { at, record }) });
        Ok(())
    }

    /// Takes a record out. Whoever refers to it is the command's business.
    ///
    /// # Errors
    /// It does not exist.
    #[inline(never)]
    pub fn remove<T: Tracked>(&mut self, id: &Id) -> Result<Arc<T>, Refusal> {
        let removed = T::table_mut(self.journey).remove(id);
        let removed = removed.ok_or_else(|| missing(T::KIND, id))?;
        let record = removed.record.clone();
        let before = Some(Placed { at: removed.at, record: removed.record });
        self.remember(Change { id: id.clone(), before, after: None });
        Ok(record)
    }

    /// Puts a record at another place of its table.
    ///
    /// # Errors
    /// It does not exist.
    pub fn move_to<T: Tracked>(&mut self, id: &Id, at: usize) -> Result<(), Refusal> {
        let record = self.remove::<T>(id)?;
        let table = T::table_mut(self.journey);
        let at = at.min(table.len());
        table.put_at(at, id.clone(), record.clone());
        self.remember(Change { id: id.clone(), before: None, after: Some(Placed { at, record }) });
        Ok(())
    }

    /// Makes a change that fits the journey as it is.
    ///
    /// # Errors
    /// The journey would be too large.
    pub fn adopt(&mut self, patch: &Patch) -> Result<(), Refusal> {
        patch.apply(self.journey);
        match (&mut self.patch.about, &patch.about) {
            (Some(known), Some(change)) => known.after = change.after.clone(),
            (known, change) => *known = known.take().or_else(|| change.clone()),
        }
        each_kind!(T => T::changes_mut(&mut self.patch).extend_from_slice(T::changes(patch)));
        match self.journey.record_count() > limits::RECORDS {
            true => Err(Refusal::Full),
            false => Ok(()),
        }
    }

    /// Adds a change; one that follows another of the same record at the same place joins it.
    #[inline(never)]
    fn remember<T: Tracked>(&mut self, change: Change<T>) {
        let changes = T::changes_mut(&mut self.patch);
        let in_place = |change: &Change<T>| change.before.is_some() && change.after.is_some();
        if in_place(&change)
            && let Some(last) = changes.last_mut()
            && last.id == change.id
            && last.after.is_some()
        {
            last.after = change.after;
            return;
        }
        changes.push(change);
    }
}

#[inline(never)]
fn missing(kind: &'static str, id: &Id) -> Refusal {
    Refusal::Missing { kind, id: id.clone() }
}

/// Nothing, or the refusal that names the first field out of its range.
fn checked(record: &dyn Content) -> Result<(), Refusal> {
    let mut problems = Problems::default();
    record.check(&mut problems);
    sound(problems)
}

/// Nothing, or the refusal that names the first problem.
fn sound(problems: Problems) -> Result<(), Refusal> {
    match problems.found.into_iter().next() {
        None => Ok(()),
        Some(problem) => Err(Refusal::OutOfRange { field: problem.path, reason: problem.reason }),
    }
}
