//! Stories that need more than a bare machine. Where something is missing they
//! are listed as ignored, with what it is in their names; with
//! `ATTUNE_TEST_ALL=1`, which the gate sets, that is a failure.

use libtest_mimic::{Arguments, Failed, Trial};

/// Runs the stories, and ends the process as a test program does.
pub(crate) fn run(lacking: Option<String>, stories: &[(&str, fn())]) -> ! {
    let demanded = std::env::var_os("ATTUNE_TEST_ALL").is_some_and(|value| value == "1");
    let trials = stories.iter().map(|(name, story)| trial(name, *story, &lacking, demanded));
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit()
}

fn trial(name: &str, story: fn(), lacking: &Option<String>, demanded: bool) -> Trial {
    let title = match lacking {
        Some(what) if !demanded => format!("{name} (needs {what})"),
        _ => name.to_owned(),
    };
    let ignored = lacking.is_some() && !demanded;
    let lacking = lacking.clone();
    let told = move || match lacking {
        Some(what) => Err(Failed::from(format!("it needs {what}"))),
        None => {
            story();
            Ok(())
        }
    };
    Trial::test(title, told).with_ignored_flag(ignored)
}
