//! Small programs under `src/bin` that wait in every way that students wait.
