//! `doctor`: how well submissions can be confined on this machine, tried out.

use std::fmt::Write;

use super::confine;
use super::failure::Result;
use super::layer::{self, LayerArg};
use super::outcome::Outcome;
use super::say::say;
use model::transcript::Limit;
use sandbox::{Layer, LayerCheck, Sandbox, examine};

/// What to try without.
#[derive(Debug, Clone, clap::Args)]
pub struct DoctorArgs {
    /// Do without layers of confinement, as on a machine that lacks them
    #[arg(long, value_name = "LAYER", value_enum, value_delimiter = ',')]
    pub without: Vec<LayerArg>,
}

/// Attacks decoys from inside the sandbox and says what was refused, layer by layer. Accepted is
/// a machine on which submissions can be graded for credit.
///
/// # Errors
/// When the attacks cannot be made.
pub fn doctor(args: &DoctorArgs) -> Result<Outcome> {
    let sandbox = confine::sandbox(&layer::layers(&args.without))?;
    let folder = tempfile::tempdir()?;
    let found = examine(&sandbox, folder.path())?;
    let fit = confine::fit_for_credit(&sandbox);
    let mut text = String::from("How submissions are confined on this machine\n\n");
    let (held, broken): (Vec<_>, Vec<_>) = found.limits.iter().partition(|(_, held)| *held);
    let names = |limits: &[&(Limit, bool)]| {
        limits.iter().map(|(limit, _)| limit.to_string()).collect::<Vec<_>>().join(", ")
    };
    if !held.is_empty() {
        let rest = format!("who uses too much is stopped: {}", names(&held));
        line(&mut text, "limits", "verified", &rest);
    }
    if !broken.is_empty() {
        line(&mut text, "limits", "BROKEN", &format!("nobody is stopped: {}", names(&broken)));
    }
    for (layer, finding) in &found.layers {
        let name = layer.to_string();
        match finding {
            LayerCheck::Refused(attacks) => {
                let count = format!("{} of {} attacks", attacks.len(), found.dangerous.len());
                let rest = format!("alone it refuses {count}{}", version(&sandbox, *layer));
                line(&mut text, &name, "verified", &rest);
            }
            LayerCheck::GotThrough(attacks) => {
                for attack in attacks {
                    line(&mut text, &name, "BROKEN", &format!("it lets one {}", attack.words()));
                }
            }
            LayerCheck::Missing(why) => {
                line(&mut text, &name, "missing", why);
                line(&mut text, "", "", advice(*layer));
            }
        }
    }
    let all = found.dangerous.len();
    let through = found.through_all.len();
    let _ = writeln!(
        text,
        "\nOf {all} attacks that get through where nothing confines, {through} got through here{}",
        if through == 0 { "." } else { ":" }
    );
    for attack in &found.through_all {
        let _ = writeln!(text, "  {}", attack.words());
    }
    let is_fit = fit.is_ok() && found.is_sound();
    text += match (is_fit, &fit) {
        (true, _) => "Submissions can be graded for credit here.\n",
        (false, Ok(())) => {
            "A layer does not hold what it promises: grade nobody for credit here.\n"
        }
        (false, Err(_)) => "Too little to grade submissions for credit; your own are fine.\n",
    };
    say(&text)?;
    Ok(if is_fit { Outcome::Accepted } else { Outcome::NotAccepted })
}

fn line(text: &mut String, name: &str, state: &str, rest: &str) {
    let _ = writeln!(text, "  {name:<11} {state:<9} {rest}");
}

/// The version of a layer that has some.
fn version(sandbox: &Sandbox, layer: Layer) -> String {
    let version = sandbox.landlock_version().filter(|_| layer == Layer::Landlock);
    version.map_or(String::new(), |version| format!(" (version {version})"))
}

/// What the administrator of the machine can do about a layer that is missing.
fn advice(layer: Layer) -> &'static str {
    match layer {
        Layer::Landlock => {
            "needs Linux 5.13, and `landlock` in /sys/kernel/security/lsm (boot with `lsm=landlock,..`)"
        }
        Layer::Seccomp => "needs a kernel with CONFIG_SECCOMP_FILTER",
        Layer::Namespaces => {
            "needs root with CAP_SYS_ADMIN, or user namespaces (user.max_user_namespaces, AppArmor; \
             a container: `--security-opt seccomp=unconfined`)"
        }
    }
}
