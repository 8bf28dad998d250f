//! One attack: what is run, and by what one sees that it worked.

/// An attack that is run twice over: undefended, where it must work, and confined, where it must
/// not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Case {
    /// What it does, in a few words; unique.
    pub(crate) name: &'static str,
    /// The row of the list of known attacks that it stands for; 0 for none.
    pub(crate) row: u8,
    /// The attack of `programs` and its arguments, with `{solution}` and the like for what only a
    /// run knows.
    pub(crate) attack: &'static str,
    /// What is seen when it works.
    pub(crate) shows: Shows,
    /// How the confined run must end if it was not refused what it wanted, as the transcript says
    /// it; empty where the program may go on to its end, as it likes.
    pub(crate) ends: &'static str,
    /// Real milliseconds that the confined run has.
    pub(crate) wall_ms: u64,
    /// It works for the superuser only: another has nothing to lose by it.
    pub(crate) for_root: bool,
    /// Some kernels do not have what it attacks.
    pub(crate) may_lack: bool,
    /// Why it still works where there are no namespaces, if it does: said, and not counted as a
    /// failure.
    pub(crate) remains: Option<&'static str>,
}

/// What is seen when an attack works. Whatever it is, a confined run shows no secret, does no harm
/// and leaves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The secret, in the output or in a file that it left.
    Secret,
    /// The program says that it got what it wanted.
    Said,
    /// Something of others is not as it was.
    Harm,
    /// Something of it is still there when the run is over.
    Left,
    /// The program says that it has done it, and may do so confined, too: nobody comes to harm by
    /// it who does not read or remove what it made.
    Mess,
}

impl Case {
    /// Out of a table.
    pub(crate) const fn of(
        name: &'static str,
        row: u8,
        attack: &'static str,
        shows: Shows,
    ) -> Case {
        const ENOUGH: u64 = 15_000;
        let (for_root, may_lack, remains) = (false, false, None);
        Case { name, row, attack, shows, ends: "", wall_ms: ENOUGH, for_root, may_lack, remains }
    }

    pub(crate) const fn ends(self, ends: &'static str) -> Case {
        Case { ends, ..self }
    }

    pub(crate) const fn within(self, wall_ms: u64) -> Case {
        Case { wall_ms, ..self }
    }

    pub(crate) const fn for_root(self) -> Case {
        Case { for_root: true, ..self }
    }

    pub(crate) const fn may_lack(self) -> Case {
        Case { may_lack: true, ..self }
    }

    pub(crate) const fn remains(self, why: &'static str) -> Case {
        Case { remains: Some(why), ..self }
    }
}
