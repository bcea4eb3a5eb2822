//! One report, built again and again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::commands::Screen;
use crate::commands::building::{Examined, Made, internal, set_in};
use crate::commands::writing::Destinations;
use crate::diagnostic::{Lang, message};
use crate::files::{Asked, Files};
use crate::pipeline::{Input, Manuscript, Options};
use crate::source::Sources;
use crate::text::FaceLibrary;

/// What is built, and what has been said.
pub(super) struct Session<'a> {
    data: Input,
    places: Destinations,
    previous: Option<Input>,
    options: Options,
    allow_errors: bool,
    screen: &'a Screen,
    /// What was last said of faces: it is said again only when it has become something else.
    about_faces: Vec<String>,
}

impl<'a> Session<'a> {
    pub fn new(
        data: Input,
        places: Destinations,
        previous: Option<Input>,
        options: Options,
        allow_errors: bool,
        screen: &'a Screen,
    ) -> Session<'a> {
        Session { data, places, previous, options, allow_errors, screen, about_faces: Vec::new() }
    }

    /// Builds the report in faces of a library that was read from `face_files`. Says what is found and how long it took,
    /// and gives what was asked for on the way. What was there stays unless all that is new is complete.
    pub fn build(&mut self, library: &FaceLibrary, face_files: &Files) -> Vec<Asked> {
        let files = Files::recording();
        let built = catch_unwind(AssertUnwindSafe(|| self.build_from(&files, library, face_files)));
        if let Err(panic) = built {
            self.screen.show(&[internal(&*panic)], &Sources::default());
        }
        files.asked()
    }

    fn build_from(&mut self, files: &Files, library: &FaceLibrary, face_files: &Files) {
        let start = Instant::now();
        let places = &self.places;
        let set = |manuscript: &Manuscript| set_in(library, manuscript, files, &places.wanted(&manuscript.report));
        let mut examined = Examined::new(&self.data, self.previous.as_ref(), files, &self.options, set);
        self.screen.show(&examined.open, &examined.sources);
        let Some((manuscript, draft)) = examined.admitted(self.allow_errors) else {
            examined.advice().iter().for_each(|advice| self.screen.say_message(advice));
            return self.failed(start);
        };
        let (errors, sources) = (examined.errors(), examined.sources);
        let targets = places.targets(&manuscript.report);
        let made = draft.and_then(|draft| Made::new(manuscript, draft, errors, targets, places.assets.as_deref()));
        let made = match made {
            Ok(made) => made,
            Err(faults) => {
                self.screen.show(&faults, &sources);
                return self.failed(start);
            }
        };
        self.screen.show(made.notes(), &sources);
        if let Err(failure) = made.write(&[files, face_files]) {
            self.screen.show_failure(failure);
            return self.failed(start);
        }
        let lang = self.screen.lang;
        let faces = made.chosen.iter().chain(&made.stand_ins).map(|line| line.in_lang(lang).to_owned());
        let faces: Vec<String> = faces.collect();
        if faces != self.about_faces {
            faces.iter().for_each(|line| self.screen.say(line));
            self.about_faces = faces;
        }
        let (written, took) = (made.written(), milliseconds(start));
        let (zh, en) = (written.in_lang(Lang::Zh), written.in_lang(Lang::En));
        self.screen.say_message(&message!(zh: "{zh}，用时 {took} 毫秒", en: "{en}, in {took} ms"));
    }

    fn failed(&self, start: Instant) {
        let took = milliseconds(start);
        self.screen.say_message(&message!(
            zh: "没有生成，原来的文件没有动；用时 {took} 毫秒",
            en: "not made, and what was there is as it was, in {took} ms",
        ));
    }

    /// Says what is being waited for.
    pub fn begin(&self) {
        let name = self.data.name();
        self.screen.say_message(&message!(
            zh: "守着 {name} 和它用到的文件，改了就重新生成；按 Ctrl-C 结束",
            en: "watching {name} and the files that it is made of; Ctrl-C ends it",
        ));
    }

    /// Says that nothing is waited for any more.
    pub fn end(&self) {
        self.screen.say_message(&message!(zh: "不再守着", en: "no longer watching"));
    }
}

fn milliseconds(start: Instant) -> u128 {
    start.elapsed().as_millis()
}
