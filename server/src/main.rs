//! The program `agera-ombud`.

fn main() -> std::process::ExitCode {
    agera_ombud::cli::main()
}
