//! The program `agera-ombud`.

/// A page is some thousand small allocations; the system's allocator took a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    agera_ombud::cli::main()
}
