//! What a student can hand in: graded by the real program, it gets no point and learns nothing.

/// The associated type of a trait object is not checked (rust-lang/rust#57893).
macro_rules! with_the_hole {
    ($code:literal) => {
        concat!(
            "trait Object<U> { type Output; }
             impl<T: ?Sized, U> Object<U> for T { type Output = U; }
             fn through<T: ?Sized, U>(x: <T as Object<U>>::Output) -> U { x }
             fn turned<T, U>(x: T) -> U { through::<dyn Object<U, Output = T>, U>(x) }
             ",
            $code
        )
    };
}

mod alone;
pub(crate) mod asking;
pub(crate) mod compiling;
pub(crate) mod doors;
pub(crate) mod evading;
pub(crate) mod forbidden;
pub(crate) mod forging;
pub(crate) mod naive;
pub(crate) mod reading;
pub(crate) mod school;
pub(crate) mod speaking;
pub(crate) mod suite;
pub(crate) mod tossing;
pub(crate) mod using_up;

/// A submission that attacks its grader.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Submission {
    /// What it does, in a few words; unique.
    pub(crate) name: &'static str,
    /// The row of the list of known attacks.
    pub(crate) row: u8,
    /// For an exercise whose submissions are libraries, what a naive test program does with it.
    pub(crate) test: Option<&'static str>,
    /// Path and content of its files, with `@hidden@` and the like for what only a grading knows.
    /// A content that begins with `->` is what a symbolic link leads to.
    pub(crate) files: &'static [(&'static str, &'static str)],
    /// What is seen when a naive grader grades it.
    pub(crate) naive: Naive,
    /// The verdict that it has to get, with its limit if it has one.
    pub(crate) verdict: &'static str,
}

/// What is seen of an attack on a grader that believes what it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naive {
    /// The program ends well, without having done the work: so it would have passed.
    EndsWell,
    /// It says this, which the grader would believe.
    Says(&'static str),
    /// What is hidden is in what the compiler says, or the program.
    Learns,
    /// Something of the grader's is changed, or the grader itself dies.
    Harms,
    /// Something of it is left when it is over.
    Leaves,
    /// It does not end.
    Stays,
    /// It ends well in one run and not in another.
    Differs,
    /// As the first three, where cargo is called in its folder, in these words, and obeys what
    /// lies there.
    Cargo(&'static [&'static str], &'static Naive),
    /// Its own tests are counted as the course's.
    Tests(&'static str),
    /// There is nothing naive to compare with, for this reason.
    None(&'static str),
}

impl Submission {
    /// A program of one file.
    pub(crate) const fn program(
        name: &'static str,
        row: u8,
        files: &'static [(&'static str, &'static str)],
        naive: Naive,
        verdict: &'static str,
    ) -> Submission {
        Submission { name, row, test: None, files, naive, verdict }
    }

    /// A library, and the naive test of it.
    pub(crate) const fn library(
        name: &'static str,
        row: u8,
        files: &'static [(&'static str, &'static str)],
        test: &'static str,
        naive: Naive,
        verdict: &'static str,
    ) -> Submission {
        Submission { name, row, test: Some(test), files, naive, verdict }
    }
}
