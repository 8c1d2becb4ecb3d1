//! A page as CommonMark with tables reads it: by a parser that knows nothing of the emitter.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// Its sections, in order.
    pub(crate) sections: Vec<Section>,
    /// The targets of its links.
    pub(crate) links: Vec<String>,
    /// Raw HTML.
    pub(crate) html: Vec<String>,
}

/// A heading and what follows it up to the next.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) level: usize,
    pub(crate) heading: String,
    /// The text outside of tables and code.
    pub(crate) text: String,
    pub(crate) tables: Vec<Table>,
    /// Blocks of code but diagrams.
    pub(crate) code: Vec<String>,
}

/// A table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) cells: Vec<Vec<String>>,
}

impl Page {
    pub(crate) fn parse(text: &str) -> Self {
        let mut page = Self::default();
        let mut place = Place::Text;
        for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
            match event {
                Event::Start(tag) => page.start(&tag, &mut place),
                Event::End(tag) => page.end(tag, &mut place),
                Event::Text(text) | Event::Code(text) => page.push(&text, place),
                Event::SoftBreak | Event::HardBreak => page.push(" ", place),
                Event::Html(html) | Event::InlineHtml(html) => page.html.push(html.to_string()),
                other => panic!("{other:?}"),
            }
        }
        page
    }

    fn start(&mut self, tag: &Tag<'_>, place: &mut Place) {
        match tag {
            Tag::Heading { level, .. } => {
                self.sections.push(Section {
                    level: *level as usize,
                    ..Section::default()
                });
                *place = Place::Heading;
            }
            Tag::Table(_) => self.last().tables.push(Table::default()),
            Tag::TableRow => self.table().cells.push(Vec::new()),
            Tag::TableCell => {
                let table = self.table();
                let row = table.cells.last_mut().unwrap_or(&mut table.head);
                row.push(String::new());
                *place = Place::Cell;
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                *place = Place::Diagram;
                if &**language != "mermaid" {
                    self.last().code.push(String::new());
                    *place = Place::Code;
                }
            }
            Tag::Link { dest_url, .. } => self.links.push(dest_url.to_string()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, place: &mut Place) {
        match tag {
            TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => *place = Place::Text,
            TagEnd::Paragraph | TagEnd::Item if !self.sections.is_empty() => {
                let text = &mut self.last().text;
                text.push('\n');
                *text = text.trim_start().to_owned();
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, place: Place) {
        match place {
            Place::Heading => self.last().heading.push_str(text),
            Place::Text => self.last().text.push_str(text),
            Place::Code => self.last().code.last_mut().unwrap().push_str(text),
            Place::Diagram => {}
            Place::Cell => {
                let table = self.table();
                let row = table.cells.last_mut().unwrap_or(&mut table.head);
                row.last_mut().unwrap().push_str(text);
            }
        }
    }

    fn last(&mut self) -> &mut Section {
        self.sections
            .last_mut()
            .expect("a page starts with a heading")
    }

    fn table(&mut self) -> &mut Table {
        self.last().tables.last_mut().expect("cells are in tables")
    }

    /// The section with this heading.
    pub(crate) fn section(&self, heading: &str) -> &Section {
        let found = self.sections.iter().find(|it| it.heading == heading);
        found.unwrap_or_else(|| panic!("there is no section {heading}"))
    }

    /// What headings can be linked by, as github-slugger makes it: lower case, only letters,
    /// digits, `_` and `-`, with a number if it is taken.
    pub(crate) fn slugs(&self) -> BTreeSet<String> {
        let mut slugs = BTreeSet::new();
        for section in &self.sections {
            let kept = section.heading.to_lowercase();
            let kept = kept
                .chars()
                .filter(|c| c.is_alphanumeric() || " _-".contains(*c));
            let slug: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
            // No page relies on these numbers: its own headings are told apart by their text.
            assert!(slugs.insert(slug.clone()), "{slug} twice");
        }
        slugs
    }
}

#[derive(Clone, Copy)]
enum Place {
    Text,
    Heading,
    Cell,
    Code,
    Diagram,
}

impl Table {
    /// The rows, by the names of their columns.
    pub(crate) fn rows(&self) -> impl Iterator<Item = BTreeMap<&str, String>> {
        let head = self.head.iter().map(String::as_str);
        self.cells
            .iter()
            .map(move |row| head.clone().zip(row.iter().cloned()).collect())
    }

    /// The one row with this text in that column.
    pub(crate) fn row(&self, column: &str, text: &str) -> BTreeMap<&str, String> {
        let mut rows = self.rows().filter(|row| row[column] == text);
        let row = rows.next().unwrap_or_else(|| panic!("no {column} {text}"));
        assert!(rows.next().is_none(), "{text} twice");
        row
    }
}

impl Section {
    /// The table whose first column is called so.
    pub(crate) fn table(&self, first: &str) -> &Table {
        let found = self.tables.iter().find(|it| it.head[0] == first);
        found.unwrap_or_else(|| panic!("{}: no table of {first}", self.heading))
    }
}

/// What stands at each place of an outline in Python: `A.B[]` is an element of the list `B` in `A`.
pub(crate) fn python_values(code: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let mut path: Vec<String> = Vec::new();
    let mut open = String::new();
    for line in code.lines() {
        let line = line.trim();
        // Choices that go on in the next line end in a bar.
        open.push_str(line);
        if line.ends_with('|') {
            continue;
        }
        let line = std::mem::take(&mut open);
        let (key, value) = match line.split_once("': ") {
            Some((key, value)) => (key.trim_start_matches('\''), value),
            None => ("", &*line),
        };
        match value.trim_end_matches(',') {
            "{" => path.push(key.to_owned()),
            "[" => path.push(format!("{key}[]")),
            "}" | "]" => drop(path.pop()),
            value => {
                let names = path.iter().map(String::as_str).chain([key]);
                let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
                values.insert(names.join("."), value.to_owned());
            }
        }
    }
    assert!(path.is_empty(), "what opens is closed");
    values
}
