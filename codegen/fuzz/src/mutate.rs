//! Changes that mean something to any JSON.

use fastrand::Rng;

use crate::tree::Json;
use crate::words::{self, FRAGMENTS, NUMBERS, Words, one_of};

/// Changes a document in a way that its format knows; `false` if there is no place for it.
pub type Move = fn(&mut Json, &mut Rng, &Words) -> bool;

/// The changes that a document's format knows.
pub type Moves = fn(&Json) -> &'static [Move];

/// Changes a JSON text in place and returns its new length.
///
/// Most changes are some of `moves` and of those that any JSON has; what is not JSON, or gets too
/// long, is left to `bytes`, libFuzzer's own.
pub fn mutate(
    data: &mut [u8],
    size: usize,
    seed: u32,
    words: &Words,
    moves: Moves,
    bytes: fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let max_size = data.len();
    let mut rng = Rng::with_seed(u64::from(seed));
    let parsed = std::str::from_utf8(&data[..size])
        .ok()
        .and_then(Json::parse);
    let Some(mut document) = parsed.filter(|_| rng.u8(..16) != 0) else {
        return bytes(data, size, max_size);
    };
    let moves = moves(&document);
    for _ in 0..1 << rng.u8(..4) {
        let is_done = !moves.is_empty() && rng.u8(..3) != 0 && {
            let chosen = one_of(&mut rng, moves);
            chosen.is_some_and(|change| change(&mut document, &mut rng, words))
        };
        if !is_done {
            any_json(&mut document, &mut rng, words);
        }
    }
    store(&document, data).unwrap_or_else(|| bytes(data, size, max_size))
}

/// Puts a part of one document into another and returns the result's length in `out`; 0 if they
/// are not JSON or the result does not fit.
pub fn cross_over(a: &[u8], b: &[u8], out: &mut [u8], seed: u32) -> usize {
    let mut rng = Rng::with_seed(u64::from(seed));
    let parse = |data| std::str::from_utf8(data).ok().and_then(Json::parse);
    let (Some(mut a), Some(b)) = (parse(a), parse(b)) else {
        return 0;
    };
    // Shapes of one model among those of the other.
    if rng.bool()
        && let (Some(ours), Some(theirs)) = (a.get_mut("shapes"), b.get("shapes"))
        && let Some(ours) = ours.entries_mut()
        && !theirs.entries().is_empty()
    {
        for _ in 0..rng.usize(1..4) {
            ours.extend(one_of(&mut rng, theirs.entries()).cloned());
        }
    } else {
        let part = b.nth(rng.usize(..b.count())).cloned();
        let place = a.count();
        if let (Some(place), Some(part)) = (a.nth_mut(rng.usize(..place)), part) {
            *place = part;
        }
    }
    store(&a, out).unwrap_or(0)
}

fn store(document: &Json, out: &mut [u8]) -> Option<usize> {
    let mut text = String::new();
    document.write(&mut text);
    out.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    Some(text.len())
}

/// One change somewhere.
fn any_json(document: &mut Json, rng: &mut Rng, words: &Words) {
    let count = document.count();
    let other = document.nth(rng.usize(..count)).cloned();
    let Some(place) = document.nth_mut(rng.usize(..count)) else {
        return;
    };
    match (rng.u8(..8), &mut *place) {
        (0, _) => *place = other.unwrap_or(Json::Array(Vec::new())),
        (1, _) => *place = value(rng, words),
        (2, _) => nest(place, rng, words),
        (_, Json::String(text)) => change_text(text, rng, words, other.as_ref()),
        (_, Json::Plain(text)) => *text = number(rng),
        (_, Json::Array(items)) => change_array(items, rng, words, other),
        (_, Json::Object(entries)) => change_object(entries, rng, words, other),
    }
}

/// A small value.
pub fn value(rng: &mut Rng, words: &Words) -> Json {
    match rng.u8(..8) {
        0 => Json::Plain("null".to_owned()),
        1 => Json::Plain(rng.bool().to_string()),
        2 => Json::Plain(number(rng)),
        3 => Json::Array(Vec::new()),
        4 => Json::Object(Vec::new()),
        5 => Json::pair(words.any(rng), Json::Object(Vec::new())),
        6 => Json::string(words.any(rng)),
        _ => Json::string(words::text(rng, words)),
    }
}

fn number(rng: &mut Rng) -> String {
    one_of(rng, NUMBERS).map_or_else(String::new, |number| (*number).to_owned())
}

fn nest(place: &mut Json, rng: &mut Rng, words: &Words) {
    let key = words.any(rng).to_owned();
    let is_array = rng.bool();
    // Mostly once; the parser's limit is not far.
    let levels = if rng.u8(..8) == 0 {
        rng.usize(..130)
    } else {
        1
    };
    for _ in 0..levels {
        let inner = std::mem::replace(place, Json::Array(Vec::new()));
        *place = if is_array {
            Json::Array(vec![inner])
        } else {
            Json::pair(key.clone(), inner)
        };
    }
}

fn change_text(text: &mut String, rng: &mut Rng, words: &Words, other: Option<&Json>) {
    match rng.u8(..6) {
        0 => *text = words.any(rng).to_owned(),
        1 => *text = words::name(rng),
        2 => {
            if let Some(other) = other.and_then(Json::as_str) {
                *text = other.to_owned();
            }
        }
        3 => {
            let mut at = rng.usize(..=text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            text.insert_str(at, one_of(rng, FRAGMENTS).unwrap_or(&""));
        }
        4 => {
            let keep = rng.usize(..=text.chars().count());
            *text = text.chars().take(keep).collect();
        }
        _ => *text = words::text(rng, words),
    }
}

fn change_array(items: &mut Vec<Json>, rng: &mut Rng, words: &Words, other: Option<Json>) {
    let at = rng.usize(..=items.len());
    match rng.u8(..4) {
        0 => items.insert(at, value(rng, words)),
        1 => items.extend(other),
        2 if at < items.len() => items.push(items[at].clone()),
        _ if at < items.len() => drop(items.remove(at)),
        _ => {}
    }
}

fn change_object(
    entries: &mut Vec<(String, Json)>,
    rng: &mut Rng,
    words: &Words,
    other: Option<Json>,
) {
    let at = rng.usize(..=entries.len());
    match (rng.u8(..6), entries.get_mut(at)) {
        (0, _) => entries.push((words.any(rng).to_owned(), value(rng, words))),
        (1, _) => entries.extend(other.map(|value| (words.any(rng).to_owned(), value))),
        (2, Some((key, _))) => change_text(key, rng, words, other.as_ref()),
        (3, Some(entry)) => {
            let mut copy = entry.clone();
            if rng.u8(..4) != 0 {
                copy.0 = words::name(rng);
            }
            entries.push(copy);
        }
        (4, Some(_)) => {
            let last = entries.len() - 1;
            entries.swap(at, last);
        }
        (5, Some(_)) => drop(entries.remove(at)),
        _ => {}
    }
}
