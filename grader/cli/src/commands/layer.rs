//! The layers of the sandbox, as they are typed.

use sandbox::Layer;

/// A layer of confinement to do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LayerArg {
    /// The kernel refuses files that were not named, and the network (Landlock)
    Landlock,
    /// System calls that no submission needs do not exist (seccomp)
    Seccomp,
    /// Other processes, files and networks are not there at all (namespaces)
    Namespaces,
}

impl From<LayerArg> for Layer {
    fn from(layer: LayerArg) -> Layer {
        match layer {
            LayerArg::Landlock => Layer::Landlock,
            LayerArg::Seccomp => Layer::Seccomp,
            LayerArg::Namespaces => Layer::Namespaces,
        }
    }
}

/// The layers that were typed.
pub(super) fn layers(typed: &[LayerArg]) -> Vec<Layer> {
    typed.iter().copied().map(Layer::from).collect()
}
