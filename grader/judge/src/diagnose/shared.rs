//! What several mistakes with the same timeline have in common: the beginning that their sentences
//! share. It is said where none of them is known to be the one.

/// The whole clauses with which all the sentences begin, as a sentence; none when they share none.
pub(super) fn beginning(sentences: &[&str]) -> Option<String> {
    let [first, others @ ..] = sentences else { return None };
    if others.is_empty() {
        return None;
    }
    let shared = others.iter().fold(first.len(), |length, other| {
        let same = first.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        length.min(same)
    });
    let shared = &first[..first.floor_char_boundary(shared)];
    let end = [": ", ". ", "; "].iter().filter_map(|end| shared.rfind(end)).max()?;
    Some(format!("{}.", &shared[..end]))
}

#[cfg(test)]
mod tests {
    use super::beginning;

    fn check(sentences: &[&str], expected: Option<&str>) {
        assert_eq!(beginning(sentences).as_deref(), expected);
    }

    #[test]
    fn the_shared_clauses_are_a_sentence() {
        check(&["You left at 3 s: await.", "You left at 3 s: join."], Some("You left at 3 s."));
        check(&["One. Two: a.", "One. Two: b."], Some("One. Two."));
        check(&["One. Two, a.", "One. Two, b."], Some("One."));
    }

    #[test]
    fn half_a_clause_is_not_said() {
        check(&["You left at once.", "You left late."], None);
        check(&["You left: a."], None);
        check(&[], None);
    }

    #[test]
    fn letters_are_not_cut() {
        check(&["A: é.", "A: è."], Some("A."));
    }
}
