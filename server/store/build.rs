//! A new migration file makes the crate be compiled anew: the migrations are part of it.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
