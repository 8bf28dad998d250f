//! What is forgiven, or right but worth a word: whole sentences for an accepted submission too.

use super::choose::fits;
use super::facts::Facts;
use super::fill::fill_all;
use super::{Evidence, Source};
use model::known::KnownProgram;
use model::transcript::{Remark, Transcript};

/// The remarks of right programs whose `source` patterns are found in an accepted submission.
/// `evidence` is the run from which placeholders are filled.
pub fn remarks(also: &[KnownProgram], source: &Source, evidence: &Evidence<'_>) -> Vec<String> {
    let facts = Facts::of(evidence);
    let meant = also.iter().filter(|program| !program.source.is_empty() && fits(program, source));
    meant.filter_map(|program| fill_all(&program.sentence, &facts)).collect()
}

/// What was odd about a transcript's bytes.
pub fn transcript_remarks(transcript: &Transcript) -> Vec<String> {
    let mut sentences: Vec<String> =
        transcript.remarks.iter().map(|remark| said(remark).to_owned()).collect();
    if transcript.stdout().any(|line| line.text.trim_end().is_empty()) {
        sentences.push("There are empty lines in your output; I read past them.".to_owned());
    }
    let has_spaces = |text: &str| !text.trim_end().is_empty() && text.trim_end() != text;
    if transcript.stdout().any(|line| has_spaces(&line.text)) {
        sentences.push("Some of your lines end in spaces; I read past them.".to_owned());
    }
    sentences
}

fn said(remark: &Remark) -> &'static str {
    match remark {
        Remark::NoFinalNewline => {
            "Your last line has no newline at its end; I forgave it, but in a terminal the next \
             thing printed would stick to it."
        }
        Remark::NotUtf8 => {
            "Some of the bytes you printed are no text (not UTF-8); they are shown as \u{fffd}."
        }
        Remark::CutOff => "You printed more than I read; your output is cut off at the end.",
        Remark::Untimed => {
            "Some of your output passed by the clock, so I know its time only roughly: print with \
             `println!`."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::transcript_remarks;
    use model::sample::transcript;
    use model::transcript::Remark;

    #[test]
    fn what_is_forgiven_is_said() {
        let mut odd = transcript("0  a \n0  ");
        odd.remarks.push(Remark::NoFinalNewline);
        let sentences = transcript_remarks(&odd);
        let expected = ["no newline at its end", "empty lines", "end in spaces"];
        assert_eq!(sentences.len(), expected.len());
        for (sentence, part) in sentences.iter().zip(expected) {
            assert!(sentence.contains(part), "{sentence}");
        }
    }

    #[test]
    fn of_a_clean_transcript_nothing_is_said() {
        assert_eq!(transcript_remarks(&transcript("0  a\n0  b")), Vec::<String>::new());
    }
}
