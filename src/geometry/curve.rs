//! A smooth line of cubic pieces, as arrows are drawn.

use super::{Point, Rect};

/// A smooth line: a start and cubic pieces, each with two control points and its end.
///
/// Invariant: every coordinate is finite and within a hundred million of the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    start: Point,
    pieces: Vec<[Point; 3]>,
}

/// How many chords stand for one piece wherever a length or a distance is measured.
const CHORDS: usize = 12;

/// The place itself, with what is not finite put at 0 and what is absurdly far pulled in.
fn finite(point: Point) -> Point {
    let tame = |v: f64| {
        if v.is_finite() { v.clamp(-1e8, 1e8) } else { 0.0 }
    };
    Point::new(tame(point.x), tame(point.y))
}

impl Curve {
    /// A curve without pieces yet, at its start.
    pub fn from(start: Point) -> Self {
        Self { start: finite(start), pieces: Vec::new() }
    }

    /// The flowing line between two places that leaves and arrives level, as between two columns.
    pub fn flowing(from: Point, to: Point) -> Self {
        let mut curve = Self::from(from);
        curve.flow_to(to);
        curve
    }

    /// Adds a cubic piece: the two control points and the end.
    pub fn cubic_to(&mut self, first: Point, second: Point, end: Point) {
        self.pieces.push([finite(first), finite(second), finite(end)]);
    }

    /// Adds a straight piece.
    pub fn line_to(&mut self, end: Point) {
        let start = self.end();
        let step = (end - start) * (1.0 / 3.0);
        self.cubic_to(start + step, end - step, end);
    }

    /// Adds a piece that leaves and arrives level.
    pub fn flow_to(&mut self, end: Point) {
        let start = self.end();
        let reach = (end.x - start.x) * 0.5;
        let (a, b) = (Point::new(start.x + reach, start.y), Point::new(end.x - reach, end.y));
        self.cubic_to(a, b, end);
    }

    /// Adds a quarter turn: level or upright as it leaves (`level_first`), the other as it arrives.
    pub fn turn_to(&mut self, end: Point, level_first: bool) {
        const ROUND: f64 = 0.552_284_75;
        let start = self.end();
        let corner = if level_first { Point::new(end.x, start.y) } else { Point::new(start.x, end.y) };
        let toward = |from: Point| from + (corner - from) * ROUND;
        self.cubic_to(toward(start), toward(end), end);
    }

    /// Where it starts.
    pub fn start(&self) -> Point {
        self.start
    }

    /// Where it ends.
    pub fn end(&self) -> Point {
        self.pieces.last().map_or(self.start, |piece| piece[2])
    }

    /// The direction it arrives in, of length 1: the way the arrow's head points.
    pub fn heading(&self) -> Point {
        self.at(1.0).1
    }

    /// Its cubic pieces: start, two control points, end.
    pub fn pieces(&self) -> impl Iterator<Item = [Point; 4]> + '_ {
        let starts = std::iter::once(self.start).chain(self.pieces.iter().map(|piece| piece[2]));
        starts.zip(&self.pieces).map(|(start, [a, b, end])| [start, *a, *b, *end])
    }

    /// The places it runs through, close enough to measure by; at least one.
    pub fn chords(&self) -> Vec<Point> {
        let mut points = Vec::with_capacity(self.pieces.len() * CHORDS + 1);
        points.push(self.start);
        for piece in self.pieces() {
            let count = if is_straight(&piece) { 1 } else { CHORDS };
            points.extend((1..=count).map(|step| cubic(&piece, step as f64 / count as f64)));
        }
        points
    }

    /// How long it is.
    pub fn length(&self) -> f64 {
        let points = self.chords();
        points.iter().zip(points.iter().skip(1)).map(|(a, b)| a.distance(*b)).sum()
    }

    /// The place at a share of its length, 0 to 1, and the direction there, of length 1.
    pub fn at(&self, share: f64) -> (Point, Point) {
        let points = self.chords();
        let steps = || points.iter().zip(points.iter().skip(1));
        let total: f64 = steps().map(|(a, b)| a.distance(*b)).sum();
        let mut left = total * share.clamp(0.0, 1.0);
        let mut last = (self.start, Point::new(1.0, 0.0));
        for (a, b) in steps() {
            let long = a.distance(*b);
            if long <= 0.0 {
                continue;
            }
            let direction = (*b - *a) * (1.0 / long);
            if left <= long {
                return (*a + direction * left, direction);
            }
            left -= long;
            last = (*b, direction);
        }
        last
    }

    /// How far a place is from it.
    pub fn distance_to(&self, place: Point) -> f64 {
        let points = self.chords();
        let first = self.start.distance(place);
        points
            .iter()
            .zip(points.iter().skip(1))
            .map(|(a, b)| distance_to_line(place, *a, *b))
            .fold(first, f64::min)
    }

    /// A rectangle that holds all of it (its control points' hull, so it may be a little larger).
    pub fn bounds(&self) -> Rect {
        let places = self.pieces.iter().flatten();
        let (mut low, mut high) = (self.start, self.start);
        for place in places {
            low = Point::new(low.x.min(place.x), low.y.min(place.y));
            high = Point::new(high.x.max(place.x), high.y.max(place.y));
        }
        Rect::between(low, high)
    }

    /// The `d` of an SVG path, on tenths of a unit, as short as it can be.
    pub fn path(&self) -> String {
        let mut out = String::with_capacity(24 + self.pieces.len() * 40);
        out.push('M');
        write_point(&mut out, self.start);
        for piece in self.pieces() {
            let [start, a, b, end] = piece;
            if is_straight(&piece) {
                out.push('L');
            } else {
                out.push('C');
                write_point(&mut out, a);
                out.push(' ');
                write_point(&mut out, b);
                out.push(' ');
            }
            let _ = start;
            write_point(&mut out, end);
        }
        out
    }
}

/// Whether a piece is a straight line, level or upright.
fn is_straight(piece: &[Point; 4]) -> bool {
    let [start, a, b, end] = piece;
    let same = |v: fn(&Point) -> f64| [a, b, end].iter().all(|p| (v(p) - v(start)).abs() < 1e-9);
    same(|p| p.x) || same(|p| p.y)
}

/// The place at a parameter, 0 to 1, of a cubic piece (Bernstein's form).
fn cubic([a, b, c, d]: &[Point; 4], t: f64) -> Point {
    let s = 1.0 - t;
    *a * (s * s * s) + *b * (3.0 * s * s * t) + *c * (3.0 * s * t * t) + *d * (t * t * t)
}

fn distance_to_line(place: Point, a: Point, b: Point) -> f64 {
    let (along, to) = (b - a, place - a);
    let square = along.x * along.x + along.y * along.y;
    let share = if square > 0.0 { ((to.x * along.x + to.y * along.y) / square).clamp(0.0, 1.0) } else { 0.0 };
    place.distance(a + along * share)
}

fn write_point(out: &mut String, point: Point) {
    write_tenths(out, point.x);
    out.push(' ');
    write_tenths(out, point.y);
}

/// Writes a number on tenths without the float formatter, which weighs more than all of this. What is
/// not finite is written as 0, or as the largest whole number there is.
pub fn write_tenths(out: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let size = tenths.unsigned_abs();
    out.push_str(&(size / 10).to_string());
    if !size.is_multiple_of(10) {
        out.push('.');
        out.push_str(&(size % 10).to_string());
    }
}
