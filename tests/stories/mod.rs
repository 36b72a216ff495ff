//! Stories that need more than a bare machine. Where something is missing they
//! are listed as ignored, with what it is in their names; with
//! `ATTUNE_TEST_ALL=1`, which the gate sets, that is a failure.
#![allow(dead_code, reason = "each test program uses what it needs")]

use libtest_mimic::{Arguments, Failed, Trial};

/// A story by its name, and what this machine lacks for it.
pub(crate) type Story = (&'static str, fn(), Option<String>);

/// Runs stories that all need the same, and ends the process as a test program
/// does.
pub(crate) fn run(lacking: Option<String>, stories: &[(&'static str, fn())]) -> ! {
    run_each(stories.iter().map(|(name, story)| (*name, *story, lacking.clone())))
}

/// The same with stories that need one thing each.
pub(crate) fn run_each(stories: impl IntoIterator<Item = Story>) -> ! {
    let demanded = std::env::var_os("ATTUNE_TEST_ALL").is_some_and(|value| value == "1");
    let trials = stories.into_iter().map(|story| trial(story, demanded));
    let mut arguments = Arguments::from_args();
    // They wait for each other's devices more than for a core.
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    arguments.test_threads.get_or_insert(cores * 2);
    libtest_mimic::run(&arguments, trials.collect()).exit()
}

fn trial((name, story, lacking): Story, demanded: bool) -> Trial {
    let title = match &lacking {
        Some(what) if !demanded => format!("{name} (needs {what})"),
        _ => name.to_owned(),
    };
    let ignored = lacking.is_some() && !demanded;
    let told = move || match lacking {
        Some(what) => Err(Failed::from(format!("it needs {what}"))),
        None => {
            story();
            Ok(())
        }
    };
    Trial::test(title, told).with_ignored_flag(ignored)
}
